"""Where recordings go: a folder for the user alone, with room left, and names that say when, never who."""

import os
import shutil
import time
from pathlib import Path

from softphone.basics.errors import UserFacingError
from softphone.basics.words import mark, translate

_ROOM_BYTES = 100_000_000  # twenty minutes and more in the format that takes most
_ONLY_HERS = 0o700

FULL = (
    mark("calls", "There is no room left for a recording"),
    mark("calls", "Delete what you no longer need, or choose another folder for recordings in the settings."),
)
NOT_WRITABLE = (
    mark("calls", "The recording cannot be written"),
    mark("calls", "Choose another folder for recordings in the settings."),
)
BROKE_OFF_FULL = (
    mark("calls", "The recording has broken off: there is no room left"),
    mark(
        "calls",
        "What was said until then is kept. Delete what you no longer need, or choose another folder for recordings in "
        "the settings.",
    ),
)
BROKE_OFF_NOT_WRITABLE = (
    mark("calls", "The recording has broken off: it cannot be written"),
    mark("calls", "What was said until then is kept. Choose another folder for recordings in the settings."),
)


class RecordingRefused(UserFacingError):
    """The call is not recorded."""


def refused(words: tuple[str, str]) -> RecordingRefused:
    """The refusal in the user's language."""
    return RecordingRefused(*(translate("calls", text) for text in words))


def new_path(folder: Path, suffix: str, wall_time_s: float) -> Path:
    """The path of a file that is not there yet; makes the folder. Blocks. Raises RecordingRefused."""
    try:
        folder.mkdir(mode=_ONLY_HERS, parents=True, exist_ok=True)
        room = shutil.disk_usage(folder).free
        is_writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError as error:
        raise refused(NOT_WRITABLE) from error
    if not is_writable:
        raise refused(NOT_WRITABLE)
    if room < _ROOM_BYTES:
        raise refused(FULL)
    stem = time.strftime("%Y-%m-%d-%H%M%S", time.localtime(wall_time_s))
    count = 1
    while (path := folder / f"{stem}{f'-{count}' if count > 1 else ''}.{suffix}").exists():
        count += 1
    return path
