"""When to try a registration again: doubling delays with jitter, as RFC 3261 section 10 leaves to the client."""

import random
from collections.abc import Callable

FIRST_DELAY_S = 1.5
LONGEST_DELAY_S = 300.0
JITTER = 0.25
_LONGEST_RETRY_AFTER_S = 3600.0


class Backoff:
    """Delays of 1.5, 3, 6 … 300 seconds, up to a quarter longer or shorter, so that phones do not come in herds."""

    def __init__(self, random_between: Callable[[float, float], float] = random.uniform) -> None:
        self._random_between = random_between
        self._failures = 0

    def reset(self) -> None:
        """Starts anew after a success or because the user asked."""
        self._failures = 0

    def next_delay_s(self, retry_after_s: float | None = None) -> float:
        """Seconds until the next try. A server's Retry-After (RFC 3261 section 20.33) is never undercut."""
        base_s = min(FIRST_DELAY_S * 2.0 ** min(self._failures, 30), LONGEST_DELAY_S)
        self._failures += 1
        delay_s = base_s * self._random_between(1 - JITTER, 1 + JITTER)
        if retry_after_s is not None:
            asked_s = min(max(0.0, retry_after_s), _LONGEST_RETRY_AFTER_S)
            delay_s = max(delay_s, asked_s * self._random_between(1.0, 1 + JITTER))
        return delay_s
