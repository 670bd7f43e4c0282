"""Makes the test database of one schema of the call history: ``python -m tests.data.history.make_database 0002``."""

import sqlite3
import sys
from pathlib import Path

from softphone.history.migrate import upgrade
from softphone.history.search_text import note_text
from softphone.history.sqlite_rows import CALL_COLUMNS, LEG_COLUMNS, call_row, leg_rows
from tests.harness.history_entries import many_entries

NOTE, TAGS = "Rückruf wegen der Rechnung", ("invoice", "urgent")


def main(revision: str) -> None:
    """Writes the calls into those columns that this schema has."""
    file = Path(__file__).with_name(f"schema-{revision}.db")
    upgrade(file, revision)
    connection = sqlite3.connect(file)
    for entry_id, entry in enumerate(many_entries(60), 1):
        call = dict(zip(CALL_COLUMNS, call_row(entry, "run-gone"), strict=True))
        _insert(connection, "calls", call)
        for leg in leg_rows(entry, entry_id):
            _insert(connection, "call_legs", dict(zip(LEG_COLUMNS, leg, strict=True)))
    _annotate(connection)
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, str | float | int | None]) -> None:
    values = {name: value for name, value in values.items() if name in _columns(connection, table)}
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


def _annotate(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE calls SET note = ?, tags = ? WHERE id = 60", (NOTE, "\n".join(TAGS)))
    if "note_text" in _columns(connection, "calls"):
        connection.execute("UPDATE calls SET note_text = ? WHERE id = 60", (note_text(NOTE, TAGS),))


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


if __name__ == "__main__":
    main(sys.argv[1])
