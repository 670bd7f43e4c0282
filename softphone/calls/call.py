"""A call as the user sees it, and what can be done with it now."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId, CallId
from softphone.calls.taken_over import TakenFrom
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    Direction,
    EndKind,
    HoldState,
    LegState,
    MediaStatistics,
    TransferState,
)

TRANSFER_UNDER_WAY = frozenset({TransferState.REQUESTED, TransferState.ACCEPTED, TransferState.RINGING})


class CallAction(StrEnum):
    """What the user can do with a call. REJECT tells the caller busy, DECLINE that nobody will answer.

    TRANSFER, CONFERENCE, PARK, PUSH (to the own mobile), RECORD: as far as the call itself goes; the features say
    whether they can.
    """

    ANSWER = "answer"
    REJECT = "reject"
    DECLINE = "decline"
    HANG_UP = "hang_up"
    HOLD = "hold"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    DTMF = "dtmf"
    TRANSFER = "transfer"
    CONFERENCE = "conference"
    PARK = "park"
    PUSH = "push"
    RECORD = "record"
    CALL_BACK = "call_back"
    DISMISS = "dismiss"


_CALL_CONTROL = frozenset(
    {CallAction.TRANSFER, CallAction.CONFERENCE, CallAction.PARK, CallAction.PUSH, CallAction.RECORD}
)


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it is now.

    Attributes:
        leg: the engine's snapshot with the far party's texts made fit for the window.
        name: what to call the far party; never empty.
        number: the far party's number, empty when it is not known or says the same as `name`.
        is_active: True for the one call that the user speaks or is about to speak in; for all calls of a conference
            when that is it.
        actions: what is possible now.
        end_text: why it ended, in words; None before the end.
        digits_sent: the digits keyed in during the call, the last 32.
        answered_at_now_s: `Runtime.now_s` at the answer; None before it.
        phase_began_now_s: `Runtime.now_s` when it began to be what it is: alerting, talking, held …
        is_hold_settled: hold or resume that was asked for has come about, or has failed.
        talked_s: seconds from answer to end; None before the end, 0.0 when it was never answered.
        taken_from: where it was in progress before it was taken here; None for a call that began here.
    """

    call_id: CallId
    leg: CallLegSnapshot
    name: str
    number: str = ""
    is_active: bool = False
    actions: frozenset[CallAction] = frozenset()
    end_text: Explanation | None = None
    digits_sent: str = ""
    statistics: MediaStatistics | None = None
    answered_at_now_s: float | None = None
    phase_began_now_s: float = 0.0
    talked_s: float | None = None
    is_hold_settled: bool = True
    taken_from: TakenFrom | None = None

    @property
    def account_id(self) -> AccountId:
        return self.leg.account_id

    @property
    def state(self) -> LegState:
        return self.leg.state

    @property
    def is_incoming(self) -> bool:
        return self.leg.direction == Direction.INCOMING

    @property
    def is_ended(self) -> bool:
        return self.leg.state == LegState.ENDED

    @property
    def is_held(self) -> bool:
        """True when the user holds the call."""
        return is_held_here(self.leg.hold)

    @property
    def is_missed(self) -> bool:
        return self.leg.end is not None and self.leg.end.kind == EndKind.MISSED

    def duration_s(self, now_s: float) -> float:
        """Seconds of talk so far (`now_s` from the Runtime), or in all when the call has ended."""
        if self.talked_s is not None:
            return self.talked_s
        return 0.0 if self.answered_at_now_s is None else max(0.0, now_s - self.answered_at_now_s)

    def phase_s(self, now_s: float) -> float:
        """Seconds that the call has been what it is: how long a caller has waited, or has been on hold."""
        return max(0.0, now_s - self.phase_began_now_s)


def is_held_here(hold: HoldState) -> bool:
    """True when our side holds."""
    return hold in (HoldState.LOCAL, HoldState.BOTH)


def possible_actions(leg: CallLegSnapshot, is_ending: bool) -> frozenset[CallAction]:
    """What can be done with a leg in this state. is_ending: its end was asked for already."""
    if leg.state == LegState.ENDED:
        back = set() if leg.remote.is_anonymous else {CallAction.CALL_BACK}
        return frozenset({CallAction.DISMISS} | back)
    if is_ending:
        return frozenset()
    mute = CallAction.UNMUTE if leg.is_muted else CallAction.MUTE
    is_leaving = leg.transfer is not None and leg.transfer.state in TRANSFER_UNDER_WAY
    control = {CallAction.RECORD} if is_leaving else _CALL_CONTROL
    match leg.state:
        case LegState.ALERTING:
            return frozenset({CallAction.ANSWER, CallAction.REJECT, CallAction.DECLINE})
        case LegState.ESTABLISHED if is_held_here(leg.hold):
            return frozenset({CallAction.HANG_UP, CallAction.RESUME, mute, *control})
        case LegState.ESTABLISHED:
            return frozenset({CallAction.HANG_UP, CallAction.HOLD, CallAction.DTMF, mute, *control})
        case LegState.EARLY_MEDIA:
            return frozenset({CallAction.HANG_UP, CallAction.DTMF, mute})
        case _:
            return frozenset({CallAction.HANG_UP, mute})
