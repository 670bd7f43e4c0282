"""A Runtime with virtual time: nothing happens until the test says so, and then in a fixed order."""

import heapq
import itertools
from collections import deque
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
EPOCH_S = 1_700_000_000.0
_ENDLESS = 100_000


class _VirtualTimer:
    def __init__(self, function: Callable[[], None]) -> None:
        self.function: Callable[[], None] | None = function

    def cancel(self) -> None:
        self.function = None


class VirtualRuntime:
    """Time stands still between calls of `advance`. A function that raises fails the test at once.

    Background work runs inline, as a posted function: after `run_posted` or `advance` its result is there.
    """

    def __init__(self) -> None:
        self._now_s = 0.0
        self._wall_offset_s = EPOCH_S
        self._order = itertools.count()
        self._timers: list[tuple[float, int, _VirtualTimer]] = []
        self._posted: deque[Callable[[], None]] = deque()

    def now_s(self) -> float:
        return self._now_s

    def wall_time_s(self) -> float:
        return self._now_s + self._wall_offset_s

    def call_later(self, delay_s: float, function: Callable[[], None]) -> _VirtualTimer:
        timer = _VirtualTimer(function)
        heapq.heappush(self._timers, (self._now_s + max(0.0, delay_s), next(self._order), timer))
        return timer

    def post(self, function: Callable[[], None]) -> None:
        self._posted.append(function)

    def run_in_background(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[Exception], None]
    ) -> None:
        def run() -> None:
            try:
                result = work()
            except Exception as error:
                failure = error
                self.post(lambda: on_error(failure))
            else:
                self.post(lambda: on_done(result))

        self.post(run)

    def run_posted(self) -> None:
        """Calls what was posted, and what that posts, until nothing is left. Time does not move."""
        for _ in range(_ENDLESS):
            if not self._posted:
                return
            self._posted.popleft()()
        raise AssertionError("functions post each other without end")

    def advance(self, seconds: float) -> None:
        """Moves time forward, calling timers and posted functions in their order."""
        end_s = self._now_s + seconds
        self.run_posted()
        while self._timers and self._timers[0][0] <= end_s:
            at_s, _, timer = heapq.heappop(self._timers)
            if timer.function is None:
                continue
            self._now_s = max(self._now_s, at_s)
            timer.function()
            self.run_posted()
        self._now_s = end_s

    def run_until(self, is_done: Callable[[], bool], timeout_s: float | None = None) -> bool:
        """Advances from timer to timer until `is_done()`, at most `timeout_s` of virtual time (60 when None)."""
        end_s = self._now_s + (60.0 if timeout_s is None else timeout_s)
        self.run_posted()
        while not is_done():
            pending = [at_s for at_s, _, timer in self._timers if timer.function is not None]
            if not pending or min(pending) > end_s:
                self._now_s = end_s
                return is_done()
            self.advance(max(0.0, min(pending) - self._now_s))
        return True

    def stall(self, seconds: float, *, asleep: bool = False) -> None:
        """Time passes without a timer being called: the thread was busy, or (asleep) the whole machine slept,
        which on Linux moves only the wall clock."""
        if asleep:
            self._wall_offset_s += seconds
        else:
            self._now_s += seconds

    @property
    def pending_timers(self) -> int:
        """How many timers would still be called."""
        return sum(timer.function is not None for _, _, timer in self._timers)
