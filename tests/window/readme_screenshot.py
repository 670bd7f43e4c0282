"""The picture in the README: the real window in real calls. ``python tests/window/readme_screenshot.py OUT.png``.

Needs an X display and the lab; Bob is a second real engine in this process.
"""

import os
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtTest import QTest
from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.app import Softphone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState
from softphone.settings.store import MemorySettingsStore
from tests.window.waiting import wait_until
from ui.app import Program, new_application
from ui.qt_runtime import QtRuntime
from ui.style.theme import Appearance, theme

TALK_MS = 24_000


def main() -> int:
    """The script."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "STATE"):
            os.environ[f"SOFTPHONE_{name}_DIR"] = folder
        lab = Lab(parts=(Part.PBX, Part.SOUND))
        try:
            facts = lab.up()
            assert facts.sound is not None
            os.environ.update(facts.sound.env)
            _take(lab, Path(sys.argv[1]))
        finally:
            lab.down()
    return 0


def _is_registered(phone: Softphone) -> bool:
    return phone.accounts.views()[0].is_registered


def _take(lab: Lab, out: Path) -> None:
    program = Program(new_application())
    bob = Softphone(QtRuntime(), settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
    program.start()
    theme.choose(Appearance.LIGHT)
    bob.start()
    for phone, user in ((program.softphone, "1001"), (bob, "1002")):
        phone.accounts.add_ephemeral(*lab_account(lab.facts, user))
        wait_until(partial(_is_registered, phone), "the registration")
    main = program.windows.main
    main.resize(860, 560)
    main.call_now("*43")
    wait_until(lambda: main.calls.cards()[0].call.state == LegState.ESTABLISHED, "the echo test")
    QTest.qWait(TALK_MS)
    bob.calls.dial("1001")
    wait_until(lambda: program.softphone.calls.next_alerting() is not None, "the incoming call")
    alerting = program.softphone.calls.next_alerting()
    assert alerting is not None
    program.softphone.calls.answer(alerting.call_id)
    QTest.qWait(TALK_MS)
    main.grab().save(str(out), quality=0)
    closed: list[int] = []
    program.softphone.close(lambda: closed.append(1))
    bob.close(lambda: closed.append(2))
    wait_until(lambda: len(closed) == 2, "the end")


if __name__ == "__main__":
    sys.exit(main())
