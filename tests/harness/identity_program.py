"""A telephone whose user has a private mobile number and uses it in every way; everything that can log does.

Run as ``python -m tests.harness.identity_program SPELLING`` in a session with a keyring; with no spelling the number is
what the keyring has. Prints what it saw, as JSON.
"""

import json
import logging
import os
import sys
import threading

from softphone_lab import Lab, Part
from softphone_lab.line import Line
from softphone_lab.line_call import LineCall

from softphone.accounts.keyring_store import KeyringCredentialStore
from softphone.basics.ids import AccountId
from softphone.calls.call_guard import OWN_MOBILE
from softphone.folders import config_dir, data_dir, state_dir
from softphone.headless import HeadlessPhone
from softphone.history.entry import HistoryFilter, HistoryPage
from softphone.lab_account import lab_account
from softphone.mobility.handoff_view import HandoffStage
from softphone.protocol.snapshots import LegState
from softphone.runtime import PlainRuntime
from softphone.settings.toml_store import TomlSettingsStore
from ui.desktop.log_file import start_log

ALICE = AccountId("lab-1001")
PATIENCE_S = 40.0


class IdentityProgram:
    """Alice's program, her mobile, and a customer outside."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._runtime = PlainRuntime()
        self.phone = HeadlessPhone(
            self._runtime,
            settings_store=TomlSettingsStore(config_dir() / "settings.toml"),
            credentials=KeyringCredentialStore(),
            data_folder=data_dir(),
        )
        self.phone.start()

    def use(self, spelling: str) -> None:
        """The number is entered, or comes out of the keyring."""
        numbers = self.phone.app.mobile_numbers
        config, password = lab_account(self._lab.facts, "1001")
        if spelling:
            self.phone.app.accounts.add(config, password)
            numbers.set(ALICE, spelling)
        self._wait(lambda: numbers.is_known(ALICE) and not numbers.view(ALICE).is_busy, "the number")
        # The lab of the second run has another port.
        self.phone.app.accounts.update(config, password)
        assert self.phone.wait_until_settled(ALICE).is_registered

    def call_mobile(self, text: str) -> None:
        """Calls the own mobile."""
        self.phone.hang_up(self.phone.dial(text).call_id)

    def be_called(self, line: Line, number: str) -> None:
        """Somebody calls, and Alice takes it on her mobile."""
        thread = _dialling(line, number)
        self._wait(lambda: self.phone.app.calls.next_alerting() is not None, "the call")
        call = self.phone.app.calls.next_alerting()
        assert call is not None
        self.phone.app.calls.answer(call.call_id)
        self.phone.wait_for_call(call.call_id, LegState.ESTABLISHED)
        handoffs = self.phone.app.handoffs
        handoffs.push(call.call_id)

        def is_done() -> bool:
            view = handoffs.of(call.call_id)
            assert view is None or view.stage != HandoffStage.BACK, view
            return view is not None and view.stage == HandoffStage.DONE

        self._wait(is_done, "the handoff")
        thread.join(PATIENCE_S)
        assert line.call is not None
        line.call.hang_up()
        self.phone.wait_for_silence()

    def miss_mobile(self, mobile: Line) -> None:
        """The own mobile calls the desk, and hangs up again."""
        thread = _dialling(mobile, "+15550201001")
        self._wait(lambda: self.phone.app.calls.next_alerting() is not None, "the call of the mobile")
        call = self.phone.app.calls.next_alerting()
        assert call is not None
        self.phone.app.calls.answer(call.call_id)
        thread.join(PATIENCE_S)
        self.phone.hang_up(call.call_id)

    def names(self, calls: int) -> list[str]:
        """Whom the history says that it was, oldest first, as soon as the last of this many calls is written."""
        pages: list[HistoryPage] = [HistoryPage()]

        def are_all_there() -> bool:
            if pages and len(pages[-1].entries) < calls:
                pages.clear()
                self.phone.app.history.page(HistoryFilter(), None, 50, pages.append)
            return bool(pages) and len(pages[-1].entries) >= calls

        self._wait(are_all_there, "the history")
        return [f"{entry.name} {entry.presented_number}".strip() for entry in reversed(pages[-1].entries)]

    def close(self) -> None:
        assert self.phone.close()
        self._runtime.close()

    def _wait(self, is_so: object, what: str) -> None:
        assert callable(is_so)
        self.phone.wait_for(is_so, PATIENCE_S, f"waited in vain for {what}")


def _dialling(line: Line, number: str) -> threading.Thread:
    """The line calls, while the loop of the program turns."""
    made: list[LineCall] = []
    thread = threading.Thread(target=lambda: made.append(line.dial(number)), daemon=True)
    thread.start()
    return thread


def main(spelling: str) -> None:
    start_log(state_dir() / "log")
    os.environ["SOFTPHONE_PJSIP_LOG"] = "5"  # every message, as a developer has it
    lab = Lab(parts=(Part.PBX,))
    lab.up()
    program = None
    try:
        facts = lab.facts
        with Line(facts, "mobile1001", 600.0) as mobile, Line(facts, "pstn", 500.0) as customer:
            program = IdentityProgram(lab)
            program.use(spelling)
            program.call_mobile(OWN_MOBILE)
            program.call_mobile("+15550101001")
            program.be_called(customer, "+15550201001")
            program.miss_mobile(mobile)
            # What a mistake of ours could do.
            logging.getLogger("softphone.calls").warning("no call to %s", "tel:+1-555-010-1001")
            calls = 4
            print(json.dumps(program.names(calls if spelling else 2 * calls)))  # a second run has those of the first
    finally:
        if program is not None:
            program.close()
        lab.down()


if __name__ == "__main__":
    main(*sys.argv[1:])
