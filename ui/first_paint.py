"""Puts work off until a window was painted for the first time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LATEST_MS = 500  # a window that opens minimised or behind others may never be painted


def after_first_paint(window: QWidget, run: Callable[[], None]) -> None:
    """Calls the function once, when the window has been painted or has had time enough for it."""
    _FirstPaint(window, run)


class _FirstPaint(QObject):
    def __init__(self, window: QWidget, run: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._run = window, run
        self._is_seen = False
        window.installEventFilter(self)
        QTimer.singleShot(LATEST_MS, self, self._on_seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._is_seen:
            QTimer.singleShot(0, self, self._on_seen)  # the paint itself comes after this
        return False

    def _on_seen(self) -> None:
        if not self._is_seen:
            self._is_seen = True
            self._window.removeEventFilter(self)
            self.deleteLater()
            self._run()
