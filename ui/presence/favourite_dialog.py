"""Adds a favourite, or changes one."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.presence.favourites import Favourites
from softphone.settings.favourite import Favourite
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.forms import add_row, button_row, line_edit, new_form
from ui.widgets.labels import Label

WIDTH = 440


class FavouriteDialog(QDialog):
    """favourite: the one to change, None for a new one. expected_address: what follows from a number."""

    def __init__(
        self,
        favourites: Favourites,
        favourite: Favourite | None,
        expected_address: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._favourites, self._favourite = favourites, favourite
        self._expected_address = expected_address
        known = favourite or Favourite(favourite_id="")
        self.setWindowTitle(
            translate("presence", "Add a favourite")
            if favourite is None
            else translate("presence", "Change the favourite")
        )
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH)
        self.name = line_edit(known.name, max_length=200)
        self.number = line_edit(known.number, max_length=200)
        self.address = line_edit(known.address, max_length=200)
        self.group = QComboBox()
        self.group.setEditable(True)
        self.group.addItems(list(favourites.groups()))
        self.group.setCurrentText(known.group)
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self.save = Button(translate("presence", "&Save"), "", "primary")
        self.save.setDefault(True)
        self._build()
        self.number.textChanged.connect(self._show_expected)
        self._show_expected()
        self.name.setFocus()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        form = new_form()
        add_row(form, translate("presence", "&Name"), self.name)
        add_row(form, translate("presence", "N&umber"), self.number)
        add_row(form, translate("presence", "&Group"), self.group)
        field = self.group.lineEdit()
        if field is not None:
            field.setAccessibleName(self.group.accessibleName())
        add_row(
            form,
            translate("presence", "&Address"),
            self.address,
            translate("presence", "Whose lamp is shown. Empty: follows from the number."),
        )
        column.addLayout(form)
        column.addWidget(self.problem)
        cancel = Button(translate("presence", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        column.addLayout(button_row(right=(cancel, self.save)))

    def _show_expected(self) -> None:
        number = self.number.text().strip()
        self.address.setPlaceholderText(self._expected_address(number) if number else "")

    def _on_save(self) -> None:
        name, number = self.name.text().strip(), self.number.text().strip()
        address, group = self.address.text().strip(), self.group.currentText().strip()
        try:
            if self._favourite is None:
                self._favourites.add(name, number, address, group)
            else:
                changed = replace(self._favourite, name=name, number=number, address=address, group=group)
                self._favourites.change(changed)
        except UserFacingError as problem:
            self.problem.setText(f"{problem.title} {problem.remedy}".strip())
            self.problem.show()
            self.number.setFocus()
            return
        self.accept()
