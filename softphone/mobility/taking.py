"""One attempt to take a call here, by a leg that nobody sees until the call has come: a failure changes nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from softphone.basics.errors import EngineUnavailable
from softphone.basics.ids import CallId, LegId, new_leg_id
from softphone.calls.call import CallAction
from softphone.calls.calls import Calls
from softphone.calls.taken_over import TakenOver
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.mobility.pull_offers import PullWay, Source, shown_party
from softphone.protocol.commands import Dial, HangUp
from softphone.protocol.events import Accepted, CallLegChanged, EventFrame, Rejected
from softphone.protocol.snapshots import CallLegSnapshot, LegState
from softphone.runtime import Runtime, Timer

_ANSWER_S = 10.0
_PROOF_S = 0.6  # a code may be answered and be of no use; the phone system ends such a call at once
_log = logging.getLogger("softphone.mobility")


@dataclass(frozen=True, slots=True)
class Outcome:
    """call_id: the call that came here; None when it did not come."""

    call_id: CallId | None


class Taking:
    """Holds what the user speaks in, then tries the ways one after the other; what was held is resumed when none works.

    is_gone: whether the call is no longer where it was. on_done: called once, never before the constructor returns.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        calls: Calls,
        source: Source,
        is_gone: Callable[[], bool],
        on_done: Callable[[Outcome], None],
    ) -> None:
        self.source = source
        self._runtime, self._gateway, self._calls = runtime, gateway, calls
        self._is_gone, self._on_done = is_gone, on_done
        self._ways = list(source.ways)
        self._way: PullWay | None = None
        self._leg: CallLegSnapshot | None = None
        self._leg_id: LegId | None = None
        self._timer: Timer | None = None
        self.is_cancelled = self._is_over = False
        self._forget = (gateway.events.add(self._on_event), gateway.state_changed.add(self._on_engine_state))
        self._held = self._hold_active()
        self._try_next()

    def cancel(self) -> None:
        """The user wants it no longer; the call stays where it is."""
        self.is_cancelled = True
        self._hang_up()

    def look(self) -> None:
        """The call may have left the place where it was."""
        if self._leg is not None and self._is_gone():
            self._arrived(self._leg)

    # ------------------------------------------------------------------ inside

    def _hold_active(self) -> CallId | None:
        active = self._calls.active()
        if active is None or CallAction.HOLD not in active.actions:
            return None
        self._calls.hold(active.call_id)
        return active.call_id

    def _try_next(self) -> None:
        if not self._ways or self.is_cancelled:
            self._runtime.post(lambda: self._finish(None))
            return
        self._way = self._ways.pop(0)
        leg_id = self._leg_id = new_leg_id()

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and self._leg_id == leg_id:
                self._failed()

        command = Dial(
            leg_id=leg_id, account_id=self.source.account_id, target=self._way.target, replaces=self._way.replaces
        )
        try:
            self._gateway.send(command, replied)
        except EngineUnavailable:
            self._ways.clear()
            self._runtime.post(self._failed)
            return
        self._timer = self._runtime.call_later(_ANSWER_S, self._hang_up)

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, CallLegChanged) and frame.event.leg.leg_id == self._leg_id:
            self._take(frame.event.leg)

    def _take(self, leg: CallLegSnapshot) -> None:
        if leg.state == LegState.ENDED:
            self._failed()
        elif leg.state == LegState.ESTABLISHED and not self.is_cancelled:
            is_first, self._leg = self._leg is None, leg
            if self._is_proved(leg):
                self._arrived(leg)
            elif is_first:
                self._set_timer(_PROOF_S, lambda: self._arrived(self._leg) if self._leg is not None else None)

    def _is_proved(self, leg: CallLegSnapshot) -> bool:
        """The far party's own phone has answered, or the phone system says who it is, or the other device is free."""
        assert self._way is not None
        return self._way.replaces is not None or leg.remote.number != self._way.number or self._is_gone()

    def _arrived(self, leg: CallLegSnapshot) -> None:
        assert self._way is not None
        source = self.source
        taken = TakenOver(source.where, self._way.number, shown_party(source), source.direction)
        self._finish(self._calls.taking_over.add(leg, taken))

    def _failed(self) -> None:
        """This way led nowhere."""
        if self._is_over:
            return
        _log.info("a call could not be taken here by %s", "INVITE with Replaces" if self._is_replacing() else "code")
        self._leg = self._leg_id = None
        self._cancel_timer()
        self._try_next()

    def _is_replacing(self) -> bool:
        return self._way is not None and self._way.replaces is not None

    def _hang_up(self) -> None:
        if self._leg_id is not None and self._gateway.state == EngineState.READY:
            self._gateway.send(HangUp(leg_id=self._leg_id))

    def _on_engine_state(self, state: EngineState) -> None:
        if state != EngineState.READY:
            self._ways.clear()
            self._failed()

    def _finish(self, call_id: CallId | None) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._cancel_timer()
        for forget in self._forget:
            forget()
        if call_id is None and self._held is not None and self._calls.active() is None:
            self._calls.resume(self._held)
        self._on_done(Outcome(call_id))

    def _set_timer(self, delay_s: float, function: Callable[[], None]) -> None:
        self._cancel_timer()
        self._timer = self._runtime.call_later(delay_s, function)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
