"""Whom a new message is for: a name that is looked for, or a number."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QVBoxLayout, QWidget

from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from ui.directory.person_search import PersonSearch
from ui.directory.person_words import kind_words, numbers_of, shown_name, shown_number
from ui.directory.ports import People
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, add_row, button_row, line_edit, new_form
from ui.widgets.labels import Label

SIZE = QSize(440, 420)
_MOST = 40
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up)


@dataclass(frozen=True, slots=True)
class _Choice:
    text: str
    peer: str


class NewMessageDialog(QDialog):
    """Stays open with the reason where a message cannot be written there.

    Signals: chosen with account id and number, name or address.

    people: where names are looked for. accounts: id and name of each that can be written from; asked only of several.
    """

    chosen = Signal(str, str)

    def __init__(
        self, people: People, accounts: tuple[tuple[AccountId, str], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("messaging", "New message"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(SIZE.boundedTo(self.screen().availableSize()))
        self._choices: tuple[_Choice, ...] = ()
        self._search = PersonSearch(people, self)
        self.to = line_edit("", translate("messaging", "Name or number"))
        self.account = ChoiceBox([(account_id, name) for account_id, name in accounts])
        self.list = QListWidget()
        self.problem = Label("", "problem", wraps=True)
        self.write = Button(translate("messaging", "&Write"), "", "primary")
        self.write.setDefault(True)
        self._build(len(accounts) > 1)
        self.to.installEventFilter(self)
        self.to.textChanged.connect(self._on_text)
        self.to.returnPressed.connect(self._take)
        self.list.itemActivated.connect(lambda _: self._take())
        self.write.clicked.connect(self._take)
        self._search.changed.connect(self._show)
        self._show()

    def refuse(self, words: str) -> None:
        """Says why a message cannot be written there."""
        self.problem.setText(words)
        self.problem.show()
        self.to.setFocus()

    def _build(self, has_choice: bool) -> None:
        form = new_form()
        add_row(form, translate("messaging", "&To"), self.to)
        add_row(form, translate("messaging", "&From"), self.account)
        form.setRowVisible(self.account, has_choice)
        self.list.setAccessibleName(translate("messaging", "People who were found"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(form)
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        cancel = Button(translate("messaging", "Cancel"))
        cancel.clicked.connect(self.reject)
        column.addLayout(button_row(right=(cancel, self.write)))
        self.problem.hide()

    def _on_text(self, text: str) -> None:
        self.problem.hide()
        self._search.set_text(text)
        self._show()

    def _show(self) -> None:
        text = self.to.text().strip()
        hits = self._search.result.hits if self._search.result is not None and text else ()
        found = [
            _Choice(f"{shown_name(hit.person)} · {shown_number(number)} ({kind_words(number.kind)})", number.text)
            for hit in hits[:_MOST]
            for number in numbers_of(hit.person)
        ]
        typed = [_Choice(translate("messaging", "Write to {number}").format(number=text), text)] if text else []
        has_digits = any(letter.isdigit() for letter in text)
        choices = tuple(typed + found if has_digits or "@" in text else found + typed)[:_MOST]
        self.write.setEnabled(bool(choices))
        if choices != self._choices:
            self._choices = choices
            self.list.clear()
            self.list.addItems([choice.text for choice in choices])
        if self.list.currentRow() < 0 and choices:
            self.list.setCurrentRow(0)

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._choices):
            self.chosen.emit(str(self.account.chosen() or ""), self._choices[row].peer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the field keeps the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), len(self._choices) - 1))
            return True
        return super().eventFilter(watched, event)
