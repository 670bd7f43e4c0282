"""What is to be done in the background one after the other."""

from collections import deque
from collections.abc import Callable

from softphone.runtime import Runtime

Job = Callable[[], object]


class Jobs:
    """On the runtime's thread; the work itself is not. A job that fails is over, too."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._waiting: deque[tuple[Job, Callable[[], None]]] = deque()
        self._is_working = False

    def add(self, work: Job, on_done: Callable[[], None]) -> None:
        """Does the work after all that was added before, then calls back."""
        self._waiting.append((work, on_done))
        self._next()

    def _next(self) -> None:
        if self._is_working or not self._waiting:
            return
        self._is_working = True
        work, on_done = self._waiting.popleft()

        def ended() -> None:
            self._is_working = False
            on_done()
            self._next()

        self._runtime.run_in_background(work, lambda _: ended(), lambda _: ended())
