"""Messages as files for other programs: in a folder that only the user can read, and that is gone with the program."""

import atexit
import re
import shutil
import tempfile
from collections import deque
from pathlib import Path

_KEPT = 4  # what was dragged away before may still be read
_NO_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')
_LONGEST = 100


class SharedSounds:
    """Gives places for files; the oldest are removed as new ones come."""

    def __init__(self) -> None:
        self._folders: deque[Path] = deque()
        atexit.register(self.clear)

    def place(self, name: str) -> Path:
        """Where a file of this name may be written; what no file may be called is taken out. Raises OSError."""
        folder = Path(tempfile.mkdtemp(prefix="softphone-message-"))
        self._folders.append(folder)
        while len(self._folders) > _KEPT:
            _remove(self._folders.popleft())
        stem = " ".join(_NO_NAME.sub(" ", name).split())[:_LONGEST].strip(" .")
        return folder / f"{stem or 'message'}.wav"

    def clear(self) -> None:
        """Removes all that are there."""
        while self._folders:
            _remove(self._folders.pop())


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
