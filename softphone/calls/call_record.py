"""What is remembered of one call while it exists: the engine's last word and what was asked of the engine since."""

from collections import Counter
from dataclasses import dataclass, field

import msgspec

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.calls.call import Call, is_held_here, possible_actions
from softphone.calls.call_guard import OWN_MOBILE
from softphone.calls.party_text import cleaned, cleaned_transfer, display_name
from softphone.calls.taken_over import TakenOver
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    Direction,
    EndKind,
    EndReason,
    HoldState,
    LegState,
    MediaStatistics,
    Party,
)
from softphone.runtime import Timer

_SHOWN_DIGITS = 32


@dataclass(slots=True)
class CallRecord:
    """Changes only here and in `Calls`.

    Attributes:
        leg: the engine's last snapshot, far party's texts cleaned.
        former: the leg whose place `leg` takes, while it is still there; None mostly.
        first: the leg that the call began with, once it has another.
        taken_over: how it came here, for a call that was in progress on another device before.
        wants_hold: hold or resume that the user or the one-active rule asked for and that has not come about.
        hold_under_way: what the engine was told and has not done yet; one re-INVITE at a time, the latest wish wins.
        wants_mute: what was asked for the microphone and has not come about.
        has_hold_failed: True when the far side would not be held; it is not asked again by itself.
        is_answering: Answer was sent. is_ending: the end was asked for.
        is_unwanted: rejected by the program because the user takes one call at a time; it counts as missed.
        phase_began_now_s: `Runtime.now_s` when the call began to alert, to talk, to be held …
        turns: how many requests of each kind were made, so that a late answer is known as late.
    """

    call_id: CallId
    leg: CallLegSnapshot
    former: CallLegSnapshot | None = None
    first: CallLegSnapshot | None = None
    taken_over: TakenOver | None = None
    wants_hold: bool | None = None
    hold_under_way: bool | None = None
    wants_mute: bool | None = None
    has_hold_failed: bool = False
    is_answering: bool = False
    is_ending: bool = False
    is_unwanted: bool = False
    phase_began_now_s: float = 0.0
    digits_sent: str = ""
    statistics: MediaStatistics | None = None
    answered_at_now_s: float | None = None
    talked_s: float | None = None
    end_text: Explanation | None = None
    removal: Timer | None = None
    turns: Counter[str] = field(default_factory=Counter)

    def take(self, leg: CallLegSnapshot, now_s: float) -> None:
        """The engine's new word; what has come about is no longer wanted."""
        if self._phase(leg) != self._phase(self.leg):
            self.phase_began_now_s = now_s
        self.leg = msgspec.structs.replace(leg, remote=self._remote(leg), transfer=cleaned_transfer(leg.transfer))
        if self.taken_over is not None:
            self.leg = self.taken_over.shown(self.leg)
        if self.first is not None:  # it is the same call for the user: who called whom, and since when
            answered_at_s = self.first.answered_at_s or leg.answered_at_s
            began_at_s, direction = self.first.started_at_s, self.first.direction
            self.leg = msgspec.structs.replace(
                self.leg, direction=direction, started_at_s=began_at_s, answered_at_s=answered_at_s
            )
        if leg.state != LegState.ALERTING:
            self.is_answering = False
        if self.hold_under_way == is_held_here(leg.hold):
            self.hold_under_way = None
        if self.hold_under_way is None and self.wants_hold == is_held_here(leg.hold):
            self.wants_hold = None
        if self.wants_mute == leg.is_muted:
            self.wants_mute = None
        if leg.state == LegState.ESTABLISHED and self.answered_at_now_s is None:
            self.answered_at_now_s = now_s
        if leg.state == LegState.ENDED:
            self.talked_s = 0.0 if self.answered_at_now_s is None else now_s - self.answered_at_now_s

    def _remote(self, leg: CallLegSnapshot) -> Party:
        """The user called the own mobile: whom the phone system shows in its place is the user, too."""
        is_same = leg.leg_id == self.leg.leg_id and leg.direction == Direction.OUTGOING
        return self.leg.remote if is_same and self.leg.remote.number == OWN_MOBILE else cleaned(leg.remote)

    def adopt(self, leg: CallLegSnapshot) -> None:
        """The call has another leg from now on; `take` of the same is to follow."""
        self.first = self.first or self.leg
        self.former = self.leg
        self.leg = msgspec.structs.replace(leg, remote=cleaned(leg.remote))
        self.hold_under_way = self.wants_hold = self.wants_mute = None

    def take_former(self, leg: CallLegSnapshot) -> None:
        """The engine's word on a leg that the call had before."""
        if self.former is not None and self.former.leg_id == leg.leg_id:
            self.former = None if leg.state == LegState.ENDED else leg

    def end(self, reason: EndReason, wall_time_s: float, now_s: float) -> None:
        """Ends the call without the engine's word."""
        ended = msgspec.structs.replace(self.leg, state=LegState.ENDED, ended_at_s=wall_time_s, end=reason)
        self.take(ended, now_s)

    def count_as_missed(self) -> None:
        """The user did not reject this call; the program did, for the user's sake."""
        self.leg = msgspec.structs.replace(self.leg, end=EndReason(kind=EndKind.MISSED, status_code=486))

    def note_digits(self, digits: str) -> None:
        self.digits_sent = (self.digits_sent + digits)[-_SHOWN_DIGITS:]

    @property
    def is_ended(self) -> bool:
        return self.leg.state == LegState.ENDED

    @property
    def is_held(self) -> bool:
        """Held by us, or about to be."""
        return self.wants_hold if self.wants_hold is not None else is_held_here(self.leg.hold)

    @property
    def is_talking(self) -> bool:
        """True when our side sends and hears sound."""
        return self.leg.state == LegState.ESTABLISHED and not self.is_held

    @staticmethod
    def _phase(leg: CallLegSnapshot) -> tuple[LegState, bool]:
        return leg.state, is_held_here(leg.hold)

    def shown_leg(self) -> CallLegSnapshot:
        """The leg with what was asked for taken as done, so that a click shows at once."""
        leg = self.leg
        if self.is_ended:
            return leg
        if self.is_answering and leg.state == LegState.ALERTING:
            leg = msgspec.structs.replace(leg, state=LegState.ANSWERING)
        if self.wants_mute is not None:
            leg = msgspec.structs.replace(leg, is_muted=self.wants_mute)
        if self.wants_hold is not None:
            leg = msgspec.structs.replace(leg, hold=_with_hold(leg.hold, self.wants_hold))
        return leg

    def view(self, is_active: bool, name: str = "") -> Call:
        """The call as it is shown. name: what the far party is called here; empty for what it calls itself."""
        leg = self.shown_leg()
        name = name or display_name(leg.remote)
        return Call(
            call_id=self.call_id,
            leg=leg,
            name=name,
            number="" if leg.remote.number in (name, OWN_MOBILE) else leg.remote.number,
            is_active=is_active,
            actions=possible_actions(leg, self.is_ending),
            end_text=self.end_text,
            digits_sent=self.digits_sent,
            statistics=self.statistics,
            answered_at_now_s=self.answered_at_now_s,
            phase_began_now_s=self.phase_began_now_s,
            talked_s=self.talked_s,
            is_hold_settled=self.wants_hold is None and self.hold_under_way is None,
            taken_from=None if self.taken_over is None else self.taken_over.place,
        )


def _with_hold(hold: HoldState, is_held: bool) -> HoldState:
    is_remote = hold in (HoldState.REMOTE, HoldState.BOTH)
    if is_held:
        return HoldState.BOTH if is_remote else HoldState.LOCAL
    return HoldState.REMOTE if is_remote else HoldState.NONE
