"""Field and call button, the dial pad that types into it, and the words about what cannot be dialled."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from ui.calls.dial_field import DialField
from ui.style.tokens import SPACE_M, SPACE_S
from ui.widgets.buttons import Button, IconButton
from ui.widgets.key_pad import KeyPad
from ui.widgets.labels import Label, refresh_style

CONTROL_HEIGHT = 44


class DialPanel(QWidget):
    """The pad is made here but stands where the window puts it.

    Signals:
        dial_wanted: with the text of the field.
    """

    dial_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = DialField()
        self.call_button = Button(translate("calls", "Call"), "phone", "positive")
        self.call_button.set_hint(translate("calls", "Call what is in the field"), "Return")
        self.call_button.setFixedHeight(CONTROL_HEIGHT)
        self.field.setFixedHeight(CONTROL_HEIGHT)
        self.erase_button = IconButton("backspace", translate("calls", "Delete the last character"))
        self.erase_button.setAutoRepeat(True)
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self._target_parts: tuple[QWidget, ...] = ()
        self.pad = KeyPad()
        self._build()
        self.field.dial_wanted.connect(self.dial_wanted)
        self.field.textChanged.connect(self._on_text)
        self.call_button.clicked.connect(self._on_call)
        self.erase_button.clicked.connect(self.field.backspace)
        self.pad.pressed.connect(self._on_key)
        self._on_text("")

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.field, 1)
        row.addWidget(self.erase_button)
        row.addWidget(self.call_button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(row)
        column.addWidget(self.problem)

    def add_line(self, line: QWidget) -> None:
        """Puts a line right below the field."""
        self._column.insertWidget(self._column.indexOf(self.problem), line)

    def set_target_parts(self, above: QWidget, below: QWidget) -> None:
        """What is shown above and below the field while a target is chosen."""
        self._target_parts = (above, below)
        self._column.insertWidget(0, above)
        above.lower()  # Tab goes through the children in their order
        self._column.insertWidget(2, below)
        self.set_target_open(False)

    def set_target_open(self, is_open: bool) -> None:
        """The field is for the target of a transfer and the like, or for calling."""
        for part in self._target_parts:
            part.setVisible(is_open)
        self.call_button.setVisible(not is_open)
        self.field.set_for_target(is_open)
        self._column.setSpacing(SPACE_S if is_open else SPACE_M)
        if not self.problem.isHidden():
            self._on_text(self.field.text())

    def show_dialled(self, text: str) -> None:
        """The text is being called: the field is free for the next."""
        self.field.remember(text)
        self.field.clear()

    def show_problem(self, problem: UserFacingError) -> None:
        """Says under the field why the text cannot be called; typing makes it go away."""
        self.problem.setText(f"{problem.title} {problem.remedy}".strip())
        self.problem.show()
        self._set_invalid(True)
        self.field.setFocus()
        self.field.selectAll()
        QAccessible.updateAccessibility(QAccessibleEvent(self.problem, QAccessible.Event.Alert))

    def _on_call(self) -> None:
        self.field.setFocus()
        self.field.returnPressed.emit()

    def _on_key(self, digit: str) -> None:
        self.field.setFocus()
        self.field.type_text(digit)

    def _on_text(self, text: str) -> None:
        self.erase_button.setVisible(bool(text))
        if not self.problem.isHidden():
            self.problem.hide()
            self._set_invalid(False)

    def _set_invalid(self, is_invalid: bool) -> None:
        self.field.setProperty("invalid", is_invalid)
        refresh_style(self.field)
