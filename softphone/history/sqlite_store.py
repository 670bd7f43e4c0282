"""The history in an SQLite database; several programs may use it at once."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from softphone.basics.words import mark
from softphone.database import DatabaseStore, transaction
from softphone.history.entry import PROGRAM_ENDED, HistoryEntry, HistoryFilter, HistoryPage
from softphone.history.run_lock import RunLock
from softphone.history.search_text import digits_of, note_text, with_number_key
from softphone.history.sqlite_opening import connected, open_database, rebuild_index
from softphone.history.sqlite_problems import in_words, kept_aside
from softphone.history.sqlite_queries import page_ids
from softphone.history.sqlite_rewriting import forget_traces, rewrite_calls
from softphone.history.sqlite_rows import CALL_COLUMNS, LEG_COLUMNS, call_row, entry_of_row, leg_rows
from softphone.history.store import HistoryError, NumberKey

_CHUNK = 500
_UPDATED = ", ".join(f"{name} = excluded.{name}" for name in CALL_COLUMNS if name not in ("call_id", "is_seen"))
_PUT_CALL = f"""
INSERT INTO calls ({", ".join(CALL_COLUMNS)}) VALUES ({", ".join("?" * len(CALL_COLUMNS))})
ON CONFLICT (call_id) DO UPDATE SET {_UPDATED},
is_seen = CASE WHEN excluded.is_missed AND NOT calls.is_missed THEN 0 ELSE calls.is_seen END
RETURNING id
"""
_PUT_LEG = f"INSERT INTO call_legs ({', '.join(LEG_COLUMNS)}) VALUES ({', '.join('?' * len(LEG_COLUMNS))})"
_ENDED_IN_CALL = mark("calls", "The program ended during the call")
_ENDED_RINGING = mark("calls", "Missed call: the program ended while it rang")
_ENDED_DIALLING = mark("calls", "The program ended before the call was answered")
_END_OPEN_CALLS = f"""
UPDATE calls SET ended_s = last_seen_s, end_kind = '{PROGRAM_ENDED}',
talked_s = CASE WHEN answered_s IS NULL THEN 0.0 ELSE max(0.0, last_seen_s - answered_s) END,
end_text = CASE WHEN answered_s IS NOT NULL THEN '{_ENDED_IN_CALL}'
WHEN direction = 'incoming' THEN '{_ENDED_RINGING}'
ELSE '{_ENDED_DIALLING}' END,
is_missed = direction = 'incoming' AND answered_s IS NULL,
is_seen = CASE WHEN direction = 'incoming' AND answered_s IS NULL THEN 0 ELSE is_seen END
WHERE ended_s IS NULL AND run_id = ?
"""
_END_OPEN_LEGS = f"""
UPDATE call_legs SET end_kind = '{PROGRAM_ENDED}', ended_s = (SELECT last_seen_s FROM calls WHERE id = entry_id)
WHERE ended_s IS NULL AND entry_id IN (SELECT id FROM calls WHERE ended_s IS NULL AND run_id = ?)
"""


class SqliteHistoryStore(DatabaseStore):
    """See HistoryStore. A database that is damaged is put aside, and a new one begun."""

    def __init__(
        self, file: Path, number_key: NumberKey = digits_of, wall_time_s: Callable[[], float] = time.time
    ) -> None:
        super().__init__(file, wall_time_s)
        self._number_key = number_key
        self._has_ended_the_gone = False
        self._run = RunLock(file.with_name(f"{file.name}.runs"))

    def write(self, entries: Sequence[HistoryEntry]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            self._end_calls_of_the_gone(connection)
            for entry in entries:
                (entry_id,) = connection.execute(
                    _PUT_CALL, call_row(with_number_key(entry, self._number_key), self._run.run_id)
                ).fetchone()
                connection.execute("DELETE FROM call_legs WHERE entry_id = ?", (entry_id,))
                connection.executemany(_PUT_LEG, leg_rows(entry, entry_id))

        self._change(work)

    def page(self, wanted: HistoryFilter, after: int | None, limit: int) -> HistoryPage:
        return self._do(lambda connection: _page(connection, wanted, after, limit, self._number_key))

    def each(self, wanted: HistoryFilter) -> Iterator[HistoryEntry]:
        try:
            connection = connected(self._file)
        except (sqlite3.Error, OSError) as error:
            raise self._in_words(error) from error
        try:
            after: int | None = None
            while True:
                # Page by page, so that no long transaction keeps the journal from being emptied.
                page = _page(connection, wanted, after, _CHUNK, self._number_key)
                yield from page.entries
                if page.next is None:
                    return
                after = page.next
        except sqlite3.Error as error:
            raise self._in_words(error) from error
        finally:
            connection.close()

    def unseen_missed(self) -> int:
        count = "SELECT count(*) FROM calls WHERE is_missed = 1 AND is_seen = 0"
        return self._do(lambda connection: int(connection.execute(count).fetchone()[0]))

    def mark_seen(self) -> None:
        self._execute("UPDATE calls SET is_seen = 1 WHERE is_missed = 1 AND is_seen = 0", ())

    def set_note(self, entry_id: int, text: str) -> None:
        def work(connection: sqlite3.Connection) -> None:
            row = connection.execute("SELECT tags FROM calls WHERE id = ?", (entry_id,)).fetchone()
            if row is not None:
                found_by = note_text(text, tuple(row["tags"].split("\n")))
                connection.execute("UPDATE calls SET note = ?, note_text = ? WHERE id = ?", (text, found_by, entry_id))

        self._change(work)

    def set_tags(self, entry_id: int, tags: Sequence[str]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            row = connection.execute("SELECT note FROM calls WHERE id = ?", (entry_id,)).fetchone()
            if row is not None:
                found_by = note_text(row["note"], tuple(tags))
                connection.execute(
                    "UPDATE calls SET tags = ?, note_text = ? WHERE id = ?", ("\n".join(tags), found_by, entry_id)
                )

        self._change(work)

    def rewrite(self, as_kept: Callable[[HistoryEntry], HistoryEntry]) -> None:
        changed = [kept for entry in self.each(HistoryFilter()) if (kept := as_kept(entry)) != entry]
        if changed:
            self._change(lambda connection: rewrite_calls(connection, changed, self._number_key))
            self._do(forget_traces)

    def delete(self, entry_ids: Collection[int]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            rows = [(entry_id,) for entry_id in entry_ids]
            connection.executemany("DELETE FROM calls WHERE id = ? AND ended_s IS NOT NULL", rows)

        self._change(work)

    def close(self) -> None:
        self._give_up_connections()
        self._run.release()

    # -------------------------------------------------------------------- inside

    def _execute(self, statement: str, parameters: Sequence[str | int]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute(statement, parameters)

        self._change(work)

    def _new_connection(self) -> sqlite3.Connection:
        connection = open_database(self._file)
        try:
            self._run.acquire()
            self._has_ended_the_gone = False
            # A history that cannot be written can be read all the same; the next writing makes up for it.
            with contextlib.suppress(sqlite3.OperationalError), transaction(connection):
                self._end_calls_of_the_gone(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _rebuild_search(self) -> None:
        rebuild_index(self._file)

    def _in_words(self, error: Exception) -> HistoryError:
        return in_words(error, self._file)

    def _kept_aside(self, aside: Path | None) -> HistoryError:
        return kept_aside(aside, self._file)

    def _end_calls_of_the_gone(self, connection: sqlite3.Connection) -> None:
        """In the transaction that is open; once for each connection."""
        if self._has_ended_the_gone:
            return
        query = "SELECT DISTINCT run_id FROM calls WHERE ended_s IS NULL"
        with_open_calls = {row["run_id"] for row in connection.execute(query)}
        gone = [run_id for run_id in with_open_calls.union(self._run.others()) if self._run.is_gone(run_id)]
        for run_id in with_open_calls.intersection(gone):
            connection.execute(_END_OPEN_LEGS, (run_id,))
            connection.execute(_END_OPEN_CALLS, (run_id,))
        self._has_ended_the_gone = True


def _page(
    connection: sqlite3.Connection, wanted: HistoryFilter, after: int | None, limit: int, number_key: NumberKey
) -> HistoryPage:
    statement, parameters = page_ids(wanted, after, limit + 1, number_key)
    ids = [row[0] for row in connection.execute(statement, parameters)]
    shown = ids[:limit]
    marks = ", ".join("?" * len(shown))
    calls = {row["id"]: row for row in connection.execute(f"SELECT * FROM calls WHERE id IN ({marks})", shown)}
    legs: dict[int, list[sqlite3.Row]] = {}
    for leg in connection.execute(
        f"SELECT * FROM call_legs WHERE entry_id IN ({marks}) ORDER BY entry_id, position", shown
    ):
        legs.setdefault(leg["entry_id"], []).append(leg)
    entries = tuple(entry_of_row(calls[key], legs.get(key, ())) for key in shown if key in calls)
    return HistoryPage(entries, shown[-1] if len(ids) > limit else None)
