"""Labels of one width, so that the fields beside them stand below each other."""

from PySide6.QtWidgets import QWidget


def same_width(*labels: QWidget) -> None:
    """Makes all as wide as the widest has to be."""
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)
