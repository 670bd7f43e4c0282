"""How a call of the history and the heading of a day are drawn."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.history.history_model import CallRow, DayRow, HistoryModel
from ui.history.history_words import icon_of, notes_words, number_words, outcome_words, time_words
from ui.style.icons import pixmap
from ui.style.sides import Sides
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE, SPACE_M, SPACE_S, SPACE_XS, TYPE_SMALL, Tone
from ui.widgets.list_rows import Index, RowDelegate, paint_ground

_ELIDE = Qt.TextElideMode.ElideRight


class HistoryDelegate(RowDelegate):
    """Two lines for a call, a third for note and tags."""

    def set_font(self, font: QFont) -> None:
        self._name_font, self._small_font = QFont(font), QFont(font)
        self._name_font.setWeight(QFont.Weight.DemiBold)
        self._small_font.setPointSizeF(max(1.0, font.pointSizeF() * TYPE_SMALL))
        self._name, self._small = QFontMetrics(self._name_font), QFontMetrics(self._small_font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = _model(index).row(index.row())
        if isinstance(row, DayRow):
            return QSize(100, self._name.height() + SPACE_M)
        lines = 2 if notes_words(row.entry) else 1
        return QSize(100, self._name.height() + lines * self._small.height() + 2 * SPACE_S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect
        row = _model(index).row(index.row())
        if isinstance(row, DayRow):
            painter.setFont(self._name_font)
            painter.setPen(QColor(theme.palette.muted))
            base = place.bottom() - SPACE_XS - self._name.descent()
            Sides(painter, place).text(place.left() + SPACE_XS, base, self._name, _model(index).day_text(row))
            return
        state: QStyle.StateFlag = option.state
        paint_ground(painter, place, state)
        self._paint_call(painter, place.adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S), row)

    def _paint_call(self, painter: QPainter, inner: QRect, row: CallRow) -> None:
        palette = theme.palette
        name, time, second, notes = self._texts(row, inner.width())
        icon, tone = icon_of(row.entry)
        top = inner.top()
        sides = Sides(painter, inner)
        sides.pixmap(inner.left(), top + 2, pixmap(icon, palette.tone(tone), ICON_SIZE))
        left = inner.left() + ICON_SIZE + SPACE_S
        painter.setFont(self._name_font)
        painter.setPen(QColor(palette.danger if row.entry.is_missed else palette.text))
        sides.text(left, top + self._name.ascent(), self._name, name)
        painter.setFont(self._small_font)
        painter.setPen(QColor(palette.muted))
        time_left = inner.right() - self._small.horizontalAdvance(time)
        sides.text(time_left, top + self._name.ascent(), self._small, time)
        top += self._name.height()
        sides.text(left, top + self._small.ascent(), self._small, second)
        if notes:
            painter.setPen(QColor(palette.tone(Tone.ACCENT)))
            sides.text(left, top + self._small.height() + self._small.ascent(), self._small, notes)

    def _texts(self, row: CallRow, width: int) -> tuple[str, str, str, str]:
        """Name with count, time, second line, notes: cut to the room; worked out once."""
        if isinstance(row.texts, tuple) and row.texts[0] == width:
            kept: tuple[str, str, str, str] = row.texts[1]
            return kept
        entry = row.entry
        room = width - ICON_SIZE - SPACE_S
        time = time_words(entry.started_s)
        count = f" ({row.run.count})" if row.run.count > 1 else ""
        beside_time = room - self._small.horizontalAdvance(time) - SPACE_S - self._name.horizontalAdvance(count)
        second = " · ".join(filter(None, (outcome_words(entry), number_words(entry))))
        texts = (
            self._name.elidedText(entry.name, _ELIDE, beside_time) + count,
            time,
            self._small.elidedText(second, _ELIDE, room),
            self._small.elidedText(notes_words(entry), _ELIDE, room),
        )
        row.texts = (width, texts)
        return texts


def _model(index: Index) -> HistoryModel:
    model = index.model()
    assert isinstance(model, HistoryModel)
    return model
