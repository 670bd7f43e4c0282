"""The statements behind a search: few and bounded, so that a keystroke costs the same in a directory of any size."""

import contextlib
import heapq
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from typing import Any

from softphone.directory.index_rows import index_key, reversed_key
from softphone.directory.query import Query
from softphone.directory.ranking import Known

MAX_KNOWN = 300  # favourites and people of late that are looked at in every search
BEHIND_ALL = "\U0010ffff"
_TRIGRAM = 3
_LOOKED_THROUGH = 3000
Statement = tuple[str, tuple[str | int, ...]]


class Interrupter:
    """Ends a search from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._is_interrupted = False

    @property
    def is_interrupted(self) -> bool:
        return self._is_interrupted

    def interrupt(self) -> None:
        """Ends the search that runs, and keeps it from beginning. Thread-safe."""
        with self._lock:
            self._is_interrupted = True
            if self._connection is not None:
                self._connection.interrupt()

    @contextlib.contextmanager
    def watching(self, connection: sqlite3.Connection) -> Iterator[bool]:
        """The connection may be interrupted in the block; False when it should not even begin."""
        with self._lock:
            self._connection = connection
        try:
            yield not self._is_interrupted
        finally:
            with self._lock:
                self._connection = None


def candidates(connection: sqlite3.Connection, query: Query, known: Known, limit: int) -> list[bytes]:
    """Encoded people who match, a few times `limit` at most, the best among them. Raises sqlite3.Error."""
    rows: dict[int, None] = dict.fromkeys(_known_rows(connection, query, known))
    for sql, values in _statements(query, limit):
        if len(rows) >= limit * 3:
            break
        rows.update(dict.fromkeys(row for (row,) in connection.execute(sql, values)))
    return [body for (body,) in _in(connection, "SELECT body FROM people WHERE row IN ({})", list(rows))]


def _statements(query: Query, limit: int) -> Iterator[Statement]:
    """From exact to loose; each gives row numbers."""
    if query.runs and query.words:
        yield from _mixed_statements(query, limit)
    elif query.runs:
        yield from _number_statements(query, limit)
    else:
        for column in ("by_given", "by_family"):
            sql = f"SELECT row FROM people WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT ?"
            typed = " ".join(query.words)
            yield sql, (typed, typed + BEHIND_ALL, limit)
        for star in ("", "*"):
            yield "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (_match(query.words, star), limit)


def _mixed_statements(query: Query, limit: int) -> Iterator[Statement]:
    """Words and numbers, such as a name and the beginning of an extension, or a plant with its number.

    Twice: a few people with the words, looked through for the numbers, and the other way round. Only where both are
    frequent some are missed, and there are enough others then.
    """
    words = _match(query.words, "*")
    tests, values = [], []
    for runs in query.runs:
        tests.append(f"({' OR '.join(['instr(digits, ?)'] * len(runs))} OR instr(' ' || names || ' ' || other, ?))")
        # A single digit is in every number, so it has to be the first one of an extension.
        values += [*(run if len(run) > 1 else f" {run}" for run in runs), f" {runs[0]}"]
    few = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
    sql = f"SELECT row FROM people WHERE row IN ({few}) AND {' AND '.join(tests)} LIMIT ?"
    yield sql, (words, _LOOKED_THROUGH, *values, limit)
    parts = [_part_of_number(runs) for runs in query.runs]
    if all(parts):
        # The + keeps SQLite from asking the index of words once for every row with the number.
        tests = ["+rowid IN (SELECT rowid FROM runs WHERE runs MATCH ? LIMIT ?)"] * len(parts)
        sql = f"SELECT rowid FROM words WHERE words MATCH ? AND {' AND '.join(tests)} LIMIT ?"
        yield sql, (words, *(value for part in parts for value in (part, _LOOKED_THROUGH)), limit)


def _number_statements(query: Query, limit: int) -> Iterator[Statement]:
    """The whole number, its beginning, its end, any part of it, a word that begins with these digits."""
    (runs,) = query.runs
    by_key = "SELECT row FROM keys WHERE key >= ? AND key <= ? LIMIT ?"
    by_part = "SELECT rowid FROM runs WHERE runs MATCH ? LIMIT ?"
    for whole in dict.fromkeys((query.number, *runs)):
        yield by_key, (reversed_key(whole), reversed_key(whole), limit)
    yield by_part, (_alternatives([f" {run}" for run in runs]), limit)
    for end in runs:
        yield by_key, (reversed_key(end), reversed_key(end) + BEHIND_ALL, limit)
    part = _part_of_number(runs)
    if part:
        yield by_part, (part, limit)
    yield "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (_match(runs[:1], "*"), limit)


def _part_of_number(runs: tuple[str, ...]) -> str:
    """For the index of trigrams; empty for a single digit, which nearly every number has."""
    return _alternatives([run for run in runs if len(run) >= _TRIGRAM - 1])


def _alternatives(runs: list[str]) -> str:
    """Any of the runs, which have two signs at least."""
    terms: list[str] = []
    for run in runs:
        # Each run in the index stands between spaces, so this finds two signs also at its end.
        terms += [run] if len(run) >= _TRIGRAM else [run + follower for follower in "0123456789 "]
    return " OR ".join(f'"{term}"' for term in terms)


def _match(words: Iterable[str], star: str) -> str:
    # Words are letters and digits only, so nothing in them can end the quotes.
    return " AND ".join(f'"{word}"{star}' for word in words)


def _known_rows(connection: sqlite3.Connection, query: Query, known: Known) -> list[int]:
    """Favourites and people of late who match: there may be too many others for these to be among the first."""
    recent = heapq.nlargest(MAX_KNOWN, known.last_contact_s, key=known.last_contact_s.__getitem__)
    keys = [index_key(key) for key in dict.fromkeys((*list(known.favourites)[:MAX_KNOWN], *recent))]
    rows = [row for (row,) in _in(connection, "SELECT row FROM keys WHERE key IN ({})", keys)]
    sql = "SELECT row, names, initials, other, digits FROM people WHERE row IN ({})"
    return [row for row, *texts in _in(connection, sql, rows) if _matches(texts, query)]


def _matches(texts: list[str], query: Query) -> bool:
    *spelled, digits = texts
    there = " " + " ".join(spelled)
    return all(f" {word}" in there for word in query.words) and all(
        any(run in digits for run in runs) or f" {runs[0]}" in there for runs in query.runs
    )


def _in(connection: sqlite3.Connection, sql: str, values: list[int] | list[str]) -> list[tuple[Any, ...]]:
    if not values:
        return []
    return connection.execute(sql.format(",".join("?" * len(values))), values).fetchall()
