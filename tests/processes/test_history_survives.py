"""The history survives SIGKILL at any moment: nothing that was written is lost, and every call says how it ended."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.history.entry import PROGRAM_ENDED, HistoryEntry, HistoryFilter
from softphone.history.sqlite_store import SqliteHistoryStore

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
    entry = _entry_after_kill(tmp_path / "history.db", what)
    assert (entry.end_kind, entry.end_text) == (PROGRAM_ENDED, end_text)
    assert entry.is_missed == (what == "ringing")
    assert entry.ended_s is not None
    assert entry.ended_s >= (entry.answered_s or entry.started_s)
    assert [leg.end_kind for leg in entry.legs] == [PROGRAM_ENDED]


def test_a_call_that_had_ended_keeps_its_own_end(tmp_path: Path) -> None:
    entry = _entry_after_kill(tmp_path / "history.db", "ended")
    assert (entry.end_kind, entry.end_text) == ("local_hang_up", "Call ended")


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
