"""A list of callbacks: how state is announced inside one thread."""

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_log = logging.getLogger("softphone.listeners")


class Listeners(Generic[T]):
    """Callbacks that get each announced value, in the order in which they were added.

    A callback that raises is logged and does not keep the others from being called. Callbacks may be
    added or removed while a value is being announced; that takes effect with the next value.
    """

    def __init__(self) -> None:
        self._callbacks: list[Callable[[T], None]] = []

    def add(self, callback: Callable[[T], None]) -> Callable[[], None]:
        """Adds the callback and returns the function that removes it again."""
        self._callbacks.append(callback)

        def remove() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return remove

    def announce(self, value: T) -> None:
        """Calls every callback with the value."""
        for callback in tuple(self._callbacks):
            try:
                callback(value)
            except Exception:
                _log.exception("listener failed")
