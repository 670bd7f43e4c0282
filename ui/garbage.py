"""Python's cyclic garbage is collected on the Qt thread only.

The automatic collector destroys what it finds on whichever thread it happens to run. On another thread than Qt's it
met a widget, held a lock of Qt's and waited for Python, while the Qt thread held Python and waited for that lock.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

INTERVAL_MS = 10_000
_DUE = (700, 10, 10)  # Python's own thresholds: allocations, then collections of the younger generation


class GarbageCollector(QObject):
    """Takes over from the automatic collector until `stop`. Built on the Qt thread."""

    def __init__(self, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__()
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start(interval_ms)

    def collect_if_due(self) -> None:
        """Collects the oldest generation that is due, and all younger ones with it."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > _DUE[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Gives back to the automatic collector what was its."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
