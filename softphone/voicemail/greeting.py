"""Records the mailbox's greeting: calls the mailbox unseen, presses its keys, and leaves speaking to the user."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.errors import EngineUnavailable
from softphone.basics.explanation import Explanation
from softphone.basics.ids import LegId, new_leg_id
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.calls.call import Call
from softphone.calls.calls import Calls
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import Dial, HangUp, SendDtmf
from softphone.protocol.events import Accepted, CallLegChanged, EventFrame, Rejected
from softphone.protocol.snapshots import CallLegSnapshot, LegState
from softphone.runtime import Runtime, Timer
from softphone.voicemail.greeting_menu import Greeting, GreetingMenu
from softphone.voicemail.greeting_way import GreetingWay

_ANSWER_S = 15.0
_FIRST_KEY_S = 1.2  # the mailbox takes keys once it has begun to speak
_KEY_S = 1.0
_SAVED_S = 2.0  # the mailbox says that it is saved; whoever hangs up before has saved nothing


class GreetingStage(StrEnum):
    """calling -> recording -> reviewing -> saving -> done; reviewing leads back to recording; from everywhere to failed
    or idle."""

    IDLE = "idle"
    CALLING = "calling"
    RECORDING = "recording"
    REVIEWING = "reviewing"
    SAVING = "saving"
    DONE = "done"
    FAILED = "failed"


_LIVE = frozenset({GreetingStage.CALLING, GreetingStage.RECORDING, GreetingStage.REVIEWING, GreetingStage.SAVING})


@dataclass(frozen=True, slots=True)
class GreetingView:
    """How it stands. began_s: `Runtime.now_s` when the stage began; problem: why it failed."""

    stage: GreetingStage = GreetingStage.IDLE
    began_s: float = 0.0
    problem: Explanation | None = None

    @property
    def is_live(self) -> bool:
        """The mailbox is on the line."""
        return self.stage in _LIVE


class GreetingRecorder:
    """Attributes:
    view: how it stands.
    changed: announces that this is another.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, calls: Calls) -> None:
        self.view = GreetingView()
        self.changed: Listeners[GreetingView] = Listeners()
        self._runtime, self._gateway, self._calls = runtime, gateway, calls
        self._menu: GreetingMenu | None = None
        self._keys: list[str] = []
        self._leg_id: LegId | None = None
        self._was_answered = False
        self._timer: Timer | None = None
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)
        calls.changed.add(self._on_call)

    def start(self, way: GreetingWay, greeting: Greeting, pin: str = "") -> None:
        """Calls the mailbox, and leads to the tone. pin: what the mailbox asks for first; empty for nothing."""
        if self.view.is_live or way.menu is None:
            return
        if any(not call.is_ended for call in self._calls.calls()):
            self._fail(
                translate("voicemail", "A greeting cannot be recorded during a call."),
                translate("voicemail", "End the call first."),
            )
            return
        self._menu, self._was_answered = way.menu, False
        digits = "".join(key for key in pin if key.isdigit())
        self._keys = [*([f"{digits}#"] if digits else []), *way.menu.begin[greeting]]
        leg_id = self._leg_id = new_leg_id()
        self._enter(GreetingStage.CALLING)

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and self._leg_id == leg_id:
                self._lost()

        try:
            self._gateway.send(Dial(leg_id=leg_id, account_id=way.account_id, target=way.target), replied)
        except EngineUnavailable as problem:
            self._leg_id = None
            self._fail(problem.title, problem.remedy)
            return
        self._after(_ANSWER_S, self._lost)

    def stop(self) -> None:
        """The user has spoken."""
        if self.view.stage is GreetingStage.RECORDING and self._menu is not None:
            self._press(self._menu.stop)
            self._enter(GreetingStage.REVIEWING)

    def listen(self) -> None:
        """Plays what was spoken."""
        if self.view.stage is GreetingStage.REVIEWING and self._menu is not None:
            self._press(self._menu.listen)

    def again(self) -> None:
        """Records anew, after the tone."""
        if self.view.stage is GreetingStage.REVIEWING and self._menu is not None:
            self._press(self._menu.again)
            self._enter(GreetingStage.RECORDING)

    def accept(self) -> None:
        """Callers hear it from now on."""
        if self.view.stage is GreetingStage.REVIEWING and self._menu is not None:
            self._press(self._menu.accept)
            self._enter(GreetingStage.SAVING)
            self._after(_SAVED_S, self._saved)

    def cancel(self) -> None:
        """Hangs up; the greeting stays as it was, unless the new one was accepted before."""
        if self.view.stage is not GreetingStage.SAVING:
            self._hang_up()
            self._enter(GreetingStage.IDLE)

    # ------------------------------------------------------------------ inside

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, CallLegChanged) and frame.event.leg.leg_id == self._leg_id:
            self._take(frame.event.leg)

    def _take(self, leg: CallLegSnapshot) -> None:
        if leg.state == LegState.ENDED:
            self._leg_id = None
            if self.view.stage is GreetingStage.SAVING:
                self._saved()
            else:
                self._lost()
        elif leg.state == LegState.ESTABLISHED and not self._was_answered:
            self._was_answered = True
            self._after(_FIRST_KEY_S, self._next_key)

    def _next_key(self) -> None:
        """One question after the other."""
        if not self._keys:
            self._enter(GreetingStage.RECORDING)
            return
        keys = self._keys.pop(0)
        self._press(keys)
        self._after(_KEY_S * max(1.0, len(keys) / 3), self._next_key)

    def _press(self, keys: str) -> None:
        if self._leg_id is not None:
            self._gateway.send(SendDtmf(leg_id=self._leg_id, digits=keys))

    def _saved(self) -> None:
        self._hang_up()
        self._enter(GreetingStage.DONE)

    def _lost(self) -> None:
        """The mailbox does not answer, or has hung up."""
        was_answered = self._was_answered
        self._hang_up()
        if was_answered:
            self._fail(
                translate("voicemail", "The mailbox ended the call; your greeting is as it was."),
                translate("voicemail", "Check the PIN, then try again."),
            )
        else:
            self._fail(
                translate("voicemail", "The mailbox could not be called."),
                translate("voicemail", "Check the number of the mailbox in the settings of the account."),
            )

    def _on_call(self, call: Call) -> None:
        """Somebody is talked to: the mailbox must not hear that."""
        if self.view.is_live and call.state == LegState.ESTABLISHED:
            self._hang_up()
            self._fail(
                translate("voicemail", "The recording ended because of a call; your greeting is as it was."),
                translate("voicemail", "Record it again after the call."),
            )

    def _on_engine_state(self, state: EngineState) -> None:
        if state != EngineState.READY and self.view.is_live:
            self._leg_id = None
            self._lost()

    def _hang_up(self) -> None:
        self._cancel_timer()
        leg_id, self._leg_id = self._leg_id, None
        if leg_id is not None and self._gateway.state == EngineState.READY:
            self._gateway.send(HangUp(leg_id=leg_id))

    def _fail(self, title: str, remedy: str) -> None:
        self._cancel_timer()
        self._show(GreetingView(GreetingStage.FAILED, self._runtime.now_s(), Explanation(title, remedy)))

    def _enter(self, stage: GreetingStage) -> None:
        self._cancel_timer()
        self._show(GreetingView(stage, self._runtime.now_s()))

    def _show(self, view: GreetingView) -> None:
        self.view = view
        self.changed.announce(view)

    def _after(self, delay_s: float, run: Callable[[], None]) -> None:
        self._cancel_timer()
        self._timer = self._runtime.call_later(delay_s, run)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
