"""The numbers of a contact while it is edited: a kind and a number each, as many as are wanted."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.directory.person import NUMBER_KINDS, NumberKind, PersonNumber
from ui.directory.person_words import kind_words
from ui.style.tokens import SPACE_S, SPACE_XS
from ui.widgets.buttons import Button, IconButton
from ui.widgets.forms import ChoiceBox, line_edit

MAX_NUMBERS = 20


class NumberRows(QWidget):
    """Signals: edited when a number was typed, added or removed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE_XS)
        self.add_button = Button(translate("directory", "Add a &number"), "add")
        self.add_button.clicked.connect(lambda: self.add(PersonNumber("mobile", "")).setFocus())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(self._rows)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        column.addLayout(line)

    def show_numbers(self, numbers: Iterable[PersonNumber]) -> None:
        """Shows these, and one empty row where there is none."""
        for number in tuple(numbers) or (PersonNumber("work", ""),):
            self.add(number)

    def numbers(self) -> tuple[PersonNumber, ...]:
        """What was typed, without the empty rows."""
        return tuple(PersonNumber(row.kind(), row.text()) for row in self._all() if row.text())

    def add(self, number: PersonNumber) -> QLineEdit:
        """Adds a row; returns its field."""
        row = _Row(number, self._rows.count() + 1)
        row.removed.connect(lambda: self._remove(row))
        row.field.textEdited.connect(lambda _: self.edited.emit())
        self._rows.addWidget(row)
        self.add_button.setEnabled(self._rows.count() < MAX_NUMBERS)
        self.edited.emit()
        return row.field

    def field(self, index: int) -> QLineEdit:
        """The field of the number at this place among those that are not empty."""
        return [row for row in self._all() if row.text()][index].field

    def _remove(self, row: "_Row") -> None:
        self._rows.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()
        self.add_button.setEnabled(True)
        self.add_button.setFocus()
        self.edited.emit()

    def _all(self) -> list["_Row"]:
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, _Row)]


class _Row(QWidget):
    removed = Signal()

    def __init__(self, number: PersonNumber, place: int) -> None:
        super().__init__()
        self._kinds = ChoiceBox((kind, kind_words(kind)) for kind in NUMBER_KINDS)
        self._kinds.choose(number.kind)
        self._kinds.setMinimumContentsLength(8)
        self._kinds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._kinds.setAccessibleName(translate("directory", "Kind of number {place}").format(place=place))
        self.field = line_edit(number.text, max_length=100)
        self.field.setAccessibleName(translate("directory", "Number {place}").format(place=place))
        remove = IconButton("remove", translate("directory", "Remove number {place}").format(place=place))
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._kinds)
        row.addWidget(self.field, 1)
        row.addWidget(remove)

    def kind(self) -> NumberKind:
        chosen = self._kinds.chosen()
        return next((kind for kind in NUMBER_KINDS if kind == chosen), "other")

    def text(self) -> str:
        return self.field.text().strip()
