"""The list of messages: keyboard and pointer."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from softphone.basics.words import translate
from ui.voicemail.message_delegate import MessageDelegate
from ui.voicemail.message_model import MessageModel
from ui.widgets.list_rows import RowView

SKIP_S = 5.0


class MessageView(RowView):
    """Signals:
    play_wanted: Enter, Space or a double click.
    remove_wanted: Delete. undo_wanted: Ctrl+Z.
    skip_wanted: Right and Left, by seconds.
    menu_wanted: the menu of a message, with the place on the screen.
    copy_wanted: Ctrl+C. drag_wanted: the message is being dragged.
    """

    play_wanted = Signal(QModelIndex)
    remove_wanted = Signal(QModelIndex)
    undo_wanted = Signal()
    skip_wanted = Signal(float)
    copy_wanted = Signal(QModelIndex)
    drag_wanted = Signal(QModelIndex)

    def __init__(self, model: MessageModel, parent: QWidget | None = None) -> None:
        super().__init__(model, MessageDelegate(), parent)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setAccessibleName(translate("voicemail", "Voice messages"))
        self.setAccessibleDescription(
            translate("voicemail", "Enter plays and pauses, Left and Right skip, Delete removes")
        )
        self.doubleClicked.connect(self.play_wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Z and has_control:
            self.undo_wanted.emit()
        elif key == Qt.Key.Key_C and has_control and index.isValid():
            self.copy_wanted.emit(index)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.skip_wanted.emit(SKIP_S if key == Qt.Key.Key_Right else -SKIP_S)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self.play_wanted.emit(index)
        elif key == Qt.Key.Key_Delete and index.isValid():
            self.remove_wanted.emit(index)
        elif event.text() and event.text() in "0123456789*#+" and not has_control:
            event.ignore()  # a number is being typed: the window knows where it goes
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """The file has to be written first."""
        if self.currentIndex().isValid():
            self.drag_wanted.emit(self.currentIndex())
