"""What the program's own SQLite files have in common: opened for the user alone, explained, mended, put aside."""

import contextlib
import errno
import os
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar

from softphone.basics.errors import UserFacingError

T = TypeVar("T")
BUSY_S = 1.0
_JOURNAL_LIMIT_BYTES = 4 << 20
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_ACCESS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)


class NotOurs(Exception):
    """The file is a database, but not the one that it should be."""


class Trouble(Enum):
    """DAMAGED: what is in the file can never be used again. INDEX_DAMAGED: only the search index is, which can be made
    anew."""

    DAMAGED = auto()
    INDEX_DAMAGED = auto()
    BUSY = auto()
    FULL = auto()
    FORBIDDEN = auto()
    OTHER = auto()


def trouble(error: Exception) -> Trouble:
    """What an error of SQLite or of the file system means."""
    if isinstance(error, NotOurs):
        return Trouble.DAMAGED
    extended = getattr(error, "sqlite_errorcode", -1) if isinstance(error, sqlite3.Error) else -1
    code = extended & 0xFF  # extended codes have more above the primary one
    number = error.errno if isinstance(error, OSError) else 0
    if extended == sqlite3.SQLITE_CORRUPT_VTAB:
        return Trouble.INDEX_DAMAGED
    if code in _DAMAGED:
        return Trouble.DAMAGED
    if code in _BUSY:
        return Trouble.BUSY
    if code in _FULL or number in (*_NO_SPACE, errno.EIO):
        return Trouble.FULL
    if code in _FORBIDDEN or number in _NO_ACCESS:
        return Trouble.FORBIDDEN
    return Trouble.OTHER


def disk_is_full(error: OSError) -> bool:
    """True when the file system or the file takes no more."""
    return error.errno in _NO_SPACE


def make_private(file: Path) -> None:
    """Makes the file and its folder where they are missing. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():  # SQLite would make it, and its companions, for everybody to read
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def connected(file: Path, *pragmas: str) -> sqlite3.Connection:
    """A connection with our settings and `pragmas`; the schema is what it is. Transactions are begun by hand. Raises
    sqlite3.Error, OSError."""
    make_private(file)  # it may have been put aside a moment ago
    connection = sqlite3.connect(file, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = FULL")  # what is said to be written is written
        connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL_LIMIT_BYTES}")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that the block writes is written, or nothing. Raises sqlite3.Error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk ends it without being asked
            connection.execute("ROLLBACK")
        raise


def rebuild_search(connection: sqlite3.Connection, table: str, statement: str) -> None:
    """Makes a full-text index anew from its content, whatever is left of the old one, and closes the connection.

    statement: what makes the table. Raises sqlite3.Error.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        for part in ("data", "idx", "docsize", "config"):
            connection.execute(f"DROP TABLE IF EXISTS {table}_{part}")
        # DROP TABLE would have to load the damaged index first.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(statement)
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        connection.execute("COMMIT")
    finally:
        connection.close()


def put_aside(file: Path, wall_time_s: Callable[[], float]) -> Path | None:
    """Renames the database and what belongs to it; returns its new name, None when it could not be renamed."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(wall_time_s()))
    aside, number = file.with_name(f"{file.name}.damaged-{stamp}"), 1
    while os.path.lexists(aside):
        number += 1
        aside = file.with_name(f"{file.name}.damaged-{stamp}-{number}")
    try:
        file.rename(aside)
        for ending in ("-wal", "-shm", "-journal"):
            companion = file.with_name(file.name + ending)
            if companion.exists():
                companion.rename(aside.with_name(aside.name + ending))
    except OSError:
        return None
    return aside


class DatabaseStore(ABC):
    """What a store inherits: a connection that is opened when it is needed. A search index that is damaged is made
    anew; a database that is damaged is put aside, and the next use begins a new one."""

    def __init__(self, file: Path, wall_time_s: Callable[[], float]) -> None:
        self._file = file
        self._wall_time_s = wall_time_s
        self._connection: sqlite3.Connection | None = None

    def open(self) -> None:
        """Makes the file ready. Raises UserFacingError."""
        self._do(lambda connection: None)

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Raises UserFacingError for whatever SQLite and the file system have against it."""
        try:
            self._check_is_there()
            try:
                return work(self._opened())
            except sqlite3.DatabaseError as error:
                if trouble(error) is not Trouble.INDEX_DAMAGED:
                    raise
                self._give_up_connections()
                self._rebuild_search()
                return work(self._opened())
        except UserFacingError:
            raise
        except Exception as error:
            self._give_up_connections()
            if trouble(error) is Trouble.DAMAGED:
                raise self._kept_aside(put_aside(self._file, self._wall_time_s)) from error
            if isinstance(error, sqlite3.Error | OSError):
                raise self._in_words(error) from error
            raise

    def _change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Does the work in one transaction."""

        def whole(connection: sqlite3.Connection) -> T:
            with transaction(connection):
                return work(connection)

        return self._do(whole)

    def _check_is_there(self) -> None:
        """A file that was moved away under our feet would be written for nobody."""
        if self._connection is not None and not self._file.exists():
            self._give_up_connections()

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._new_connection()
        return self._connection

    def _give_up_connections(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @abstractmethod
    def _new_connection(self) -> sqlite3.Connection:
        """To the file in the newest schema. Raises sqlite3.Error, OSError, NotOurs, UserFacingError."""

    @abstractmethod
    def _rebuild_search(self) -> None:
        """Makes the search index anew. Raises sqlite3.Error."""

    @abstractmethod
    def _in_words(self, error: Exception) -> UserFacingError:
        """Words and a remedy for an error of SQLite or of the file system."""

    @abstractmethod
    def _kept_aside(self, aside: Path | None) -> UserFacingError:
        """A damaged database was put out of the way, or (None) could not be."""
