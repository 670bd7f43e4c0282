"""Whom the user talks to on the mobile: the phone system's lamp says only that there is a call."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.basics.ids import AccountId, CallId
from softphone.calls.call import Call
from softphone.protocol.snapshots import Direction, EndKind, Party
from softphone.runtime import Runtime

TOGETHER_S = 3.0  # lamp and the end of the ringing here tell of the same answer when they come this close
_NOBODY = Party(uri="")


@dataclass(slots=True)
class _Gone:
    """A call that went to another device. call_id: None where nothing is to be said of it any more."""

    party: Party
    direction: Direction
    at_s: float
    call_id: CallId | None


class MobileParty:
    """Puts together what is told apart: the mobile is in a call, and a call of ours has just gone elsewhere.

    on_answered: told of a call that rang here and was answered at the mobile.
    """

    def __init__(self, runtime: Runtime, on_answered: Callable[[CallId], None]) -> None:
        self._runtime = runtime
        self._on_answered = on_answered
        self._gone: dict[AccountId, _Gone] = {}
        self._lit_s: dict[AccountId, float] = {}
        self._known: dict[AccountId, _Gone] = {}

    def note_call(self, call: Call) -> bool:
        """A call of ours changed; True when it is known now whom the mobile talks to."""
        is_elsewhere = call.leg.end is not None and call.leg.end.kind == EndKind.ANSWERED_ELSEWHERE
        known = self._known.get(call.account_id), self._gone.get(call.account_id)
        is_known = any(each is not None and each.call_id == call.call_id for each in known)
        is_old = self._runtime.wall_time_s() - (call.leg.ended_at_s or 0.0) > TOGETHER_S
        if not is_elsewhere or is_known or is_old:
            return False
        return self._went(call, call.call_id)

    def note_pushed(self, call: Call) -> bool:
        """The call was sent to the mobile from here, and has landed."""
        return self._went(call, None)

    def _went(self, call: Call, call_id: CallId | None) -> bool:
        direction = call.leg.direction
        self._gone[call.account_id] = _Gone(call.leg.remote, direction, self._runtime.now_s(), call_id)
        return self._join(call.account_id)

    def note_lamp(self, account_id: AccountId, is_lit: bool) -> bool:
        """The mobile's lamp; True when it is known now whom it talks to."""
        if not is_lit:
            self._lit_s.pop(account_id, None)
            self._known.pop(account_id, None)
            return False
        if account_id in self._lit_s:
            return False
        self._lit_s[account_id] = self._runtime.now_s()
        return self._join(account_id)

    def lit_s(self, account_id: AccountId) -> float | None:
        """`Runtime.now_s` when the mobile's lamp was lit; None while it is not."""
        return self._lit_s.get(account_id)

    def of(self, account_id: AccountId) -> tuple[Party, Direction | None]:
        """Whom the mobile talks to, and who had called whom; an empty party when it is not known."""
        known = self._known.get(account_id)
        return (_NOBODY, None) if known is None else (known.party, known.direction)

    def forget(self, account_id: AccountId) -> None:
        """The account is gone."""
        for table in (self._gone, self._lit_s, self._known):
            table.pop(account_id, None)

    def _join(self, account_id: AccountId) -> bool:
        gone, lit_s = self._gone.get(account_id), self._lit_s.get(account_id)
        if gone is None or lit_s is None:
            return False
        was_pushed = gone.call_id is None  # the mobile's lamp may have been lit long before the call had landed
        if not was_pushed and (abs(gone.at_s - lit_s) > TOGETHER_S or account_id in self._known):
            return False
        self._known[account_id] = self._gone.pop(account_id)
        if gone.call_id is not None:
            self._on_answered(gone.call_id)
        return True
