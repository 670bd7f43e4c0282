"""The settings page of shortcuts: those of the window; what reaches the program from outside is added below."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.shortcuts import shortcut_list
from ui.style.tokens import SPACE_M, SPACE_S, SPACE_XL
from ui.widgets.buttons import native_keys
from ui.widgets.labels import Label


class ShortcutsPage(QWidget):
    """Attributes: column: where more is added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_M)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_XL)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(0, 1)
        for title, entries in shortcut_list():
            grid.addWidget(Label(title, "section"), grid.rowCount(), 0, 1, 2)
            for text, keys in entries:
                row = grid.rowCount()
                grid.addWidget(Label(text, wraps=True), row, 0)
                shown = native_keys(keys)
                key_label = Label(shown, "muted")
                key_label.setAccessibleName(f"{text}: {shown}")
                grid.addWidget(key_label, row, 1)
        self.column.addLayout(grid)
