"""The list of keyboard shortcuts."""

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.shortcuts import shortcut_list
from ui.style.tokens import SPACE_L, SPACE_S, SPACE_XL, SPACE_XXL
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
        columns = QHBoxLayout()
        columns.setSpacing(SPACE_XXL)
        for sections in _halves(shortcut_list()):
            columns.addLayout(_grid(sections))
        column.addLayout(columns)
        close = Button(translate("desktop", "&Close"), "", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addLayout(button_row(right=(close,)))


Section = tuple[str, tuple[tuple[str, str], ...]]


def _halves(sections: tuple[Section, ...]) -> tuple[list[Section], list[Section]]:
    """Two columns of about the same height, in their order: one would be higher than a small screen."""
    left: list[Section] = []
    half = sum(len(entries) + 1 for _, entries in sections) / 2
    rows = 0
    for title, entries in sections:
        if rows >= half - 1:
            break
        left.append((title, entries))
        rows += len(entries) + 1
    return left, list(sections[len(left) :])


def _grid(sections: list[Section]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_XL)
    grid.setVerticalSpacing(SPACE_S)
    grid.setColumnStretch(0, 1)
    for title, entries in sections:
        grid.setRowMinimumHeight(grid.rowCount(), SPACE_S)
        grid.addWidget(Label(title, "section"), grid.rowCount(), 0, 1, 2)
        for text, keys in entries:
            row = grid.rowCount()
            shown = native_keys(keys)
            grid.addWidget(Label(text), row, 0)
            key_label = Label(shown, "muted")
            key_label.setAccessibleName(f"{text}: {shown}")
            grid.addWidget(key_label, row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid
