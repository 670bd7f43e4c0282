"""The dialog that adds, changes or removes an own contact."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.directory.local_contacts import LocalContacts
from softphone.directory.person import Person
from ui.directory.contact_form import NEW, ContactForm
from ui.directory.person_words import shown_name
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.forms import button_row
from ui.widgets.labels import Label

WIDTH = 500
_AROUND = 150  # title and buttons


class ContactDialog(QDialog):
    """It stays open until the contact is really kept.

    Args:
        person: the contact to change; None for a new one.

    Signals:
        removed: the id of the contact that was deleted.
    """

    removed = Signal(str)

    def __init__(self, contacts: LocalContacts, person: Person | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contacts = contacts
        self._person = person
        self._question: ConfirmDialog | None = None
        self.form = ContactForm(person or NEW)
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self.remove_button = Button(translate("directory", "Delete…"), "", "danger-quiet")
        self.remove_button.setVisible(person is not None)
        self.cancel_button = Button(translate("directory", "Cancel"))
        self.save_button = Button(
            translate("directory", "&Add") if person is None else translate("directory", "&Save"), "", "primary"
        )
        self.save_button.setDefault(True)
        title = translate("directory", "Add a contact") if person is None else shown_name(person)
        self.setWindowTitle(title)
        self._build(title)
        self.form.edited.connect(self.problem.hide)
        self.form.photo.refused.connect(self._show_problem)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button.clicked.connect(self._on_remove)
        if person is not None and person.has_photo:
            contacts.photo(person.person_id, self.form.photo.show_kept)
        self.form.given.setFocus()

    def _build(self, title: str) -> None:
        inside = QWidget()
        inside.setObjectName("scroll_content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = Label(title, "title", wraps=True)
        head.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        bottom.setSpacing(SPACE_M)
        bottom.addWidget(self.problem)
        bottom.addLayout(button_row(self.remove_button, right=(self.cancel_button, self.save_button)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, SPACE_L, 0, SPACE_L)
        outer.setSpacing(SPACE_L)
        outer.addWidget(head)
        outer.addWidget(scroll, 1)
        outer.addLayout(bottom)
        room = self.screen().availableGeometry().height() - 80
        self.resize(WIDTH, min(inside.sizeHint().height() + _AROUND, room))

    def _on_save(self) -> None:
        try:
            person = self.form.person()
        except UserFacingError as problem:
            self._on_error(problem)
            return
        self.save_button.setEnabled(False)
        if self._person is None:
            self._contacts.add(person, self.form.photo.chosen(), lambda _: self.accept(), self._on_error)
        else:
            self._contacts.change(person, self.form.photo.chosen(), lambda _: self.accept(), self._on_error)

    def _on_remove(self) -> None:
        person = self._person
        if person is None:
            return
        title = translate("directory", "Delete {name}?").format(name=shown_name(person))
        text = translate(
            "directory", "The contact and its picture are gone then. Calls with this person stay in the history."
        )
        self._question = ConfirmDialog(
            title, text, translate("directory", "&Delete"), lambda: self._remove(person), self
        )
        self._question.show()

    def _remove(self, person: Person) -> None:
        def done() -> None:
            self.accept()
            self.removed.emit(person.person_id)

        self._contacts.remove((person.person_id,), done, self._on_error)

    def _on_error(self, problem: UserFacingError) -> None:
        self.save_button.setEnabled(True)
        self._show_problem(f"{problem.title} {problem.remedy}".strip())

    def _show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
