"""Icons: our own SVG files, recoloured by token and drawn at the screen's resolution."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.style.sides import pointing

ICON_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"


@lru_cache(maxsize=64)
def _svg(name: str) -> str:
    return (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon in one colour (``#RRGGBB``), `size` device-independent pixels wide, sharp on the main screen."""
    screen = QGuiApplication.primaryScreen()
    return _pixmap(pointing(name), colour, size, screen.devicePixelRatio() if screen else 1.0)


def icon(name: str, colour: str, size: int, disabled_colour: str = "", checked_colour: str = "") -> QIcon:
    """A QIcon of `pixmap`, in another colour where its button is disabled or checked."""
    result = QIcon(pixmap(name, colour, size))
    if disabled_colour:
        result.addPixmap(pixmap(name, disabled_colour, size), QIcon.Mode.Disabled, QIcon.State.Off)
        result.addPixmap(pixmap(name, disabled_colour, size), QIcon.Mode.Disabled, QIcon.State.On)
    if checked_colour:
        result.addPixmap(pixmap(name, checked_colour, size), QIcon.Mode.Normal, QIcon.State.On)
    return result


def app_icon() -> QIcon:
    """The program's own icon in the sizes that desktops ask for."""
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        result.addPixmap(_pixmap("softphone", "", size, 1.0))
    return result
