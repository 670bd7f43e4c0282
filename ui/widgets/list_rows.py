"""What rows of our lists have in common: the ground that shows choice and keyboard, and the measures of two lines."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.style.theme import theme
from ui.style.tokens import RADIUS_CONTROL, SPACE_S, TYPE_SMALL

Index = QModelIndex | QPersistentModelIndex


def paint_ground(painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
    """What is chosen or under the pointer stands out, and more so what has the keyboard."""
    palette = theme.palette
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    if not is_selected and not state & QStyle.StateFlag.State_MouseOver:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    has_focus = is_selected and state & QStyle.StateFlag.State_HasFocus
    painter.setPen(QPen(QColor(palette.focus), 2) if has_focus else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.accent_soft if is_selected else palette.hover))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)


class TwoLineDelegate(QStyledItemDelegate):
    """Every row as high as every other: a name, plain or bold, and a small line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_font(QFont())

    def set_font(self, font: QFont) -> None:
        """Works out the sizes for this font."""
        self._plain_font, self._bold_font, self._small_font = QFont(font), QFont(font), QFont(font)
        self._bold_font.setWeight(QFont.Weight.Bold)
        self._small_font.setPointSizeF(max(1.0, font.pointSizeF() * TYPE_SMALL))
        self._name, self._small = QFontMetrics(self._bold_font), QFontMetrics(self._small_font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._name.height() + self._small.height() + 2 * SPACE_S)
