"""Lines of a call card about what is out of the ordinary, some with a question: redirect, failed transfer, no sound."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import IconLabel, Label

_ICON = 16


@dataclass(frozen=True, slots=True)
class NoteButton:
    """A button of a note. key: what `NoteRows.chosen` tells. text: empty for a button that is only its icon."""

    key: str
    text: str
    icon: str = ""
    kind: str = "plain"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One line. is_alert: a screen reader says it when it appears."""

    text: str
    icon: str = "info"
    tone: Tone = Tone.NEUTRAL
    buttons: tuple[NoteButton, ...] = ()
    is_alert: bool = False


class NoteRows(QWidget):
    """Shows notes below each other; made anew only when they are others.

    Signals:
        chosen: the key of the button that was clicked.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[Note, ...] = ()
        self._rows: dict[Note, NoteRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE_XS, 0, 0)
        self._column.setSpacing(SPACE_XS)

    def set_notes(self, notes: tuple[Note, ...]) -> None:
        """Shows these; those that were there already stay as they are."""
        if notes == self._notes:
            return
        self._notes = notes
        for note in [note for note in self._rows if note not in notes]:
            row = self._rows.pop(note)
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        for place, note in enumerate(notes):
            if note not in self._rows:
                self._rows[note] = row = NoteRow(note, self.chosen.emit)
                self._column.insertWidget(place, row)
                if note.is_alert:
                    QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Alert))
        self.setVisible(bool(notes))

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(note.text for note in self._notes)

    def button(self, key: str) -> Button | None:
        """The button with this key."""
        return next((row.buttons[key] for row in self._rows.values() if key in row.buttons), None)


class NoteRow(QFrame):
    """One note: tinted where it matters, with its buttons below the words when they have text."""

    def __init__(self, note: Note, chosen: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, Button] = {}
        self.setAccessibleName(note.text)
        line, below = QHBoxLayout(), QHBoxLayout()
        for part in (line, below):
            part.setSpacing(SPACE_S)
        if note.text:
            label = Label(note.text, "", wraps=True)
            label.set_tone(note.tone)
            line.addWidget(IconLabel(note.icon, note.tone, _ICON), 0, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(label, 1)
        for wanted in note.buttons:
            button = Button(wanted.text, wanted.icon, wanted.kind) if wanted.text else IconButton(wanted.icon, "")
            button.set_hint(wanted.hint or wanted.text)
            button.clicked.connect(lambda _=False, key=wanted.key: chosen(key))
            self.buttons[wanted.key] = button
            (below if wanted.text else line).addWidget(button)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        if note.text:
            column.addLayout(line)
        if any(wanted.text for wanted in note.buttons):
            column.addLayout(below)
        if note.tone in (Tone.WARNING, Tone.DANGER):
            self.setProperty("banner", note.tone.value)
            column.setContentsMargins(SPACE_S, SPACE_XS, SPACE_XS, SPACE_XS)
