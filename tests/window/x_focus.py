"""Who has the keyboard on the X display, asked of the server itself."""

import os
import time

from Xlib import XK, X, display
from Xlib.error import XError
from Xlib.ext import xtest
from Xlib.xobject.drawable import Window


class XFocus:
    """A connection of its own to the display, as any other program has one."""

    def __init__(self) -> None:
        self._display = display.Display(os.environ["DISPLAY"])

    def close(self) -> None:
        """Ends the connection."""
        self._display.close()

    def wait_window(self, title: str, timeout_s: float = 20.0) -> int:
        """Id of the top-level window of that title, once it is visible."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            found = self.windows(title)
            if found:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"no window {title!r}")

    def windows(self, title: str) -> list[int]:
        """Ids of the visible top-level windows of that title."""
        children = self._display.screen().root.query_tree().children
        return [int(window.id) for window in children if self._is_shown(window, title)]

    def give(self, window: int) -> None:
        """Gives the keyboard to the window."""
        target = self._display.create_resource_object("window", window)
        target.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._display.sync()

    def owner(self) -> int:
        """The window that has the keyboard."""
        focus = self._display.get_input_focus().focus
        return int(focus if isinstance(focus, int) else focus.id)

    def type_key(self, key: str) -> None:
        """Presses a key on the keyboard, wherever the focus is."""
        code = self._display.keysym_to_keycode(XK.string_to_keysym(key))
        xtest.fake_input(self._display, X.KeyPress, code)
        xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def _is_shown(self, window: Window, title: str) -> bool:
        try:
            is_visible = window.get_attributes().map_state == X.IsViewable
            return is_visible and window.get_wm_name() == title
        except XError:  # it went away meanwhile
            return False
