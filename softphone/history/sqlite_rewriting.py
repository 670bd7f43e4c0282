"""Takes something out of calls that were recorded before, and out of every corner of the file."""

import sqlite3
from collections.abc import Iterable

from softphone.history.entry import HistoryEntry
from softphone.history.search_text import note_text, search_text, with_number_key
from softphone.history.store import NumberKey

_TEXTS = ("dialled_text", "presented_number", "presented_name", "presented_uri", "person_name", "end_text", "note")
_SET = ", ".join(f"{name} = ?" for name in (*_TEXTS, "address", "number_key", "tags", "search_text", "note_text"))


def rewrite_calls(connection: sqlite3.Connection, entries: Iterable[HistoryEntry], number_key: NumberKey) -> None:
    """Replaces the texts of these entries, within the transaction that is open."""
    for bare in entries:
        entry = with_number_key(bare, number_key)
        texts = [getattr(entry, name) for name in _TEXTS]
        found_by = (search_text(entry), note_text(entry.note, entry.tags))
        values = (*texts, entry.address, entry.number_key, "\n".join(entry.tags), *found_by)
        connection.execute(f"UPDATE calls SET {_SET} WHERE id = ?", (*values, entry.entry_id))
        for position, leg in enumerate(entry.legs):
            connection.execute(
                "UPDATE call_legs SET remote_uri = ?, transfer_target = ? WHERE entry_id = ? AND position = ?",
                (leg.remote_uri, leg.transfer_target, entry.entry_id, position),
            )


def forget_traces(connection: sqlite3.Connection) -> None:
    """Free pages, the search index and the journal hold nothing of what was replaced any more."""
    connection.execute("INSERT INTO call_search (call_search) VALUES ('rebuild')")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
