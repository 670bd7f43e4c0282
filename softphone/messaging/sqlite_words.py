"""What is wrong with the database of the messages, in the user's words."""

import errno
import sqlite3
from pathlib import Path

from softphone.basics.words import translate
from softphone.messaging.store import MessagesError

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_NO_ACCESS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)


class NotMessages(Exception):
    """The file is a database, but not of ours."""


def is_damage(error: Exception) -> bool:
    """True when what is in the file can never be used again."""
    return isinstance(error, NotMessages) or (isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED)


def is_index_damage(error: sqlite3.Error) -> bool:
    """True when only the search index is damaged, which can be made anew."""
    return getattr(error, "sqlite_errorcode", -1) == sqlite3.SQLITE_CORRUPT_VTAB


def in_words(error: Exception, file: Path) -> MessagesError:
    """Words and a remedy for an error of SQLite or of the file system."""
    code = _code(error) if isinstance(error, sqlite3.Error) else -1
    number = error.errno if isinstance(error, OSError) else 0
    if code in _BUSY:
        return MessagesError(
            translate("messaging", "The messages are held by another program at the moment."),
            translate(
                "messaging", "Close whatever else has {file} open; until then nothing is sent, and what comes waits."
            ).format(file=file),
        )
    if code in _FULL or number in _NO_SPACE:
        return MessagesError(
            translate("messaging", "Messages cannot be kept because the disk is full or fails."),
            translate("messaging", "Free some space; until then nothing is sent, and what comes waits."),
        )
    if code in _FORBIDDEN or number in _NO_ACCESS:
        return MessagesError(
            translate("messaging", "Messages cannot be kept because their file or folder cannot be written."),
            translate(
                "messaging", "Ask for write access to {folder}; until then nothing is sent, and what comes waits."
            ).format(folder=file.parent),
        )
    return MessagesError(
        translate("messaging", "Messages cannot be kept."),
        translate(
            "messaging", "Check that {folder} can be used; until then nothing is sent, and what comes waits."
        ).format(folder=file.parent),
    )


def kept_aside(aside: Path | None, file: Path) -> MessagesError:
    """A damaged database was put out of the way, or (None) could not be."""
    if aside is None:
        return MessagesError(
            translate("messaging", "The messages are damaged."),
            translate("messaging", "Remove {file}, then start the program again.").format(file=file),
        )
    return MessagesError(
        translate("messaging", "The messages were damaged, so a new file was begun."),
        translate("messaging", "The old one was kept as {aside}; your administrator may be able to read it.").format(
            aside=aside
        ),
    )


def too_new(file: Path) -> MessagesError:
    """A later version of the program made it."""
    return MessagesError(
        translate("messaging", "The messages were made by a newer version of this program."),
        translate("messaging", "Install that version again, or move {file} away to begin anew.").format(file=file),
    )


def _code(error: sqlite3.Error) -> int:
    """The primary result code; extended ones have more above the lowest byte."""
    return getattr(error, "sqlite_errorcode", -1) & 0xFF
