"""One thing that is switched at the phone system by codes, and seen there by a lamp. The lamp is always right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Literal, Protocol

from softphone.basics.explanation import Explanation
from softphone.mobility import switch_words
from softphone.presence.feature_code import CodeResult
from softphone.runtime import Runtime, Timer
from softphone.settings.routing import SwitchWish

RETRY_S = (15.0, 60.0, 300.0)
LAMP_PATIENCE_S = 5.0  # for a lamp to be heard at all, and to follow what was taken


@dataclass(frozen=True, slots=True)
class SwitchView:
    """A switch as it is now.

    Attributes:
        is_on: at the phone system; None when that is not known.
        value: what it was set to from here; empty when it is off, or was set elsewhere.
        wished: what the phone system has not taken yet, empty for off; None for nothing.
        problem: what went wrong with the last wish.
        is_read_back: the phone system tells `is_on` now; otherwise it is as it was set or seen last.
        is_forgotten: it was on, then the phone system was not heard or was restarted, and since then it is off.
    """

    is_on: bool | None = None
    value: str = ""
    wished: str | None = None
    problem: Explanation | None = None
    is_read_back: bool = False
    is_forgotten: bool = False


class SwitchPort(Protocol):
    """What a switch works on."""

    def is_ready(self) -> bool:
        """The account is signed in, so that a code can be dialled."""

    def has_lamp(self) -> bool:
        """The phone system can be asked whether it is on."""

    def code(self, value: str) -> str:
        """What is dialled; empty when it cannot be set so now."""

    def dial(self, code: str, on_result: Callable[[CodeResult], None]) -> None:
        """Dials a code when those before it are done."""

    def remember(self, set_here: str | None, wish: SwitchWish | None) -> None:
        """Keeps over the program's end what was taken from here (None: nothing was) and what is still wished."""

    def changed(self) -> None:
        """The view is another."""


class _Phase(Enum):
    IDLE = auto()
    DIALLING = auto()
    SETTLING = auto()  # taken; the lamp has yet to show it


@dataclass(slots=True)
class _Trial:
    """failures: in a row. keeps_trying: also after a refusal, because nobody is there who could."""

    failures: int = 0
    keeps_trying: bool = False
    timer: Timer | None = None


@dataclass(slots=True)
class _Lamp:
    """seen: the last word of the phone system in this run; is_heard: it still holds. is_given_up: it stays silent.
    is_forgotten: it went out while nothing was heard."""

    seen: bool | None = None
    is_heard: bool = False
    is_given_up: bool = False
    is_forgotten: bool = False
    timer: Timer | None = None


@dataclass(slots=True)
class _Kept:
    set_here: str | None = None
    wish: SwitchWish | None = None
    problem: Explanation | None = None
    trial: _Trial = field(default_factory=_Trial)


class PbxSwitch:
    """A wish waits until the phone system can be asked. When it was switched elsewhere meanwhile, that stays."""

    def __init__(
        self, runtime: Runtime, port: SwitchPort, set_here: str | None = None, wish: SwitchWish | None = None
    ) -> None:
        self._runtime, self._port = runtime, port
        self._kept = _Kept(set_here, wish)
        self._lamp = _Lamp()
        self._phase = _Phase.IDLE
        self._asked = SwitchWish()

    @property
    def view(self) -> SwitchView:
        """As it is now."""
        kept, lamp = self._kept, self._lamp
        is_on = lamp.seen if lamp.seen is not None else None if kept.set_here is None else bool(kept.set_here)
        value = kept.set_here or "" if is_on else ""
        wished = kept.wish.value if kept.wish is not None else None
        return SwitchView(is_on, value, wished, kept.problem, lamp.is_heard, lamp.is_forgotten)

    def set(self, value: str, *, keeps_trying: bool = False) -> None:
        """Wishes it to be so; empty for off."""
        self._stop_trying()
        self._kept.trial = _Trial(keeps_trying=keeps_trying)
        self._kept.problem, self._lamp.is_forgotten = None, False
        self._wish(SwitchWish(value=value, was=_word(self.view.is_on)))
        self._carry_on()
        self._port.changed()

    def ready_changed(self) -> None:
        """The account was signed in or out: what failed before may work now."""
        if self._port.is_ready():
            self._stop_trying()
            self._lamp.is_given_up = False
            self._carry_on()

    def lamp_changed(self, is_on: bool | None) -> None:
        """What the phone system tells; None while it is not heard."""
        lamp = self._lamp
        if (is_on is not None) == lamp.is_heard and (is_on is None or is_on == lamp.seen):
            return
        lamp.is_heard = is_on is not None
        if is_on is not None:
            self._stop_waiting()
            lamp.seen, lamp.is_forgotten = is_on, lamp.is_forgotten and not is_on
            self._take(is_on)
        self._carry_on()
        self._port.changed()

    def lamp_told_anew(self, is_on: bool) -> None:
        """What the phone system tells after it was not heard, or was restarted."""
        is_idle = self._phase is _Phase.IDLE and self._kept.wish is None
        self._lamp.is_forgotten = is_idle and not is_on and (bool(self._lamp.seen) or self._lamp.is_forgotten)
        self.lamp_changed(is_on)

    def reword(self, word: Callable[[str], str]) -> None:
        """Says the same in other words from now on."""
        kept = self._kept
        set_here = kept.set_here and word(kept.set_here)
        wish = kept.wish and SwitchWish(value=kept.wish.value and word(kept.wish.value), was=kept.wish.was)
        self._asked = SwitchWish(value=self._asked.value and word(self._asked.value), was=self._asked.was)
        if (set_here, wish) != (kept.set_here, kept.wish):
            kept.set_here, kept.wish = set_here, wish
            self._port.remember(set_here, wish)
            self._port.changed()

    def close(self) -> None:
        """Not followed any more."""
        self._stop_trying()
        self._stop_waiting()

    # ------------------------------------------------------------------ what the phone system tells

    def _take(self, is_on: bool) -> None:
        kept = self._kept
        if self._phase is _Phase.DIALLING:
            asked = self._asked
            if is_on == bool(asked.value) and asked.was == _word(not is_on):
                self._remember(asked.value)  # done, though the phone system has not said so to the end
                self._taken(asked)
            return
        if self._phase is _Phase.SETTLING:
            self._settled()
            return
        if not is_on and kept.set_here:
            self._remember("")  # somebody switched it off elsewhere, and may set it anew to something else
        wish = kept.wish
        if wish is not None and wish.was and is_on != (wish.was == "on"):
            self._stop_trying()
            if wish.value or is_on:
                kept.problem = switch_words.overtaken()
            self._wish(None)

    # ------------------------------------------------------------------ what is wished

    def _carry_on(self) -> None:
        wish, lamp = self._kept.wish, self._lamp
        is_idle = self._phase is _Phase.IDLE and self._kept.trial.timer is None
        if wish is None or not is_idle or not self._port.is_ready():
            return
        if self._port.has_lamp() and not lamp.is_heard and not lamp.is_given_up:
            self._wait_for_lamp()
            return
        if lamp.is_heard and not lamp.seen and not wish.value:
            self._remember("")
            self._wish(None)
            return
        code = self._port.code(wish.value)
        if not code:
            self._kept.problem = switch_words.impossible()
            self._wish(None)
            return
        self._phase, self._asked = _Phase.DIALLING, wish
        self._port.dial(code, self._dialled)

    def _dialled(self, result: CodeResult) -> None:
        self._phase, wish = _Phase.IDLE, self._asked
        lamp, is_current = self._lamp, self._kept.wish == wish
        is_shown = lamp.is_heard and lamp.seen == bool(wish.value)
        if result is CodeResult.TAKEN or (is_shown and wish.was != _word(lamp.seen)):  # it was done, if not answered
            self._kept.trial.failures = 0
            self._remember(wish.value)
            if lamp.is_heard and not is_shown:
                self._phase = _Phase.SETTLING
                lamp.timer = self._runtime.call_later(LAMP_PATIENCE_S, self._settled)
            else:
                self._taken(wish)
        elif is_current:
            self._note_failure(result)
            if lamp.is_heard and lamp.seen is not None:
                self._take(lamp.seen)
        self._carry_on()
        self._port.changed()

    def _settled(self) -> None:
        """The lamp followed, or it does not."""
        self._stop_waiting()
        self._phase = _Phase.IDLE
        wish, lamp = self._asked, self._lamp
        self._taken(wish)
        if lamp.is_heard and lamp.seen != bool(wish.value):
            self._kept.problem = switch_words.not_shown()
            self._remember(None if lamp.seen else "")
        self._carry_on()
        self._port.changed()

    def _taken(self, wish: SwitchWish) -> None:
        """What was wished after it is not yet."""
        newer = self._kept.wish
        if newer == wish:
            self._kept.problem = None
            self._wish(None)
        elif newer is not None:
            self._wish(SwitchWish(value=newer.value, was="on" if wish.value else "off"))

    def _note_failure(self, result: CodeResult) -> None:
        trial = self._kept.trial
        self._kept.problem = switch_words.refused() if result is CodeResult.REFUSED else switch_words.unheard()
        if result is CodeResult.REFUSED and not trial.keeps_trying:
            self._wish(None)
            return
        delay_s = RETRY_S[min(trial.failures, len(RETRY_S) - 1)]
        trial.failures += 1
        trial.timer = self._runtime.call_later(delay_s, self._try_again)

    def _try_again(self) -> None:
        self._kept.trial.timer = None
        self._carry_on()

    def _wait_for_lamp(self) -> None:
        """So that what was switched elsewhere meanwhile is known before it is overwritten."""
        if self._lamp.timer is None:
            self._lamp.timer = self._runtime.call_later(LAMP_PATIENCE_S, self._give_lamp_up)

    def _give_lamp_up(self) -> None:
        self._lamp.timer = None
        self._lamp.is_given_up = True
        self._carry_on()

    # ------------------------------------------------------------------ what is kept

    def _wish(self, wish: SwitchWish | None) -> None:
        self._kept.wish = wish
        self._port.remember(self._kept.set_here, wish)

    def _remember(self, set_here: str | None) -> None:
        self._kept.set_here = set_here
        self._port.remember(set_here, self._kept.wish)

    def _stop_trying(self) -> None:
        if self._kept.trial.timer is not None:
            self._kept.trial.timer.cancel()
            self._kept.trial.timer = None

    def _stop_waiting(self) -> None:
        if self._lamp.timer is not None:
            self._lamp.timer.cancel()
            self._lamp.timer = None


def _word(is_on: bool | None) -> Literal["", "on", "off"]:
    return "" if is_on is None else "on" if is_on else "off"
