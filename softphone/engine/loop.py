"""The engine's one loop: descriptors, timers and functions posted from other threads, in one wait."""

import contextlib
import heapq
import itertools
import logging
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable

_log = logging.getLogger("softphone.engine.loop")
Function = Callable[[], None]


class LoopTimer:
    """A function that will be called once; `cancel` keeps it from being called."""

    __slots__ = ("at_s", "function")

    def __init__(self, at_s: float, function: Function) -> None:
        self.at_s = at_s
        self.function: Function | None = function

    def cancel(self) -> None:
        self.function = None

    @property
    def is_pending(self) -> bool:
        return self.function is not None


class Loop:
    """Waits once per turn for everything there is. Only `post` and `wake` may be called from other threads.

    Attributes:
        worst_lag_ms: how late a timer was called at the worst; whoever reads it may set it back to 0.
        turns: how often the loop has woken up.
    """

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._timers: list[tuple[float, int, LoopTimer]] = []
        self._order = itertools.count()
        self._posted: deque[Function] = deque()
        self._wake_read, self._wake_write = socket.socketpair()
        self._wake_read.setblocking(False)
        self._wake_write.setblocking(False)
        self.watch(self._wake_read.fileno(), self._swallow_wakes)
        self.worst_lag_ms = 0.0
        self.turns = 0

    def watch(self, descriptor: int, on_readable: Function) -> None:
        """Calls the function whenever the descriptor is readable."""
        self._selector.register(descriptor, selectors.EVENT_READ, on_readable)

    def watch_writable(self, descriptor: int, on_writable: Function) -> None:
        """Calls the function whenever the descriptor takes more bytes."""
        self._selector.register(descriptor, selectors.EVENT_WRITE, on_writable)

    def unwatch(self, descriptor: int) -> None:
        """Forgets the descriptor; does nothing when it is not watched."""
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(descriptor)

    def call_later(self, delay_s: float, function: Function) -> LoopTimer:
        """Calls the function after the delay, on the loop's thread."""
        timer = LoopTimer(time.monotonic() + max(0.0, delay_s), function)
        heapq.heappush(self._timers, (timer.at_s, next(self._order), timer))
        return timer

    def post(self, function: Function) -> None:
        """Calls the function on the loop's thread soon. Thread-safe."""
        self._posted.append(function)
        self.wake()

    def wake(self) -> None:
        """Ends the wait that is under way. Thread-safe."""
        with contextlib.suppress(OSError):  # full: it will wake up anyway; closed: there is no loop any more
            self._wake_write.send(b"w")

    def turn(self, longest_wait_s: float) -> bool:
        """Waits for the first thing to do, at most that long, and does all that is due. False: there was nothing."""
        did_something = False
        for key, _ in self._selector.select(self._wait_s(longest_wait_s)):
            did_something = True
            self._call(key.data)
        self.turns += 1
        return self._call_due_timers() | self._call_posted() | did_something

    def close(self) -> None:
        """Gives back the descriptors that the loop itself made, and lets go of all that it was still to call."""
        self._posted.clear()
        self._timers.clear()
        self._selector.close()
        self._wake_read.close()
        self._wake_write.close()

    def _wait_s(self, longest_wait_s: float) -> float:
        if self._posted:
            return 0.0
        while self._timers and not self._timers[0][2].is_pending:
            heapq.heappop(self._timers)
        if self._timers:
            longest_wait_s = min(longest_wait_s, self._timers[0][0] - time.monotonic())
        return max(0.0, longest_wait_s)

    def _call_due_timers(self) -> bool:
        now_s = time.monotonic()
        did_something = False
        while self._timers and self._timers[0][0] <= now_s:
            at_s, _, timer = heapq.heappop(self._timers)
            if timer.function is not None:
                function, timer.function = timer.function, None
                self.worst_lag_ms = max(self.worst_lag_ms, (now_s - at_s) * 1000)
                did_something = True
                self._call(function)
        return did_something

    def _call_posted(self) -> bool:
        count = len(self._posted)  # what is posted meanwhile waits for the next turn
        for _ in range(count):
            self._call(self._posted.popleft())
        return count > 0

    def _swallow_wakes(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._wake_read.recv(4096):
                pass

    @staticmethod
    def _call(function: Function) -> None:
        try:
            function()
        except Exception:
            _log.exception("a function of the loop failed")
