"""Sounds of messages as files: one that the user saves, and one for the engine that is gone as soon as it was read."""

import contextlib
import os
import secrets
import sys
import tempfile
from pathlib import Path

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.voicemail.message import Sound


def write_sound(path: Path, sound: Sound) -> None:
    """Writes the file as a whole or not at all. Raises UserFacingError."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        try:
            temporary.write_bytes(sound.data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UserFacingError(
            translate("voicemail", "The message could not be saved to this file."),
            translate("voicemail", "Check that {folder} exists and can be written, or choose another place.").format(
                folder=path.parent
            ),
        ) from error


def lend_sound(sound: Sound) -> Path:
    """A file that only the user can read, in memory where the system has such a place. Raises OSError."""
    descriptor, name = tempfile.mkstemp(prefix="softphone-", suffix=f".{sound.ending}", dir=_place())
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(sound.data)
    return Path(name)


def take_back(path: Path) -> None:
    """The file is not needed any more."""
    with contextlib.suppress(OSError):
        path.unlink()


def _place() -> str | None:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform == "linux" and runtime and os.access(runtime, os.W_OK):
        return runtime
    return None
