"""What cannot be reached in the windows at 200 %, as JSON: ``python tests/window/double_size.py LANGUAGE``.

A process of its own, as Qt reads the scale once. Every window has to fit on the screen; what can be operated has to be
in it, or in an area that scrolls to it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QScrollArea, QScrollBar, QWidget

from softphone.languages import use
from tests.window.openers import OPENERS, open_window
from tests.window.test_room_for_words import squeezed
from tests.window.window_stage import ALICE, WindowStage
from ui.app import new_application
from ui.style.theme import Appearance, theme

_OPERABLE = (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider)


def main(language: str) -> None:
    """Looks at every page and dialog."""
    application = new_application()
    theme.install(application, Appearance.LIGHT)
    use(language)
    room = application.primaryScreen().availableSize()
    found = {}
    for name in OPENERS:
        stage = WindowStage()
        stage.show()
        stage.sign_in(ALICE)
        window = open_window(stage, name)
        if window.isWindow() and window is stage.main:
            window.resize(window.size().boundedTo(room))  # some openers want a wide window
            stage.settle()
        problems = [*_too_large(window, room.width(), room.height()), *_unreachable(window), *squeezed(window)]
        if problems:
            found[name] = problems
        stage.close()
    ratio = application.devicePixelRatio()
    print(json.dumps({"screen": [room.width() * ratio, room.height() * ratio], "scale": ratio, "found": found}))


def _too_large(window: QWidget, width: int, height: int) -> Iterator[str]:
    if window.width() > width or window.height() > height:
        yield f"is {window.width()} x {window.height()}"


def _unreachable(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        is_shown = widget.isVisible() and not widget.objectName().startswith("qt_")
        if isinstance(widget, _OPERABLE) and not isinstance(widget, QScrollBar) and is_shown:
            place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            if not _is_scrolled(widget) and not window.rect().contains(place.adjusted(2, 2, -2, -2)):
                yield f"out of the window: {widget.accessibleName() or getattr(widget, 'text', str)()}"


def _is_scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, QScrollArea) or _is_scrolled(parent))


if __name__ == "__main__":
    main(sys.argv[1])
