"""The list of conversations: keyboard and pointer."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from softphone.basics.words import translate
from ui.messaging.conversation_delegate import ConversationDelegate
from ui.messaging.conversation_model import ConversationModel
from ui.style.theme import theme

_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConversationView(QListView):
    """Signals:
    chosen: Enter, Space or a click.
    remove_wanted: Delete.
    menu_wanted: the menu of a conversation, with the place on the screen.
    """

    chosen = Signal(QModelIndex)
    remove_wanted = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, model: ConversationModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = model, ConversationDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(translate("messaging", "Conversations"))
        self.setAccessibleDescription(translate("messaging", "Enter opens, Delete removes"))
        self.clicked.connect(self.chosen)
        self._delegate.set_font(self.font())
        theme.changed.connect(self.viewport().update)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._delegate.set_font(self.font())
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if key in _OPEN and index.isValid():
            self.chosen.emit(index)
        elif key == Qt.Key.Key_Delete and index.isValid():
            self.remove_wanted.emit(index)
        elif event.text() and event.text() in "0123456789*#+":
            event.ignore()  # a number is being typed: the window knows where it goes
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            at = self.viewport().mapToGlobal(self.visualRect(index).center()) if is_by_key else event.globalPos()
            self.menu_wanted.emit(index, at)
