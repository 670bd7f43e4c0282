"""How a conversation is drawn in the list: name, last message, time, how many are unread, and what was not sent."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from softphone.messaging.message import MessageState
from ui.messaging.conversation_model import ConversationModel, TalkRow
from ui.messaging.message_words import state_icon
from ui.style.icons import pixmap
from ui.style.sides import Sides
from ui.style.theme import theme
from ui.style.tokens import SPACE_S, SPACE_XS
from ui.widgets.list_rows import Index, TwoLineDelegate, paint_ground

_ELIDE = Qt.TextElideMode.ElideRight
_MOST_SHOWN = 99
_SIGN = 14


class ConversationDelegate(TwoLineDelegate):
    """Unread conversations are bold and have a number."""

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
        left = inner.left() + self._paint_state(sides, inner, row.state)
        words = self._small.elidedText(row.text, _ELIDE, inner.right() + 1 - taken - left)
        sides.text(left, below, self._small, words)

    def _paint_state(self, sides: Sides, inner: QRect, state: MessageState | None) -> int:
        """In front of the text: that the last own message was not sent, or waits. Returns the room it takes."""
        if state is None:
            return 0
        name, tone = state_icon(state)
        top = inner.top() + self._name.height() + (self._small.height() - _SIGN) // 2
        sides.pixmap(inner.left(), top, pixmap(name, theme.palette.tone(tone), _SIGN))
        return _SIGN + SPACE_XS

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
