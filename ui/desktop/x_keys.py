"""Keys grabbed at the X server, so that they come whichever window has the keyboard."""

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import QKeyCombination, QObject, QSocketNotifier, Qt
from PySide6.QtGui import QKeySequence
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, DisplayError

_log = logging.getLogger("softphone.ui.shortcuts")
_NAMES = {
    "Space": "space",
    "Esc": "Escape",
    "Del": "Delete",
    "Ins": "Insert",
    "PgUp": "Prior",
    "PgDown": "Next",
    "Backspace": "BackSpace",
}
_MASKS = {
    Qt.KeyboardModifier.ControlModifier: X.ControlMask,
    Qt.KeyboardModifier.AltModifier: X.Mod1Mask,
    Qt.KeyboardModifier.ShiftModifier: X.ShiftMask,
    Qt.KeyboardModifier.MetaModifier: X.Mod4Mask,
}
_LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)  # Caps and Num Lock must not matter
_ALL_MODIFIERS = X.ControlMask | X.Mod1Mask | X.ShiftMask | X.Mod4Mask


class XKeys(QObject):
    """A connection to the X server of its own. Raises OSError when there is none."""

    def __init__(self) -> None:
        super().__init__()
        try:
            self._display = Display()
        except DisplayError as error:
            raise OSError(str(error)) from None
        self._root = self._display.screen().root
        self._bound: dict[tuple[int, int], str] = {}
        self._on_pressed: Callable[[str], None] = lambda name: None
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def bind(self, wanted: Mapping[str, tuple[str, str]], on_pressed: Callable[[str], None]) -> None:
        self._release()
        self._on_pressed = on_pressed
        for name, (keys, _) in wanted.items():
            grab = self._grab_of(keys)
            if grab is None or not self._grab(*grab):
                _log.warning("the keys of %s are in use by another program, or not on this keyboard", name)
            else:
                self._bound[grab] = name

    def close(self) -> None:
        self._release()
        self._notifier.setEnabled(False)
        self._display.close()

    def _grab_of(self, keys: str) -> tuple[int, int] | None:
        """Keycode and modifiers; None for keys that this keyboard has not."""
        combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs forget it
        name = QKeySequence(combination.key()).toString(QKeySequence.SequenceFormat.PortableText)
        symbol = XK.string_to_keysym(_NAMES.get(name, name.lower() if len(name) == 1 else name))
        code = self._display.keysym_to_keycode(symbol) if symbol else 0
        mask = sum(bit for modifier, bit in _MASKS.items() if modifier in combination.keyboardModifiers())
        return (code, mask) if code else None

    def _grab(self, code: int, mask: int) -> bool:
        refused = CatchError(BadAccess)
        for locks in _LOCKS:
            self._root.grab_key(code, mask | locks, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self._display.sync()
        return refused.get_error() is None

    def _release(self) -> None:
        for code, mask in self._bound:
            for locks in _LOCKS:
                self._root.ungrab_key(code, mask | locks)
        self._bound.clear()
        self._display.flush()

    def _on_readable(self) -> None:
        for _ in range(self._display.pending_events()):
            event = self._display.next_event()
            name = self._bound.get((event.detail, event.state & _ALL_MODIFIERS)) if event.type == X.KeyPress else None
            if name is not None:
                self._on_pressed(name)
