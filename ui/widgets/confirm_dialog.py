"""Asks before something is done that cannot be undone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.style.tokens import SPACE_L, SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row
from ui.widgets.labels import Label

WIDTH = 400


class ConfirmDialog(QDialog):
    """Cancel is the default. action: the label of the button that does it."""

    def __init__(
        self, title: str, text: str, action: str, on_confirmed: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH)
        self.confirm = Button(action, "", "danger")
        self.confirm.clicked.connect(self.accept)
        cancel = Button(translate("window", "Cancel"))
        cancel.setDefault(True)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_S)
        column.addWidget(Label(title, "name", wraps=True))
        column.addWidget(Label(text, wraps=True))
        column.addSpacing(SPACE_S)
        column.addLayout(button_row(right=(cancel, self.confirm)))
        self.setAccessibleDescription(text)
        self.accepted.connect(lambda: on_confirmed())
        cancel.setFocus()
