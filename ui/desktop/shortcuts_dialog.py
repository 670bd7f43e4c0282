"""The list of keyboard shortcuts."""

from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.shortcuts import shortcut_list
from ui.style.tokens import SPACE_L, SPACE_S, SPACE_XL
from ui.widgets.buttons import Button, native_keys
from ui.widgets.forms import button_row
from ui.widgets.labels import Label


class ShortcutsDialog(QDialog):
    """Reads like a table: what it does, which keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("desktop", "Keyboard shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addWidget(Label(translate("desktop", "Keyboard shortcuts"), "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_XL)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(0, 1)
        for title, entries in shortcut_list():
            grid.setRowMinimumHeight(grid.rowCount(), SPACE_S)
            grid.addWidget(Label(title, "section"), grid.rowCount(), 0, 1, 2)
            for text, keys in entries:
                row = grid.rowCount()
                shown = keys if "…" in keys else native_keys(keys)
                grid.addWidget(Label(text), row, 0)
                key_label = Label(shown, "muted")
                key_label.setAccessibleName(f"{text}: {shown}")
                grid.addWidget(key_label, row, 1)
        column.addLayout(grid)
        close = Button(translate("desktop", "&Close"), "", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addLayout(button_row(right=(close,)))
