"""Every state of transfer, conference, parking and recording has room for its words, also in German."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from softphone.languages import LANGUAGES, use
from tests.window.call_pictures import SCENES
from tests.window.taking_pictures import Scene
from tests.window.test_room_for_words import squeezed


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Our texts in each language."""
    use(request.param)
    yield
    use("en")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_state(language: None, scene: Callable[[], Scene], qapp: QApplication) -> None:
    for name, window in scene():
        qapp.processEvents()
        assert (name, squeezed(window)) == (name, [])
    for window in qapp.topLevelWidgets():
        window.hide()
        window.deleteLater()
