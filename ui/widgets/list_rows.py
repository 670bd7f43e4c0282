"""What our lists have in common: the view, the ground that shows choice and keyboard, the measures of two lines."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

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


class RowDelegate(QStyledItemDelegate):
    """What draws the rows of a `RowView`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_font(QFont())

    def set_font(self, font: QFont) -> None:
        """Works out the sizes for this font."""
        raise NotImplementedError


class TwoLineDelegate(RowDelegate):
    """Every row as high as every other: a name, plain or bold, and a small line."""

    def set_font(self, font: QFont) -> None:
        self._plain_font, self._bold_font, self._small_font = QFont(font), QFont(font), QFont(font)
        self._bold_font.setWeight(QFont.Weight.Bold)
        self._small_font.setPointSizeF(max(1.0, font.pointSizeF() * TYPE_SMALL))
        self._name, self._small = QFontMetrics(self._bold_font), QFontMetrics(self._small_font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._name.height() + self._small.height() + 2 * SPACE_S)


class RowView(QListView):
    """A list of rows that a delegate of ours draws, one of them chosen.

    Signals:
        menu_wanted: the menu of a row, with the place on the screen.
    """

    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, model: QAbstractItemModel, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = delegate
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        delegate.set_font(self.font())
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """No higher than it has to be: it gets what is left, and what it would like pushes nothing out of view."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def has_menu(self, index: QModelIndex) -> bool:
        """Whether there is something to do with this row."""
        return index.isValid()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rows.set_font(self.font())
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if self.has_menu(index):
            self.setCurrentIndex(index)
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_by_key else event.globalPos()
            self.menu_wanted.emit(index, at)
