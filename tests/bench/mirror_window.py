"""A window with the settings of the directory and somebody who types, while the first mirror runs; run as a script.

``python -m tests.bench.mirror_window FOLDER`` with the server as JSON and the password as two lines on standard input;
writes what it measured to FOLDER/mirror.json.
"""

import itertools
import json
import sys
import time
from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.secret import Secret
from softphone.directory.directory import Directory
from softphone.directory.ldap_mirror import MirrorState
from softphone.directory.mirror_child import MirrorChild
from softphone.directory.person import SearchResult
from softphone.settings.directory_server import DirectoryServer
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.bench.frame_clock import FrameClock
from ui.app import new_application
from ui.qt_runtime import QtRuntime
from ui.settings.directory_page import DirectoryPage
from ui.settings.settings_dialog import PageName, SettingsDialog
from ui.style.theme import theme

_TYPED = ("a", "an", "ann", "anna", "m", "mu", "mul", "mull", "0201", "02012")
_KEY_EVERY_MS = 150


class Typist:
    """Types on, and notes how soon each keystroke is answered by the index."""

    def __init__(self, directory: Directory) -> None:
        self.answered_ms: list[float] = []
        self._directory = directory
        self._texts = itertools.cycle(_TYPED)
        self._timer = QTimer()
        self._timer.timeout.connect(self._type)
        self._timer.start(_KEY_EVERY_MS)

    def _type(self) -> None:
        typed_at_s = time.perf_counter()
        is_answered = False

        def answer(result: SearchResult) -> None:
            nonlocal is_answered
            if not is_answered:
                is_answered = True
                self.answered_ms.append((time.perf_counter() - typed_at_s) * 1000)

        self._directory.search(next(self._texts), answer)


def main() -> None:
    """The script."""
    folder = Path(sys.argv[1])
    server = msgspec.json.decode(sys.stdin.readline(), type=DirectoryServer)
    password = Secret(sys.stdin.readline().strip())
    application = new_application()
    theme.install(application)
    runtime = QtRuntime()
    settings = Settings(runtime, MemorySettingsStore())
    directory = Directory(runtime, settings, MemoryCredentialStore(), folder, MirrorChild)
    directory.start()
    page = DirectoryPage(directory.account, directory.mirror, settings)
    dialog = SettingsDialog({PageName.DIRECTORY: lambda: page})
    dialog.open_page(PageName.DIRECTORY)
    dialog.show()
    began_s = 0.0

    def begin() -> None:
        nonlocal began_s
        began_s = time.monotonic()
        directory.account.save(server, password, remembers=False)

    def on_changed(state: MirrorState) -> None:
        if state.last_success_s is None and state.problem is None:
            return
        (folder / "mirror.json").write_text(
            json.dumps(
                {
                    "people": state.done,
                    "seconds": time.monotonic() - began_s,
                    "paint_ms": clock.paint_ms,
                    "late_ms": clock.late_ms,
                    "answered_ms": typist.answered_ms,
                    "problem": str(state.problem or ""),
                }
            )
        )
        application.quit()

    directory.mirror.changed.add(on_changed)
    clock, typist = FrameClock(dialog), Typist(directory)
    QTimer.singleShot(1000, begin)
    application.exec()
    directory.close(lambda: None)
    runtime.close()


if __name__ == "__main__":
    main()
