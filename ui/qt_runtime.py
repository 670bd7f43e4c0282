"""The Runtime port on Qt: timers, thread hops and a worker pool for the core."""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
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
        # A lambda, not the method: PySide holds bound methods of plain objects weakly, and nobody else holds this.
        self._timer.timeout.connect(lambda: self._on_timeout())
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
        self._workers = _Workers()
        self._has_posted.connect(self._run_posted, Qt.ConnectionType.QueuedConnection)

    def now_s(self) -> float:
        return time.monotonic()

    def wall_time_s(self) -> float:
        return time.time()

    def call_later(self, delay_s: float, function: Callable[[], None]) -> _QtTimer:
        timer = _QtTimer(self, delay_s, function)
        if self._is_closed:
            timer.cancel()
        return timer

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
        def run() -> None:
            try:
                result = work()
            except Exception as error:
                failure = error
                self.post(lambda: on_error(failure))
            else:
                self.post(lambda: on_done(result))

        self._workers.submit(run)

    def close(self) -> None:
        """Drops what is posted, timed and not begun; work that hangs does not keep the program from ending."""
        with self._lock:
            self._is_closed = True
            self._posted.clear()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self._workers.close()

    @Slot()
    def _run_posted(self) -> None:
        with self._lock:
            self._is_woken = False
            due = list(self._posted)
            self._posted.clear()
        for function in due:
            _call(function)


class _Workers:
    """Daemon threads, started as they are needed: the program ends also while a keyring waits for its user."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._waiting = 0

    def submit(self, work: Callable[[], None]) -> None:
        with self._lock:
            needs_thread = self._waiting <= self._work.qsize() and self._threads < WORKERS
            self._threads += needs_thread
            self._work.put(work)
        if needs_thread:
            threading.Thread(target=self._serve, name="worker", daemon=True).start()

    def close(self) -> None:
        while not self._work.empty():
            try:
                self._work.get_nowait()
            except queue.Empty:
                return

    def _serve(self) -> None:
        while True:
            with self._lock:
                self._waiting += 1
            work = self._work.get()
            with self._lock:
                self._waiting -= 1
            work()


def _call(function: Callable[[], None]) -> None:
    try:
        function()
    except Exception:
        _log.exception("posted function failed")
