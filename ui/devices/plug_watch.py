"""Notices that a device was plugged in or out while nothing is open, by the names in the system's device folder.

Only where there is such a folder (Linux); what is connected by radio is seen when sound is next opened.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from softphone.basics.errors import EngineUnavailable

DEVICE_FOLDERS = (Path("/dev/snd"), Path("/dev"))
_SETTLE_MS = 1000  # a headset is several devices, and the sound server takes its time


class PlugWatch(QObject):
    """Calls `look` soon after something came or went. folders: those that are not there are not watched."""

    def __init__(
        self,
        look: Callable[[], object],
        parent: QObject | None = None,
        folders: tuple[Path, ...] = DEVICE_FOLDERS,
        settle_ms: int = _SETTLE_MS,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._folders = folders
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(settle_ms)
        self._settling.timeout.connect(self._on_settled)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._settling.start())
        self._watch()

    def _watch(self) -> None:
        """A folder that was not there, or was made anew, is watched from now on."""
        wanted = {str(folder) for folder in self._folders if folder.is_dir()} - set(self._watcher.directories())
        if wanted:
            self._watcher.addPaths(sorted(wanted))

    def _on_settled(self) -> None:
        self._watch()
        try:
            self._look()
        except EngineUnavailable:
            return  # the next engine looks by itself
