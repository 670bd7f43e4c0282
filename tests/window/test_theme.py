"""Light and dark: following the system, chosen, and drawn anew when they change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.window.window_stage import WindowStage
from ui.style.icons import ICON_FOLDER, pixmap
from ui.style.stylesheet import stylesheet
from ui.style.theme import Appearance, Theme, theme
from ui.style.tokens import DARK, LIGHT


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.choose(Appearance.LIGHT)


def test_follows_the_system_until_the_user_chooses(qapp: QApplication) -> None:
    desktop = [Qt.ColorScheme.Light]
    followed = Theme(lambda: desktop[0])
    followed.install(qapp, Appearance.SYSTEM)
    changed = QGuiApplication.styleHints().colorSchemeChanged
    assert followed.palette is LIGHT
    desktop[0] = Qt.ColorScheme.Dark
    changed.emit(desktop[0])
    assert followed.palette is DARK
    followed.choose(Appearance.LIGHT)
    changed.emit(desktop[0])
    assert followed.palette is LIGHT, "what the user chose stays"


def test_icons_change_with_the_theme(phone: WindowStage) -> None:
    before = phone.main.menu_button.icon().pixmap(20, 20).toImage()
    theme.choose(Appearance.DARK)
    assert phone.main.menu_button.icon().pixmap(20, 20).toImage() != before


@pytest.mark.parametrize("path", sorted(ICON_FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_draws_something(qapp: QApplication, path: Path) -> None:
    image = pixmap(path.stem, "#FF0000", 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_style_sheet_is_whole(palette: object) -> None:
    written = stylesheet(palette, 10.0)  # type: ignore[arg-type]
    assert "$" not in written
    assert written.count("{") == written.count("}")
    for line in written.split("url(")[1:]:
        assert Path(line.split(")")[0]).is_file()
