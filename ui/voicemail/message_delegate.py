"""How a voice message is drawn: two lines, as high as every other."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.voicemail.entry import Entry
from ui.style.icons import pixmap
from ui.style.sides import Sides
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE, RADIUS_CONTROL, SPACE_S, TYPE_SMALL, Tone
from ui.voicemail.message_model import MessageModel

_ELIDE = Qt.TextElideMode.ElideRight
Index = QModelIndex | QPersistentModelIndex


class MessageDelegate(QStyledItemDelegate):
    """A new message is bold and has a coloured icon; the words below say it, too."""

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
        assert isinstance(model, MessageModel)
        entry = model.entry(index)
        if entry is None:
            return
        place: QRect = option.rect
        self._paint_ground(painter, place, option.state)
        self._paint_message(painter, place.adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S), model, entry)

    def _paint_ground(self, painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
        palette = theme.palette
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if not is_selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = is_selected and state & QStyle.StateFlag.State_HasFocus
        painter.setPen(QPen(QColor(palette.focus), 2) if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent_soft if is_selected else palette.hover))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_message(self, painter: QPainter, inner: QRect, model: MessageModel, entry: Entry) -> None:
        palette = theme.palette
        is_playing = model.playing_uid == entry.uid
        tone = Tone.DANGER if entry.message.is_urgent else Tone.NEUTRAL if entry.is_heard else Tone.ACCENT
        sides = Sides(painter, inner)
        sides.pixmap(inner.left(), inner.top() + 2, pixmap("play" if is_playing else "voicemail",
                                                           palette.tone(tone), ICON_SIZE))  # fmt: skip
        left = inner.left() + ICON_SIZE + SPACE_S
        when = model.when(entry)
        room = inner.right() - left
        beside = room - self._small.horizontalAdvance(when) - SPACE_S
        painter.setFont(self._plain_font if entry.is_heard else self._bold_font)
        painter.setPen(QColor(palette.text))
        base = inner.top() + self._name.ascent()
        sides.text(left, base, self._name, self._name.elidedText(model.name(entry), _ELIDE, beside))
        painter.setFont(self._small_font)
        painter.setPen(QColor(palette.muted))
        sides.text(inner.right() - self._small.horizontalAdvance(when), base, self._small, when)
        below = inner.top() + self._name.height() + self._small.ascent()
        sides.text(left, below, self._small, self._small.elidedText(model.facts(entry), _ELIDE, room))
