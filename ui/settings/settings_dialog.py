"""The settings: a list of pages on the left, the chosen page on the right. Changes take effect at once."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSize, Qt
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
from ui.style.icons import icon
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE, SPACE_L, SPACE_M, SPACE_XL
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row
from ui.widgets.labels import Label

LIST_WIDTH = 170
ROW_HEIGHT = 40


class PageName(StrEnum):
    """The pages, in their order."""

    ACCOUNTS = "accounts"
    SOUND = "sound"
    CALLS = "calls"
    NUMBERS = "numbers"
    DIRECTORY = "directory"
    PROGRAM = "program"


_ICONS = {
    PageName.ACCOUNTS: "account",
    PageName.SOUND: "headset",
    PageName.CALLS: "phone",
    PageName.NUMBERS: "keypad",
    PageName.DIRECTORY: "contacts",
    PageName.PROGRAM: "settings",
}


class SettingsDialog(QDialog):
    """pages: what builds each page; a page is built when it is first opened."""

    def __init__(self, pages: dict[PageName, Callable[[], QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._built: dict[PageName, QWidget] = {}
        self._titles = {
            PageName.ACCOUNTS: translate("settings", "Accounts"),
            PageName.SOUND: translate("settings", "Sound"),
            PageName.CALLS: translate("settings", "Calls"),
            PageName.NUMBERS: translate("settings", "Numbers"),
            PageName.DIRECTORY: translate("settings", "Directory"),
            PageName.PROGRAM: translate("settings", "Program"),
        }
        self.setWindowTitle(translate("settings", "Settings"))
        self.resize(QSize(820, 640).boundedTo(self.screen().availableSize()))
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setAccessibleName(translate("settings", "Settings pages"))
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
        row.addWidget(self.list)
        row.addLayout(right, 1)

    def _page(self, name: PageName) -> QWidget:
        if name not in self._built:
            self._built[name] = self._pages[name]()
            self._stack.addWidget(self._framed(name, self._built[name]))
        return self._built[name]

    def _framed(self, name: PageName, page: QWidget) -> QWidget:
        inside = QWidget()
        inside.setObjectName("scroll_content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE_M, 0)
        column.setSpacing(SPACE_L)
        column.addWidget(Label(self._titles[name], "title"))
        column.addWidget(page)
        column.addStretch(1)
        scroll = _PageArea(inside)
        scroll.setAccessibleName(self._titles[name])
        return scroll

    def _on_row(self, row: int) -> None:
        name = list(self._pages)[row]
        page = self._page(name)
        self._stack.setCurrentIndex(list(self._built.values()).index(page))


class _PageArea(QScrollArea):
    """Gives the page the height that it needs beside the scroll bar, where more lines are broken than without."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
