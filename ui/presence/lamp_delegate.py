"""How a lamp and a group's heading are drawn: name, dot with word, what the call is, since when."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.presence.state import PresenceState
from ui.presence.lamp_model import HeadingRow, LampModel, LampRow
from ui.style.sides import Sides
from ui.style.theme import theme
from ui.style.tokens import RADIUS_CONTROL, SPACE_M, SPACE_S, SPACE_XS, TYPE_SMALL, Tone
from ui.widgets.presence_dot import DOT_SIZE, dot_pixmap, state_tone

_GAP = 3  # on each side of a lamp
_ELIDE = Qt.TextElideMode.ElideRight
Index = QModelIndex | QPersistentModelIndex


class Density(StrEnum):
    """How much room a lamp takes."""

    LARGE = "large"
    SMALL = "small"


_LEAST_WIDTH = {Density.LARGE: 164, Density.SMALL: 122}  # at a usual font
_LINES = {Density.LARGE: 3, Density.SMALL: 2}


class LampDelegate(QStyledItemDelegate):
    """needs_paint: whether anything in this rectangle of the view is to be drawn now."""

    def __init__(self, needs_paint: Callable[[QRect], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._needs_paint = needs_paint
        self.density = Density.LARGE
        self._cell = QSize(_LEAST_WIDTH[self.density], 60)
        self._heading = QSize(200, 32)
        self.set_font(QFont(), 400)

    def set_font(self, font: QFont, width: int) -> None:
        """Works out the sizes for this font and a view of this width in pixels."""
        self._name_font, self._small_font = QFont(font), QFont(font)
        self._name_font.setWeight(QFont.Weight.DemiBold)
        self._small_font.setPointSizeF(max(1.0, font.pointSizeF() * TYPE_SMALL))
        self._name = QFontMetrics(self._name_font)
        self._body = QFontMetrics(font)
        self._small = QFontMetrics(self._small_font)
        scale = self._body.averageCharWidth() / 8.0
        columns = max(1, int(width / (_LEAST_WIDTH[self.density] * max(1.0, scale))))
        heights = self._name.height() + self._body.height()
        if _LINES[self.density] == 3:
            heights += self._small.height()
        padding = SPACE_S if self.density is Density.LARGE else SPACE_XS
        self._cell = QSize(max(1, width // columns), heights + 2 * (padding + _GAP))
        self._heading = QSize(max(1, width), self._name.height() + SPACE_M)

    @property
    def cell(self) -> QSize:
        """The size of one lamp with the room around it."""
        return self._cell

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._cell if _model(index).lamp(index) is not None else self._heading

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect
        if not self._needs_paint(place):
            return
        row = _model(index).row(index.row())
        if isinstance(row, HeadingRow):
            self._paint_heading(painter, place, row, _model(index))
        else:
            self._paint_lamp(painter, place, row, option.state)

    def _paint_heading(self, painter: QPainter, place: QRect, row: HeadingRow, model: LampModel) -> None:
        palette = theme.palette
        count = model.heading_count(row)
        count_width = self._small.horizontalAdvance(count)
        room = place.width() - count_width - 3 * SPACE_S
        base = place.bottom() - SPACE_XS - self._name.descent()
        painter.setFont(self._name_font)
        painter.setPen(QColor(palette.text))
        sides = Sides(painter, place)
        name = self._name.elidedText(model.heading_name(row), _ELIDE, room)
        sides.text(place.left() + SPACE_XS, base, self._name, name)
        painter.setFont(self._small_font)
        painter.setPen(QColor(palette.muted))
        sides.text(place.right() - count_width - SPACE_XS, base, self._small, count)

    def _paint_lamp(self, painter: QPainter, place: QRect, row: LampRow, state: QStyle.StateFlag) -> None:
        palette, look = theme.palette, row.look
        card = place.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        is_ringing = look.state is PresenceState.RINGING and not look.is_stale
        ground = palette.accent_soft if is_ringing else palette.surface
        edge, width = (palette.accent, 2) if is_ringing else (palette.border, 1)
        if state & QStyle.StateFlag.State_MouseOver:
            ground = palette.hover
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            edge, width = palette.focus, 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        sides = Sides(painter, card)
        left = card.left() + (SPACE_S + 2 if self.density is Density.LARGE else SPACE_S - 2)
        name, word, line = self._texts(row, card.right() - SPACE_XS - left)
        top = card.top() + (SPACE_S if self.density is Density.LARGE else SPACE_XS)
        painter.setFont(self._name_font)
        painter.setPen(QColor(palette.text))
        sides.text(left, top + self._name.ascent(), self._name, name)
        top += self._name.height()
        dot_top = top + (self._body.height() - DOT_SIZE) // 2
        sides.pixmap(left, dot_top, dot_pixmap(look.state, DOT_SIZE, look.is_stale))
        is_small = self.density is Density.SMALL
        painter.setFont(self._small_font if is_small else self.parent_font())
        painter.setPen(QColor(palette.tone(Tone.NEUTRAL if look.is_stale else state_tone(look.state))))
        beside_dot, metrics = left + DOT_SIZE + SPACE_XS + 2, self._small if is_small else self._body
        sides.text(beside_dot, top + self._body.ascent(), metrics, word)
        if line:
            painter.setFont(self._small_font)
            painter.setPen(QColor(palette.muted))
            sides.text(left, top + self._body.height() + self._small.ascent(), self._small, line)

    def parent_font(self) -> QFont:
        """The view's font as it is."""
        font = QFont(self._name_font)
        font.setWeight(QFont.Weight.Normal)
        return font

    def _texts(self, row: LampRow, room: int) -> tuple[str, str, str]:
        """Name, word and third line, cut to the room; worked out once for each change."""
        key = (room, self.density)
        if isinstance(row.texts, tuple) and row.texts[0] == key:
            kept: tuple[str, str, str] = row.texts[1]
            return kept
        beside_dot = room - DOT_SIZE - SPACE_XS - 2
        name = self._name.elidedText(row.name, _ELIDE, room)
        if self.density is Density.SMALL:
            texts = (name, self._small.elidedText(row.look.word, _ELIDE, beside_dot), "")
        else:
            word = self._body.elidedText(row.look.word, _ELIDE, beside_dot)
            texts = (name, word, self._small.elidedText(row.look.line, _ELIDE, room))
        row.texts = (key, texts)
        return texts


def _model(index: Index) -> LampModel:
    model = index.model()
    assert isinstance(model, LampModel)
    return model
