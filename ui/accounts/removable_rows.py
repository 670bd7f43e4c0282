"""A list of what was added to an account, each with a button that takes it away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.style.tokens import SPACE_S, SPACE_XS
from ui.widgets.buttons import IconButton
from ui.widgets.labels import ElidedLabel


@dataclass(frozen=True, slots=True)
class RemovableRow:
    """text is cut where there is no room; whole is its tooltip. hint: what the button that takes it away does."""

    text: str
    whole: str
    hint: str
    remove: Callable[[], object]


class RemovableRows(QVBoxLayout):
    """Rows below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(SPACE_XS)

    def show_rows(self, rows: Iterable[RemovableRow]) -> None:
        """Shows these and no others."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self.addWidget(_line(row))


def _line(row: RemovableRow) -> QWidget:
    line = QWidget()
    name = ElidedLabel(row.text)
    name.setToolTip(row.whole)
    remove = IconButton("remove", row.hint)
    remove.clicked.connect(row.remove)
    column = QHBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_S)
    column.addWidget(name, 1)
    column.addWidget(remove)
    return line
