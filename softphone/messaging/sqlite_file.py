"""Opens the database of the messages: makes a new one, mends its search index."""

import sqlite3
from pathlib import Path

from softphone import database
from softphone.messaging.sqlite_words import too_new

VERSION = 1  # in PRAGMA user_version; a change of the schema goes into a statement from each version to the next
_CACHE_KIB = 2048
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
    """A connection to the file in the newest schema. Raises sqlite3.Error, OSError, NotOurs, MessagesError."""
    connection = connected(file)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise too_new(file)
        has_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
        if version == 0 and has_tables:
            raise database.NotOurs
        connection.execute("PRAGMA journal_mode = WAL")
        if version == 0:
            _create(connection)
        connection.execute("DELETE FROM forgotten WHERE at_s < ?", (now_s - _REMEMBERED_S,))
    except BaseException:
        connection.close()
        raise
    return connection


def connected(file: Path) -> sqlite3.Connection:
    """A connection with our settings; the schema is what it is. Raises sqlite3.Error."""
    return database.connected(file, "secure_delete = ON", f"cache_size = -{_CACHE_KIB}")


def rebuild_index(file: Path) -> None:
    """Makes the search index anew from the messages. Raises sqlite3.Error."""
    database.rebuild_search(connected(file), "message_search", SEARCH_INDEX)


def _create(connection: sqlite3.Connection) -> None:
    with database.transaction(connection):
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:  # another process may have been quicker
            for statement in SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
