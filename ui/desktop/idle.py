"""Since when nobody uses the computer, and whether its screen is locked: told to the own status."""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from softphone.runtime import Runtime, Timer
from ui.desktop.idle_sources import IdleSource, MutterIdle, ScreenSaverIdle, XIdle, has_x_input

if TYPE_CHECKING:
    from ui.desktop.bus import Bus

IDLE_FROM_S = 60.0  # shorter pauses are told to nobody
LEAST_PAUSE_S = 15.0  # between two questions: each wakes the processor
_SAME_S = 3.0
_log = logging.getLogger("softphone.ui.idle")


class IdleSink(Protocol):
    """Who wants to know."""

    def set_idle_since(self, epoch_s: float | None) -> None:
        """When keyboard or mouse was used last; None while they are used."""

    def set_locked(self, is_locked: bool) -> None:
        """The screen was locked or unlocked."""


class IdleWatch:
    """Asks the first of the sources that answers, no more often than a decision may hang on it."""

    def __init__(self, runtime: Runtime, sink: IdleSink, sources: Iterable[IdleSource]) -> None:
        self._runtime, self._sink = runtime, sink
        self._sources = list(sources)
        self._idle_since_s: float | None = None
        self._timer: Timer | None = None
        self._is_closed = False

    def start(self) -> None:
        """Begins to ask."""
        if self._sources and not self._is_closed:
            self._sources[0].ask(self._on_answer)
        elif not self._sources:
            _log.info("nobody here says whether the computer is used")
            self._tell(None)

    def close(self) -> None:
        """Asks no more."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()

    def _on_answer(self, idle_s: float | None) -> None:
        if self._is_closed:
            return
        if idle_s is None:
            del self._sources[0]
            self.start()
        elif idle_s < IDLE_FROM_S:
            self._tell(None)
            self._ask_in(max(LEAST_PAUSE_S, IDLE_FROM_S - idle_s + 1))
        else:
            self._tell(self._runtime.wall_time_s() - idle_s)
            if not self._sources[0].call_on_return(self.start):
                self._ask_in(LEAST_PAUSE_S)

    def _ask_in(self, delay_s: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._runtime.call_later(delay_s, self.start)

    def _tell(self, since_s: float | None) -> None:
        before = self._idle_since_s
        if since_s is not None and before is not None and abs(since_s - before) < _SAME_S:
            return  # the same pause; the two clocks are read at slightly different times
        if since_s != before:
            self._idle_since_s = since_s
            self._sink.set_idle_since(since_s)


class SessionWatch:
    """Follows the user's session from now on; to be made after the window is shown, for it loads a library."""

    def __init__(self, runtime: Runtime, sink: IdleSink) -> None:
        from ui.desktop.bus import Bus
        from ui.desktop.screen_lock import ScreenLock

        self._session, self._system = Bus.of_session(), Bus.of_system()
        self._lock = ScreenLock(self._session, self._system, sink.set_locked)
        self._x_idle = _x_idle()
        sources: list[IdleSource] = []
        if self._session is not None:
            sources += [MutterIdle(self._session), ScreenSaverIdle(self._session, runtime.now_s)]
        if self._x_idle is not None:
            sources.append(self._x_idle)
        self._idle = IdleWatch(runtime, sink, sources)
        self._idle.start()

    @property
    def session_bus(self) -> "Bus | None":
        """The user's session bus, None where there is none; closed with this."""
        return self._session

    @property
    def system_bus(self) -> "Bus | None":
        """The system bus, None where there is none; closed with this."""
        return self._system

    def close(self) -> None:
        """Ends it."""
        self._idle.close()
        for bus in (self._session, self._system):
            if bus is not None:
                bus.close()
        if self._x_idle is not None:
            self._x_idle.close()


def _x_idle() -> XIdle | None:
    if not has_x_input():
        return None
    try:
        return XIdle()
    except OSError as error:
        _log.info("no idle time from the X server: %s", error)
        return None
