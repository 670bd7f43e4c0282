"""Starting with the session (Desktop Application Autostart Specification 0.5): hidden in the tray, ready for calls."""

import logging
import os
import shutil
import sys
from pathlib import Path

from softphone.desktop_entry import exec_argument
from softphone.settings.declared import STARTS_AT_LOGIN
from softphone.settings.settings import Settings

_FILE = "softphone.desktop"
_log = logging.getLogger("softphone.ui.autostart")


class Autostart:
    """Keeps the session's list of programs in line with the setting.

    folder: where the session looks; the user's unless given. command: what is started; this program unless given.
    """

    def __init__(self, settings: Settings, folder: Path | None = None, command: list[str] | None = None) -> None:
        self._settings = settings
        self._file = (folder or _folder()) / _FILE
        self._command = command or this_program()
        settings.changed.add(self._on_setting)

    def apply(self) -> None:
        """Writes or removes the entry; a folder that cannot be written is noted in the log."""
        try:
            if self._settings.get(STARTS_AT_LOGIN):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._file.write_text(self._entry())
            else:
                self._file.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("the start at login was not changed: %s", error.strerror)

    def _on_setting(self, key: str) -> None:
        if key == STARTS_AT_LOGIN.key:
            self.apply()

    def _entry(self) -> str:
        words = " ".join(exec_argument(word) for word in (*self._command, "--hidden"))
        return (
            "[Desktop Entry]\nType=Application\nName=Softphone\nIcon=softphone\nTerminal=false\n"
            f"Exec={words}\nX-GNOME-Autostart-enabled=true\n"
        )


def this_program() -> list[str]:
    """How this program is started: by its command where there is one, else by its interpreter."""
    beside = Path(sys.executable).with_name("softphone")
    command = str(beside) if beside.exists() else shutil.which("softphone")
    return [command] if command else [sys.executable, "-m", "softphone"]


def _folder() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "autostart"
