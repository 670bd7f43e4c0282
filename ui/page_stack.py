"""A row of tabs over pages: keypad, favourites, history, contacts."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.shortcuts import Keys
from ui.style.icons import icon
from ui.style.sides import Sides
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE, SPACE_S, TYPE_SMALL
from ui.widgets.buttons import native_keys

PageWidget = QWidget | Callable[[], QWidget]
_MOST_SHOWN = 99
_AROUND = 16  # what the style puts around icon and name


class PageStack(QWidget):
    """Pages are added by `add_page` and may be made only when they are first shown.

    Signals:
        chosen: the user picked this tab, also when it was the current one already.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = QStackedWidget()
        self._tabs: dict[str, TabButton] = {}
        self._places: dict[str, QWidget] = {}
        self._builders: dict[str, Callable[[], QWidget]] = {}
        self._current = ""
        self._hidden: set[str] = set()  # a tab that was added just now is not shown yet either
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE_S // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(self._row)
        column.addWidget(self.pages, 1)

    def add_page(self, key: str, icon_name: str, title: str, widget: PageWidget, before: str = "") -> None:
        """Adds a tab. widget: the page, or what makes it when it is first shown. before: left of that page, if it is
        there; else at the end."""
        tab = TabButton(icon_name, title)
        tab.clicked.connect(lambda: self._on_clicked(key))
        names = list(self._tabs)
        place = names.index(before) if before in self._tabs else len(names)
        self._row.insertWidget(place, tab, 1)
        if place:
            QWidget.setTabOrder(self._tabs[names[place - 1]], tab)
        self._tabs[key] = tab
        names.insert(place, key)
        self._tabs = {name: self._tabs[name] for name in names}
        for number, each in enumerate(self._tabs.values(), 1):
            each.set_keys(Keys.page(number))
        if isinstance(widget, QWidget):
            self._place(key, widget)
        else:
            self._builders[key] = widget
        if not self._current:
            self.show_page(key)
        self._fit_tabs()

    def show_page(self, key: str) -> None:
        """Makes this the current page; unknown keys are passed over."""
        if key not in self._tabs:
            return
        build = self._builders.pop(key, None)
        if build is not None:
            self._place(key, build())
        self._current = key
        for name, page in self._places.items():
            # The stack is as high as its highest page; only the one that is seen may count.
            policy = QSizePolicy.Policy.Preferred if name == key else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self.pages.setCurrentWidget(self._places[key])
        self._mark()

    def set_badge(self, key: str, count: int) -> None:
        """Shows a number at the tab; 0 takes it away."""
        if key in self._tabs:
            self._tabs[key].set_badge(count)

    def set_tab_shown(self, key: str, is_shown: bool) -> None:
        """Shows or hides the tab of a page that is not of use to everybody."""
        if key in self._tabs:
            self._tabs[key].setVisible(is_shown)
            (self._hidden.discard if is_shown else self._hidden.add)(key)
            self._fit_tabs()
            if not is_shown and self._current == key:
                self.show_page(next(iter(self._tabs)))

    def set_open(self, is_open: bool) -> None:
        """Shows or hides the page below the tabs."""
        self.pages.setVisible(is_open)
        self._mark()

    def is_open(self) -> bool:
        """Whether the current page is shown."""
        return not self.pages.isHidden()

    def current(self) -> str:
        """The key of the current page."""
        return self._current

    def keys(self) -> tuple[str, ...]:
        """Every page from left to right."""
        return tuple(self._tabs)

    def tab(self, key: str) -> "TabButton":
        """The button of a page."""
        return self._tabs[key]

    def page(self, key: str) -> QWidget | None:
        """The page, None while it has not been made."""
        return self._places.get(key)

    def _place(self, key: str, widget: QWidget) -> None:
        self._places[key] = widget
        self.pages.addWidget(widget)

    def _mark(self) -> None:
        for name, tab in self._tabs.items():
            tab.setChecked(name == self._current and self.is_open())
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """Where there is no room for all names, only the current page keeps its name."""
        tabs = [tab for name, tab in self._tabs.items() if name not in self._hidden]
        needed = sum(tab.full_width() for tab in tabs) + self._row.spacing() * (len(tabs) - 1)
        is_tight = needed > self.width()
        for name, tab in self._tabs.items():
            tab.set_short(is_tight and name != self._current)
            tab.setMinimumWidth(tab.full_width() if is_tight and name == self._current else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def _on_clicked(self, key: str) -> None:
        self.show_page(key)
        self.chosen.emit(key)


class TabButton(QToolButton):
    """An icon over a name, with a number where there is something new."""

    def __init__(self, icon_name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._title, self._count = icon_name, title, 0
        self._full_height = 0
        self.setProperty("kind", "tab")
        self.setCheckable(True)
        self.setText(title)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        theme.changed.connect(self._recolour)
        self._recolour()

    def set_keys(self, keys: str) -> None:
        """Tells the keys that show the page."""
        self.setToolTip(f"{self._title} ({native_keys(keys)})")

    def set_badge(self, count: int) -> None:
        """Shows the count; 0 for none."""
        if count != self._count:
            self._count = count
            name = (
                translate("window", "{title}, {count} new").format(title=self._title, count=count)
                if count
                else self._title
            )
            self.setAccessibleName(name)
            self.update()

    def badge(self) -> int:
        """The number that is shown."""
        return self._count

    def full_width(self) -> int:
        """The room that icon and name need, also while it is the current page."""
        self.ensurePolished()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return max(ICON_SIZE, QFontMetrics(font).horizontalAdvance(self._title)) + _AROUND

    def set_short(self, is_short: bool) -> None:
        """Shows the icon alone; the name is in the tooltip then."""
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if is_short else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        if style != self.toolButtonStyle():
            self._full_height = 0 if not is_short else super().sizeHint().height()
            self.setToolButtonStyle(style)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()  # as high as the one in the same row that has its name
        return QSize(hint.width(), max(hint.height(), self._full_height))

    def minimumSizeHint(self) -> QSize:
        return QSize(ICON_SIZE + _AROUND, self.sizeHint().height())

    def _recolour(self) -> None:
        palette = theme.palette
        self.setIcon(icon(self._icon_name, palette.muted, ICON_SIZE, palette.faint, palette.accent))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        text = str(self._count) if self._count <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * TYPE_SMALL * 0.9)
        font.setBold(True)
        painter.setFont(font)
        height = painter.fontMetrics().height() + 1
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + 8)
        place = Sides(painter, self.rect()).place(QRect(self.width() // 2 + 4, 2, width, height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.palette.danger))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(QColor(theme.palette.on_fill))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
