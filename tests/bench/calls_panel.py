"""The softphone's own window for the bench, in which up to ten calls ring and change all the time.

It asks for each call by a line on its output, and ends on SIGTERM like the program; then the frames are in the file.
"""

import argparse
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from softphone.app import Softphone
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.calls.call import Call, CallAction
from softphone.protocol.snapshots import AccountConfig, LegState
from tests.bench.frame_clock import FrameClock
from ui.app import Program, new_application

CALLS = 10
_ACT_MS, _ASK_MS = 120, 60


class Script(QObject):
    """What the user does: answers, swaps, mutes, holds, hangs up, in turn.

    Attributes:
        changes: how often a call was announced as changed.
        frames: measured from when all calls are there, so that the start of the program is no part of it.
    """

    def __init__(self, softphone: Softphone, window: QWidget) -> None:
        super().__init__()
        self.changes = 0
        self.frames: FrameClock | None = None
        self._window = window
        self._calls = softphone.calls
        self._asked = 0
        self._calls.changed.add(self._count)
        self._calls.incoming.add(lambda call: self._came())
        self._steps = self._endless()
        for interval_ms, act in ((_ACT_MS, lambda: next(self._steps)), (_ASK_MS, self._ask)):
            timer = QTimer(self)
            timer.timeout.connect(act)
            timer.start(interval_ms)

    def _count(self, call: Call) -> None:
        self.changes += self.frames is not None

    def _came(self) -> None:
        self._asked = max(0, self._asked - 1)

    def _ask(self) -> None:
        if len(self._living()) + self._asked < CALLS:
            self._asked += 1
            print("call", flush=True)
        elif self.frames is None and not self._asked:
            self.frames = FrameClock(self._window)

    def _living(self) -> list[Call]:
        return [call for call in self._calls.calls() if not call.is_ended]

    def _endless(self) -> Iterator[None]:
        for turn in itertools.count():
            living = self._living()
            alerting = [call for call in living if call.state == LegState.ALERTING]
            talking = [call for call in living if call.state == LegState.ESTABLISHED]
            if turn % 5 == 0 and len(living) == CALLS:
                self._calls.hang_up((talking or living)[0].call_id)
            elif turn % 5 == 1 and alerting and len(talking) < CALLS // 2:
                self._calls.answer(alerting[0].call_id)
            elif turn % 5 == 2:
                self._calls.swap()
            elif active := self._calls.active():
                self._toggle(active, CallAction.MUTE if turn % 5 == 3 else CallAction.HOLD)
            yield

    def _toggle(self, call: Call, action: CallAction) -> None:
        if action == CallAction.HOLD:
            self._calls.hold(call.call_id)
        else:
            self._calls.set_muted(call.call_id, not call.leg.is_muted)


def main() -> int:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    application = new_application()
    program = Program(application)
    program.start([])
    address = f"sip:1001@127.0.0.1:{options.port}"
    config = AccountConfig(account_id=AccountId("calls"), address_of_record=address)
    program.softphone.accounts.add_ephemeral(config, Secret("bench"))
    script = Script(program.softphone, program.windows.main)
    code = application.exec()
    program.finish()
    assert script.frames is not None, "there were never ten calls"
    script.frames.write(options.out)
    options.out.with_suffix(".changes").write_text(str(script.changes))
    return code


if __name__ == "__main__":
    sys.exit(main())
