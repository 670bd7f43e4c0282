"""Scrolls to a widget, in whatever it stands in."""

from PySide6.QtWidgets import QScrollArea, QWidget


def scroll_to(widget: QWidget, margin: int = 0) -> None:
    """Brings the widget into view in each scroll area around it. margin: above and below, in pixels."""
    place: QWidget | None = widget
    while place is not None:
        place = place.parentWidget()
        if isinstance(place, QScrollArea):
            place.ensureWidgetVisible(widget, margin, margin)
