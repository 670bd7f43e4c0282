"""Own names of attributes: one field for each thing that is known of a person."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

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
        "name": _tr("Name"),
        "given_name": _tr("Given name"),
        "family_name": _tr("Family name"),
        "department": _tr("Department"),
        "company": _tr("Company"),
        "title": _tr("Job title"),
        "email": _tr("Mail"),
        "sip_address": _tr("SIP address"),
        "note": _tr("Note"),
        "work": _tr("Work number"),
        "mobile": _tr("Mobile number"),
        "home": _tr("Home number"),
        "fax": _tr("Fax number"),
        "other": _tr("Other number"),
        "sip": _tr("Extension"),
        "photo": _tr("Picture"),
        "id": _tr("Lasting id"),
        "changed": _tr("Last change"),
    }[field]


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttributeFields", text)
