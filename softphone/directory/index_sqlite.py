"""The local index of everybody in every source, in SQLite with FTS5: answers while one types and before it rings."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from softphone.directory.index_file import IndexFile
from softphone.directory.index_rows import (
    IndexRow,
    decode,
    index_keys,
    normalised_person,
    reversed_key,
    row_of,
    version_of,
)
from softphone.directory.index_search import BEHIND_ALL, Interrupter, candidates
from softphone.directory.numbers import NumberPlan, may_be_same, tail
from softphone.directory.person import HISTORY, Hit, Person
from softphone.directory.query import Query
from softphone.directory.ranking import NOBODY, Known, address_key, ranked, without_doubles

DEFAULT_LIMIT = 50
_BATCH = 2000
_MAX_NAMESAKES = 50
_PLAN = "number plan"
T = TypeVar("T")


class DirectoryIndex:
    """For every thread; a connection is used by one at a time. Blocks for the disk: large work is for the worker pool.

    A damaged index is made anew and empty, and `on_emptied` called on the thread that noticed: the sources have to
    fill it again.
    """

    def __init__(
        self, path: Path, plan: NumberPlan | None = None, on_emptied: Callable[[], None] = lambda: None
    ) -> None:
        self._file = IndexFile(path, on_emptied)
        self._plan = plan or NumberPlan()
        self._writing = threading.Lock()

    def open(self) -> bool:
        """Makes the file ready. True when it is empty because there was none, an old or a damaged one. Raises OSError,
        sqlite3.Error when there is no place for it."""
        return self._file.open()

    def close(self) -> None:
        """No further use."""
        self._file.close()

    # ------------------------------------------------------------------- writing

    def put(self, source: str, persons: Iterable[Person]) -> None:
        """Adds the people, or replaces those of the same id, two thousand per transaction. Raises sqlite3.Error (full
        disk); then what was put before is there."""
        for batch in _batches(persons):
            rows = [row_of(person, source, self._plan) for person in {p.person_id: p for p in batch}.values()]
            with self._writing, self._file.transaction() as connection:
                _delete(connection, source, [row.person_id for row in rows])
                _insert(connection, source, rows)

    def remove(self, source: str, person_ids: Iterable[str]) -> None:
        """Removes these people of the source; those that are not there are passed over. Raises sqlite3.Error."""
        for batch in _batches(person_ids):
            with self._writing, self._file.transaction() as connection:
                _delete(connection, source, batch)

    def replace_source(self, source: str, persons: Iterable[Person]) -> bool:
        """Makes the source consist of exactly these people; writes only what differs. True when something did."""
        there = self.ids(source)
        count = 0
        for batch in _batches(persons):
            changed = [person for person in batch if there.pop(person.person_id, None) != version_of(person)]
            self.put(source, changed)
            count += len(changed)
        self.remove(source, there)
        return bool(count or there)

    def set_fact(self, name: str, value: str) -> None:
        """Notes something that lives and dies with the index, such as when it was last complete."""
        with self._writing, self._file.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def use_plan(self, plan: NumberPlan, *, is_forced: bool = False) -> bool:
        """Numbers are normalised by this plan from now on; those that were written by another are done again, with
        `is_forced` all. True when there were any. Takes seconds for a large directory."""
        self._plan = plan
        if self.fact(_PLAN) == plan.fingerprint and not is_forced:
            return False
        has_changed = False
        for people in self._all_people():
            for source, of_source in groupby(sorted(people, key=_source), key=_source):
                self.put(source, of_source)
                has_changed = True
        self.set_fact(_PLAN, plan.fingerprint)
        return has_changed

    # ------------------------------------------------------------------- reading

    def normalised(self, person: Person) -> Person:
        """The person with the numbers as the index has them."""
        return normalised_person(person, self._plan)

    def ids(self, source: str) -> dict[str, str]:
        """The version of each person of the source, by id."""
        with self._file.connection() as connection:
            found = connection.execute("SELECT person_id, version FROM people WHERE source = ?", (source,))
            return dict(found.fetchall())

    def count(self, source: str) -> int:
        """How many people of the source are in the index."""
        with self._file.connection() as connection:
            found = connection.execute("SELECT count(*) FROM people WHERE source = ?", (source,))
            return int(found.fetchone()[0])

    def fact(self, name: str) -> str:
        """What was noted under this name; empty when nothing was."""
        with self._file.connection() as connection:
            found = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
            return "" if found is None else str(found[0])

    def search(
        self, text: str, limit: int = DEFAULT_LIMIT, known: Known = NOBODY, interrupter: Interrupter | None = None
    ) -> list[Hit]:
        """The best hits for what was typed so far, best first. `interrupter.interrupt()` ends it from any thread;
        then the list is empty, as it is when the index cannot be read."""
        query = Query.of(text, self._plan)
        if query.is_empty or limit <= 0:
            return []
        interrupter = interrupter or Interrupter()

        def read(connection: sqlite3.Connection) -> list[bytes]:
            with interrupter.watching(connection) as may_run:
                return candidates(connection, query, known, limit) if may_run else []

        nothing: list[bytes] = []
        return list(ranked(query, map(decode, self._read(read, nothing)), known, limit))

    def people_for(self, number: str) -> list[Person]:
        """Whose number or address this is, best source first; everybody once."""
        return without_doubles(self._owners(number))

    def person(self, person_id: str) -> Person | None:
        """The person, None when unknown."""
        sql = "SELECT body FROM people WHERE person_id = ?"
        found = self._read(lambda connection: connection.execute(sql, (person_id,)).fetchone(), None)
        return None if found is None else decode(found[0])

    def _owners(self, number: str) -> list[Person]:
        address = address_key(number)
        if address:
            return self._with_key(address)
        wanted = self._plan.normalised(number)
        exact = self._with_key(reversed_key(wanted)) if wanted else []
        if exact or not tail(wanted):
            return exact
        end = reversed_key(tail(wanted))
        alike = self._with_key(end, end + BEHIND_ALL)
        return [person for person in alike if any(may_be_same(wanted, n.e164) for n in person.numbers)]

    def _with_key(self, first: str, last: str = "") -> list[Person]:
        sql = "SELECT body FROM keys JOIN people USING(row) WHERE key >= ? AND key <= ? LIMIT ?"
        values = (first, last or first, _MAX_NAMESAKES)
        nothing: list[tuple[bytes]] = []
        found = self._read(lambda connection: connection.execute(sql, values).fetchall(), nothing)
        # What a caller is called in the history is only what was presented then.
        return [person for (body,) in found if (person := decode(body)).source != HISTORY]

    def _all_people(self) -> Iterator[list[Person]]:
        """Everybody who is there at the beginning, also while they are being written again with new row numbers."""
        with self._file.connection() as connection:
            end = connection.execute("SELECT coalesce(max(row), 0) FROM people").fetchone()[0]
        last = 0
        while True:
            with self._file.connection() as connection:
                sql = "SELECT row, body FROM people WHERE row > ? AND row <= ? ORDER BY row LIMIT ?"
                rows = connection.execute(sql, (last, end, _BATCH)).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield [decode(body) for _, body in rows]

    def _read(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        try:
            with self._file.connection() as connection:
                return work(connection)
        except (sqlite3.Error, OSError):  # interrupted, locked, closed, damaged
            return otherwise


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _source(person: Person) -> str:
    return person.source


def _delete(connection: sqlite3.Connection, source: str, person_ids: list[str]) -> None:
    which = f"FROM people WHERE source = ? AND person_id IN ({','.join('?' * len(person_ids))})"
    values = (source, *person_ids)
    there = connection.execute(f"SELECT row, body {which}", values).fetchall()
    if not there:
        return
    connection.executemany(
        "DELETE FROM keys WHERE key = ? AND row = ?",
        [(key, row) for row, body in there for key in index_keys(decode(body))],
    )
    columns = "names, initials, other"
    connection.execute(f"INSERT INTO words(words, rowid, {columns}) SELECT 'delete', row, {columns} {which}", values)
    connection.execute(f"INSERT INTO runs(runs, rowid, digits) SELECT 'delete', row, digits {which}", values)
    connection.execute(f"DELETE {which}", values)


def _insert(connection: sqlite3.Connection, source: str, rows: list[IndexRow]) -> None:
    first = connection.execute("SELECT coalesce(max(row), 0) + 1 FROM people").fetchone()[0]
    numbered = list(enumerate(rows, first))
    connection.executemany(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(number, source, row.person_id, row.version, row.names, row.initials, row.other, row.digits),
                *(row.by_given, row.by_family, row.body),
            )
            for number, row in numbered
        ],
    )
    connection.executemany(
        "INSERT INTO keys VALUES (?, ?)", [(key, number) for number, row in numbered for key in row.keys]
    )
    connection.executemany(
        "INSERT INTO words(rowid, names, initials, other) VALUES (?, ?, ?, ?)",
        [(number, row.names, row.initials, row.other) for number, row in numbered],
    )
    connection.executemany(
        "INSERT INTO runs(rowid, digits) VALUES (?, ?)", [(number, row.digits) for number, row in numbered]
    )
