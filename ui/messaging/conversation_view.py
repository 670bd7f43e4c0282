"""The list of conversations: keyboard and pointer."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from softphone.basics.words import translate
from ui.messaging.conversation_delegate import ConversationDelegate
from ui.messaging.conversation_model import ConversationModel
from ui.widgets.list_rows import RowView

_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConversationView(RowView):
    """Signals:
    chosen: Enter, Space or a click.
    remove_wanted: Delete.
    menu_wanted: the menu of a conversation, with the place on the screen.
    """

    chosen = Signal(QModelIndex)
    remove_wanted = Signal(QModelIndex)

    def __init__(self, model: ConversationModel, parent: QWidget | None = None) -> None:
        super().__init__(model, ConversationDelegate(), parent)
        self._model = model
        self.setUniformItemSizes(True)
        self.setAccessibleName(translate("messaging", "Conversations"))
        self.setAccessibleDescription(translate("messaging", "Enter opens, Delete removes"))
        self.clicked.connect(self.chosen)

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
