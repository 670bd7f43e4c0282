"""Parts of dialogs: forms with buddies and hints, choices, the row of buttons at the bottom."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ui.style.tokens import SPACE_M, SPACE_S, SPACE_XS
from ui.widgets.labels import ElidedLabel, refresh_style

ROW_HEIGHT = 36


def new_form(parent: QWidget | None = None) -> QFormLayout:
    """A form whose labels stand left of the fields, above them where there is no room."""
    form = QFormLayout(parent)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(SPACE_M)
    form.setVerticalSpacing(SPACE_S)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return form


def add_row(form: QFormLayout, text: str, field: QWidget, hint: str = "") -> None:
    """A row with its mnemonic bound to the field; the hint stands below and is read with the field."""
    label = QLabel(text)
    label.setBuddy(field)
    label.setFixedHeight(ROW_HEIGHT)
    named = field.focusProxy() or field
    if not named.accessibleName():
        named.setAccessibleName(plain(text))
    if hint:
        named.setAccessibleDescription(hint)
        form.addRow(label, _with_hint(field, hint))
    else:
        form.addRow(label, field)


def _with_hint(field: QWidget, hint: str) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, SPACE_XS)
    column.setSpacing(2)
    column.addWidget(field)
    column.addWidget(ElidedLabel(hint, "small"))  # one line: a form squeezes rows whose height depends on the width
    return both


def plain(text: str) -> str:
    """A label's text without its mnemonic and colon."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip(": ")


def line_edit(text: str = "", placeholder: str = "", max_length: int = 255) -> QLineEdit:
    """A field for one line."""
    edit = QLineEdit(text)
    edit.setPlaceholderText(placeholder)
    edit.setMaxLength(max_length)
    return edit


def mark_invalid(field: QLineEdit, is_invalid: bool) -> None:
    """Shows by a red border that what is in the field, or missing, cannot be used."""
    if bool(field.property("invalid")) is not is_invalid:
        field.setProperty("invalid", is_invalid)
        refresh_style(field)


def password_edit(placeholder: str = "") -> QLineEdit:
    """A field whose text is never shown, copied or learnt by an input method."""
    edit = line_edit("", placeholder, 1024)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setInputMethodHints(
        Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return edit


class NumberField(QLineEdit):
    """A field for a whole number; anything else than digits cannot be typed."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.setValidator(QIntValidator(0, most, self))
        self.setMaxLength(len(str(most)))

    def value(self) -> int:
        """The number; the least one when nothing was typed."""
        return int(self.text() or self._least)

    def setValue(self, number: int) -> None:
        """Shows the number."""
        self.setText(str(number))


class ChoiceBox(QComboBox):
    """A combo box over (value, text) pairs."""

    def __init__(self, choices: Iterable[tuple[object, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, text in choices:
            self.addItem(text, value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ends a text that is too long with …, as everywhere; Qt would cut it off."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        whole = QStyle.ComplexControl.CC_ComboBox
        field = self.style().subControlRect(whole, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, field.width())
        option.currentText = text
        painter = QStylePainter(self)
        painter.drawComplexControl(whole, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def choose(self, value: object) -> None:
        """Selects the value; nothing changes when it is not there."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return

    def chosen(self) -> object:
        """The selected value."""
        return self.currentData()


def button_row(*left: QWidget, right: Iterable[QWidget] = ()) -> QHBoxLayout:
    """Buttons at the bottom: what tries or removes on the left, what ends the dialog on the right."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    for widget in left:
        row.addWidget(widget)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row
