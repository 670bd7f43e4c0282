"""Watches an X display from outside the program: when a window appears, and clicks by XTEST."""

import select
import time
from dataclasses import dataclass

from Xlib import X, display
from Xlib.ext import xtest
from Xlib.xobject.drawable import Window


@dataclass(frozen=True)
class Shown:
    """A top-level window that was mapped. at_s: monotonic seconds when the X server said so."""

    window: Window
    name: str
    width: int
    height: int
    at_s: float


class XWatcher:
    """One connection to the display; there is no window manager, so top-level windows are the root's children."""

    def __init__(self, name: str) -> None:
        self._display = display.Display(name)
        self._root = self._display.screen().root
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._display.flush()

    def close(self) -> None:
        """Ends the connection."""
        self._display.close()

    def forget(self) -> None:
        """Drops every event that came so far."""
        while self._display.pending_events():
            self._display.next_event()

    def wait_shown(self, min_width: int = 100, timeout_s: float = 20.0) -> Shown:
        """The next window at least this wide that is mapped. Raises TimeoutError."""
        deadline = time.monotonic() + timeout_s
        while True:
            while self._display.pending_events():
                event = self._display.next_event()
                at_s = time.monotonic()
                if event.type == X.MapNotify:
                    shown = self._describe(event.window, at_s)
                    if shown is not None and shown.width >= min_width:
                        return shown
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("no window appeared")
            select.select([self._display.fileno()], [], [], left)

    def _describe(self, window: Window, at_s: float) -> Shown | None:
        try:
            geometry = window.get_geometry()
            name = window.get_wm_name()
        except Exception:  # the window is gone already: Xlib raises BadWindow and BadDrawable
            return None
        return Shown(window, str(name or ""), geometry.width, geometry.height, at_s)

    def click(self, x: int, y: int) -> float:
        """Moves the pointer to a place on the screen and clicks; returns the time just before the press is sent."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self._display.sync()
        time.sleep(0.05)
        at_s = time.monotonic()
        xtest.fake_input(self._display, X.ButtonPress, 1)
        self._display.flush()
        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.flush()
        return at_s

    def key(self, keysym: int) -> float:
        """Presses and releases a key; returns the time just before."""
        code = self._display.keysym_to_keycode(keysym)
        at_s = time.monotonic()
        xtest.fake_input(self._display, X.KeyPress, code)
        xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.flush()
        return at_s
