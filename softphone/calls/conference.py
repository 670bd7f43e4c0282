"""A conference of the user with up to eight far parties, mixed here: each stays a call of its own."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.calls.calls import Calls
from softphone.calls.speaking import Speaking
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import MixLegs, SetFarMuted, TransferToLeg
from softphone.protocol.events import Accepted, EventFrame, LegLevelsMeasured, Rejected
from softphone.protocol.snapshots import TransferState
from softphone.runtime import Runtime

MAX_MEMBERS = 8
_MEASURE_MS = 200
_log = logging.getLogger("softphone.calls.conference")


class ConferenceFull(UserFacingError):
    """Nobody else can come in."""


@dataclass(frozen=True, slots=True)
class Member:
    """A far party. is_far_muted: nobody hears it. is_speaking: it is heard, or paused between two words."""

    call_id: CallId
    is_far_muted: bool = False
    is_speaking: bool = False


@dataclass(frozen=True, slots=True)
class ConferenceView:
    """The conference as it is now: at least two members, in the order in which they came."""

    members: tuple[Member, ...]


class Conference:
    """The one conference there can be. A click that crossed with somebody hanging up does nothing.

    Args:
        measure: lets levels come at least every so many milliseconds; returns what ends that.

    Attributes:
        changed: announced when somebody came or went, was muted, speaks, or is silent again.
        problem: announced when what was asked for did not come about.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        calls: Calls,
        measure: Callable[[int], Callable[[], None]] = lambda interval_ms: lambda: None,
    ) -> None:
        self.changed: Listeners[None] = Listeners()
        self.problem: Listeners[Explanation] = Listeners()
        self._runtime = runtime
        self._gateway = gateway
        self._calls = calls
        self._measure = measure
        self._stop_measuring: Callable[[], None] | None = None
        self._members: tuple[CallId, ...] = ()
        self._wants_muted: dict[CallId, bool] = {}
        self._speaking = Speaking()
        self._leaving: CallId | None = None
        self._told: ConferenceView | None = None
        calls.changed.add(self._call_changed)
        gateway.events.add(self._on_event)

    # ------------------------------------------------------------------ reading

    @property
    def view(self) -> ConferenceView | None:
        """The conference now; None while there is none."""
        members = tuple(self._member(call) for call in self._calls_in())
        return ConferenceView(members) if len(members) > 1 else None

    @property
    def can_join(self) -> bool:
        """There are calls that could be made one conference, or come into the one there is."""
        free = [call for call in self._calls.calls() if _can_come(call) and call.call_id not in self._members]
        count = len(self._members) + len(free)
        return bool(free) and count > 1 and len(self._members) < MAX_MEMBERS

    @property
    def can_leave_joined(self) -> bool:
        """There are just two others, who can be left with each other."""
        members = self._calls_in()
        return len(members) == 2 and all(CallAction.TRANSFER in call.actions for call in members)

    # ------------------------------------------------------------------ commands

    def join(self, call_ids: Iterable[CallId]) -> None:
        """Makes one conference of these calls and of those that are in it already.

        Raises ConferenceFull, EngineUnavailable.
        """
        wanted = tuple(dict.fromkeys((*self._members, *call_ids)))
        calls = [call for call in map(self._calls.get, wanted) if call is not None and _can_come(call)]
        if len(calls) > MAX_MEMBERS:
            raise ConferenceFull(
                translate("calls", "A conference takes the user and eight others at the most."),
                translate("calls", "Let somebody leave before you add the next one."),
            )
        if len(calls) < 2:
            _log.info("too few calls for a conference")
            return
        active = self._calls.active()
        is_muted = active is not None and active.leg.is_muted
        self._set(tuple(call.call_id for call in calls))
        held = next((call for call in calls if call.is_held), None)
        if held is not None:
            self._calls.resume(held.call_id)
        if any(call.leg.is_muted != is_muted for call in calls):
            self._calls.set_muted(calls[0].call_id, is_muted)  # one microphone, as it was in the call he spoke in

    def add(self, call_id: CallId) -> None:
        """Takes one more call into it, or makes one of this call and the active one. Raises ConferenceFull,
        EngineUnavailable."""
        active = self._calls.active()
        self.join((call_id,) if self._members or active is None else (active.call_id, call_id))

    def drop(self, call_id: CallId) -> None:
        """Hangs up on one member. Raises EngineUnavailable."""
        if call_id in self._members:
            self._calls.hang_up(call_id)

    def split(self, call_id: CallId) -> None:
        """Takes a member out for a talk in private; the others are held. Raises EngineUnavailable."""
        if call_id in self._members:
            self._set(tuple(each for each in self._members if each != call_id), active=call_id)
            call = self._calls.get(call_id)
            if call is not None and call.is_held:
                self._calls.resume(call_id)

    def set_far_muted(self, call_id: CallId, is_muted: bool) -> None:
        """Keeps a member from being heard, or lets it be heard again. Raises EngineUnavailable."""
        call = self._calls.get(call_id)
        if call is None or call_id not in self._members:
            return

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and self._wants_muted.pop(call_id, None) is not None:
                self._announce()

        self._gateway.send(SetFarMuted(leg_id=call.leg.leg_id, is_muted=is_muted), replied)
        self._wants_muted[call_id] = is_muted
        self._announce()

    def leave_joined(self) -> None:
        """Leaves the two others with each other: one is transferred to the other (RFC 5589 section 7). Does nothing
        where that cannot be. Raises EngineUnavailable."""
        if not self.can_leave_joined:
            return
        first, second = self._calls_in()

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected):
                self._leaving_failed()

        self._gateway.send(TransferToLeg(leg_id=first.leg.leg_id, target_leg_id=second.leg.leg_id), replied)
        self._leaving = first.call_id

    def end(self) -> None:
        """Hangs up on everybody. Raises EngineUnavailable."""
        for call_id in self._members:
            self._calls.hang_up(call_id)

    # ------------------------------------------------------------------ what happens

    def _call_changed(self, call: Call) -> None:
        if call.call_id not in self._members:
            return
        if self._wants_muted.get(call.call_id) == call.leg.is_far_muted:
            del self._wants_muted[call.call_id]
        self._follow_leaving(call)
        if call.is_ended:
            self._set(tuple(each for each in self._members if each != call.call_id))
        else:
            self._announce()

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, LegLevelsMeasured) and self._members:
            now_s = self._runtime.now_s()
            for level in frame.event.levels:
                self._speaking.take(level.leg_id, level.dbfs, now_s)
            self._announce()

    def _follow_leaving(self, call: Call) -> None:
        transfer = call.leg.transfer
        if call.call_id == self._leaving and transfer is not None and transfer.state == TransferState.FAILED:
            self._leaving_failed()

    def _leaving_failed(self) -> None:
        if self._leaving is not None:
            self._leaving = None
            self.problem.announce(
                Explanation(
                    translate("calls", "The two could not be connected with each other."),
                    translate("calls", "You are still in the conference with them."),
                )
            )

    # ------------------------------------------------------------------ inside

    def _set(self, members: tuple[CallId, ...], active: CallId | None = None) -> None:
        before = self._members
        self._members = members if len(members) > 1 else ()
        self._wants_muted = {each: wish for each, wish in self._wants_muted.items() if each in self._members}
        self._calls.set_mixed(frozenset(self._members), active)
        legs = tuple(call.leg.leg_id for call in self._calls_in())
        if (before or legs) and self._gateway.state == EngineState.READY:
            self._gateway.send(MixLegs(leg_ids=legs), lambda reply: self._mixed(members, reply))
        self._set_measuring(bool(self._members))
        if not self._members:
            self._speaking.forget()
            self._leaving = None
        _log.info("%d members", len(self._members))
        self._announce()

    def _mixed(self, members: tuple[CallId, ...], reply: Accepted | Rejected) -> None:
        """A refusal: somebody has just gone, whose end comes soon; whoever is not in it is not shown in it."""
        if isinstance(reply, Rejected) and self._members == members:
            mixed = tuple(call.call_id for call in self._calls_in() if call.leg.is_mixed)
            self._set(mixed if mixed != members else ())

    def _set_measuring(self, is_on: bool) -> None:
        if is_on and self._stop_measuring is None:
            self._stop_measuring = self._measure(_MEASURE_MS)
        elif not is_on and self._stop_measuring is not None:
            self._stop_measuring()
            self._stop_measuring = None

    def _calls_in(self) -> tuple[Call, ...]:
        calls = (self._calls.get(call_id) for call_id in self._members)
        return tuple(call for call in calls if call is not None and not call.is_ended)

    def _member(self, call: Call) -> Member:
        is_far_muted = self._wants_muted.get(call.call_id, call.leg.is_far_muted)
        is_speaking = self._speaking.is_speaking(call.leg.leg_id, self._runtime.now_s())
        return Member(call.call_id, is_far_muted, is_speaking and not is_far_muted)

    def _announce(self) -> None:
        view = self.view
        if view != self._told:
            self._told = view
            self.changed.announce(None)


def _can_come(call: Call) -> bool:
    return CallAction.CONFERENCE in call.actions
