"""The Runtime port: time, background work and thread hops for the core, and its plain implementation."""

import heapq
import itertools
import logging
import queue
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

T = TypeVar("T")
_log = logging.getLogger("softphone.runtime")


class Timer(Protocol):
    """What `Runtime.call_later` returns."""

    def cancel(self) -> None:
        """Keeps the function from being called; does nothing when it has been already."""


class Runtime(Protocol):
    """Everything in the core runs on one thread, the runtime's; only `post` and the clocks are for every thread."""

    def now_s(self) -> float:
        """Monotonic seconds, for intervals."""

    def wall_time_s(self) -> float:
        """Seconds since the epoch, for what is shown and stored."""

    def call_later(self, delay_s: float, function: Callable[[], None]) -> Timer:
        """Calls the function on the runtime's thread after the delay."""

    def post(self, function: Callable[[], None]) -> None:
        """Calls the function on the runtime's thread soon. Thread-safe."""

    def run_in_background(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[Exception], None]
    ) -> None:
        """Runs blocking work on the worker pool; then one of the callbacks on the runtime's thread."""


class _PlainTimer:
    def __init__(self, function: Callable[[], None]) -> None:
        self.function: Callable[[], None] | None = function

    def cancel(self) -> None:
        self.function = None


class PlainRuntime:
    """A runtime for the command line: `run_until` turns the loop on the calling thread."""

    def __init__(self) -> None:
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._timers: list[tuple[float, int, _PlainTimer]] = []
        self._order = itertools.count()
        self._pool: ThreadPoolExecutor | None = None

    def now_s(self) -> float:
        return time.monotonic()

    def wall_time_s(self) -> float:
        return time.time()

    def call_later(self, delay_s: float, function: Callable[[], None]) -> Timer:
        timer = _PlainTimer(function)
        heapq.heappush(self._timers, (time.monotonic() + max(0.0, delay_s), next(self._order), timer))
        return timer

    def post(self, function: Callable[[], None]) -> None:
        self._posted.put(function)

    def run_in_background(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[Exception], None]
    ) -> None:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(2, thread_name_prefix="worker")

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                failure = error
                self.post(lambda: on_error(failure))
            else:
                self.post(lambda: on_done(result))

        self._pool.submit(run)

    def run_until(self, is_done: Callable[[], bool], timeout_s: float | None = None) -> bool:
        """Turns the loop until `is_done()` or the time-out; returns the last answer of `is_done`."""
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        while not is_done():
            now = time.monotonic()
            if deadline is not None and now >= deadline:
                return is_done()
            self._run_due_timers(now)
            if is_done():
                return True
            self._run_posted(self._wait_s(deadline))
        return True

    def close(self) -> None:
        """Ends the worker pool without waiting for work that hangs."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _wait_s(self, deadline: float | None) -> float | None:
        times = [at for at, _, timer in self._timers[:1]]
        if deadline is not None:
            times.append(deadline)
        return max(0.0, min(times) - time.monotonic()) if times else None

    def _run_due_timers(self, now: float) -> None:
        while self._timers and self._timers[0][0] <= now:
            timer = heapq.heappop(self._timers)[2]
            if timer.function is not None:
                self._call(timer.function)

    def _run_posted(self, wait_s: float | None) -> None:
        try:
            function = self._posted.get(timeout=wait_s)
        except queue.Empty:
            return
        self._call(function)

    @staticmethod
    def _call(function: Callable[[], None]) -> None:
        try:
            function()
        except Exception:
            _log.exception("posted function failed")
