"""The phone system moves the call: its code is dialled beside the call, and the call's end tells that it went."""

from collections.abc import Callable

from softphone.basics.explanation import Explanation
from softphone.basics.sip_uri import SipUri
from softphone.calls.call import Call
from softphone.mobility import handoff_text as words
from softphone.mobility.handoff_ladder import is_unsupported
from softphone.mobility.handoff_step import StepNews, StepWorld
from softphone.mobility.handoff_view import HandoffStage
from softphone.mobility.silent_leg import SilentLeg
from softphone.pbx_profiles.profile import Feature, Lamp
from softphone.protocol.events import AnyEvent, RejectCode
from softphone.protocol.snapshots import CallLegSnapshot, EndKind, EndReason, LegState
from softphone.runtime import Timer

_PROOF_S = 2.0  # until the mobile's lamp tells that the call is there


class CodeStep:
    """Such a call is often never answered, and is of no more use when the other has ended: it is taken back then."""

    def __init__(self, world: StepWorld, news: StepNews) -> None:
        self._world, self._news = world, news
        self._leg: SilentLeg | None = None
        self._timer: Timer | None = None
        self._forget_lamp: Callable[[], None] = lambda: None
        self._lamp = _mobile_lamp(world)
        self._rang = self._was_lit = self._is_proving = self._is_over = False

    def begin(self, call: Call) -> None:
        """See Step."""
        world = self._world
        if self._lamp:
            lamps = world.lamps()
            unwatch, forget = lamps.watch(self._lamp), lamps.changed.add(lambda _: self._look())
            self._was_lit = lamps.get(self._lamp).is_busy

            def forget_both() -> None:
                forget()
                unwatch()

            self._forget_lamp = forget_both
        target = world.target(world.profile.code(Feature.PUSH, world.number() or ""))
        self._leg = SilentLeg(world.gateway, call.account_id, target, self._leg_changed, self._refused)
        settings = world.settings
        patience_s = settings.ring_s + (settings.confirm_s if world.profile.push_confirms else 0.0)
        self._wait(patience_s, lambda: self._back(words.NO_ANSWER))
        self._news.stage(HandoffStage.CALLING_MOBILE)

    def take(self, call: Call) -> None:
        """See Step."""
        if self._is_over or self._is_proving or not call.is_ended:
            return
        kind = call.leg.end.kind if call.leg.end is not None else None
        if self._leg is not None:
            self._leg.hang_up()
        if kind not in (EndKind.REMOTE_HANG_UP, EndKind.TRANSFERRED, EndKind.REPLACED):
            self._lost(words.why_lost(kind))
        elif self._can_prove() and not self._is_lit():
            self._is_proving = True
            self._wait(_PROOF_S, lambda: self._lost(words.FAR_LEFT))
        else:
            self._landed()

    def on_event(self, event: AnyEvent) -> None:
        """See Step."""
        if self._leg is not None:
            self._leg.on_event(event)

    def stop(self) -> None:
        """See Step."""
        self._is_over = True
        if self._timer is not None:
            self._timer.cancel()
        if self._leg is not None:
            self._leg.hang_up()
        self._forget_lamp()

    # ------------------------------------------------------------------ inside

    def _can_prove(self) -> bool:
        """The lamp tells, and was dark before."""
        return bool(self._lamp) and not self._was_lit and self._world.lamps().get(self._lamp).is_known

    def _is_lit(self) -> bool:
        return self._world.lamps().get(self._lamp).is_busy

    def _look(self) -> None:
        if self._is_proving and not self._is_over and self._is_lit():
            self._landed()

    def _leg_changed(self, leg: CallLegSnapshot) -> None:
        self._rang |= leg.state in (LegState.RINGBACK, LegState.EARLY_MEDIA, LegState.ESTABLISHED)
        if self._is_over or self._is_proving or leg.state != LegState.ENDED:
            return
        if is_unsupported(leg.end):
            self.stop()
            self._news.unsupported("the code is not known")
        else:
            self._back(self._why_not(leg.end))

    def _why_not(self, end: EndReason | None) -> Explanation:
        problem = words.why_not(end)
        is_unheard = problem in (words.NO_ANSWER, words.NOT_REACHED)
        return words.NOT_CONFIRMED if is_unheard and self._world.profile.push_confirms and self._rang else problem

    def _refused(self, code: RejectCode) -> None:
        if not self._is_over:
            self.stop()
            self._news.unsupported(f"the code could not be dialled ({code})")

    def _landed(self) -> None:
        self.stop()
        self._news.landed()

    def _back(self, problem: Explanation) -> None:
        self.stop()
        self._news.back(problem)

    def _lost(self, problem: Explanation | None) -> None:
        self.stop()
        self._news.lost(problem)

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._world.runtime.call_later(seconds, then)


def _mobile_lamp(world: StepWorld) -> str:
    """The address of the lamp that tells of the mobile; empty where there is none."""
    try:
        place = SipUri.parse(world.view.config.address_of_record)
    except ValueError:
        return ""
    number = world.profile.lamp(Lamp.MOBILE, place.user)
    return f"{number}@{place.host}" if number else ""
