"""The one field that takes numbers, names and SIP addresses."""

from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.basics.words import translate

MAX_REMEMBERED = 30
MAX_LENGTH = 512
_ASKS_FIRST = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class FieldList(Protocol):
    """A list that belongs to the field and is worked from it."""

    def take_key(self, event: QKeyEvent) -> bool:
        """True when the key was meant for the list."""

    def take_return(self) -> bool:
        """True when Enter was meant for what is selected in the list."""


class DialField(QLineEdit):
    """Enter calls; arrow up brings back what was dialled before; Enter in the empty field brings back the last.

    Signals:
        dial_wanted: with the text, when Enter was pressed on one.
        escaped: Esc while a target is chosen.

    Attributes:
        asks_first: the last Enter came with Ctrl or Shift.
        is_for_target: a target of a transfer is chosen: Tab leads to its buttons.
    """

    dial_wanted = Signal(str)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialled: list[str] = []
        self._list: FieldList | None = None
        self.asks_first = False
        self.is_for_target = False
        self._place = 0  # how far arrow up went back; 0 is what the user is typing
        self.setObjectName("dial_field")
        self.setMaxLength(MAX_LENGTH)
        self.setPlaceholderText(translate("calls", "Number, name or address"))
        self.setAccessibleName(translate("calls", "Whom to call"))
        self.setAccessibleDescription(translate("calls", "A number, a name or a SIP address. Enter calls."))
        self.setClearButtonEnabled(False)
        self.textEdited.connect(lambda _: self._forget_place())
        self.returnPressed.connect(self._on_return)

    def set_list(self, below: FieldList) -> None:
        """Keys go to this list first."""
        self._list = below

    def remember(self, text: str) -> None:
        """Notes what was dialled, for arrow up."""
        text = text.strip()
        self._dialled = [text, *(other for other in self._dialled if other != text)][:MAX_REMEMBERED]
        self._place = 0

    def dialled(self) -> tuple[str, ...]:
        """What was dialled, latest first."""
        return tuple(self._dialled)

    def type_text(self, text: str) -> None:
        """As if it was typed here."""
        self.insert(text)
        self._forget_place()

    def set_for_target(self, is_for_target: bool) -> None:
        """The field is for the target of a call, or for calling."""
        self.is_for_target = is_for_target
        self.setPlaceholderText(
            translate("calls", "Whom to? Enter takes the first one found")
            if is_for_target
            else translate("calls", "Number, name or address")
        )

    def commit(self, asks_first: bool) -> None:
        """As if Enter was pressed, asks_first: with Ctrl."""
        self.asks_first = asks_first
        self.setFocus()
        self._on_return()

    def _on_return(self) -> None:
        text = self.text().strip()
        if self._list is not None and self._list.take_return():
            return
        if text:
            self.dial_wanted.emit(text)
        elif self._dialled:
            self._show_dialled(1)

    def _show_dialled(self, place: int) -> None:
        place = max(0, min(place, len(self._dialled)))
        if place != self._place or not self.text():
            self._place = place
            self.setText(self._dialled[place - 1] if place else "")

    def _forget_place(self) -> None:
        self._place = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._list is not None and self._is_for_list(event) and self._list.take_key(event):
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asks_first = bool(event.modifiers() & _ASKS_FIRST)
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Up and self._dialled:
            self._show_dialled(self._place + 1)
        elif event.key() == Qt.Key.Key_Down and self._place:
            self._show_dialled(self._place - 1)
        elif event.key() == Qt.Key.Key_Escape and self.is_for_target:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_program_key(event):
            event.ignore()
            return False
        is_tab = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and not self.is_for_target and self._list is not None and self._list.take_key(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def _is_for_list(self, event: QKeyEvent) -> bool:
        """Arrow right is the list's only where it moves no cursor."""
        is_at_end = self.cursorPosition() == len(self.text()) and not self.hasSelectedText()
        return event.key() != Qt.Key.Key_Right or (is_at_end and not self.is_for_target)


def _is_program_key(event: QKeyEvent) -> bool:
    """Ctrl+K and the like belong to the window, not to the line editor."""
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_K, Qt.Key.Key_L)
