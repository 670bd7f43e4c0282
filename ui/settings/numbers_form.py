"""How numbers are written and dialled at this site, so that callers and people are recognised by their number."""

from typing import Any, TypeVar

from PySide6.QtCore import QCollator, QLocale
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.settings.declared import AREA_CODE, COUNTRY, EXTENSION_LENGTHS, OUTSIDE_PREFIX, OWN_TRUNK
from softphone.settings.setting import Setting
from softphone.settings.settings import Settings
from ui.settings.countries import COUNTRIES
from ui.settings.locks import apply_lock
from ui.settings.setting_row import with_reset
from ui.style.tokens import SPACE_M
from ui.widgets.forms import ChoiceBox, add_row, line_edit, new_form
from ui.widgets.labels import Label, refresh_style

T = TypeVar("T")
_LONGEST = 32
_VISIBLE_COUNTRIES = 12


class NumbersForm(QWidget):
    """Each field takes effect when it is left.

    Attributes:
        rows: the fields, to which a page may add its own.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.country = ChoiceBox([("", translate("settings", "Not set")), *_countries()])
        self.country.setStyleSheet("QComboBox { combobox-popup: 0; }")  # else the list is as high as the screen
        self.country.setMaxVisibleItems(_VISIBLE_COUNTRIES)
        self.country.choose(settings.get(COUNTRY).upper())
        self.trunk = line_edit(settings.get(OWN_TRUNK), "+49 30 1234", _LONGEST)
        lengths = settings.get(EXTENSION_LENGTHS)
        self.lengths = line_edit(", ".join(str(length) for length in lengths), "3, 4", _LONGEST)
        self.outside = line_edit(settings.get(OUTSIDE_PREFIX), translate("settings", "Nothing"), _LONGEST)
        self.area = line_edit(settings.get(AREA_CODE), "030", _LONGEST)
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self.rows = new_form()
        self._build()
        self._connect()

    def _build(self) -> None:
        form = self.rows
        add_row(form, translate("settings", "C&ountry"), self._row(self.country, COUNTRY))
        add_row(
            form,
            translate("settings", "Company &number"),
            self._row(self.trunk, OWN_TRUNK),
            translate("settings", "Without the extension; begins with +."),
        )
        add_row(
            form,
            translate("settings", "&Digits of extensions"),
            self._row(self.lengths, EXTENSION_LENGTHS),
            translate("settings", "Separated by commas; empty for up to 5."),
        )
        add_row(
            form,
            translate("settings", "Dialled for ou&tside"),
            self._row(self.outside, OUTSIDE_PREFIX),
            translate("settings", "Before numbers outside of the company."),
        )
        add_row(
            form,
            translate("settings", "&Area code"),
            self._row(self.area, AREA_CODE),
            translate("settings", "Of numbers that are written without one."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        words = translate("settings", "With these, callers are named and lamps are found however a number is written.")
        column.addWidget(Label(words, "muted", wraps=True))
        column.addLayout(form)
        column.addWidget(self.problem)

    def _row(self, field: QWidget, setting: Setting[Any]) -> QWidget:
        return with_reset(field, self._settings, setting)

    def _on_setting(self, key: str) -> None:
        """Follows what is set elsewhere, or back to the default."""
        texts = {setting.key: (field, setting) for field, setting in self._fields()}
        if key in texts:
            field, setting = texts[key]
            field.setText(self._settings.get(setting))
        elif key == EXTENSION_LENGTHS.key:
            lengths = self._settings.get(EXTENSION_LENGTHS)
            self.lengths.setText(", ".join(str(length) for length in lengths))
        elif key == COUNTRY.key:
            self.country.choose(self._settings.get(COUNTRY).upper())

    def _fields(self) -> tuple[tuple[QLineEdit, Setting[str]], ...]:
        return ((self.trunk, OWN_TRUNK), (self.outside, OUTSIDE_PREFIX), (self.area, AREA_CODE))

    def _connect(self) -> None:
        forget = self._settings.changed.add(self._on_setting)
        self.destroyed.connect(lambda _=None: forget())
        for field, setting in self._fields():
            field.editingFinished.connect(lambda f=field, s=setting: self._take(f, s, f.text().strip()))
            apply_lock(field, self._settings, setting)
        self.lengths.editingFinished.connect(self._on_lengths)
        self.country.activated.connect(lambda _: self._take(self.country, COUNTRY, str(self.country.chosen())))
        apply_lock(self.lengths, self._settings, EXTENSION_LENGTHS)
        apply_lock(self.country, self._settings, COUNTRY)

    def _on_lengths(self) -> None:
        words = self.lengths.text().replace(",", " ").split()
        # What is no number becomes one that the setting refuses in its own words.
        self._take(self.lengths, EXTENSION_LENGTHS, tuple(int(w) if w.isascii() and w.isdigit() else 0 for w in words))

    def _take(self, field: QWidget, setting: Setting[T], value: T) -> None:
        try:
            self._settings.set(setting, value)
        except UserFacingError as problem:
            self.problem.setText(f"{problem.title} {problem.remedy}")
            self.problem.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self.problem, QAccessible.Event.Alert))
            field.setProperty("invalid", True)
        else:
            self.problem.hide()
            field.setProperty("invalid", False)
        refresh_style(field)


def _countries() -> list[tuple[str, str]]:
    """Code and name of each, by name as the language sorts."""
    names = [(code, translate("countries", name)) for code, name in COUNTRIES.items()]
    order = QCollator(QLocale())
    return sorted(names, key=lambda item: order.sortKey(item[1]))
