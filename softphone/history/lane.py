"""Background work one piece at a time, in the order in which it was asked for: connections like no company."""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from softphone.runtime import Runtime

T = TypeVar("T")


class Lane:
    """Runs each piece on the runtime's workers when the one before it is done, callbacks included."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_busy = False

    def submit(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[Exception], None]
    ) -> Callable[[], None]:
        """Runs `work`, then one of the callbacks. Returns what takes it back as long as it has not begun."""

        def begin() -> None:
            self._runtime.run_in_background(work, lambda result: self._end(on_done, result), failed)

        def failed(error: Exception) -> None:
            self._end(on_error, error)

        def take_back() -> None:
            if begin in self._waiting:
                self._waiting.remove(begin)

        self._waiting.append(begin)
        self._next()
        return take_back

    def _end(self, callback: Callable[[T], None], value: T) -> None:
        self._is_busy = False
        try:
            callback(value)
        finally:
            self._next()

    def _next(self) -> None:
        if self._waiting and not self._is_busy:
            self._is_busy = True
            self._waiting.popleft()()
