"""The history survives SIGKILL at any moment: nothing that was written is lost, and every call says how it ended."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.history.entry import PROGRAM_ENDED, HistoryEntry, HistoryFilter
from softphone.history.sqlite_rows import CALL_COLUMNS, call_row
from softphone.history.sqlite_store import SqliteHistoryStore
from tests.harness.history_entries import entry

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


def test_killed_writers_lose_nothing_and_damage_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.harness.history_killing", str(tmp_path / "history.db"), str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["kills"] == KILLS
    assert outcome["killed_in_call"] > 0
    assert (outcome["lost"], outcome["damaged"], outcome["without_end"]) == ([], [], [])


@pytest.mark.parametrize(
    ("what", "end_text"),
    [
        ("talking", "The program ended during the call"),
        ("ringing", "Missed call: the program ended while it rang"),
        ("calling", "The program ended before the call was answered"),
    ],
)
def test_a_program_killed_in_a_call_leaves_a_record_that_says_so(tmp_path: Path, what: str, end_text: str) -> None:
    found = _entry_after_kill(tmp_path / "history.db", what)
    assert (found.end_kind, found.end_text) == (PROGRAM_ENDED, end_text)
    assert found.is_missed == (what == "ringing")
    assert found.ended_s is not None
    assert found.ended_s >= (found.answered_s or found.started_s)
    assert [leg.end_kind for leg in found.legs] == [PROGRAM_ENDED]


def test_a_call_that_had_ended_keeps_its_own_end(tmp_path: Path) -> None:
    found = _entry_after_kill(tmp_path / "history.db", "ended")
    assert (found.end_kind, found.end_text) == ("local_hang_up", "Call ended")


def test_a_migration_that_is_killed_is_begun_again(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    _old_database(file, calls=3000)
    command = [sys.executable, "-m", "softphone", "--migrate-history", str(file)]
    journal = file.with_name("history.db-journal")
    with subprocess.Popen(command, cwd=ROOT) as migration:
        while not journal.exists() and migration.poll() is None:  # from then on it is in the middle
            time.sleep(0.001)
        migration.kill()
    store = SqliteHistoryStore(file)
    assert len(list(_all(store))) == 3000
    assert len(store.page(HistoryFilter(text="person 2999"), None, 9).entries) == 1
    store.close()


def _old_database(file: Path, calls: int) -> None:
    """Of the first schema, with so many calls."""
    from softphone.history.migrate import upgrade

    upgrade(file, "0001")
    connection = sqlite3.connect(file)
    columns = [name for name in CALL_COLUMNS if name != "search_text"]
    rows = (call_row(entry(number, presented_name=f"Person {number}"), "run-gone")[:-1] for number in range(calls))
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO calls ({', '.join(columns)}) VALUES ({marks})", rows)
    connection.commit()
    connection.close()


def _all(store: SqliteHistoryStore) -> Iterator[HistoryEntry]:
    store.open()
    return store.each(HistoryFilter())


def _entry_after_kill(file: Path, what: str) -> HistoryEntry:
    """What a later start of the program shows."""
    command = [sys.executable, "-m", "tests.harness.history_program", str(file), what]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "written\n"
            store = SqliteHistoryStore(file)
            before = store.page(HistoryFilter(), None, 9).entries
            assert [entry.is_under_way for entry in before] == [what != "ended"]  # the program lives: it is not ended
            store.close()
        finally:
            program.kill()
    store = SqliteHistoryStore(file)
    (entry,) = store.page(HistoryFilter(), None, 9).entries
    store.close()
    return entry
