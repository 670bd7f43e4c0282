"""Opens the database of the history: makes a new one, brings an old one up to date, puts a damaged one aside."""

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from softphone.history.migration_child import migrate_apart
from softphone.history.sqlite_problems import NotAHistory, too_new
from softphone.history.sqlite_schema import REVISION, REVISIONS, SCHEMA, SEARCH_INDEX

BUSY_S = 1.0
_CACHE_KIB = 2048
_JOURNAL_LIMIT_BYTES = 4 << 20


def open_database(file: Path) -> sqlite3.Connection:
    """A connection to the file in the newest schema. Raises sqlite3.Error, OSError, NotAHistory, HistoryError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():  # SQLite would make it, and its companions, for everybody to read
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    connection = connected(file)
    try:
        revision = _revision(connection)
        if revision not in (None, *REVISIONS):
            raise too_new(file)
        connection.execute("PRAGMA journal_mode = WAL")
        if revision is None:
            _create(connection)
        elif revision != REVISION:
            migrate_apart(file)
    except BaseException:
        connection.close()
        raise
    return connection


def connected(file: Path) -> sqlite3.Connection:
    """A connection with our settings; the schema is what it is. Transactions are begun by hand."""
    connection = sqlite3.connect(file, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # calls are few; what is said to be written is written
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL_LIMIT_BYTES}")
    except BaseException:
        connection.close()
        raise
    return connection


def rebuild_index(file: Path) -> None:
    """Makes the search index anew from the calls, whatever is left of the old one. Raises sqlite3.Error."""
    connection = connected(file)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for part in ("data", "idx", "docsize", "config"):
            connection.execute(f"DROP TABLE IF EXISTS call_search_{part}")
        # DROP TABLE would have to load the damaged index first.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'call_search'")
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(SEARCH_INDEX)
        connection.execute("INSERT INTO call_search (call_search) VALUES ('rebuild')")
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
        for ending in ("-wal", "-shm"):
            companion = file.with_name(file.name + ending)
            if companion.exists():
                companion.rename(aside.with_name(aside.name + ending))
    except OSError:
        return None
    return aside


def _revision(connection: sqlite3.Connection) -> str | None:
    """The schema's revision, None for an empty database."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise NotAHistory
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise NotAHistory
    return str(row[0])


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _revision(connection) is None:  # another process may have been quicker
            for statement in SCHEMA:
                connection.execute(statement)
            connection.execute("INSERT INTO alembic_version (version_num) VALUES (?)", (REVISION,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
