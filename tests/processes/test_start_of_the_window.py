"""What is loaded before the window is shown, and what never is while nobody asks for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Each of these costs the start some milliseconds at least, or the idle program some megabytes.
NOT_BEFORE_THE_WINDOW = (
    "alembic", "asyncio", "ctypes", "defusedxml", "email", "jeepney", "keyring", "ldap3", "numpy", "phonenumbers",
    "pjsua2", "rich", "sounddevice", "sqlalchemy", "sqlite3", "tomlkit", "typer", "vobject", "xml",
    "softphone.cli", "softphone.directory", "softphone.engine", "softphone.history", "softphone.known_people",
    "softphone.pbx_profiles", "softphone.presence.colleagues", "softphone.presence.own_devices",
    "softphone.presence.publisher", "ui.accounts.account_dialog", "ui.desktop.idle", "ui.directory", "ui.history",
    "ui.people_windows", "ui.presence.favourites_page", "ui.settings",
)  # fmt: skip
NOT_BY_ITSELF = (
    "alembic", "asyncio", "defusedxml", "email", "html", "http", "imaplib", "ldap3", "multiprocessing", "numpy",
    "phonenumbers", "pjsua2", "smtplib", "sounddevice", "soundfile", "sqlalchemy", "ssl", "typer", "unittest",
    "urllib.request", "vobject", "softphone.engine", "softphone.mobility.handoff", "ui.directory.person_card",
    "ui.history", "ui.presence.favourites_page", "ui.settings",
)  # fmt: skip
_PROGRAM = """
import json, linecache, sys
import softphone.__main__
from ui.app import Program, new_application
from PySide6.QtCore import QTimer

application = new_application()
program = Program(application)
program.start()
shown = sorted(sys.modules)

opened = set()
program.softphone.history.changed.add(lambda _: opened.add("history"))
program.softphone.directory.changed.add(lambda _: opened.add("directory"))

def look():
    if len(opened) == 2 and hasattr(program.windows.pages, "elsewhere"):
        timer.stop()
        print(json.dumps([shown, sorted(sys.modules), sorted(linecache.cache)]), flush=True)
        program.quit()

timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
application.exec()
program.finish()
"""


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str], list[str]]:
    """Names of the modules when the window is shown, and when everything has been started; sources kept in memory."""
    folder = tmp_path_factory.mktemp("start")
    names = ("SOFTPHONE_CONFIG_DIR", "SOFTPHONE_STATE_DIR", "SOFTPHONE_DATA_DIR")
    env = {**os.environ, **{name: str(folder) for name in names}, "QT_QPA_PLATFORM": "offscreen"}
    output = subprocess.check_output([sys.executable, "-c", _PROGRAM], cwd=ROOT, env=env, text=True, timeout=60)
    shown, started, sources = json.loads(output.splitlines()[-1])
    return shown, started, sources


def test_the_window_is_shown_before_anything_heavy_is_loaded(modules: tuple[list[str], list[str], list[str]]) -> None:
    assert _among(modules[0], NOT_BEFORE_THE_WINDOW) == []


def test_what_nobody_asks_for_is_never_loaded(modules: tuple[list[str], list[str], list[str]]) -> None:
    assert "softphone.directory.directory" in modules[1]
    assert _among(modules[1], NOT_BY_ITSELF) == []


def test_no_source_is_kept_in_memory(modules: tuple[list[str], list[str], list[str]]) -> None:
    """PySide's own `__import__` would read that of every module."""
    assert modules[2] == []


def _among(loaded: list[str], unwanted: tuple[str, ...]) -> list[str]:
    return [name for name in loaded if name.startswith(tuple(f"{one}." for one in unwanted)) or name in unwanted]
