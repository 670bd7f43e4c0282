"""Small parts of the main window: its bars, a page for one widget, and the order of its stops for Tab."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.style.tokens import SPACE_S
from ui.widgets.scroll_to import scroll_to

_NEIGHBOURS = 50  # pixels around the widget with the keyboard, to see what comes next
_SHOWS = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange})


def next_stop(parts: Iterable[QWidget], current: QWidget | None, by: int) -> QWidget | None:
    """Where Tab leads: the stops of these parts in their order, round and round. by: 1, or -1 for backwards."""
    inside = [widget for part in parts for widget in (part, *part.findChildren(QWidget))]
    stops = [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()]
    if not stops:
        return None
    at = stops.index(current) if current in stops else -1
    return stops[(at + by) % len(stops)]


def move_focus(window: QWidget, parts: Iterable[QWidget], first: QWidget, by: int) -> bool:
    """Gives the keyboard to the next stop, and scrolls to it; to `first` where what had it is gone, such as the button
    of a call that is over. by: 1, or -1 for backwards."""
    focus = window.focusWidget()
    is_gone = focus is not None and not focus.isVisible()
    target = first if is_gone else next_stop(parts, focus, by)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason)
    scroll_to(target, _NEIGHBOURS)
    return True


class MiddleArea(QScrollArea):
    """Scrolls its content where the screen is too low for it, as at 200 %; else it is not noticed."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        content.setObjectName("scroll_content")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What keys go to has to be seen; what is clicked at is seen already, and must not move under the pointer."""
        is_clicked = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and not is_clicked and self.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, SPACE_S)

    def minimumSizeHint(self) -> QSize:
        """As wide as its content has to be; any height will do."""
        inside = self.widget()
        width = inside.minimumSizeHint().width() if inside is not None else 0
        return QSize(width, super().minimumSizeHint().height())


class ShownWatch(QObject):
    """Tells whether a window can be seen: shown, and not minimized."""

    def __init__(self, window: QWidget, tell: Callable[[bool], object]) -> None:
        super().__init__(window)
        self._tell = tell
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHOWS and isinstance(watched, QWidget):
            self._tell(watched.isVisible() and not watched.isMinimized())
        return False


def at_the_top(widget: QWidget) -> QWidget:
    """A page with the widget at its top."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return page


def bar(name: str, wide: QWidget, *others: QWidget) -> QWidget:
    """A row at the edge of the window; the first widget takes what the others leave."""
    row_widget = QWidget()
    row_widget.setObjectName(name)
    row_widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(SPACE_S, SPACE_S - 2, SPACE_S, SPACE_S - 2)
    row.setSpacing(2)
    row.addWidget(wide, 1)
    for other in others:
        row.addWidget(other)
    return row_widget
