"""How a voice message is drawn: two lines, as high as every other."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from softphone.voicemail.entry import Entry
from ui.style.icons import pixmap
from ui.style.sides import Sides
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE, SPACE_S, Tone
from ui.voicemail.message_model import MessageModel
from ui.widgets.list_rows import Index, TwoLineDelegate, paint_ground

_ELIDE = Qt.TextElideMode.ElideRight


class MessageDelegate(TwoLineDelegate):
    """A new message is bold and has a coloured icon; the words below say it, too."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MessageModel)
        entry = model.entry(index)
        if entry is None:
            return
        place: QRect = option.rect
        paint_ground(painter, place, option.state)
        self._paint_message(painter, place.adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S), model, entry)

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
