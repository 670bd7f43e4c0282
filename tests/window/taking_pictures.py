"""How the scripts take their pictures: light and dark, at 1x and 2x, one process per scale, as Qt reads it once.

In the language of the environment variable PICTURES_IN, else the session's; right to left with ``LAYOUT=reverse``.
Needs an X display.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.app import new_application
from ui.language import SYSTEM, use_language
from ui.style.theme import Appearance, theme

Scene = Iterator[tuple[str, QWidget]]
Scenes = Sequence[Callable[[], Scene]]
LONG_NAME = "Freifrau Dr. Annegret-Charlotte von Hohenlohe-Waldenburg-Schillingsfürst"


def run(script: str, scenes: Scenes) -> int:
    """The whole script: ``OUT_DIR [SCENE …]`` on the command line. Returns the exit code."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    if "QT_SCALE_FACTOR" in os.environ:
        _take(out, [scene for scene in scenes if not sys.argv[2:] or scene.__name__ in sys.argv[2:]])
        return 0
    for scale in ("1", "2"):
        environment = {**os.environ, "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, script, *sys.argv[1:]], check=True, env=environment)
    return 0


def _take(out: Path, scenes: Scenes) -> None:
    """All pictures of this process's scale."""
    application = new_application()
    use_language(application, os.environ.get("PICTURES_IN", SYSTEM))
    if os.environ.get("LAYOUT") == "reverse":
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.install(application)
    scale = round(application.devicePixelRatio())
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.choose(appearance)
        for scene in scenes:
            for name, window in scene():
                for _ in range(5):
                    application.processEvents()
                window.ensurePolished()
                window.grab().save(str(out / f"{name}-{appearance.value}-{scale}x.png"))
            for window in application.topLevelWidgets():
                window.hide()
