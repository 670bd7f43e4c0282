"""The SQLite file of the search index: made private, opened by each thread for itself, made anew when damaged."""

import contextlib
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

SCHEMA = 1  # counts up with every change below; an index of another schema is made anew
_SIDE_FILES = ("", "-wal", "-shm", "-journal")
_CACHE_KIB = 1024
_KEPT_LOG_BYTES = 4_000_000
_OPENING_WAIT_S = 10
_WRITER_WAIT_MS = 20_000
_READER_WAIT_MS = 50  # a writer never makes readers wait; should something else do, a caller's name can be missing
_log = logging.getLogger("softphone.directory")

_TABLES = """
CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE people(
    row INTEGER PRIMARY KEY, source TEXT NOT NULL, person_id TEXT NOT NULL UNIQUE, version TEXT NOT NULL,
    names TEXT NOT NULL, initials TEXT NOT NULL, other TEXT NOT NULL, digits TEXT NOT NULL,
    by_given TEXT NOT NULL, by_family TEXT NOT NULL, body BLOB NOT NULL
);
CREATE INDEX people_by_source ON people(source, person_id, version);
CREATE INDEX people_by_given ON people(by_given);
CREATE INDEX people_by_family ON people(by_family);
CREATE TABLE keys(key TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY(key, row)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    names, initials, other,
    content='people', content_rowid='row', tokenize='ascii', prefix='1 2 3', detail=column, columnsize=0
);
CREATE VIRTUAL TABLE runs USING fts5(
    digits, content='people', content_rowid='row', tokenize='trigram', columnsize=0
);
"""


class IndexFile:
    """Connections to one index. Each is used by one thread at a time; idle ones wait for the next that asks.

    The content can be fetched again from where it came, so a file that cannot be read is thrown away.
    """

    def __init__(self, path: Path, on_emptied: Callable[[], None]) -> None:
        self._path = path
        self._on_emptied = on_emptied
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._generation = 0
        self._is_made = False
        self._is_closed = False

    def open(self) -> bool:
        """Makes the file ready for use. True when it had to be made anew and is empty. Raises OSError,
        sqlite3.Error when there is no place for it."""
        with self._lock:
            if self._is_made:
                return False
            is_new = not self._is_sound()
            if is_new:
                self._make()
            self._is_made = True
            return is_new

    @contextlib.contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for the block, in autocommit mode. Raises sqlite3.Error."""
        self.open()
        with self._lock:
            if self._is_closed:
                raise sqlite3.OperationalError("the index is closed")
            generation = self._generation
            connection = self._idle.pop() if self._idle else None
        try:
            connection = connection or self._connect()
            yield connection
        except BaseException as error:
            if connection is not None and connection.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            if _is_damage(error):
                self._renew(generation)
            raise
        finally:
            with self._lock:
                is_wanted = not self._is_closed and generation == self._generation
                if connection is not None and is_wanted:
                    self._idle.append(connection)
            if connection is not None and not is_wanted:
                connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """As `connection`; everything in the block is written, or nothing. Waits for other writers."""
        with self.connection() as connection:
            connection.execute(f"PRAGMA busy_timeout={_WRITER_WAIT_MS}")
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.execute(f"PRAGMA busy_timeout={_READER_WAIT_MS}")

    def _renew(self, generation: int) -> None:
        """The next use makes an empty index."""
        with self._lock:
            if generation != self._generation:
                return
            idle, self._idle = self._idle, []
            self._generation += 1
            self._is_made = False
            for connection in idle:
                connection.close()
            self._remove()
        _log.warning("the directory's index is damaged and is made anew")
        self._on_emptied()

    def close(self) -> None:
        """Closes what is idle now, and what is in use when its user is done."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _is_sound(self) -> bool:
        if not self._path.exists():
            return False
        try:
            with contextlib.closing(self._connect()) as connection:
                if connection.execute("PRAGMA user_version").fetchone() != (SCHEMA,):
                    return False
                connection.execute("SELECT 1 FROM people, words, runs, keys, facts LIMIT 1").fetchone()
                return True
        except sqlite3.DatabaseError as error:
            if not _is_damage(error) and "no such" not in str(error):  # locked, not accessible, no space
                raise
            return False

    def _make(self) -> None:
        self._remove()
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        connection = self._connect()
        try:
            connection.executescript(f"BEGIN;{_TABLES}PRAGMA user_version={SCHEMA};COMMIT;")
        finally:
            connection.close()

    def _remove(self) -> None:
        for suffix in _SIDE_FILES:
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_OPENING_WAIT_S, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(f"PRAGMA journal_size_limit={_KEPT_LOG_BYTES}")
            connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
            connection.execute(f"PRAGMA busy_timeout={_READER_WAIT_MS}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _is_damage(error: BaseException) -> bool:
    """Malformed, or no database at all; troubles of the moment are of one of the kinds of this error."""
    return type(error) is sqlite3.DatabaseError
