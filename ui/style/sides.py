"""Where things are drawn by hand in a window that is read from right to left: exchanged as in a mirror."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPixmap

_MIRRORED = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}


def is_mirrored() -> bool:
    """Whether the program's language is read from right to left."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def pointing(icon_name: str) -> str:
    """The icon that points to the same place for the reader: forward is to the left where reading goes there."""
    return _MIRRORED.get(icon_name, icon_name) if is_mirrored() else icon_name


class Sides:
    """Draws within a place by coordinates that are meant from left to right.

    Each text keeps the direction of its own letters, so that a telephone number is never turned round.
    """

    def __init__(self, painter: QPainter, place: QRect) -> None:
        self._painter, self._place = painter, place
        self._is_mirrored = is_mirrored()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)

    def place(self, part: QRect) -> QRect:
        """The part of the place, on its side."""
        return mirrored(part, self._place) if self._is_mirrored else part

    def text(self, left: int, base: int, metrics: QFontMetrics, text: str) -> None:
        """Draws one line that starts at `left`, in the painter's font, whose metrics are given."""
        if self._is_mirrored:
            left = self._place.left() + self._place.right() + 1 - left - metrics.horizontalAdvance(text)
        self._painter.drawText(left, base, text)

    def pixmap(self, left: int, top: int, drawn: QPixmap) -> None:
        """Draws it with its upper left corner there."""
        size = drawn.deviceIndependentSize().toSize()
        self._painter.drawPixmap(self.place(QRect(QPoint(left, top), size)).topLeft(), drawn)


def mirrored(part: QRect, place: QRect) -> QRect:
    """The part on the other side of the place."""
    return QRect(QPoint(place.left() + place.right() - part.right(), part.top()), part.size())
