"""Where a message is written: Return sends, Shift+Return begins a line; it grows with the text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from softphone.basics.words import translate
from ui.widgets.forms import ROW_HEIGHT

_MOST_LINES = 6
_MARGINS = 20
_SEND = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class ComposeField(QPlainTextEdit):
    """Signals:
    send_wanted: Return.
    escaped: Escape.
    """

    send_wanted = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompt = ""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("messaging", "Your message"))
        self.setAccessibleDescription(translate("messaging", "Return sends, Shift+Return begins a new line"))
        self.textChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """What was written."""
        return self.toPlainText()

    def type_text(self, text: str) -> None:
        """Takes a letter that was typed elsewhere, and the keyboard."""
        self.setFocus()
        self.insertPlainText(text)

    def set_prompt(self, words: str) -> None:
        """What an empty field says, on one line."""
        self._prompt = words
        self._fit()

    def _fit(self) -> None:
        lines = max(1, int(self.document().size().height()))
        scrolls = lines > _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        height = min(lines, _MOST_LINES) * self.fontMetrics().lineSpacing() + _MARGINS
        self.setFixedHeight(max(ROW_HEIGHT, height))
        room = self.viewport().width() - 2 * int(self.document().documentMargin())
        shown = self.fontMetrics().elidedText(self._prompt, Qt.TextElideMode.ElideRight, room)
        if shown != self.placeholderText():
            self.setPlaceholderText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SEND and not event.modifiers() & _NEW_LINE:
            self.send_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()
