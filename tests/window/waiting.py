"""Waiting for what really happens, with the Qt loop turning."""

import time
from collections.abc import Callable

from PySide6.QtTest import QTest


def wait_until(is_done: Callable[[], object], what: str, timeout_s: float = 20.0) -> None:
    """Returns once it is so; fails the test when it does not come."""
    deadline = time.monotonic() + timeout_s
    while not is_done():
        assert time.monotonic() < deadline, f"{what} did not come"
        QTest.qWait(5)
