"""What is wrong with the database, in the user's words."""

import errno
import sqlite3
from pathlib import Path

from softphone.basics.words import translate
from softphone.history.store import HistoryError

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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
            translate("history", "The call history is held by another program at the moment."),
            translate(
                "history",
                "Close whatever else has {file} open; until then new calls are kept in memory and saved by themselves "
                "afterwards.",
            ).format(file=file),
        )
    if code in _FULL or number in (*_NO_SPACE, errno.EIO):
        return HistoryError(
            translate("history", "Calls cannot be written into the history because the disk is full or fails."),
            translate(
                "history",
                "Free some space; until then new calls are kept in memory and saved by themselves afterwards.",
            ),
        )
    if code in _FORBIDDEN or number in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return HistoryError(
            translate("history", "The call history cannot be used because its file or folder cannot be written."),
            translate(
                "history",
                "Ask for write access to {folder}; until then new calls are kept in memory and saved by themselves "
                "afterwards.",
            ).format(folder=file.parent),
        )
    return HistoryError(
        translate("history", "The call history cannot be used."),
        translate(
            "history",
            "Check that {folder} can be used; until then new calls are kept in memory and saved by themselves "
            "afterwards.",
        ).format(folder=file.parent),
    )


def kept_aside(aside: Path | None, file: Path) -> HistoryError:
    """A damaged history was put out of the way, or (None) could not be."""
    if aside is None:
        return HistoryError(
            translate("history", "The call history is damaged."),
            translate("history", "Remove {file}, then start the program again.").format(file=file),
        )
    return HistoryError(
        translate("history", "The call history was damaged, so a new one was begun."),
        translate("history", "The old one was kept as {aside}; your administrator may be able to read it.").format(
            aside=aside
        ),
    )


def too_new(file: Path) -> HistoryError:
    """A later version of the program made it."""
    return HistoryError(
        translate("history", "The call history was made by a newer version of this program."),
        translate("history", "Install that version again, or move {file} away to begin a new history.").format(
            file=file
        ),
    )


def _code(error: sqlite3.Error) -> int:
    """The primary result code; extended ones have more above the lowest byte."""
    return getattr(error, "sqlite_errorcode", -1) & 0xFF
