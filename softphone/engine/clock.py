"""Time as the engine's loop gives it: what rules need of it, so that a test can turn virtual time."""

from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """Something that will be called once."""

    def cancel(self) -> None: ...


class Clock(Protocol):
    """Calls functions later, on the loop's thread."""

    def call_later(self, delay_s: float, function: Callable[[], None]) -> Timer: ...

    def post(self, function: Callable[[], None]) -> None: ...
