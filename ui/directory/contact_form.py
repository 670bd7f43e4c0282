"""The fields of an own contact, and what is wrong with what was typed."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.calls.dial_plan import is_number
from softphone.directory.person import CONTACTS, Person
from softphone.presence.state import canonical_address
from ui.directory.number_rows import NumberRows
from ui.directory.photo_field import PhotoField
from ui.style.tokens import SPACE_M
from ui.widgets.forms import add_row, line_edit, new_form

NOTE_HEIGHT = 84
NEW = Person("", CONTACTS, "")


class ContactForm(QWidget):
    """Signals: edited when anything was typed."""

    edited = Signal()

    def __init__(self, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = person
        given, family = person.given_name, person.family_name
        if not given and not family and person.name != person.company:
            family = person.name  # a name that nobody took apart stays whole
        self.given = line_edit(given)
        self.family = line_edit(family)
        self.company = line_edit(person.company)
        self.department = line_edit(person.department)
        self.title = line_edit(person.title)
        self.email = line_edit(person.email)
        self.sip_address = line_edit(person.sip_address, translate("directory", "anna@example.com"))
        self.numbers = NumberRows()
        self.note = QPlainTextEdit(person.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self.photo = PhotoField(person)
        self.numbers.show_numbers(person.numbers)
        self._build()

    def _build(self) -> None:
        form = new_form()
        add_row(form, translate("directory", "&First name"), self.given)
        add_row(form, translate("directory", "&Last name"), self.family)
        add_row(form, translate("directory", "&Company"), self.company)
        add_row(form, translate("directory", "&Department"), self.department)
        add_row(form, translate("directory", "&Title"), self.title)
        add_row(form, translate("directory", "Numbers"), self.numbers)
        add_row(form, translate("directory", "&E-mail"), self.email)
        add_row(
            form,
            translate("directory", "SI&P address"),
            self.sip_address,
            translate("directory", "Shows presence; empty when there is none."),
        )
        add_row(form, translate("directory", "N&otes"), self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.photo)
        column.addLayout(form)
        for field in (self.given, self.family, self.company, self.department, self.title, self.email, self.sip_address):
            field.textEdited.connect(lambda _: self.edited.emit())
        self.note.textChanged.connect(self.edited)
        self.numbers.edited.connect(self.edited)

    def person(self) -> Person:
        """What was typed. Raises UserFacingError in words, with the keyboard in the field that is wrong."""
        texts = {
            "given_name": self.given.text().strip(),
            "family_name": self.family.text().strip(),
            "company": self.company.text().strip(),
            "department": self.department.text().strip(),
            "title": self.title.text().strip(),
            "email": self.email.text().strip(),
            "sip_address": self.sip_address.text().strip(),
            "note": self.note.toPlainText().strip(),
        }
        name = f"{texts['given_name']} {texts['family_name']}".strip() or texts["company"]
        if not name:
            self._fail(
                self.given,
                translate("directory", "The name is missing."),
                translate("directory", "Enter a name or a company."),
            )
        self._check_numbers()
        self._check_addresses(texts["email"], texts["sip_address"])
        address = canonical_address(texts.pop("sip_address"))
        return replace(
            self._person,
            name=name,
            numbers=self.numbers.numbers(),
            sip_address=address,
            has_photo=self.photo.has_photo(),
            **texts,
        )

    def _check_numbers(self) -> None:
        for place, number in enumerate(self.numbers.numbers()):
            if not (is_number(number.text) or (number.kind == "sip" and canonical_address(number.text))):
                title = translate("directory", "“{text}” cannot be called.").format(text=number.text[:40])
                self._fail(
                    self.numbers.field(place),
                    title,
                    translate("directory", "Enter a number with digits, + only in front."),
                )

    def _check_addresses(self, email: str, sip_address: str) -> None:
        user, _, host = email.partition("@")
        if email and (not user or not host or any(c.isspace() for c in email)):
            self._fail(
                self.email,
                translate("directory", "The e-mail address is not complete."),
                translate("directory", "Mend it or remove it."),
            )
        if sip_address and not canonical_address(sip_address):
            title = translate("directory", "The SIP address is not complete.")
            self._fail(self.sip_address, title, translate("directory", "Enter it like anna@example.com."))

    @staticmethod
    def _fail(field: QWidget, title: str, remedy: str) -> None:
        field.setFocus()
        raise UserFacingError(title, remedy)
