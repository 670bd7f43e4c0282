"""Draws a person as a row: lamp, name, department, number with its kind; what was searched for stands out."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from softphone.directory.person import Hit
from softphone.presence.state import Presentity
from ui.directory.matching import Span, matched_digits, matched_spans
from ui.directory.people_model import FAVOURITE_ROLE, HIT_ROLE, PRESENCE_ROLE, QUERY_ROLE
from ui.directory.person_words import best_number, kind_words, numbers_of, place_words, shown_name, shown_number
from ui.style.icons import pixmap
from ui.style.sides import Sides, is_mirrored, mirrored
from ui.style.theme import theme
from ui.style.tokens import RADIUS_CONTROL, SPACE_M, SPACE_S, TYPE_SMALL, Tone
from ui.widgets.presence_dot import DOT_SIZE, paint_lamp, state_words

ACTION_WIDTH = 28
_ACTION_ICON = 16
_STAR = 13
_LEAST_NAME_SHARE = 0.45
_Index = QModelIndex | QPersistentModelIndex
_START, _END = False, True  # of the line, as it is read


class PersonDelegate(QStyledItemDelegate):
    """Signals: action_wanted with the row whose telephone or chevron at the end was clicked."""

    action_wanted = Signal(int)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        metrics = option.fontMetrics
        return QSize(200, round(metrics.height() * (1 + TYPE_SMALL)) + SPACE_M + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        row = _Row(painter, option, hit, str(index.data(QUERY_ROLE) or ""))
        painter.save()
        row.draw_ground()
        row.draw(index.data(PRESENCE_ROLE), bool(index.data(FAVOURITE_ROLE)))
        painter.restore()

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: _Index) -> bool:
        hit = index.data(HIT_ROLE)
        if isinstance(event, QMouseEvent) and isinstance(hit, Hit) and event.button() == Qt.MouseButton.LeftButton:
            is_on_it = self.is_action(_rect(option), hit, event.position().toPoint())
            if is_on_it and event.type() == QEvent.Type.MouseButtonRelease:
                self.action_wanted.emit(index.row())
            return is_on_it
        return False

    def is_action(self, row: QRect, hit: Hit, at: QPoint) -> bool:
        """Whether the point is on the telephone or chevron of a row at this place."""
        return bool(numbers_of(hit.person)) and _action_place(row).contains(at)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        hit, presence = index.data(HIT_ROLE), index.data(PRESENCE_ROLE)
        if not isinstance(hit, Hit):
            return False
        lines = [shown_name(hit.person), place_words(hit.person)]
        lines += [f"{kind_words(n.kind)}: {shown_number(n)}" for n in numbers_of(hit.person)[:8]]
        if isinstance(presence, Presentity):
            lines.append(state_words(presence.state))
        QToolTip.showText(event.globalPos(), "\n".join(filter(None, lines)), view)
        return True


class _Row:
    """One row while it is drawn."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit, query: str) -> None:
        self._painter, self._hit, self._query = painter, hit, query
        self._rect = _rect(option)
        self._sides = Sides(painter, self._rect)
        state: QStyle.StateFlag = option.state
        self._is_selected = bool(state & QStyle.StateFlag.State_Selected)
        self._is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self._has_focus = bool(state & QStyle.StateFlag.State_HasFocus) and self._is_selected
        self._font = QFont(option.font)
        self._small = QFont(self._font)
        self._small.setPointSizeF(self._font.pointSizeF() * TYPE_SMALL)

    def draw_ground(self) -> None:
        palette = theme.palette
        if not self._is_selected and not self._is_hovered:
            return
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QColor(palette.focus) if self._has_focus else Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(palette.accent_soft if self._is_selected else palette.hover))
        self._painter.drawRoundedRect(self._rect.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)

    def draw(self, presence: object, is_favourite: bool) -> None:
        person = self._hit.person
        inner = self._rect.adjusted(SPACE_S, SPACE_M // 2, -SPACE_S, -SPACE_M // 2)
        self._draw_action(len(numbers_of(person)))
        inner.setRight(self._rect.right() - ACTION_WIDTH)
        lamp = QPoint(inner.left(), self._rect.center().y() - DOT_SIZE // 2)
        lamp = self._sides.place(QRect(lamp, QSize(DOT_SIZE, DOT_SIZE))).topLeft()
        paint_lamp(self._painter, lamp, presence if isinstance(presence, Presentity) else None)
        inner.setLeft(inner.left() + DOT_SIZE + SPACE_S)
        upper, lower = self._lines(inner)
        number = best_number(self._hit)
        width = 0
        if number is not None:
            most = round(inner.width() * (1 - _LEAST_NAME_SHARE))
            digits, kind = shown_number(number), kind_words(number.kind)
            width = min(most, max(self._width(self._font, digits), self._width(self._small, kind)) + 2)
            right_upper, right_lower = QRect(upper), QRect(lower)
            right_upper.setLeft(upper.right() - width)
            right_lower.setLeft(lower.right() - width)
            self._text(right_upper, digits, self._font, theme.palette.text, matched_digits(digits, self._query), _END)
            self._text(right_lower, kind, self._small, theme.palette.muted, (), _END)
            width += SPACE_M
        upper.setRight(upper.right() - width)
        lower.setRight(lower.right() - width)
        if is_favourite:
            at = QPoint(upper.right() - _STAR, upper.center().y() - _STAR // 2)
            self._sides.pixmap(at.x(), at.y(), pixmap("star-filled", theme.palette.tone(Tone.WARNING), _STAR))
            upper.setRight(upper.right() - _STAR - SPACE_S)
        name, place = shown_name(person), place_words(person)
        self._text(upper, name, self._font, theme.palette.text, matched_spans(name, self._query), _START)
        self._text(lower, place, self._small, theme.palette.muted, matched_spans(place, self._query), _START)

    def _draw_action(self, numbers: int) -> None:
        """A chevron where there are more numbers; a telephone under the pointer where there is one."""
        if numbers > 1 or (numbers and (self._is_selected or self._is_hovered)):
            name, tone = ("chevron-down", Tone.NEUTRAL) if numbers > 1 else ("phone", Tone.POSITIVE)
            at = _action_place(self._rect).center() - QPoint(_ACTION_ICON // 2, _ACTION_ICON // 2)
            self._painter.drawPixmap(at, pixmap(name, theme.palette.tone(tone), _ACTION_ICON))

    def _lines(self, inner: QRect) -> tuple[QRect, QRect]:
        small = QFontMetrics(self._small).height()
        upper, lower = QRect(inner), QRect(inner)
        upper.setBottom(inner.bottom() - small)
        lower.setTop(inner.bottom() - small + 1)
        return upper, lower

    @staticmethod
    def _width(font: QFont, text: str) -> int:
        bold = QFont(font)
        bold.setBold(True)
        return QFontMetrics(bold).horizontalAdvance(text)

    def _text(
        self, place: QRect, text: str, font: QFont, colour: str, spans: tuple[Span, ...], is_at_end: bool
    ) -> None:
        """One line, elided; the spans are bold and in the accent colour."""
        if not text or place.width() <= 0:
            return
        place = self._sides.place(place)
        is_at_right = is_at_end is not is_mirrored()
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        if not spans:
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            side = Qt.AlignmentFlag.AlignRight if is_at_right else Qt.AlignmentFlag.AlignLeft
            align = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            self._painter.drawText(place, align, shown)
            return
        bold = QFont(font)
        bold.setBold(True)
        shown = QFontMetrics(bold).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        layout = QTextLayout(shown, font)
        layout.setFormats([_emphasis(start, length, len(shown)) for start, length in spans if start < len(shown)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(place.width() + 1)
        layout.endLayout()
        x = place.left()
        if is_at_right:
            x = round(place.right() - line.naturalTextWidth() + 1)
        y = place.top() + (place.height() - line.height()) / 2
        layout.draw(self._painter, QPointF(x, y))


def _emphasis(start: int, length: int, end: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = start, min(length, end - start)
    looks = QTextCharFormat()
    looks.setFontWeight(QFont.Weight.Bold)
    looks.setForeground(QColor(theme.palette.accent))
    found.format = looks
    return found


def _rect(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def _action_place(rect: QRect) -> QRect:
    place = QRect(rect.right() - ACTION_WIDTH + 1, rect.top(), ACTION_WIDTH, rect.height())
    return mirrored(place, rect) if is_mirrored() else place
