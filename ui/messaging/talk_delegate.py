"""How a message is drawn: a bubble on its writer's side, as wide as its text, with time and how far it has come."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from softphone.messaging.message import Message, MessageId, MessageState
from ui.history.history_words import time_words
from ui.messaging.message_words import problem_words, state_icon
from ui.messaging.talk_model import DayRow, TalkModel
from ui.style.icons import pixmap
from ui.style.sides import Sides
from ui.style.theme import theme
from ui.style.tokens import RADIUS_CARD, SPACE_M, SPACE_S, SPACE_XS, TYPE_SMALL
from ui.widgets.list_rows import RowDelegate

Index = QModelIndex | QPersistentModelIndex
_WIDEST = 0.8
_LEAST = 120
_SIGN = 14
_BREAKS = QTextOption()
_BREAKS.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


@dataclass(frozen=True, slots=True)
class _Measures:
    """What a message takes at a width; worked out once."""

    message: Message
    text: QSize
    foot: int
    problem: QSize

    @property
    def bubble(self) -> QSize:
        """With its margins."""
        width = max(self.text.width(), self.foot, self.problem.width()) + 2 * SPACE_M
        return QSize(width, self.text.height() + self.problem.height() + 2 * SPACE_S)


class TalkDelegate(RowDelegate):
    """The view says how wide it is by `set_width`: Qt's options do not tell it reliably."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._width = 400
        self._known: dict[MessageId, _Measures] = {}
        super().__init__(parent)

    def set_font(self, font: QFont) -> None:
        self._font, self._small_font, self._day_font = QFont(font), QFont(font), QFont(font)
        self._day_font.setWeight(QFont.Weight.DemiBold)
        self._small_font.setPointSizeF(max(1.0, font.pointSizeF() * TYPE_SMALL))
        self._metrics, self._small = QFontMetrics(self._font), QFontMetrics(self._small_font)
        self._day = QFontMetrics(self._day_font)
        self._known.clear()

    def set_width(self, width: int) -> bool:
        """How wide the list is; True when that is another width than before."""
        if width == self._width:
            return False
        self._width = width
        self._known.clear()
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = _model(index).row(index)
        if isinstance(row, Message):
            return QSize(_LEAST, self._measures(row).bubble.height() + self._small.height() + SPACE_S)
        return QSize(_LEAST, self._day.height() + SPACE_M)

    def bubble_of(self, place: QRect, message: Message) -> QRect:
        """Where the bubble is drawn within the row, before mirroring."""
        size = self._measures(message).bubble + QSize(0, self._small.height())
        left = place.right() - size.width() - SPACE_XS if message.is_own else place.left() + SPACE_XS
        return QRect(left, place.top() + SPACE_XS, size.width(), size.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = _model(index)
        row = model.row(index)
        place: QRect = option.rect
        if isinstance(row, DayRow):
            painter.setFont(self._day_font)
            painter.setPen(QColor(theme.palette.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, model.day_text(row))
        elif isinstance(row, Message):
            self._paint_message(painter, place, row, option.state)

    def _paint_message(self, painter: QPainter, place: QRect, message: Message, state: QStyle.StateFlag) -> None:
        palette, sides = theme.palette, Sides(painter, place)
        measures, bubble = self._measures(message), self.bubble_of(place, message)
        has_focus = state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = palette.focus if has_focus else palette.danger if message.state is MessageState.FAILED else ""
        edge = palette.accent_soft if message.is_own else palette.border
        painter.setPen(QPen(QColor(outline or edge), 2 if has_focus else 1))
        painter.setBrush(QColor(palette.accent_soft if message.is_own else palette.surface))
        painter.drawRoundedRect(sides.place(bubble), RADIUS_CARD, RADIUS_CARD)
        inner = bubble.adjusted(SPACE_M, SPACE_S, -SPACE_M, -SPACE_S)
        painter.setFont(self._font)
        painter.setPen(QColor(palette.text))
        text = QRect(inner.topLeft(), QSize(inner.width(), measures.text.height()))
        painter.drawText(QRectF(sides.place(text)), message.text, _BREAKS)
        below = inner.top() + measures.text.height()
        problem = problem_words(message)
        painter.setFont(self._small_font)
        if problem:
            painter.setPen(QColor(palette.danger if message.state is MessageState.FAILED else palette.muted))
            at = QRect(inner.left(), below, inner.width(), measures.problem.height())
            painter.drawText(QRectF(sides.place(at)), problem, _BREAKS)
            below = at.bottom() + 1
        self._paint_foot(painter, sides, message, QRect(inner.left(), below, inner.width(), self._small.height()))

    def _paint_foot(self, painter: QPainter, sides: Sides, message: Message, place: QRect) -> None:
        palette = theme.palette
        words = time_words(message.at_s)
        right = place.right() + 1
        if message.is_own:
            name, tone = state_icon(message.state)
            right -= _SIGN
            top = place.top() + (place.height() - _SIGN) // 2
            sides.pixmap(right, top, pixmap(name, palette.tone(tone), _SIGN))
            right -= SPACE_XS
        painter.setPen(QColor(palette.muted))
        sides.text(right - self._small.horizontalAdvance(words), place.top() + self._small.ascent(), self._small, words)

    def _measures(self, message: Message) -> _Measures:
        known = self._known.get(message.message_id)
        if known is not None and known.message == message:
            return known
        room = max(_LEAST, int(self._width * _WIDEST)) - 2 * SPACE_M
        text = _size(message.text, self._font, room)
        problem = problem_words(message)
        below = _size(problem, self._small_font, room) if problem else QSize(0, 0)
        foot = self._small.horizontalAdvance(time_words(message.at_s)) + (_SIGN + SPACE_XS if message.is_own else 0)
        made = self._known[message.message_id] = _Measures(message, text, foot, below)
        return made


def _size(text: str, font: QFont, room: int) -> QSize:
    """What the text takes in lines of this width; only a word that is longer is broken."""
    width = height = 0.0
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(_BREAKS)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            width = max(width, line.naturalTextWidth())
            height += line.height()
        layout.endLayout()
    return QSize(math.ceil(width) + 1, math.ceil(height))


def _model(index: Index) -> TalkModel:
    model = index.model()
    assert isinstance(model, TalkModel)
    return model
