"""A choice that sends calls elsewhere: neither the wheel nor an arrow key passes over it by chance."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItemModel, QWheelEvent

from ui.widgets.forms import ROW_HEIGHT, ChoiceBox

_OPENS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class DeliberateChoice(ChoiceBox):
    """Keys that would choose open the list instead; there Enter chooses and Esc leaves it as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(ROW_HEIGHT)

    def disable(self, value: object) -> None:
        """Shows the choice as one that cannot be made."""
        model = self.model()
        if isinstance(model, QStandardItemModel):
            model.item(self.findData(value)).setEnabled(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_others = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in _OPENS or (event.text().strip() and event.text().isprintable() and not has_others):
            self.showPopup()
            return
        super().keyPressEvent(event)
