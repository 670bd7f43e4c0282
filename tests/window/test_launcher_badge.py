"""The number of missed calls in docks, over a real bus."""

from pathlib import Path

from softphone.protocol.snapshots import EndKind
from tests.harness.scripted_desktop import PrivateBus
from tests.window.waiting import wait_until
from tests.window.window_stage import WindowStage
from ui.desktop.bus import Bus, Target, Values
from ui.desktop.launcher_badge import LauncherBadge

_ENTRY = "com.canonical.Unity.LauncherEntry"


def test_missed_calls_are_counted_until_they_were_seen(phone: WindowStage, tmp_path: Path) -> None:
    with PrivateBus(tmp_path) as private:
        program, dock = Bus(private.address), Bus(private.address)
        shown: list[Values] = []
        path = "/com/canonical/unity/launcherentry/softphone"
        dock.listen(Target(program.unique_name, path, _ENTRY), "Update", shown.append)
        LauncherBadge(phone.softphone.history, program)
        for count in (1, 2):
            leg = phone.incoming("1003", "Carol")
            phone.engine.far_hangs_up(leg, EndKind.MISSED)
            phone.advance(1)
            wait_until(lambda expected=count: len(shown) == expected, "the badge")  # type: ignore[misc]
        assert shown[-1] == ("application://softphone.desktop", {"count": ("x", 2), "count-visible": ("b", True)})
        phone.softphone.history.mark_seen()
        phone.advance(1)
        wait_until(lambda: len(shown) == 3, "the badge going")
        assert shown[-1][1] == {"count": ("x", 0), "count-visible": ("b", False)}
        program.close()
        dock.close()
