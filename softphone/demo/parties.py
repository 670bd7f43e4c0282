"""Who takes part in the calls between several in the demo: Alice, Bob, and Carol, when she is needed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from softphone_lab import Lab

from softphone.basics.ids import AccountId, CallId
from softphone.calls.call import Call
from softphone.demo.steps import StepFailed
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState

ALICE, BOB, CAROL = "1001", "1002", "1007"
PATIENCE_S = 10.0


@dataclass(frozen=True)
class Parties:
    """folder: where sounds and Carol's data are kept. new_phone: makes a telephone of this name, not yet started."""

    lab: Lab
    alice: HeadlessPhone
    bob: HeadlessPhone
    new_phone: Callable[[str], HeadlessPhone]
    folder: Path

    @contextmanager
    def carol(self) -> Iterator[HeadlessPhone]:
        """Carol's telephone, signed in; it is gone at the end, and so is every call."""
        carol = self.new_phone("carol")
        try:
            carol.start()
            if not carol.sign_in(*lab_account(self.lab.facts, CAROL)).is_registered:
                raise StepFailed("Carol's telephone could not sign in")
            yield carol
        finally:
            for phone in (self.alice, self.bob):
                for call in phone.app.calls.calls():
                    phone.app.calls.hang_up(call.call_id)
            carol.close()


def talk(
    caller: HeadlessPhone, callee: HeadlessPhone, number: str, account: AccountId | None = None
) -> tuple[CallId, CallId]:
    """One calls and the other answers; returns the call as the caller and as the other has it."""
    rung: list[Call] = []
    forget = callee.app.calls.incoming.add(rung.append)
    dialled = caller.app.calls.dial(number, account)
    callee.wait_for(lambda: bool(rung), PATIENCE_S, "The call did not arrive.")
    forget()
    callee.app.calls.answer(rung[0].call_id)
    callee.wait_for_call(rung[0].call_id, LegState.ESTABLISHED)
    caller.wait_for_call(dialled, LegState.ESTABLISHED)
    return dialled, rung[0].call_id
