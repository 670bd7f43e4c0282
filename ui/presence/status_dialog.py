"""Sets the own status with a note and an end."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDateTimeEdit, QDialog, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.presence.own_status_rules import MAX_NOTE
from softphone.presence.state import PresenceState
from ui.presence.end_times import end_times
from ui.presence.ports import Status
from ui.presence.status_words import CHOICES
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, add_row, button_row, line_edit, new_form
from ui.widgets.labels import Label
from ui.widgets.presence_dot import dot_pixmap, state_words

WIDTH = 440
_NEVER, _AT = "never", "at"


class StatusDialog(QDialog):
    """State, note and end at once. now: the local time."""

    def __init__(
        self, status: Status, now: Callable[[], datetime] = datetime.now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._status, self._now = status, now
        self.setWindowTitle(translate("presence", "Set your status"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH)
        self.state = ChoiceBox()
        self.state.addItem(translate("presence", "Automatic"), None)
        for state in CHOICES:
            self.state.addItem(QIcon(dot_pixmap(state)), state_words(state), state)
        self.note = line_edit(max_length=MAX_NOTE)
        self.note.setPlaceholderText(translate("presence", "Such as: in the workshop, back at two"))
        self.end = ChoiceBox([(_NEVER, translate("presence", "When I change it"))])
        self.at = QDateTimeEdit()
        self.at.setCalendarPopup(True)
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self.save = Button(translate("presence", "&Set"), "", "primary")
        self.save.setDefault(True)
        self._build()
        self._fill()
        self.end.currentIndexChanged.connect(self._on_end)
        self._on_end()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        form = new_form()
        add_row(form, translate("presence", "S&tatus"), self.state)
        add_row(
            form, translate("presence", "&Note"), self.note, translate("presence", "Others see it beside your status.")
        )
        add_row(form, translate("presence", "&Ends"), self.end)
        add_row(form, translate("presence", "&At"), self.at)
        self._form = form
        column.addLayout(form)
        column.addWidget(self.problem)
        cancel = Button(translate("presence", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        column.addLayout(button_row(right=(cancel, self.save)))

    def _fill(self) -> None:
        view, now = self._status.view, self._now()
        for offer in end_times(now):
            self.end.addItem(offer.text, offer.until_s)
        self.end.addItem(translate("presence", "At a time of my choice"), _AT)
        self.state.choose(view.chosen)
        self.note.setText(view.note)
        later = now + timedelta(hours=2)
        if view.until_s is not None:
            later = datetime.fromtimestamp(view.until_s)
            self.end.choose(_AT)
        self.at.setMinimumDateTime(QDateTime.fromSecsSinceEpoch(int(now.timestamp())))
        self.at.setDateTime(QDateTime.fromSecsSinceEpoch(int(later.timestamp())))

    def _on_end(self) -> None:
        self._form.setRowVisible(self.at, self.end.chosen() == _AT)

    def _until_s(self) -> float | None:
        chosen = self.end.chosen()
        if chosen == _AT:
            return float(self.at.dateTime().toSecsSinceEpoch())
        return chosen if isinstance(chosen, float) else None

    def _on_save(self) -> None:
        chosen, note, until_s = self.state.chosen(), self.note.text().strip(), self._until_s()
        state = PresenceState(str(chosen)) if chosen else None  # Qt keeps it as the string that it is
        if until_s is not None and until_s <= self._now().timestamp():
            self.problem.setText(translate("presence", "This time has passed. Choose a later one."))
            self.problem.show()
            self.at.setFocus()
            return
        if state is not None or note:
            self._status.choose(state, note, until_s)
        else:
            self._status.clear_choice()
        self.accept()
