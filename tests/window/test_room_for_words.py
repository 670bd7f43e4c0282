"""Nothing is cut off and nothing is wider than its place, also in German, whose words are long."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)

from softphone.languages import LANGUAGES, use
from tests.window.openers import OPENERS, open_window
from tests.window.screenshots import SCENES
from tests.window.taking_pictures import Scene
from tests.window.window_stage import ALICE, WindowStage
from ui.widgets.labels import ElidedLabel


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Our texts in each language; dates and Qt's own stay."""
    use(request.param)
    yield
    use("en")


@pytest.mark.parametrize("name", OPENERS)
def test_every_page_and_dialog(language: None, name: str, qapp: QApplication) -> None:
    stage = WindowStage()
    stage.show()
    stage.sign_in(ALICE)
    window = open_window(stage, name)
    assert squeezed(window) == []
    stage.close()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_state(language: None, scene: Callable[[], Scene], qapp: QApplication) -> None:
    for name, window in scene():
        qapp.processEvents()
        assert (name, squeezed(window)) == (name, [])
    for window in qapp.topLevelWidgets():
        window.hide()
        window.deleteLater()


def squeezed(window: QWidget) -> list[str]:
    """What has less room than its words need. Labels that end in … on purpose have the rest in their tooltip."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, QScrollArea):
            inside = widget.widget()
            is_fixed = widget.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if is_fixed and inside is not None and inside.minimumSizeHint().width() > widget.viewport().width() + 1:
                needed = inside.minimumSizeHint().width() - widget.viewport().width()
                found.append(f"{type(inside).__name__} is {needed} px wider than its place")
        elif isinstance(widget, (QLabel, QAbstractButton)) and _is_cut(widget):
            found.append(widget.text())
    return found


def _is_cut(widget: QLabel | QAbstractButton) -> bool:
    if isinstance(widget, ElidedLabel) or not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    needed: QSize = widget.sizeHint()
    return needed.width() > widget.width() + 1 or (
        not isinstance(widget, QToolButton) and needed.height() > widget.height() + 3
    )
