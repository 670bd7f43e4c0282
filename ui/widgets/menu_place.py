"""Where a menu opens: at what it belongs to, inside its window, and not over the edge of the screen."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QMenu, QWidget


def open_at(menu: QMenu, anchor: QWidget) -> None:
    """Opens the menu at what is to be seen of this widget."""
    seen = anchor.visibleRegion().boundingRect()
    at = QRect(anchor.mapToGlobal(seen.topLeft()), seen.size())
    window = anchor.window()
    inside = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
    is_reverse = anchor.layoutDirection() is Qt.LayoutDirection.RightToLeft
    menu.popup(place(menu.sizeHint(), at, inside, anchor.screen().availableGeometry(), is_reverse=is_reverse))


def is_seen(widget: QWidget | None) -> bool:
    """Whether any of it is to be seen; what is scrolled away is not."""
    return widget is not None and widget.isVisible() and not widget.visibleRegion().isEmpty()


def place(size: QSize, anchor: QRect, window: QRect, screen: QRect, *, is_reverse: bool = False) -> QPoint:
    """The upper left corner of a menu of this size: below the anchor, above it where there is more room for it, and
    as wide as it is within the window while it fits. All in the screen's coordinates."""
    left = anchor.right() + 1 - size.width() if is_reverse else anchor.left()
    left = max(window.left(), min(left, window.right() + 1 - size.width()))
    below, above = anchor.bottom() + 1, anchor.top() - size.height()
    is_cut_below = below + size.height() > screen.bottom() + 1
    return QPoint(left, above if is_cut_below and above >= screen.top() else below)
