"""What is wrong with the database, in the user's words."""

import errno
import sqlite3
from pathlib import Path

from softphone.history.store import HistoryError

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_KEPT = "until then new calls are kept in memory and saved by themselves afterwards."


class NotAHistory(Exception):
    """The file is a database, but not of ours."""


def disk_is_full(error: OSError) -> bool:
    """True when the file system or the file takes no more."""
    return error.errno in _NO_SPACE


def is_damage(error: Exception) -> bool:
    """True when what is in the file can never be used again."""
    return isinstance(error, NotAHistory) or (isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED)


def is_index_damage(error: sqlite3.Error) -> bool:
    """True when only the search index is damaged, which can be made anew."""
    return getattr(error, "sqlite_errorcode", -1) == sqlite3.SQLITE_CORRUPT_VTAB


def in_words(error: Exception, file: Path) -> HistoryError:
    """Words and a remedy for an error of SQLite or of the file system."""
    code = _code(error) if isinstance(error, sqlite3.Error) else -1
    number = error.errno if isinstance(error, OSError) else 0
    if code in _BUSY:
        return HistoryError(
            "The call history is held by another program at the moment.",
            f"Close whatever else has {file} open; {_KEPT}",
        )
    if code in _FULL or number in (*_NO_SPACE, errno.EIO):
        return HistoryError(
            "Calls cannot be written into the history because the disk is full or fails.", f"Free some space; {_KEPT}"
        )
    if code in _FORBIDDEN or number in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return HistoryError(
            "The call history cannot be used because its file or folder cannot be written.",
            f"Ask for write access to {file.parent}; {_KEPT}",
        )
    return HistoryError("The call history cannot be used.", f"Check that {file.parent} can be used; {_KEPT}")


def kept_aside(aside: Path | None, file: Path) -> HistoryError:
    """A damaged history was put out of the way, or (None) could not be."""
    if aside is None:
        return HistoryError("The call history is damaged.", f"Remove {file}, then start the program again.")
    return HistoryError(
        "The call history was damaged, so a new one was begun.",
        f"The old one was kept as {aside}; your administrator may be able to read it.",
    )


def too_new(file: Path) -> HistoryError:
    """A later version of the program made it."""
    return HistoryError(
        "The call history was made by a newer version of this program.",
        f"Install that version again, or move {file} away to begin a new history.",
    )


def _code(error: sqlite3.Error) -> int:
    """The primary result code; extended ones have more above the lowest byte."""
    return getattr(error, "sqlite_errorcode", -1) & 0xFF
