"""A while in which nothing is tried: longer with each failure, as long as the server asks (Retry-After) or an hour."""

from collections.abc import Callable
from typing import Final

from softphone.runtime import Runtime, Timer

BACKOFF_S: Final = (2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0)
_LONGEST_S = 3600.0  # some servers ask for years, and timers take no more than weeks


class Pause:
    """Of one server, or of one person."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._failures = 0
        self._timer: Timer | None = None

    @property
    def is_on(self) -> bool:
        """Nothing is to be tried now."""
        return self._timer is not None

    def begin(self, retry_after_s: int | None, then: Callable[[], None]) -> None:
        """Something failed; calls back when it may be tried again. One that goes on already is not made longer."""
        if self._timer is not None:
            return

        def over() -> None:
            self._timer = None
            then()

        asked_s = min(float(retry_after_s or 0), _LONGEST_S)
        delay_s = max(BACKOFF_S[min(self._failures, len(BACKOFF_S) - 1)], asked_s)
        self._failures += 1
        self._timer = self._runtime.call_later(delay_s, over)

    def end(self) -> None:
        """It may be tried at once, and the next failure is the first."""
        self._failures = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
