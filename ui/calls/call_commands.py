"""What the user does with calls: by card, alert, shortcut or tray, always through here."""

from collections.abc import Callable

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId, CallId
from softphone.calls.call import Call, CallAction
from softphone.calls.calls import Calls
from softphone.protocol.snapshots import RejectReason


class CallCommands:
    """Carries out actions; what fails is told in words to `on_problem`."""

    def __init__(self, calls: Calls, on_problem: Callable[[UserFacingError], None]) -> None:
        self.calls = calls
        self._on_problem = on_problem

    def dial(self, text: str, account_id: AccountId | None) -> bool:
        """Calls what was typed. False when it could not be; then the user was told."""
        return self._try(lambda: self.calls.dial(text, account_id))

    def perform(self, call_id: CallId, action: CallAction) -> bool:
        """Does what a button says. DTMF is not among these."""
        calls = self.calls
        actions: dict[CallAction, Callable[[], object]] = {
            CallAction.ANSWER: lambda: calls.answer(call_id),
            CallAction.REJECT: lambda: calls.reject(call_id, RejectReason.BUSY),
            CallAction.DECLINE: lambda: calls.reject(call_id, RejectReason.DECLINE),
            CallAction.HANG_UP: lambda: calls.hang_up(call_id),
            CallAction.HOLD: lambda: calls.hold(call_id),
            CallAction.RESUME: lambda: calls.resume(call_id),
            CallAction.MUTE: lambda: calls.set_muted(call_id, True),
            CallAction.UNMUTE: lambda: calls.set_muted(call_id, False),
            CallAction.CALL_BACK: lambda: calls.call_back(call_id),
            CallAction.DISMISS: lambda: calls.dismiss(call_id),
        }
        return self._try(actions[action])

    def send_dtmf(self, call_id: CallId, digits: str) -> bool:
        """Sends key presses to the far side."""
        return self._try(lambda: self.calls.send_dtmf(call_id, digits))

    def current(self) -> Call | None:
        """The call that a shortcut means: the active one, else the only live one."""
        active = self.calls.active()
        if active is not None:
            return active
        live = [call for call in self.calls.calls() if not call.is_ended]
        return live[0] if len(live) == 1 else None

    def perform_on_current(self, *actions: CallAction) -> bool:
        """Does the first of the actions that is possible for the current call."""
        call = self.current()
        for action in actions:
            if call is not None and action in call.actions:
                return self.perform(call.call_id, action)
        return False

    def perform_on_alerting(self, action: CallAction) -> bool:
        """Does it with the incoming call that has waited longest."""
        call = self.calls.next_alerting()
        return call is not None and self.perform(call.call_id, action)

    def _try(self, run: Callable[[], object]) -> bool:
        try:
            run()
        except UserFacingError as problem:
            self._on_problem(problem)
            return False
        return True
