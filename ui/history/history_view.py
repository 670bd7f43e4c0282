"""The list of calls: keyboard and pointer."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from softphone.basics.words import translate
from ui.history.history_delegate import HistoryDelegate
from ui.history.history_model import HistoryModel
from ui.widgets.list_rows import RowView

_PAD_KEYS = "0123456789*#+"


class HistoryView(RowView):
    """Signals:
    chosen: Enter or a double click on a call.
    menu_wanted: the menu of a call, with the place on the screen.
    remove_wanted, edit_wanted: Delete and F2.
    fold_wanted: Right (True: show each call) and Left.
    typed: a letter that nothing here takes.
    """

    chosen = Signal(QModelIndex)
    remove_wanted = Signal(QModelIndex)
    edit_wanted = Signal(QModelIndex)
    fold_wanted = Signal(QModelIndex, bool)
    typed = Signal(str)

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(model, HistoryDelegate(), parent)
        self._model = model
        self.setAccessibleName(translate("history", "Calls"))
        self.setAccessibleDescription(translate("history", "Enter calls back, F2 writes a note, Delete removes"))
        self.doubleClicked.connect(self.chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._model.call_at(self.currentIndex()) is None and self._model.rowCount() > 1:
            self.setCurrentIndex(self._model.index(1))  # 0 is the heading of a day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key, text = self.currentIndex(), event.key(), event.text()
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        actions = {
            Qt.Key.Key_Return: lambda: self.chosen.emit(index),
            Qt.Key.Key_Enter: lambda: self.chosen.emit(index),
            Qt.Key.Key_Delete: lambda: self.remove_wanted.emit(index),
            Qt.Key.Key_F2: lambda: self.edit_wanted.emit(index),
            Qt.Key.Key_Right: lambda: self.fold_wanted.emit(index, True),
            Qt.Key.Key_Left: lambda: self.fold_wanted.emit(index, False),
        }
        if key in actions and self._model.call_at(index) is not None:
            actions[Qt.Key(key)]()
        elif text and text in _PAD_KEYS and not has_control:
            event.ignore()  # a number is being typed: the window knows where it goes
        elif text.isalpha() and not has_control:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def has_menu(self, index: QModelIndex) -> bool:
        return self._model.call_at(index) is not None
