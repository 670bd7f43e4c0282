"""The command line speaks the language of the terminal, without Qt."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _said(language: str, *arguments: str) -> str:
    environment = {**os.environ, "LC_ALL": language, "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "softphone", *arguments]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=60)
    return ended.stdout + ended.stderr


def test_help_is_in_the_terminal_s_language() -> None:
    assert "Eine Nummer von der Befehlszeile aus anrufen." in _said("de_DE.UTF-8", "--help")
    assert "Call a number from the command line." in _said("fr_FR.UTF-8", "--help")


def test_what_is_said_before_the_settings_are_read_is_so_too() -> None:
    assert "keine Anzeige" in _said("de_AT.UTF-8")
    assert "no display" in _said("C.UTF-8")
