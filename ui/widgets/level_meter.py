"""A level meter for sound."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from softphone.basics.words import translate
from ui.style.theme import theme

FLOOR_DBFS = -60.0
_LOUD_DBFS = -9.0
_SEGMENTS = 12
_FALL_PER_UPDATE = 9  # percent; a level that drops is shown dropping, as ears expect


class LevelMeter(QProgressBar):
    """Segments from -60 to 0 dBFS; its value for a screen reader is in percent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setFixedHeight(10)
        self.setAccessibleName(translate("window", "Sound level"))
        self.setValue(0)

    def set_level(self, dbfs: float) -> None:
        """Shows the level; silence is -100."""
        share = (dbfs - FLOOR_DBFS) / -FLOOR_DBFS
        percent = max(round(100 * min(1.0, max(0.0, share))), self.value() - _FALL_PER_UPDATE)
        if percent != self.value():
            self.setValue(percent)

    def clear_level(self) -> None:
        """Nothing is measured any more."""
        self.setValue(0)

    def sizeHint(self) -> QSize:
        return QSize(120, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 2.0
        width = (self.width() - gap * (_SEGMENTS - 1)) / _SEGMENTS
        lit = self.value() * _SEGMENTS / 100
        loud_from = _SEGMENTS * (1 - _LOUD_DBFS / FLOOR_DBFS)
        palette = theme.palette
        for index in range(_SEGMENTS):
            is_lit = index < lit
            colour = palette.border if not is_lit else palette.warning if index >= loud_from else palette.positive
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(index * (width + gap), 0, width, self.height()), 2, 2)
        painter.end()
