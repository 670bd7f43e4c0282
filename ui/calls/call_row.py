"""One call as a line within a bigger card: icon, name, how it stands, since when, and small buttons."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import IconButton
from ui.widgets.labels import ElidedLabel, IconLabel, Label


class CallRow(QWidget):
    """buttons: stand at the end of the line."""

    def __init__(self, buttons: Iterable[IconButton] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("phone")
        self._name = ElidedLabel("", "section")
        self._state = ElidedLabel("", "small", keeps_width=True)
        self._detail = ElidedLabel("", "small")
        self._time = Label("", "section")
        below = QHBoxLayout()
        below.setSpacing(SPACE_XS)
        below.addWidget(self._state)
        below.addWidget(self._detail, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._time)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for button in buttons:
            tools.addWidget(button)
        row.addLayout(tools)

    def show_words(self, icon: str, tone: Tone, name: str, state: str, detail: str = "") -> None:
        """Shows who it is and how the call stands; `tone` colours icon and state."""
        self._icon.set_icon(icon, tone)
        self._name.set_full_text(name)
        self._state.set_tone(tone)
        self._state.set_full_text(state)
        self._detail.set_full_text(f"·  {detail}" if detail else "")
        spoken = ", ".join(filter(None, (name, detail, state)))
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)

    def show_time(self, text: str) -> None:
        """Shows how long it has been so."""
        if text != self._time.text():
            self._time.setText(text)

    def words(self) -> tuple[str, str, str]:
        """Name, state and time as shown."""
        return self._name.full_text(), self._state.full_text(), self._time.text()
