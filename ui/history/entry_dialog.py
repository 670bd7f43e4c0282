"""Everything about one call, with its note and tags to edit."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.history.entry import HistoryEntry
from ui.history.history_words import details
from ui.history.ports import CallHistory
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.forms import add_row, button_row, line_edit, new_form
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.scrolled import Scrolled

WIDTH = 460
MAX_NOTE = 4000
_NOTE_LINES = 4


class EntryDialog(QDialog):
    """account_name: what an account is called."""

    def __init__(
        self,
        history: CallHistory,
        entry: HistoryEntry,
        account_name: Callable[[str], str] = lambda _: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._history, self._entry = history, entry
        self.setWindowTitle(translate("history", "Call with {name}").format(name=entry.name))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH)
        self.note = QPlainTextEdit(entry.note)
        self.note.setObjectName("note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES + SPACE_M)
        self.tags = line_edit(", ".join(entry.tags), translate("history", "Such as: order, call again"), 500)
        self.save = Button(translate("history", "&Save"), "", "primary")
        self.save.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(ElidedLabel(entry.name, "title"))
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_M)
        inside.addLayout(self._facts(account_name))
        form = new_form()
        add_row(form, translate("history", "&Note"), self.note)
        add_row(form, translate("history", "&Tags"), self.tags, translate("history", "Separated by commas."))
        inside.addLayout(form)
        column.addWidget(Scrolled(content), 1)
        cancel = Button(translate("history", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        column.addLayout(button_row(right=(cancel, self.save)))
        self.note.setFocus()

    def _facts(self, account_name: Callable[[str], str]) -> QFormLayout:
        form = new_form()
        for name, value in details(self._entry, account_name):
            form.addRow(Label(name, "muted"), ElidedLabel(value))
        return form

    def _on_save(self) -> None:
        entry_id = self._entry.entry_id
        note = self.note.toPlainText().strip()[:MAX_NOTE]
        tags = tuple(tag for text in self.tags.text().split(",") if (tag := text.strip().lstrip("#")))
        if note != self._entry.note:
            self._history.set_note(entry_id, note)
        if tags != self._entry.tags:
            self._history.set_tags(entry_id, tags)
        self.accept()
