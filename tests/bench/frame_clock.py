"""How long the window takes for a frame, and how late a frame comes; runs inside of the program that is measured."""

import json
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

BEAT_MS = 16
_FIRST = Qt.EventPriority.HighEventPriority.value


class FrameClock(QObject):
    """paint_ms: each painting of the window, with what Qt lays out and hands to the display for it; late_ms: by how
    much each beat of a 60 Hz clock came too late, because the thread was busy with anything."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.paint_ms: list[float] = []
        self.late_ms: list[float] = []
        self._began_s = 0.0
        self._due_s = 0.0
        window.installEventFilter(self)
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(BEAT_MS)

    def write(self, path: Path) -> None:
        """Keeps what was measured."""
        path.write_text(json.dumps({"paint_ms": self.paint_ms, "late_ms": self.late_ms}))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to be painted; what is posted now comes as soon as it has been."""
        if event.type() == QEvent.Type.UpdateRequest and not self._began_s:
            self._began_s = time.perf_counter()
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), _FIRST)
        return False

    def customEvent(self, event: QEvent) -> None:
        self.paint_ms.append((time.perf_counter() - self._began_s) * 1000)
        self._began_s = 0.0

    def _on_beat(self) -> None:
        now_s = time.perf_counter()
        if self._due_s:
            self.late_ms.append(max(0.0, (now_s - self._due_s) * 1000))
        self._due_s = now_s + BEAT_MS / 1000
