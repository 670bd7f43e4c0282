"""Where the desktop says how long nobody has touched keyboard and mouse."""

import ctypes
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ui.desktop.bus import Bus

OnIdle = Callable[[float | None], None]


class IdleSource(Protocol):
    """One way to know."""

    def ask(self, on_idle: OnIdle) -> None:
        """Calls back with the seconds since the last input, None when this way does not work here."""

    def call_on_return(self, on_return: Callable[[], None]) -> bool:
        """Calls back once when the user touches something again; False when that has to be asked for."""


class MutterIdle:
    """GNOME: says itself when the user is back."""

    def __init__(self, bus: "Bus") -> None:
        from ui.desktop.bus import Target

        self._bus = bus
        self._monitor = Target("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core")
        self._is_listening = False
        self._can_tell = True
        self._watch: object = None
        self._on_return: Callable[[], None] = lambda: None

    def ask(self, on_idle: OnIdle) -> None:
        def replied(reply: tuple[object, ...] | None) -> None:
            on_idle(_number(reply, 0.001))

        self._bus.call(self._monitor, "GetIdletime", on_reply=replied)

    def call_on_return(self, on_return: Callable[[], None]) -> bool:
        if not self._can_tell:
            return False
        self._on_return = on_return
        if not self._is_listening:
            self._is_listening = True
            self._bus.listen(self._monitor, "WatchFired", self._on_fired)
        self._bus.call(self._monitor, "AddUserActiveWatch", on_reply=self._on_added)
        return True

    def _on_added(self, reply: tuple[object, ...] | None) -> None:
        self._watch = reply[0] if reply else None
        if self._watch is None:
            self._can_tell = False
            self._on_return()

    def _on_fired(self, values: tuple[object, ...]) -> None:
        if values and values[0] == self._watch:
            self._watch = None
            self._on_return()


class ScreenSaverIdle:
    """KDE, Xfce, MATE and others. The unit is not agreed: KDE counts milliseconds, others seconds. clock: seconds."""

    def __init__(self, bus: "Bus", clock: Callable[[], float]) -> None:
        from ui.desktop.bus import Target

        self._bus, self._clock = bus, clock
        self._saver = Target("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
        self._unit = UnknownUnit()

    def ask(self, on_idle: OnIdle) -> None:
        def replied(reply: tuple[object, ...] | None) -> None:
            value = _number(reply, 1.0)
            on_idle(None if value is None else self._unit.seconds(value, self._clock()))

        self._bus.call(self._saver, "GetSessionIdleTime", on_reply=replied)

    def call_on_return(self, on_return: Callable[[], None]) -> bool:
        return False


class UnknownUnit:
    """Finds out by watching a count grow whether it is in seconds or milliseconds."""

    def __init__(self) -> None:
        self._per_second: int | None = None
        self._before: tuple[float, float] | None = None

    def seconds(self, value: float, now_s: float) -> float:
        """The count in seconds. As long as it may be either, milliseconds are meant: nobody is away too early."""
        if self._per_second is None and self._before is not None:
            before, before_s = self._before
            grown, passed_s = value - before, now_s - before_s
            if grown > passed_s + 2:
                self._per_second = 1000
            elif passed_s >= 10 and abs(grown - passed_s) <= 1.5:
                self._per_second = 1
        self._before = (value, now_s)
        return value / (self._per_second or 1000)


class XIdle:
    """An X server's own count, by the screen saver extension."""

    def __init__(self) -> None:
        """Raises OSError where there is no X server, no such library or no such extension."""
        self._x = _library("libX11.so.6")
        self._saver = _library("libXss.so.1")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._saver.XScreenSaverQueryExtension.argtypes = [ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_int)] * 2]
        self._saver.XScreenSaverQueryInfo.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(_SaverInfo)]
        self._display = self._x.XOpenDisplay(None)
        if not self._display:
            raise OSError("no X server")
        numbers = (ctypes.c_int(), ctypes.c_int())
        if not self._saver.XScreenSaverQueryExtension(self._display, *map(ctypes.byref, numbers)):
            self.close()
            raise OSError("the X server has no screen saver extension")
        self._root = self._x.XDefaultRootWindow(self._display)

    def ask(self, on_idle: OnIdle) -> None:
        info = _SaverInfo()
        is_told = self._display and self._saver.XScreenSaverQueryInfo(self._display, self._root, ctypes.byref(info))
        on_idle(info.idle / 1000 if is_told else None)

    def call_on_return(self, on_return: Callable[[], None]) -> bool:
        return False

    def close(self) -> None:
        """Gives the connection back."""
        if self._display:
            self._x.XCloseDisplay(self._display)
            self._display = None


def has_x_input() -> bool:
    """Whether an X server sees the user's input; one inside of Wayland sees only what goes to its own windows."""
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


class _SaverInfo(ctypes.Structure):
    """XScreenSaverInfo; the times are in milliseconds."""

    _fields_ = [
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    ]


def _library(name: str) -> ctypes.CDLL:
    return ctypes.CDLL(name)


def _number(reply: tuple[object, ...] | None, factor: float) -> float | None:
    value = reply[0] if reply else None
    return value * factor if isinstance(value, int | float) else None
