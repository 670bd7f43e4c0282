"""Opens the database of the history: makes a new one, brings an old one up to date."""

import sqlite3
from pathlib import Path

from softphone import database
from softphone.history.migration_child import migrate_apart
from softphone.history.sqlite_problems import too_new
from softphone.history.sqlite_schema import REVISION, REVISIONS, SCHEMA, SEARCH_INDEX

_CACHE_KIB = 2048


def open_database(file: Path) -> sqlite3.Connection:
    """A connection to the file in the newest schema. Raises sqlite3.Error, OSError, NotOurs, HistoryError."""
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
    """A connection with our settings; the schema is what it is. Raises sqlite3.Error."""
    return database.connected(file, "foreign_keys = ON", f"cache_size = -{_CACHE_KIB}")


def rebuild_index(file: Path) -> None:
    """Makes the search index anew from the calls. Raises sqlite3.Error."""
    database.rebuild_search(connected(file), "call_search", SEARCH_INDEX)


def _revision(connection: sqlite3.Connection) -> str | None:
    """The schema's revision, None for an empty database."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise database.NotOurs
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise database.NotOurs
    return str(row[0])


def _create(connection: sqlite3.Connection) -> None:
    with database.transaction(connection):
        if _revision(connection) is None:  # another process may have been quicker
            for statement in SCHEMA:
                connection.execute(statement)
            connection.execute("INSERT INTO alembic_version (version_num) VALUES (?)", (REVISION,))
