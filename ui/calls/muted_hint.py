"""Says for some seconds that nobody hears the user, who speaks with the microphone off."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.calls.call import CallAction
from softphone.runtime import Runtime, Timer
from ui.calls.call_commands import CallCommands
from ui.shortcuts import Keys
from ui.style.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import native_keys

SHOWN_S = 8.0


class MutedHint(Banner):
    """Hidden until the engine hears the user speak; gone when the microphone is on again, the call over or time up."""

    def __init__(
        self, commands: CallCommands, talked: Listeners[None], runtime: Runtime, parent: QWidget | None = None
    ) -> None:
        """talked: announces that the user speaks into a microphone that nobody hears."""
        super().__init__(parent, is_dismissible=True)
        self._commands = commands
        self._runtime = runtime
        self._timer: Timer | None = None
        calls = commands.calls
        forgets: tuple[Callable[[], None], ...] = (
            talked.add(lambda _: self._tell()),
            calls.changed.add(lambda _: self._follow()),
            calls.removed.add(lambda _: self._follow()),
        )
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])

    def _tell(self) -> None:
        if not self._can_unmute():
            return
        self._stop_timer()
        self.show_message(
            Tone.WARNING,
            translate("calls", "You are muted"),
            translate("calls", "Nobody hears what you say. {keys} switches the microphone on.").format(
                keys=native_keys(Keys.MUTE)
            ),
            ((translate("calls", "Unmute"), self._unmute),),
        )
        self._timer = self._runtime.call_later(SHOWN_S, self._put_away)

    def _unmute(self) -> None:
        self._commands.perform_on_current(CallAction.UNMUTE)

    def _follow(self) -> None:
        if not self.isHidden() and not self._can_unmute():
            self._put_away()

    def _put_away(self) -> None:
        self._stop_timer()
        self.hide()

    def _can_unmute(self) -> bool:
        call = self._commands.current()
        return call is not None and CallAction.UNMUTE in call.actions

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
