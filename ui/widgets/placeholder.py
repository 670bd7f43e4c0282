"""What a list says when it has nothing to show: what is missing, how to get it, a button for that."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.style.tokens import SPACE_L, SPACE_S, Tone
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Label

_ICON = 32


class Placeholder(QWidget):
    """Words in the middle of an empty space."""

    def __init__(self, icon_name: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon_name, Tone.NEUTRAL, _ICON)
        self._title = Label("", "section", wraps=True)
        self._text = Label("", "muted", wraps=True)
        self.button = Button("")
        self._run: Callable[[], object] = lambda: None
        self.button.clicked.connect(lambda: self._run())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_S)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.button.hide()

    def say(self, title: str, text: str = "", action: str = "", run: Callable[[], object] | None = None) -> None:
        """Shows the words, and the button when there is something to do."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.button.setText(action)
        self.button.setVisible(run is not None)
        self._run = run or (lambda: None)
        self.setAccessibleName(f"{title}. {text}".strip())

    def words(self) -> str:
        """What it says."""
        return " ".join(filter(None, (self._title.text(), self._text.text())))
