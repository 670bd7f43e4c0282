"""Own names of attributes: one field for each thing that is known of a person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.basics.words import translate
from softphone.directory.ldap_attributes import FIELDS, usual_names
from ui.style.tokens import SPACE_XS
from ui.widgets.forms import add_row, line_edit, new_form


class AttributeFields(QWidget):
    """Several names of one thing are separated by commas; an empty field means the usual ones, which it shows.

    Signals: edited when anything was typed.
    """

    edited = Signal()

    def __init__(self, names: dict[str, tuple[str, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, QLineEdit] = {}
        form = new_form(self)
        form.setVerticalSpacing(SPACE_XS)
        for field in FIELDS:
            edit = self._fields[field] = line_edit(", ".join(names.get(field, ())), ", ".join(usual_names(field)))
            edit.textEdited.connect(lambda _: self.edited.emit())
            add_row(form, _words(field), edit)
        self.setFocusProxy(self._fields[FIELDS[0]])

    def names(self) -> dict[str, tuple[str, ...]]:
        """What was entered, by field; fields that are empty are left out."""
        entered = {
            field: tuple(name for part in edit.text().split(",") if (name := part.strip()))
            for field, edit in self._fields.items()
        }
        return {field: names for field, names in entered.items() if names}

    def field(self, name: str) -> QLineEdit:
        """The field of this name, one of `ldap_attributes.FIELDS`."""
        return self._fields[name]


def _words(field: str) -> str:
    return {
        "name": translate("settings", "Name"),
        "given_name": translate("settings", "Given name"),
        "family_name": translate("settings", "Family name"),
        "department": translate("settings", "Department"),
        "company": translate("settings", "Company"),
        "title": translate("settings", "Job title"),
        "email": translate("settings", "Mail"),
        "sip_address": translate("settings", "SIP address"),
        "note": translate("settings", "Note"),
        "work": translate("settings", "Work number"),
        "mobile": translate("settings", "Mobile number"),
        "home": translate("settings", "Home number"),
        "fax": translate("settings", "Fax number"),
        "other": translate("settings", "Other number"),
        "sip": translate("settings", "Extension"),
        "photo": translate("settings", "Picture"),
        "id": translate("settings", "Lasting id"),
        "changed": translate("settings", "Last change"),
    }[field]
