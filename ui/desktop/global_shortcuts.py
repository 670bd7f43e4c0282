"""Shortcuts that work whichever program has the keyboard: what each does, and where they are bound."""

import logging
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QGuiApplication

from softphone.basics.words import mark, translate
from softphone.calls.call import CallAction
from softphone.settings.settings import Settings
from softphone.settings.shortcut_settings import SHORTCUT_SETTINGS
from ui.calls.call_commands import CallCommands

if TYPE_CHECKING:
    from ui.desktop.bus import Bus

A = CallAction
_log = logging.getLogger("softphone.ui.shortcuts")
_WORDS = {
    "shortcuts.answer": mark("desktop", "Answer the call that rings"),
    "shortcuts.hang_up": mark("desktop", "End or decline the call"),
    "shortcuts.mute": mark("desktop", "Microphone off or on"),
    "shortcuts.show": mark("desktop", "Show Softphone"),
    "shortcuts.push": mark("desktop", "Continue the call on the mobile"),
    "shortcuts.pull": mark("desktop", "Take the call here from the mobile"),
}


class KeyBinder(Protocol):
    """One way to get keys from the desktop."""

    def bind(self, wanted: Mapping[str, tuple[str, str]], on_pressed: Callable[[str], None]) -> None:
        """Binds exactly these. wanted: by name, the keys (portable, such as ``Ctrl+Alt+A``) and what they do, in words.
        Keys that another program has are noted in the log."""

    def close(self) -> None:
        """Gives the keys back."""


class GlobalShortcuts:
    """Follows the settings. Nothing is loaded or bound while none is set.

    session_bus: for the portal, where there is no X display. on_show: brings the window up. others: what the keys of
    further settings do, by their names.
    """

    def __init__(
        self,
        settings: Settings,
        commands: CallCommands,
        on_show: Callable[[], object],
        session_bus: "Bus | None",
        new_binder: "Callable[[Bus | None], KeyBinder | None] | None" = None,
        others: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        self._settings = settings
        self._session_bus = session_bus
        self._new_binder = new_binder or _binder
        self._binder: KeyBinder | None = None
        self._actions: dict[str, Callable[[], object]] = {
            "shortcuts.answer": lambda: commands.perform_on_alerting(A.ANSWER),
            "shortcuts.hang_up": lambda: (
                commands.perform_on_alerting(A.DECLINE) or commands.perform_on_current(A.HANG_UP)
            ),
            "shortcuts.mute": lambda: commands.perform_on_current(A.MUTE, A.UNMUTE),
            "shortcuts.show": on_show,
            **(others or {}),
        }
        self._forget = settings.changed.add(self._on_setting)
        self._bind()

    def close(self) -> None:
        """Gives the keys back."""
        self._forget()
        if self._binder is not None:
            self._binder.close()
            self._binder = None

    def _on_setting(self, key: str) -> None:
        if key in self._actions:
            self._bind()

    def _bind(self) -> None:
        wanted = {
            setting.key: (keys, translate("desktop", _WORDS[setting.key]))
            for setting in SHORTCUT_SETTINGS
            if setting.key in self._actions and (keys := self._settings.get(setting))
        }
        if self._binder is None and wanted:
            self._binder = self._new_binder(self._session_bus)
        if self._binder is not None:
            self._binder.bind(wanted, self._on_pressed)

    def _on_pressed(self, name: str) -> None:
        self._actions[name]()


def _binder(session_bus: "Bus | None") -> KeyBinder | None:
    """X11 grabs keys itself; on Wayland the desktop's portal asks the user once."""
    if QGuiApplication.platformName() == "xcb" or (os.environ.get("DISPLAY") and session_bus is None):
        from ui.desktop.x_keys import XKeys

        try:
            return XKeys()
        except OSError as error:
            _log.info("no keys from the X server: %s", error)
            return None
    if session_bus is None:
        return None
    from ui.desktop.portal_keys import PortalKeys

    return PortalKeys(session_bus)
