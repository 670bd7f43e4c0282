"""The field for whom calls go to: a number, or a name that the directory knows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.directory.person import Hit, PersonNumber
from ui.directory.person_search import PersonSearch
from ui.directory.ports import People
from ui.style.tokens import SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import ROW_HEIGHT, line_edit, mark_invalid
from ui.widgets.labels import Label

_MOST = 8
_FIT = ("work", "mobile", "home", "other")  # a fax machine takes no calls


class TargetField(QWidget):
    """Names are searched while they are typed; who is chosen gives the number.

    Signals: chosen with the number; cancelled.
    """

    chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, people: People, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = PersonSearch(people, self)
        self._numbers: list[str] = []
        self._is_final = False
        self.field = line_edit("", translate("mobility", "Number or name"), 128)
        self.field.setAccessibleName(translate("mobility", "Whom calls go to"))
        self.field.setMinimumHeight(ROW_HEIGHT)
        self.set_button = Button(translate("mobility", "Set"), "", "primary")
        self.cancel_button = Button(translate("mobility", "Cancel"), "", "quiet")
        self.problem = Label("", "problem", wraps=True)
        self.found = QListWidget()
        self.found.setAccessibleName(translate("mobility", "People found"))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self.found.itemActivated.connect(lambda _: self._on_found(self.found.currentRow()))
        self.found.itemClicked.connect(lambda item: self._on_found(self.found.row(item)))
        self._search.changed.connect(self._show_found)
        self.field.textEdited.connect(self._on_edited)
        self.field.returnPressed.connect(self._commit)
        self.set_button.clicked.connect(self._commit)
        self.cancel_button.clicked.connect(self.cancelled)

    def open(self, text: str = "") -> None:
        """Begins with this text."""
        self.field.setText(text)
        self.field.selectAll()
        self.show_problem("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        """Why this cannot be a target; or, when it can with care, what to know first."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        mark_invalid(self.field, bool(text))

    def set_final(self, is_final: bool) -> None:
        """Whether the button takes what was warned of."""
        self._is_final = is_final
        self.set_button.setText(translate("mobility", "Set anyway") if is_final else translate("mobility", "Set"))

    @property
    def is_final(self) -> bool:
        """The user was warned."""
        return self._is_final

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the people found, Esc leaves all as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self._end_search()
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Down and self.found.isVisible():
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)
            self.found.setCurrentRow(max(0, self.found.currentRow()))
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ inside

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.field, 1)
        row.addWidget(self.set_button)
        row.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(row)
        column.addWidget(self.found)
        column.addWidget(self.problem)
        self.found.hide()
        self.problem.hide()

    def _on_edited(self, text: str) -> None:
        self.show_problem("")
        self.set_final(False)
        self._search.set_text(text)

    def _show_found(self) -> None:
        result = self._search.result
        shown = [(hit, number) for hit in result.hits if (number := _number_of(hit)) is not None] if result else []
        shown = shown[:_MOST]
        self._numbers = [number.text for _, number in shown]
        self.found.clear()
        self.found.addItems([f"{hit.person.name}  {number.text}" for hit, number in shown])
        rows = sum(self.found.sizeHintForRow(row) for row in range(len(shown)))
        self.found.setFixedHeight(rows + 2 * self.found.frameWidth())
        self.found.setVisible(bool(shown))

    def _on_found(self, row: int) -> None:
        if 0 <= row < len(self._numbers):
            self.field.setText(self._numbers[row])
            self._commit()

    def _commit(self) -> None:
        text = self.field.text().strip()
        if text:
            self._end_search()
            self.chosen.emit(text)

    def _end_search(self) -> None:
        """The keyboard goes back to the field before the list goes."""
        if self.found.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.set_text("")


def _number_of(hit: Hit) -> PersonNumber | None:
    """The number that was typed, else the one that people are called at first."""
    numbers = hit.person.numbers
    if hit.number_index is not None and numbers[hit.number_index].kind in _FIT:
        return numbers[hit.number_index]
    return next((number for kind in _FIT for number in numbers if number.kind == kind), None)
