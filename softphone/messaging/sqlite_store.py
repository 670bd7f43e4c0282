"""Messages in an SQLite database.

They are not encrypted by the program: the index for the search would hold their words anyway, and while the user is
signed in the keyring would give the key to whoever can read the file. They are the only copy, so a key that is lost
would take them along, and a keyring that is locked would turn messages away. The file is the user's alone, what is
deleted is overwritten, and against a stolen disk its encryption helps, as for the history.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from softphone.database import DatabaseStore, transaction
from softphone.messaging.folding import words
from softphone.messaging.message import ConversationId, Kept, MessageId, Notice
from softphone.messaging.sqlite_file import connected, open_database, rebuild_index
from softphone.messaging.sqlite_rows import (
    PUT_MESSAGE,
    PUT_THREAD,
    THREAD,
    kept_of,
    kept_row,
    thread_of,
    thread_row,
)
from softphone.messaging.sqlite_words import in_words, kept_aside
from softphone.messaging.store import (
    AddIncoming,
    Change,
    Delete,
    MarkRead,
    MessagesError,
    NoteTold,
    PutMessage,
    PutThread,
    Summary,
)

_TRIPLET = 3
_MAX_TRIPLETS = 6
_SUMMARY = f"""
SELECT {", ".join("t." + name for name in THREAD)},
(SELECT message_id FROM messages WHERE conversation_id = t.conversation_id ORDER BY seq DESC LIMIT 1) AS last_id,
(SELECT message_id FROM messages WHERE conversation_id = t.conversation_id AND is_own ORDER BY seq DESC LIMIT 1)
AS own_id,
(SELECT count(*) FROM messages WHERE conversation_id = t.conversation_id AND is_read = 0) AS unread,
(SELECT count(*) FROM messages WHERE conversation_id = t.conversation_id AND state IN ('queued', 'sending')) AS waiting,
EXISTS (SELECT 1 FROM messages WHERE conversation_id = t.conversation_id
AND (NOT is_own OR state IN ('sent', 'delivered', 'read'))) AS is_proved
FROM threads AS t
"""


class SqliteMessageStore(DatabaseStore):
    """See MessageStore. A database that is damaged is put aside, and a new one begun."""

    def __init__(self, file: Path, wall_time_s: Callable[[], float] = time.time) -> None:
        super().__init__(file, wall_time_s)
        self._reader: sqlite3.Connection | None = None
        self._reading = threading.Lock()

    def write(self, changes: Sequence[Change], now_s: float) -> tuple[bool, ...]:
        def work(connection: sqlite3.Connection) -> tuple[bool, ...]:
            with transaction(connection):
                results = tuple(_write(connection, change, now_s) for change in changes)
            if any(isinstance(change, Delete) for change in changes):
                _wipe(connection)
            return results

        return self._do(work)

    def summaries(self) -> tuple[Summary, ...]:
        return self._do(lambda connection: _summaries(connection, "", ()))

    def summary(self, conversation_id: ConversationId) -> Summary | None:
        where = "WHERE t.conversation_id = ?"
        return next(iter(self._do(lambda connection: _summaries(connection, where, (conversation_id,)))), None)

    def page(self, conversation_id: ConversationId, limit: int, before: MessageId | None) -> tuple[Kept, ...]:
        behind = "" if before is None else "AND seq < (SELECT seq FROM messages WHERE message_id = ?)"
        parameters = [conversation_id, *(() if before is None else (before,)), limit]
        query = f"SELECT * FROM messages WHERE conversation_id = ? {behind} ORDER BY seq DESC LIMIT ?"
        rows = self._read(query, parameters)
        return tuple(kept_of(row) for row in reversed(rows))

    def message(self, message_id: MessageId) -> Kept | None:
        rows = self._read("SELECT * FROM messages WHERE message_id = ?", [message_id])
        return kept_of(rows[0]) if rows else None

    def unsent(self, conversation_id: ConversationId, limit: int) -> tuple[Kept, ...]:
        query = (
            "SELECT * FROM messages WHERE conversation_id = ? AND state IN ('queued', 'sending') ORDER BY seq LIMIT ?"
        )
        return self._do(lambda connection: _messages(connection, query, [conversation_id, limit]))

    def untold(self, limit: int, behind: MessageId | None = None) -> tuple[Kept, ...]:
        since = "" if behind is None else "AND seq > (SELECT seq FROM messages WHERE message_id = ?)"
        query = f"SELECT * FROM messages WHERE notice <> '' {since} ORDER BY seq LIMIT ?"
        parameters = [*(() if behind is None else (behind,)), limit]
        return self._do(lambda connection: _messages(connection, query, parameters))

    def search(self, text: str, limit: int) -> tuple[Kept, ...]:
        wanted = words(text)
        if not wanted:
            return ()
        conditions = " AND ".join("instr(messages.found_by, ?)" for _ in wanted)
        match = " AND ".join(_triplets(word) for word in wanted if len(word) >= _TRIPLET)
        if match:
            query = (
                "SELECT messages.* FROM message_search CROSS JOIN messages ON messages.seq = message_search.rowid "
                f"WHERE message_search MATCH ? AND {conditions} ORDER BY message_search.rowid DESC LIMIT ?"
            )
            return self._do(lambda connection: _messages(connection, query, [match, *wanted, limit]))
        query = f"SELECT * FROM messages WHERE {conditions} ORDER BY seq DESC LIMIT ?"
        return self._do(lambda connection: _messages(connection, query, [*wanted, limit]))

    def close(self) -> None:
        self._give_up_connections()

    # ------------------------------------------------------------------ inside

    def _read(self, query: str, parameters: Sequence[str | int]) -> list[sqlite3.Row]:
        """On a connection of its own, so that it waits for no writing."""
        with self._reading:
            try:
                if self._reader is None:
                    self._reader = connected(self._file)
                    self._reader.execute("PRAGMA query_only = ON")
                return self._reader.execute(query, parameters).fetchall()
            except (sqlite3.Error, OSError) as error:
                raise self._in_words(error) from error

    def _new_connection(self) -> sqlite3.Connection:
        return open_database(self._file, self._wall_time_s())

    def _give_up_connections(self) -> None:
        super()._give_up_connections()
        with self._reading:
            reader, self._reader = self._reader, None
            if reader is not None:
                reader.close()

    def _rebuild_search(self) -> None:
        rebuild_index(self._file)

    def _in_words(self, error: Exception) -> MessagesError:
        return in_words(error, self._file)

    def _kept_aside(self, aside: Path | None) -> MessagesError:
        return kept_aside(aside, self._file)


def _write(connection: sqlite3.Connection, change: Change, now_s: float) -> bool:
    match change:
        case PutThread(thread):
            connection.execute(PUT_THREAD, thread_row(thread))
        case PutMessage(kept):
            connection.execute(PUT_MESSAGE, kept_row(kept))
        case AddIncoming(thread, kept):
            known = "SELECT 1 FROM messages WHERE message_id = :id UNION SELECT 1 FROM forgotten WHERE message_id = :id"
            if connection.execute(known, {"id": kept.message_id}).fetchone() is not None:
                return False
            connection.execute(PUT_THREAD, thread_row(thread))
            connection.execute(PUT_MESSAGE, kept_row(kept))
        case NoteTold(message_id, told):
            update = "UPDATE messages SET notice = '' WHERE message_id = ? AND notice = ?"
            return connection.execute(update, (message_id, told)).rowcount > 0
        case MarkRead(conversation_id, tells):
            return _mark_read(connection, conversation_id, tells)
        case Delete(conversation_id):
            _delete(connection, conversation_id, now_s)
    return True


def _mark_read(connection: sqlite3.Connection, conversation_id: ConversationId, tells: Notice) -> bool:
    update = (
        "UPDATE messages SET is_read = 1, notice = CASE WHEN ? <> '' AND wants_read THEN ? ELSE notice END "
        "WHERE conversation_id = ? AND is_read = 0"
    )
    return connection.execute(update, (tells, tells, conversation_id)).rowcount > 0


def _delete(connection: sqlite3.Connection, conversation_id: ConversationId, now_s: float) -> None:
    """Only what came is remembered, by its id, so that a repetition of it is known."""
    connection.execute(
        "INSERT OR REPLACE INTO forgotten SELECT message_id, ? FROM messages WHERE conversation_id = ? AND NOT is_own",
        (now_s, conversation_id),
    )
    connection.execute("DELETE FROM messages WHERE conversation_id = ?", (conversation_id,))
    connection.execute("DELETE FROM threads WHERE conversation_id = ?", (conversation_id,))


def _wipe(connection: sqlite3.Connection) -> None:
    """What was deleted shall not be left in the index or the journal; if not now, with the next writing."""
    try:
        connection.execute("INSERT INTO message_search (message_search) VALUES ('optimize')")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return


def _summaries(connection: sqlite3.Connection, where: str, parameters: Sequence[str]) -> tuple[Summary, ...]:
    rows = connection.execute(f"{_SUMMARY} {where}", parameters).fetchall()

    def kept(message_id: str | None) -> Kept | None:
        found = _messages(connection, "SELECT * FROM messages WHERE message_id = ?", [message_id]) if message_id else ()
        return found[0] if found else None

    return tuple(
        Summary(
            thread_of(row),
            kept(row["last_id"]),
            row["unread"],
            row["waiting"],
            bool(row["is_proved"]),
            kept(row["own_id"]),
        )
        for row in rows
    )


def _messages(connection: sqlite3.Connection, query: str, parameters: Sequence[str | int]) -> tuple[Kept, ...]:
    return tuple(kept_of(row) for row in connection.execute(query, parameters))


def _triplets(word: str) -> str:
    """The index holds triplets of characters: it says which messages may have the word."""
    triplets = list(dict.fromkeys(word[at : at + _TRIPLET] for at in range(len(word) - _TRIPLET + 1)))
    step = max(1, len(triplets) // _MAX_TRIPLETS)
    return " AND ".join('"' + triplet.replace('"', '""') + '"' for triplet in triplets[::step][:_MAX_TRIPLETS])
