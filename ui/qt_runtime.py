"""The Runtime port on Qt: timers, thread hops and a worker pool for the core."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

T = TypeVar("T")
_log = logging.getLogger("softphone.runtime")
WORKERS = 4


class _QtTimer:
    """A single shot on the runtime's thread."""

    def __init__(self, parent: QObject, delay_s: float, function: Callable[[], None]) -> None:
        self._function: Callable[[], None] | None = function
        self._timer: QTimer | None = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer if delay_s >= 2 else Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(max(0, round(delay_s * 1000)))

    def cancel(self) -> None:
        self._function = None
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None

    def _on_timeout(self) -> None:
        function = self._function
        self.cancel()
        if function is not None:
            _call(function)


class QtRuntime(QObject):
    """Everything runs on the thread that builds this object, which must turn a Qt event loop."""

    _has_posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._is_woken = False
        self._is_closed = False
        self._pool: ThreadPoolExecutor | None = None
        self._has_posted.connect(self._run_posted, Qt.ConnectionType.QueuedConnection)

    def now_s(self) -> float:
        return time.monotonic()

    def wall_time_s(self) -> float:
        return time.time()

    def call_later(self, delay_s: float, function: Callable[[], None]) -> _QtTimer:
        return _QtTimer(self, delay_s, function)

    def post(self, function: Callable[[], None]) -> None:
        """Thread-safe. One signal wakes the Qt thread for all that is posted until it has run."""
        with self._lock:
            if self._is_closed:
                return
            self._posted.append(function)
            if self._is_woken:
                return
            self._is_woken = True
            self._has_posted.emit()

    def run_in_background(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[Exception], None]
    ) -> None:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="worker")

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                failure = error
                self.post(lambda: on_error(failure))
            else:
                self.post(lambda: on_done(result))

        self._pool.submit(run)

    def close(self) -> None:
        """Drops what is posted and ends the worker pool without waiting for work that hangs."""
        with self._lock:
            self._is_closed = True
            self._posted.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    @Slot()
    def _run_posted(self) -> None:
        with self._lock:
            self._is_woken = False
            due = list(self._posted)
            self._posted.clear()
        for function in due:
            _call(function)


def _call(function: Callable[[], None]) -> None:
    try:
        function()
    except Exception:
        _log.exception("posted function failed")
