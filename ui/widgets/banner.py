"""A message in the window: what happened, what to do about it, and buttons for that."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.style.tokens import SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import IconLabel, Label, refresh_style

_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.POSITIVE: "check",
    Tone.WARNING: "warning",
    Tone.DANGER: "error",
}

BannerAction = tuple[str, Callable[[], object]]  # label with mnemonic, what to do


class Banner(QFrame):
    """Hidden until `show_message`.

    Signals:
        dismissed: the user closed it.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None, is_dismissible: bool = False) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info")
        self._title = Label("", "section", wraps=True)
        self._text = Label("", "", wraps=True)
        self._buttons: QWidget | None = None
        self.close_button = IconButton("close", translate("window", "Close this message"))
        self.close_button.setVisible(is_dismissible)
        self.close_button.clicked.connect(self._on_close)
        self._words = QVBoxLayout()
        self._words.setSpacing(SPACE_XS // 2)
        self._words.addWidget(self._title)
        self._words.addWidget(self._text)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S + 2, SPACE_S, SPACE_S + 2)
        row.setSpacing(SPACE_M)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_message(self, tone: Tone, title: str, text: str = "", actions: Sequence[BannerAction] = ()) -> None:
        """Shows it, or shows something else."""
        self._icon.set_icon(_ICONS[tone], tone)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._set_actions(actions)
        is_one_line = not text and not actions
        self._row.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter if is_one_line else Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{title} {text}".strip())
        self.setProperty("banner", tone.value)
        refresh_style(self)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def title(self) -> str:
        """What it says now; empty while hidden."""
        return "" if self.isHidden() else self._title.text()

    def text(self) -> str:
        """The second line; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def buttons(self) -> tuple[Button, ...]:
        """The buttons of what can be done."""
        return tuple(self._buttons.findChildren(Button)) if self._buttons is not None else ()

    def _set_actions(self, actions: Sequence[BannerAction]) -> None:
        if self._buttons is not None:
            self._buttons.hide()
            self._buttons.deleteLater()
            self._buttons = None
        if not actions:
            return
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, SPACE_XS, 0, 0)
        row.setSpacing(SPACE_S)
        for label, action in actions:
            button = Button(label)
            button.clicked.connect(lambda _checked=False, run=action: run())
            row.addWidget(button)
        row.addStretch(1)
        self._words.addWidget(self._buttons)

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()
