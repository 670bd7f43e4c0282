"""The lamps as a grid that flows: keyboard, pointer, drag to arrange."""

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QWidget

from softphone.basics.words import translate
from ui.presence.lamp_delegate import Density, LampDelegate
from ui.presence.lamp_model import LampModel
from ui.style.sides import is_mirrored
from ui.style.theme import theme

MIME = "application/x-softphone-favourite"
_PAD_KEYS = "0123456789*#+"
_Move = QAbstractItemView.CursorAction
_ARROWS = {
    Qt.Key.Key_Left: _Move.MoveLeft,
    Qt.Key.Key_Right: _Move.MoveRight,
    Qt.Key.Key_Up: _Move.MoveUp,
    Qt.Key.Key_Down: _Move.MoveDown,
}
_MIRRORED = {_Move.MoveLeft: _Move.MoveRight, _Move.MoveRight: _Move.MoveLeft}


class LampView(QListView):
    """Signals:
    chosen: a lamp was clicked or Enter was pressed on it.
    menu_wanted: the menu of a lamp, with the place on the screen.
    remove_wanted, edit_wanted: Delete and F2 on a lamp.
    typed: a letter that nothing here takes.
    """

    chosen = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)
    remove_wanted = Signal(QModelIndex)
    edit_wanted = Signal(QModelIndex)
    typed = Signal(str)

    def __init__(self, model: LampModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._dirty = QRegion()
        self._drop_mark = QRect()
        self._delegate = LampDelegate(lambda place: self._dirty.intersects(place), self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        # Icon mode keeps each item's place: a change draws one lamp anew; list mode would lay out all of them.
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionRectVisible(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAcceptDrops(True)
        self.setDragEnabled(True)
        self.setAccessibleName(translate("presence", "Favourites"))
        self.setAccessibleDescription(translate("presence", "Enter calls, Ctrl with an arrow moves the lamp"))
        self.clicked.connect(self.chosen)
        model.is_seen = self._is_seen
        theme.changed.connect(self.viewport().update)

    # ------------------------------------------------------------------ look

    @property
    def density(self) -> Density:
        """How large the lamps are."""
        return self._delegate.density

    def set_density(self, density: Density) -> None:
        """Draws the lamps large or small."""
        self._delegate.density = density
        self._measure()

    def _measure(self) -> None:
        before = self._delegate.cell
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        # Qt keeps the bar's room free, and a line that is full to the last pixel would be broken.
        self._delegate.set_font(self.font(), self.maximumViewportSize().width() - bar - 2)
        if self._delegate.cell != before:
            self.scheduleDelayedItemsLayout()

    def _is_seen(self, index: QModelIndex) -> bool:
        return self.isVisible() and self.viewport().rect().intersects(self.visualRect(index))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt asks for every item in the rectangle around all that changed; the region leaves out those between.
        self._dirty = event.region()
        super().paintEvent(event)
        if not self._drop_mark.isNull():
            painter = QPainter(self.viewport())
            painter.fillRect(self._drop_mark, QColor(theme.palette.accent))
            painter.end()

    # ------------------------------------------------------------------ keyboard and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        text = event.text()
        if modifiers == Qt.KeyboardModifier.ControlModifier and key in _ARROWS:
            self._move_by_key(index, _ARROWS[key])
        elif text and text in _PAD_KEYS and not modifiers & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # a number is being typed: the window knows where it goes
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._model.lamp(index) is not None:
            self.chosen.emit(index)
        elif key == Qt.Key.Key_Delete and self._model.lamp(index) is not None:
            self.remove_wanted.emit(index)
        elif key == Qt.Key.Key_F2 and self._model.lamp(index) is not None:
            self.edit_wanted.emit(index)
        elif text.isalpha() and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._model.lamp(self.currentIndex()) is None:
            self.setCurrentIndex(self._neighbour(-1, 1))

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Left and right in the order of the lamps, up and down to the nearest one of the next line."""
        current = self.currentIndex()
        if is_mirrored():
            action = _MIRRORED.get(action, action)
        match action:
            case _Move.MoveLeft | _Move.MovePrevious:
                found = self._neighbour(current.row(), -1)
            case _Move.MoveRight | _Move.MoveNext:
                found = self._neighbour(current.row(), 1)
            case _Move.MoveUp:
                found = self._in_next_line(current, -1)
            case _Move.MoveDown:
                found = self._in_next_line(current, 1)
            case _:
                return super().moveCursor(action, modifiers)
        return found if found.isValid() else current

    def _neighbour(self, number: int, step: int) -> QModelIndex:
        number += step
        while 0 <= number < self._model.rowCount():
            index = self._model.index(number)
            if self._model.lamp(index) is not None:
                return index
            number += step
        return QModelIndex()

    def _in_next_line(self, current: QModelIndex, step: int) -> QModelIndex:
        here = self.visualRect(current)
        best, least, line = QModelIndex(), 0, None
        index = self._neighbour(current.row(), step)
        while index.isValid():
            place = self.visualRect(index)
            if line is not None and place.top() != line:
                break
            if place.top() != here.top():
                line = place.top()
                aside = abs(place.center().x() - here.center().x())
                if not best.isValid() or aside < least:
                    best, least = index, aside
            index = self._neighbour(index.row(), step)
        return best

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if self._model.lamp(index) is not None:
            self.setCurrentIndex(index)
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_by_key else event.globalPos()
            self.menu_wanted.emit(index, at)

    def _move_by_key(self, index: QModelIndex, action: _Move) -> None:
        lamp = self._model.lamp(index)
        if lamp is None or self._model.is_filtered:
            return
        target = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if self._model.lamp(target) is None or target == index:
            return
        own_group, _ = self._model.place_at(index.row())
        group, position = self._model.place_at(target.row())
        # Within its group it changes places with the other; in another group it goes where the other stands.
        is_forward = target.row() > index.row()
        self._arrange(lamp.favourite.favourite_id, group, position + (is_forward and group == own_group))

    def _arrange(self, favourite_id: str, group: str, position: int) -> None:
        self._model.move(favourite_id, group, position)
        index = self._model.index_of(favourite_id)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    # ------------------------------------------------------------------ drag and drop

    def startDrag(self, actions: Qt.DropAction) -> None:
        index = self.currentIndex()
        lamp = self._model.lamp(index)
        if lamp is None or self._model.is_filtered:
            return
        data = QMimeData()
        data.setData(MIME, QByteArray(lamp.favourite.favourite_id.encode()))
        data.setText(lamp.favourite.number or lamp.favourite.address)
        drag = QDrag(self)
        drag.setMimeData(data)
        place = self.visualRect(index)
        drag.setPixmap(self.viewport().grab(place))
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - place.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(MIME) and event.source() is self)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = self._drop_place(event.position().toPoint()) if event.source() is self else None
        self._show_mark(place[2] if place is not None else QRect())
        event.setDropAction(Qt.DropAction.MoveAction)
        event.setAccepted(place is not None)
        self._scroll_at_edge(event.position().toPoint().y())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_mark(QRect())

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_mark(QRect())
        place = self._drop_place(event.position().toPoint())
        if place is None or not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self._arrange(bytes(event.mimeData().data(MIME).data()).decode(), place[0], place[1])

    def _drop_place(self, at: QPoint) -> tuple[str, int, QRect] | None:
        """Group, position and where to draw the mark for what is dropped here: beside the nearest lamp or heading."""
        best: tuple[int, int, QRect] | None = None
        for number in range(self._model.rowCount()):
            place = self.visualRect(self._model.index(number))
            if place.bottom() < 0 or place.top() > self.viewport().height():
                continue
            beyond = max(place.top() - at.y(), at.y() - place.bottom(), 0)
            beside = max(place.left() - at.x(), at.x() - place.right(), 0)
            distance = beyond * 4 + beside  # the same row before the next one
            if best is None or distance < best[0]:
                best = (distance, number, place)
        if best is None:
            return None
        _, number, place = best
        if self._model.lamp(self._model.index(number)) is None:
            group, position = self._model.place_at(number)
            return group, position, QRect(place.left(), place.bottom() - 1, place.width(), 3)
        is_at_right = at.x() > place.center().x()
        is_after = is_at_right is not is_mirrored()
        group, position = self._model.place_at(number, is_after)
        edge = place.right() if is_at_right else place.left()
        return group, position, QRect(edge - 1, place.top() + 3, 3, place.height() - 6)

    def _show_mark(self, mark: QRect) -> None:
        if mark != self._drop_mark:
            self._drop_mark = mark
            self.viewport().update()

    def _scroll_at_edge(self, y: int) -> None:
        margin = 24
        bar = self.verticalScrollBar()
        if y < margin:
            bar.setValue(bar.value() - margin // 2)
        elif y > self.viewport().height() - margin:
            bar.setValue(bar.value() + margin // 2)
