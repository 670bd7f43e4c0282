"""How a conversation is drawn in the list: name, last message, time, and how many are unread."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.messaging.conversation_model import ConversationModel, TalkRow
from ui.style.sides import Sides
from ui.style.theme import theme
from ui.style.tokens import RADIUS_CONTROL, SPACE_S, TYPE_SMALL

_ELIDE = Qt.TextElideMode.ElideRight
_MOST_SHOWN = 99
Index = QModelIndex | QPersistentModelIndex


class ConversationDelegate(QStyledItemDelegate):
    """Unread conversations are bold and have a number."""

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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ConversationModel)
        row = model.row(index)
        if row is None:
            return
        place: QRect = option.rect
        paint_ground(painter, place, option.state)
        self._paint_row(painter, place.adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S), row, model.when(row))

    def _paint_row(self, painter: QPainter, inner: QRect, row: TalkRow, when: str) -> None:
        palette = theme.palette
        sides = Sides(painter, inner)
        room = inner.width() - self._small.horizontalAdvance(when) - SPACE_S
        painter.setFont(self._bold_font if row.unread else self._plain_font)
        painter.setPen(QColor(palette.text))
        base = inner.top() + self._name.ascent()
        sides.text(inner.left(), base, self._name, self._name.elidedText(row.conversation.peer_name, _ELIDE, room))
        painter.setFont(self._small_font)
        painter.setPen(QColor(palette.muted))
        sides.text(inner.right() - self._small.horizontalAdvance(when), base, self._small, when)
        below = inner.top() + self._name.height() + self._small.ascent()
        taken = self._paint_count(painter, sides, inner, row.unread)
        painter.setFont(self._small_font)
        painter.setPen(QColor(palette.text if row.unread else palette.muted))
        words = self._small.elidedText(row.text, _ELIDE, inner.width() - taken)
        sides.text(inner.left(), below, self._small, words)

    def _paint_count(self, painter: QPainter, sides: Sides, inner: QRect, count: int) -> int:
        if not count:
            return 0
        text = str(count) if count <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
        height = self._small.height()
        width = max(height, self._small.horizontalAdvance(text) + SPACE_S)
        place = sides.place(QRect(inner.right() - width + 1, inner.top() + self._name.height(), width, height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.palette.accent))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(QColor(theme.palette.on_fill))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return width + SPACE_S


def paint_ground(painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
    """What is chosen or under the pointer stands out."""
    palette = theme.palette
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    if not is_selected and not state & QStyle.StateFlag.State_MouseOver:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    has_focus = is_selected and state & QStyle.StateFlag.State_HasFocus
    painter.setPen(QPen(QColor(palette.focus), 2) if has_focus else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.accent_soft if is_selected else palette.hover))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
