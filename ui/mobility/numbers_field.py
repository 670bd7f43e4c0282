"""One or several telephone numbers, typed or chosen by name, with the names of whom they belong to."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.directory.ports import People
from ui.mobility.target_field import TargetField
from ui.style.tokens import SPACE_S, SPACE_XS
from ui.widgets.buttons import IconButton
from ui.widgets.forms import line_edit, mark_invalid
from ui.widgets.labels import ElidedLabel


class NumbersField(QWidget):
    """Several numbers stand between commas.

    Signals: changed with a tuple of numbers, once the field is left or somebody was chosen.

    people: where names are looked for; None: numbers can only be typed. name_of: whom a number belongs to, or nothing.
    """

    changed = Signal(tuple)

    def __init__(
        self,
        example: str,
        people: People | None,
        name_of: Callable[[str], str],
        is_single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._people, self._name_of, self._is_single = people, name_of, is_single
        self.field = line_edit("", example, 64 if is_single else 2000)
        self.names = ElidedLabel("", "small")
        self.choose = IconButton("contacts", translate("mobility", "Choose by name"))
        self.choose.setVisible(people is not None)
        self.target: TargetField | None = None
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.field, 1)
        row.addWidget(self.choose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_XS)
        self._column.addLayout(row)
        self._column.addWidget(self.names)
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(lambda: self.changed.emit(self.numbers()))
        self.choose.clicked.connect(self._open)

    def numbers(self) -> tuple[str, ...]:
        """What is in the field, each once."""
        text = self.field.text()
        parts = [text] if self._is_single else text.split(",")
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def show_numbers(self, numbers: tuple[str, ...]) -> None:
        """Shows these; what is being typed stays."""
        if not self.field.isModified() or not self.field.hasFocus():
            self.field.setText(", ".join(numbers))
            self.field.setCursorPosition(0)
        names = ", ".join(filter(None, (self._name_of(number) for number in numbers)))
        self.names.set_full_text(names)
        self.names.setVisible(bool(names))

    def set_invalid(self, is_invalid: bool) -> None:
        """Shows that what is there, or missing, cannot be used."""
        mark_invalid(self.field, is_invalid)

    # -------------------------------------------------------------------- inside

    def _open(self) -> None:
        if self._people is None:
            return
        if self.target is None:
            self.target = TargetField(self._people)
            self.target.chosen.connect(self._on_chosen)
            self.target.cancelled.connect(self._close)
            self._column.addWidget(self.target)
        self.target.open()

    def _on_chosen(self, number: str) -> None:
        numbers = (number,) if self._is_single else (*self.numbers(), number)
        self.field.setText(", ".join(dict.fromkeys(numbers)))
        self._close()
        self.changed.emit(self.numbers())

    def _close(self) -> None:
        if self.target is not None:
            self.target.hide()
        self.choose.setFocus()
