"""Which number the other side will see, under the field for numbers, when the user asks."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolButton

from softphone.basics.words import translate
from ui.calls.dial_panel import DialPanel
from ui.shortcuts import Keys
from ui.style.icons import icon
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE, Tone
from ui.widgets.buttons import native_keys
from ui.widgets.labels import ElidedLabel


class WhoSees(QObject):
    """A sign in the field asks, and asks no more; the line follows what is typed.

    words: what to say about a text, and whether something private would be seen; called only while it is asked for.
    """

    def __init__(self, dial: DialPanel, words: Callable[[str], tuple[str, bool]]) -> None:
        super().__init__(dial)
        self._field, self._words = dial.field, words
        self.line = ElidedLabel("", "small")
        self.line.hide()
        dial.add_line(self.line)
        self.action = QAction(self)
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence(Keys.WHO_SEES))
        hint = translate("mobility", "Which number they see")
        self.action.setToolTip(f"{hint} ({native_keys(Keys.WHO_SEES)})")
        self._field.addAction(self.action, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.action.associatedObjects():
            if isinstance(button, QToolButton):
                button.setAccessibleName(hint)  # not the action's text: there is only room for the sign
        self.action.toggled.connect(lambda _: self._show())
        self._field.textChanged.connect(lambda _: self._show())
        theme.changed.connect(self._recolour)
        self._recolour()
        self._show()

    def _show(self) -> None:
        text = self._field.text().strip()
        self.action.setVisible(bool(text))
        is_wanted = self.action.isChecked() and bool(text)
        was_shown = not self.line.isHidden()
        if is_wanted:
            words, is_private = self._words(text)
            self.line.set_full_text(words)
            self.line.set_tone(Tone.WARNING if is_private else Tone.NEUTRAL)
        self.line.setVisible(is_wanted)
        if is_wanted and not was_shown:
            QAccessible.updateAccessibility(QAccessibleEvent(self.line, QAccessible.Event.Alert))
        self._recolour()

    def _recolour(self) -> None:
        palette = theme.palette
        colour = palette.accent if self.action.isChecked() else palette.muted
        self.action.setIcon(icon("account", colour, ICON_SIZE))
