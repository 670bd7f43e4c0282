"""The list of keyboard shortcuts."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.shortcuts import shortcut_list
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XXL
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
        content = _content(_halves(shortcut_list()))
        if content.sizeHint().width() + 4 * SPACE_L > self.screen().availableSize().width():
            content = _content((list(shortcut_list()),))
        column.addWidget(_Area(content), 1)
        close = Button(translate("desktop", "&Close"), "", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addLayout(button_row(right=(close,)))
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))


def _content(columns: Iterable[list["Section"]]) -> QWidget:
    content = QWidget()
    row = QHBoxLayout(content)
    row.setContentsMargins(0, 0, SPACE_M, 0)
    row.setSpacing(SPACE_XXL)
    for sections in columns:
        row.addLayout(_grid(sections))
    return content


class _Area(QScrollArea):
    """As large as the list where the screen has room for it; else the keyboard scrolls it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        content.setObjectName("scroll_content")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(translate("desktop", "Keyboard shortcuts"))

    def sizeHint(self) -> QSize:
        inside = self.widget()
        return super().sizeHint() if inside is None else inside.sizeHint() + QSize(2, 2)


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
