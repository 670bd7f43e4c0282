"""The field that searches the settings, and the list of what it finds."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from softphone.basics.words import translate
from ui.settings.placing import PageName
from ui.settings.settings_search import Found

WIDTH = 210
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Match:
    """A hit: the page, its title, and the place on it."""

    page: PageName
    title: str
    found: Found


class SearchField(QObject):
    """Shows the first hit while typing; arrows go on, Return goes there, Escape ends the search.

    Signals:
        searching: True while there are words to look for.
    """

    searching = Signal(bool)

    def __init__(self, search: Callable[[str], list[Match]], show: Callable[[Match], None]) -> None:
        super().__init__()
        self._search, self._show = search, show
        self.matches: list[Match] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("settings", "Search the settings"))
        self.field.setAccessibleName(translate("settings", "Search the settings"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(WIDTH)
        self.field.installEventFilter(self)
        self.results = QListWidget()
        self.results.setObjectName("pages")
        self.results.setFixedWidth(WIDTH)
        self.results.setWordWrap(True)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setAccessibleName(translate("settings", "What was found"))
        self.results.hide()
        self.field.textChanged.connect(self._on_text)
        self.results.currentRowChanged.connect(self._on_row)
        self.results.itemActivated.connect(lambda _: self.go())
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self.field)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self.field.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def go(self) -> None:
        """The keyboard goes to what is chosen."""
        row = self.results.currentRow()
        if 0 <= row < len(self.matches):
            widget = self.matches[row].found.widget
            focus = widget if widget.focusPolicy() != Qt.FocusPolicy.NoFocus else widget.nextInFocusChain()
            if focus is not None:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the field keeps the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.field.text():
            if event.key() in _KEYS and self.matches:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = self.results.currentRow() + step
                self.results.setCurrentRow(min(max(row, 0), len(self.matches) - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _on_text(self, text: str) -> None:
        words = text.strip()
        self.matches = self._search(words)[:_SHOWN] if words else []
        self.results.blockSignals(True)
        self.results.clear()
        for match in self.matches:
            item = QListWidgetItem(f"{match.title}: {_short(match.found.text)}")
            item.setToolTip(match.found.text)
            self.results.addItem(item)
        if words and not self.matches:
            nothing = QListWidgetItem(translate("settings", "Nothing is called so."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.results.addItem(nothing)
        self.results.blockSignals(False)
        self.results.setVisible(bool(words))
        self.searching.emit(bool(words))
        if self.matches:
            self.results.setCurrentRow(0)
            self._on_row(0)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self.matches):
            self._show(self.matches[row])


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
