"""Scrolls to a widget, in whatever it stands in."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget


def scroll_to(widget: QWidget, margin: int = 0) -> None:
    """Brings the widget into view in each scroll area around it. margin: above and below, in pixels."""
    place: QWidget | None = widget
    while place is not None:
        place = place.parentWidget()
        if isinstance(place, QScrollArea):
            scroll_in(place, widget, margin)


def scroll_in(place: QScrollArea, widget: QWidget, margin: int = 0) -> None:
    """In this area only. What is higher than it is shown from its top, unless the keyboard is in it: its middle, which
    the area would show, says little."""
    place.ensureWidgetVisible(widget, margin, margin)
    content = place.widget()
    focus = widget.window().focusWidget()
    is_typed_into = focus is not None and (focus is widget or widget.isAncestorOf(focus))
    if content is not None and widget.height() > place.viewport().height() and not is_typed_into:
        place.verticalScrollBar().setValue(widget.mapTo(content, QPoint()).y() - margin)
