"""Opens the database of the messages: makes a new one, puts a damaged one aside."""

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from softphone.messaging.sqlite_words import NotMessages, too_new

VERSION = 1  # in PRAGMA user_version; a change of the schema goes into a statement from each version to the next
BUSY_S = 1.0
_CACHE_KIB = 2048
_JOURNAL_LIMIT_BYTES = 4 << 20
_REMEMBERED_S = 30 * 24 * 3600.0
SEARCH_INDEX = """CREATE VIRTUAL TABLE message_search USING fts5(
found_by, content = 'messages', content_rowid = 'seq', detail = none, tokenize = 'trigram case_sensitive 1')"""
SCHEMA = (
    """CREATE TABLE threads (conversation_id TEXT PRIMARY KEY, account_id TEXT NOT NULL, peer_uri TEXT NOT NULL,
peer_number TEXT NOT NULL, presented_name TEXT NOT NULL, takes_cpim INTEGER, is_sms INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE messages (seq INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE,
conversation_id TEXT NOT NULL, is_own INTEGER NOT NULL, text TEXT NOT NULL, at_s REAL NOT NULL, state TEXT NOT NULL,
attempt INTEGER NOT NULL, why TEXT NOT NULL, status_code INTEGER, sent_at_s REAL, sent_from TEXT NOT NULL,
is_cpim INTEGER NOT NULL, is_read INTEGER NOT NULL, their_id TEXT NOT NULL, wants_read INTEGER NOT NULL,
notice TEXT NOT NULL, found_by TEXT NOT NULL)""",
    "CREATE INDEX messages_page ON messages (conversation_id, seq)",
    "CREATE INDEX messages_unsent ON messages (conversation_id, seq) WHERE state IN ('queued', 'sending')",
    "CREATE INDEX messages_unread ON messages (conversation_id) WHERE is_read = 0",
    "CREATE INDEX messages_untold ON messages (seq) WHERE notice <> ''",
    "CREATE TABLE forgotten (message_id TEXT PRIMARY KEY, at_s REAL NOT NULL) WITHOUT ROWID",
    SEARCH_INDEX,
    """CREATE TRIGGER messages_search_insert AFTER INSERT ON messages BEGIN
INSERT INTO message_search (rowid, found_by) VALUES (new.seq, new.found_by);
END""",
    """CREATE TRIGGER messages_search_delete AFTER DELETE ON messages BEGIN
INSERT INTO message_search (message_search, rowid, found_by) VALUES ('delete', old.seq, old.found_by);
END""",
)


def open_database(file: Path, now_s: float) -> sqlite3.Connection:
    """A connection to the file in the newest schema. Raises sqlite3.Error, OSError, NotMessages, MessagesError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():  # SQLite would make it, and its companions, for everybody to read
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    connection = connected(file)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise too_new(file)
        has_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
        if version == 0 and has_tables:
            raise NotMessages
        connection.execute("PRAGMA journal_mode = WAL")
        if version == 0:
            _create(connection)
        connection.execute("DELETE FROM forgotten WHERE at_s < ?", (now_s - _REMEMBERED_S,))
    except BaseException:
        connection.close()
        raise
    return connection


def connected(file: Path) -> sqlite3.Connection:
    """A connection with our settings; the schema is what it is. Transactions are begun by hand."""
    connection = sqlite3.connect(file, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = FULL")  # what is acknowledged to a sender is written
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL_LIMIT_BYTES}")
    except BaseException:
        connection.close()
        raise
    return connection


def rebuild_index(file: Path) -> None:
    """Makes the search index anew from the messages, whatever is left of the old one. Raises sqlite3.Error."""
    connection = connected(file)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for part in ("data", "idx", "docsize", "config"):
            connection.execute(f"DROP TABLE IF EXISTS message_search_{part}")
        # DROP TABLE would have to load the damaged index first.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'message_search'")
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(SEARCH_INDEX)
        connection.execute("INSERT INTO message_search (message_search) VALUES ('rebuild')")
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


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:  # another process may have been quicker
            for statement in SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
