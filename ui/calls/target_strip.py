"""What the field is for while a target is chosen: a line above it, and the buttons below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from softphone.basics.words import translate
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel, IconLabel


class TargetStrip(QFrame):
    """The line above the field. Signals: closed by the user."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("transfer", Tone.ACCENT)
        self._words = ElidedLabel("", "section")
        self.close_button = IconButton("close", translate("calls", "Back to the call"), Keys.BACK_TO_CALLER)
        self.close_button.setFixedHeight(30)
        self.close_button.clicked.connect(self.closed)
        self.setProperty("banner", "accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_XS, SPACE_XS, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.close_button)

    def show_words(self, icon: str, words: str) -> None:
        """Says what the field is for now."""
        self._icon.set_icon(icon, Tone.ACCENT)
        self._words.set_full_text(words)
        self.setAccessibleName(words)

    def words(self) -> str:
        """What the field is for."""
        return self._words.full_text()


class TargetButtons(QWidget):
    """The buttons below the field.

    Signals: chosen with True when the target is to be asked first.
    """

    chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = Button("", "transfer", "positive")
        self.ask_first = Button(translate("calls", "Ask first"), "phone", "plain")
        self.ask_first.set_hint(translate("calls", "Talk with that person before the transfer"), Keys.ASK_FIRST)
        self.now.clicked.connect(lambda: self.chosen.emit(False))
        self.ask_first.clicked.connect(lambda: self.chosen.emit(True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for button in (self.now, self.ask_first):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumHeight(40)
            row.addWidget(button)

    def show_purpose(self, is_transfer: bool) -> None:
        """Two ways to transfer, one to add."""
        self.now.setText(translate("calls", "Transfer") if is_transfer else translate("calls", "Call and add"))
        self.now.set_icon_name("transfer" if is_transfer else "person-add")
        self.now.set_hint(
            translate("calls", "Connect the caller with that person at once")
            if is_transfer
            else translate("calls", "Call that person and talk all together"),
            "Return",
        )
        self.ask_first.setVisible(is_transfer)
