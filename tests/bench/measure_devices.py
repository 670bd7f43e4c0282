"""What both sides of a call miss when a headset is pulled out, put back, or changed by the user."""

from collections.abc import Callable

from softphone.protocol.commands import SelectAudio
from tests.bench.desk import Desk
from tests.bench.figures import Figure
from tests.harness.device_gaps import BUILT_IN, HEADSET, DeviceDesk, Gaps

_LIMIT_MS = 500


def measure_devices(desk: Desk, add: Callable[[Figure], None], runs: int) -> None:
    """The longest silence of either side, in samples of what was recorded."""
    gaps: dict[str, list[Gaps]] = {"unplugged": [], "plugged": [], "changed": []}
    with DeviceDesk(desk.sound, desk.folder) as headset:
        for _ in range(runs):
            gaps["unplugged"].append(headset.measure(lambda alice: headset.unplug(), BUILT_IN))
            gaps["plugged"].append(headset.measure(lambda alice: headset.plug(), HEADSET))
            gaps["changed"].append(headset.measure(lambda alice: alice.post(SelectAudio(selection=BUILT_IN)), BUILT_IN))
    for name, found in gaps.items():
        worst = [max(each.far_ms, each.user_ms) for each in found]
        add(Figure(f"device_{name}_gap_ms", "ms", worst, limit=_LIMIT_MS, p95_limit=_LIMIT_MS))
