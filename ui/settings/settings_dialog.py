"""The settings: search and pages on the left, the chosen page on the right. Changes take effect at once."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from softphone.basics.words import translate
from softphone.settings.setting import Setting
from softphone.settings.settings import Settings
from ui.settings.placing import PageName, page_of
from ui.settings.search_field import Match, SearchField
from ui.settings.setting_rows import SettingRows
from ui.settings.setting_words import label_of
from ui.settings.settings_search import find, point_at
from ui.settings.unsaved import SavedByHand, UnsavedDialog
from ui.style.icons import icon
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE, SPACE_L, SPACE_M, SPACE_XL
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row
from ui.widgets.labels import Label

__all__ = ["PageName", "SettingsDialog"]
LIST_WIDTH = 210
ROW_HEIGHT = 40


_ICONS = {
    PageName.ACCOUNTS: "account",
    PageName.SOUND: "headset",
    PageName.CALLS: "phone",
    PageName.NUMBERS: "keypad",
    PageName.DIRECTORY: "contacts",
    PageName.VOICEMAIL: "voicemail",
    PageName.NETWORK: "lock",
    PageName.SHORTCUTS: "menu",
    PageName.PROGRAM: "settings",
    PageName.PRIVACY: "account",
}
_UNTOUCHED = (PageName.ACCOUNTS,)  # nothing on it has a default


class SettingsDialog(QDialog):
    """Args:
    pages: what builds each page; a page is built when it is first opened, or when it is first searched.
    settings: what was declared for a page is added below what the page has by itself.
    resets: who is to be told, by page, when all of it is back at its defaults.
    """

    def __init__(
        self,
        pages: dict[PageName, Callable[[], QWidget]],
        parent: QWidget | None = None,
        settings: Settings | None = None,
        resets: dict[PageName, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._settings, self._resets = settings, resets or {}
        self._built: dict[PageName, QWidget] = {}
        self._areas: dict[PageName, QWidget] = {}
        self._titles = {
            PageName.ACCOUNTS: translate("settings", "Accounts"),
            PageName.SOUND: translate("settings", "Sound"),
            PageName.CALLS: translate("settings", "Calls"),
            PageName.NUMBERS: translate("settings", "Numbers"),
            PageName.DIRECTORY: translate("settings", "Directory"),
            PageName.VOICEMAIL: translate("settings", "Voicemail"),
            PageName.NETWORK: translate("settings", "Network and security"),
            PageName.SHORTCUTS: translate("settings", "Shortcuts"),
            PageName.PROGRAM: translate("settings", "Appearance"),
            PageName.PRIVACY: translate("settings", "Privacy"),
        }
        self.setWindowTitle(translate("settings", "Settings"))
        self.resize(QSize(880, 660).boundedTo(self.screen().availableSize()))
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setAccessibleName(translate("settings", "Settings pages"))
        self.search = SearchField(self.matches, self.show_found)
        self._stack = QStackedWidget()
        self._fill_list()
        self._build()
        self.list.currentRowChanged.connect(self._on_row)
        theme.changed.connect(self._recolour)

    def open_page(self, name: PageName) -> QWidget:
        """Shows the page and returns it."""
        page = self._page(name)
        self.list.setCurrentRow(list(self._pages).index(name))
        return page

    def focusNextPrevChild(self, next: bool) -> bool:
        """Pages and their rows are made late and come last in Qt's order; the button below them stays behind them."""
        last = self.previousInFocusChain()
        if last is not None and last is not self._close_button:
            QWidget.setTabOrder(last, self._close_button)
        return super().focusNextPrevChild(next)

    def _fill_list(self) -> None:
        for name in self._pages:
            item = QListWidgetItem(self._titles[name])
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self.list.addItem(item)
        self._recolour()

    def _recolour(self) -> None:
        for row, name in enumerate(self._pages):
            self.list.item(row).setIcon(icon(_ICONS[name], theme.palette.text, ICON_SIZE))

    def _build(self) -> None:
        # No default button: Return in a field of a page that is saved by hand would throw away what was entered.
        close = self._close_button = Button(translate("settings", "&Close"))
        close.clicked.connect(self.accept)
        right = QVBoxLayout()
        right.setSpacing(SPACE_M)
        right.addWidget(self._stack, 1)
        right.addLayout(button_row(right=(close,)))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        row.setSpacing(SPACE_XL)
        left = QVBoxLayout()
        left.setSpacing(SPACE_M)
        left.addWidget(self.search.field)
        left.addWidget(self.list, 1)
        left.addWidget(self.search.results, 1)
        self.search.searching.connect(self.list.setHidden)
        row.addLayout(left)
        row.addLayout(right, 1)

    def _page(self, name: PageName) -> QWidget:
        if name not in self._built:
            self._built[name] = self._pages[name]()
            self._areas[name] = self._framed(name, self._built[name])
            self._stack.addWidget(self._areas[name])
        return self._built[name]

    def matches(self, words: str) -> list[Match]:
        """Where the pages say these words; builds those that were not opened yet."""
        hits = []
        for name in self._pages:
            page = self._page(name)
            hits += [Match(name, self._titles[name], found) for found in find(page.parentWidget() or page, words)]
        return hits

    def show_found(self, match: Match) -> None:
        """Opens the page there."""
        self.open_page(match.page)
        QTimer.singleShot(0, self, lambda: point_at(match.found.widget))

    def point_to(self, setting: Setting[Any]) -> None:
        """Shows this setting on its page."""
        name = page_of(setting)
        if name is not None:
            page, words = self.open_page(name), label_of(setting) or translate("settings", setting.help)
            for found in find(page.parentWidget() or page, words)[:1]:
                QTimer.singleShot(0, self, lambda widget=found.widget: point_at(widget))

    def unsaved(self) -> PageName | None:
        """The page on which something was entered that is not in use yet."""
        return next((name for name, page in self._built.items() if _has_unsaved(page)), None)

    def done(self, result: int) -> None:
        """Closes, unless what was entered would be lost: then it is asked about."""
        name = self.unsaved()
        if name is None:
            super().done(result)
            return
        page = self.open_page(name)
        question = UnsavedDialog(self._titles[name], self)
        question.save_wanted.connect(lambda: self._save_and_close(page, result))
        question.discard_wanted.connect(lambda: QDialog.done(self, result))
        question.finished.connect(question.deleteLater)
        question.open()

    def _save_and_close(self, page: QWidget, result: int) -> None:
        assert isinstance(page, SavedByHand)
        if page.save():
            QDialog.done(self, result)

    def _rebuild(self, name: PageName) -> None:
        """The page as it is now: what was made by hand follows only what is done on it."""
        old = self._built.pop(name)
        area = old.parentWidget()
        while area is not None and not isinstance(area, _PageArea):
            area = area.parentWidget()
        self.open_page(name)
        self._stack.setCurrentWidget(self._areas[name])
        if area is not None:
            self._stack.removeWidget(area)
            area.deleteLater()

    def _framed(self, name: PageName, page: QWidget) -> QWidget:
        inside = QWidget()
        inside.setObjectName("scroll_content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE_M, 0)
        column.setSpacing(SPACE_L)
        column.addWidget(Label(self._titles[name], "title"))
        column.addWidget(page)
        if self._settings is not None and name not in _UNTOUCHED:
            rows = SettingRows(self._settings, name, self._resets.get(name))
            rows.was_reset.connect(lambda: QTimer.singleShot(0, self, lambda: self._rebuild(name)))
            column.addWidget(rows)
        column.addStretch(1)
        scroll = _PageArea(inside)
        scroll.setAccessibleName(self._titles[name])
        return scroll

    def _on_row(self, row: int) -> None:
        name = list(self._pages)[row]
        self._page(name)
        self._stack.setCurrentWidget(self._areas[name])


def _has_unsaved(page: QWidget) -> bool:
    return isinstance(page, SavedByHand) and page.has_unsaved()


class _PageArea(QScrollArea):
    """Gives the page the height that it needs beside the scroll bar, where more lines are broken than without."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._inside = inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """QScrollArea watches its widget by this."""
        result = super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and watched is self.widget():
            self._fit()
        return result

    def _fit(self) -> None:
        layout = self._inside.layout()
        if layout is not None and layout.hasHeightForWidth():
            self._inside.setMinimumHeight(layout.totalHeightForWidth(self.viewport().width()))
