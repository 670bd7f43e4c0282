"""What was entered on a page that is saved by hand is not lost without a word."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.style.tokens import SPACE_L, SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row
from ui.widgets.labels import Label

WIDTH = 440


@runtime_checkable
class SavedByHand(Protocol):
    """A page whose entries count when they are saved."""

    def has_unsaved(self) -> bool: ...

    def save(self) -> bool:
        """False when they cannot be saved; the page says why."""


class UnsavedDialog(QDialog):
    """Signals: save_wanted, discard_wanted; neither when the user goes back to the page."""

    save_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = translate("settings", "Save what you entered on the page {page}?").format(page=page)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH)
        self.save_button = Button(translate("settings", "&Save"), "", "primary")
        self.save_button.setDefault(True)
        self.discard_button = Button(translate("settings", "&Discard"))
        self.back_button = Button(translate("settings", "&Back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_S)
        column.addWidget(Label(title, "name", wraps=True))
        column.addWidget(Label(translate("settings", "Otherwise it is not used, and lost."), wraps=True))
        column.addSpacing(SPACE_S)
        column.addLayout(button_row(self.discard_button, right=(self.back_button, self.save_button)))
        self.save_button.clicked.connect(lambda: self._choose(self.save_wanted))
        self.discard_button.clicked.connect(lambda: self._choose(self.discard_wanted))
        self.back_button.clicked.connect(self.reject)

    def _choose(self, chosen: object) -> None:
        self.accept()
        chosen.emit()  # type: ignore[attr-defined]
