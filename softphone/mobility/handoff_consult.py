"""The program calls the mobile, unheard, and joins the two when the person there has confirmed (RFC 5589 section 7)."""

from collections.abc import Callable

from softphone.basics.explanation import Explanation
from softphone.calls.call import Call
from softphone.mobility import handoff_text as words
from softphone.mobility.handoff_ladder import is_unknown, is_unsupported
from softphone.mobility.handoff_step import StepNews, StepWorld
from softphone.mobility.handoff_view import HandoffStage
from softphone.mobility.silent_leg import SilentLeg
from softphone.protocol.commands import PlayToLeg, StopPlayingToLeg, TransferToLeg
from softphone.protocol.events import Accepted, AnyEvent, DtmfReceived, RejectCode, Rejected
from softphone.protocol.snapshots import CallLegSnapshot, EndKind, LegState, TransferSnapshot, TransferState
from softphone.runtime import Timer

KEY = "1"
# Sooner nobody answers a telephone that rings: it is switched off, and its voicemail has answered.
TOO_SOON_S = 1.5
# A key that is still down when the calls are joined leaves the far party in silence for as long; and a PBX that waits
# for more keys of a code lets nothing else through meanwhile, Asterisk for half a second.
KEY_RELEASED_S = 1.0


class ConsultStep:
    """calling -> confirming -> moving. The far party talks here until the very last moment."""

    def __init__(self, world: StepWorld, news: StepNews, dialled: str) -> None:
        """dialled: the mobile's number, or the own address."""
        self._world, self._news, self._dialled = world, news, dialled
        self._leg: SilentLeg | None = None
        self._timer: Timer | None = None
        self._call: Call | None = None
        self._asked: TransferSnapshot | None = None
        self._dialled_s = 0.0
        self._is_confirming = self._is_moving = self._is_over = False

    def begin(self, call: Call) -> None:
        """See Step."""
        self._call, self._asked = call, call.leg.transfer
        world = self._world
        self._dialled_s = world.runtime.now_s()
        target = world.target(self._dialled)
        self._leg = SilentLeg(world.gateway, call.account_id, target, self._leg_changed, self._refused)
        self._wait(world.settings.ring_s, lambda: self._back(words.NO_ANSWER))
        self._news.stage(HandoffStage.CALLING_MOBILE)

    def take(self, call: Call) -> None:
        """See Step."""
        if self._is_over:
            return
        self._call = call
        if call.is_ended:
            self._ended(call)
        elif self._is_moving and call.leg.transfer is not None and call.leg.transfer != self._asked:
            self._asked = call.leg.transfer
            if self._asked.state == TransferState.FAILED:
                self._not_joined(self._asked)

    def on_event(self, event: AnyEvent) -> None:
        """See Step."""
        if self._leg is None or self._is_over:
            return
        self._leg.on_event(event)
        is_key = isinstance(event, DtmfReceived) and event.leg_id == self._leg.leg_id and event.digit == KEY
        if is_key and self._is_confirming:
            self._confirmed(KEY_RELEASED_S)

    def stop(self) -> None:
        """See Step."""
        self._is_over = True
        self._cancel_timer()
        if self._leg is not None:
            self._leg.hang_up()

    # ------------------------------------------------------------------ the mobile

    def _leg_changed(self, leg: CallLegSnapshot) -> None:
        if self._is_over:
            return
        if leg.state == LegState.ENDED:
            self._mobile_left(leg)
        elif leg.state == LegState.ESTABLISHED and not self._is_confirming and not self._is_moving:
            self._answered()

    def _answered(self) -> None:
        settings, now_s = self._world.settings, self._world.runtime.now_s()
        if not settings.needs_key and now_s - self._dialled_s < TOO_SOON_S:
            self._back(words.VOICEMAIL)
            return
        assert self._leg is not None
        self._is_confirming = True
        play = PlayToLeg(leg_id=self._leg.leg_id, path=self._world.prompt, is_repeated=settings.needs_key)
        self._world.gateway.send(play)
        if settings.needs_key:
            self._wait(settings.confirm_s, lambda: self._back(words.NOT_CONFIRMED))
        else:
            self._wait(settings.guard_s, lambda: self._confirmed(0.0))
        self._news.stage(HandoffStage.WAITING_FOR_CONFIRMATION)

    def _mobile_left(self, leg: CallLegSnapshot) -> None:
        is_joined = leg.end is not None and leg.end.kind == EndKind.TRANSFERRED
        if self._is_moving:
            if not is_joined and self._asked_nothing():
                self._back(words.NOT_TAKEN)  # else the news of the transfer says how it went
        elif not self._is_confirming and is_unsupported(leg.end):
            self._unsupported("the mobile cannot be called")
        else:
            self._back(words.NOT_TAKEN if self._is_confirming else words.why_not(leg.end))

    def _refused(self, code: RejectCode) -> None:
        if self._is_over:
            return
        if code == RejectCode.TOO_MANY_CALLS:
            self._unsupported("no room for another call")
        else:
            self._back(words.NOT_REACHED)

    # ------------------------------------------------------------------ the move

    def _confirmed(self, delay_s: float) -> None:
        assert self._leg is not None
        self._is_confirming, self._is_moving = False, True
        self._world.gateway.send(StopPlayingToLeg(leg_id=self._leg.leg_id))
        self._wait(delay_s, self._join)
        self._news.stage(HandoffStage.MOVING)

    def _join(self) -> None:
        self._timer = None
        call, leg = self._call, self._leg
        if call is None or leg is None or leg.is_over:
            self._back(words.NOT_TAKEN)
            return

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and not self._is_over:
                self._back(words.NOT_MOVED)

        self._world.gateway.send(TransferToLeg(leg_id=call.leg.leg_id, target_leg_id=leg.leg_id), replied)

    def _asked_nothing(self) -> bool:
        """The phone system was not yet asked to join them."""
        return self._timer is not None

    def _not_joined(self, transfer: TransferSnapshot) -> None:
        if is_unknown(transfer.status_code):
            self._unsupported(f"REFER with Replaces was answered with {transfer.status_code}")
        else:
            self._back(words.NOT_MOVED)

    def _ended(self, call: Call) -> None:
        kind = call.leg.end.kind if call.leg.end is not None else None
        is_joined = self._is_moving and kind == EndKind.TRANSFERRED
        self.stop()
        if is_joined:
            self._news.landed()
        else:
            self._news.lost(words.why_lost(kind))

    # ------------------------------------------------------------------ inside

    def _back(self, problem: Explanation) -> None:
        self.stop()
        self._news.back(problem)

    def _unsupported(self, why: str) -> None:
        self.stop()
        self._news.unsupported(why)

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        self._cancel_timer()
        self._timer = self._world.runtime.call_later(seconds, then)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
