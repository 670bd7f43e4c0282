"""Kills writers of a history, many times, and compares what is there with what each had said it had written.

Run as ``python -m tests.harness.history_killing DATABASE KILLS``; prints a JSON object with what was found.
"""

import json
import os
import random
import select
import signal
import sqlite3
import sys
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from softphone.history.entry import PROGRAM_ENDED, HistoryEntry, HistoryFilter
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.protocol.snapshots import Direction
from tests.harness.history_entries import entry

STEPS = ("began", "answered", "goes on", "ended")
LONGEST_LIFE_S = 0.06
_HANG_S = 30.0


@dataclass
class Outcome:
    """What came of it.

    Attributes:
        steps: how many steps of calls the writers had said were written before they were killed.
        killed_in_call: how many of the calls had no end when their writer was killed.
        lost: steps that were said to be written and are not there. damaged: what SQLite's own check complained of.
        without_end: calls that say nothing of their end although their writer is gone.
    """

    kills: int = 0
    calls: int = 0
    steps: int = 0
    killed_in_call: int = 0
    lost: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    without_end: list[str] = field(default_factory=list)


def kill_writers(file: Path, kills: int, seed: int = 1) -> Outcome:
    """Lets writers write for a random time each, one after the other, into the same database."""
    chance = random.Random(seed)
    outcome = Outcome()
    said: dict[int, int] = {}  # number of the call -> the last step that was said to be written
    for life in range(kills):
        # Some are killed while they open the database, and some, on however slow a machine, while they write.
        now_said = _one_life(file, life * 1000, chance.uniform(0, LONGEST_LIFE_S), must_write=life % 3 > 0)
        outcome.kills += 1
        said |= now_said
        if life % 2:  # every other time the next writer finds the journal as the kill left it
            _compare(file, now_said, outcome)
    outcome.calls = len(said)
    outcome.steps = sum(step + 1 for step in said.values())
    outcome.killed_in_call = sum(step < len(STEPS) - 1 for step in said.values())
    _check_ends(file, said, outcome)
    return outcome


def _one_life(file: Path, first: int, seconds: float, must_write: bool) -> dict[int, int]:
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read_end)
        try:
            _write_for_ever(file, first, write_end)
        finally:
            os._exit(1)
    os.close(write_end)
    if must_write:
        select.select([read_end], [], [], _HANG_S)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(read_end) as pipe:
        lines = pipe.read().split("\n")[:-1]  # the last one may be half a line
    return {int(number): int(step) for number, step in (line.split() for line in lines)}


def _write_for_ever(file: Path, first: int, pipe: int) -> None:
    """Two calls at a time, each step written and then said."""
    store = SqliteHistoryStore(file)
    number = first
    while True:
        pair = (number + 1, number + 2)
        for step in range(len(STEPS)):
            store.write([_call(each, step) for each in pair])
            os.write(pipe, "".join(f"{each} {step}\n" for each in pair).encode())
        store.set_note(1, f"note {number}")
        number += 2


def _call(number: int, step: int) -> HistoryEntry:
    whole = entry(number, presented_name=f"Person {number}", direction=list(Direction)[number % 2])
    if step == STEPS.index("ended"):
        return whole
    live = replace(whole, ended_s=None, talked_s=None, end_kind="", end_text="", last_seen_s=whole.started_s + step)
    return live if step > 0 else replace(live, answered_s=None)


def _compare(file: Path, said: dict[int, int], outcome: Outcome) -> None:
    """Right after the kill, before any program has put anything in order."""
    connection = sqlite3.connect(file)
    try:
        outcome.damaged += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        for number, step in said.items():
            row = connection.execute(
                "SELECT answered_s, ended_s, last_seen_s - started_s FROM calls WHERE call_id = ?",
                (entry(number).call_id,),
            ).fetchone()
            if row is None or _step_of(*row) < step:
                outcome.lost.append(f"{STEPS[step]} of call {number}")
    except sqlite3.Error as error:
        if said:
            outcome.damaged.append(str(error))
    finally:
        connection.close()


def _step_of(answered_s: float | None, ended_s: float | None, seen_s: float) -> int:
    if ended_s is not None:
        return 3
    return min(round(seen_s), 2) if answered_s is not None else 0


def _check_ends(file: Path, said: dict[int, int], outcome: Outcome) -> None:
    store = SqliteHistoryStore(file)
    searched = set(random.Random(1).sample(sorted(said), min(len(said), 500)))
    entries = {found.call_id: found for found in _all(store)}
    for number, step in said.items():
        found = entries.get(entry(number).call_id)
        if found is None:
            outcome.lost.append(f"call {number}")
        elif not found.end_kind or found.ended_s is None or not found.end_text:
            outcome.without_end.append(f"call {number}")
        elif step == STEPS.index("ended") and found.end_kind == PROGRAM_ENDED:
            outcome.lost.append(f"end of call {number}")
        elif number in searched and not _is_found(store, found):
            outcome.lost.append(f"call {number} in the search index")
    store.close()


def _is_found(store: SqliteHistoryStore, wanted: HistoryEntry) -> bool:
    found = store.each(HistoryFilter(text=wanted.presented_name))
    return wanted.call_id in {each.call_id for each in found}


def _all(store: SqliteHistoryStore) -> list[HistoryEntry]:
    store.open()
    return list(store.each(HistoryFilter()))


if __name__ == "__main__":
    print(json.dumps(asdict(kill_writers(Path(sys.argv[1]), int(sys.argv[2])))))
