"""The history with a million calls: how soon it opens and finds, what it costs, and what a thousand kills leave."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryKind
from softphone.history.sqlite_store import SqliteHistoryStore
from tests.bench.figures import Figure
from tests.bench.processes import pss_mib
from tests.harness.history_entries import many_entries

CALLS = 1_000_000
KILLS = 1000
_ROOT = Path(__file__).resolve().parents[2]
_BATCH = 20_000
_PAGE = 50
_SEARCHES = 300

Add = Callable[[Figure], None]


def measure_history(folder: Path, add: Add, runs: int) -> None:
    """Everything about the history; the database is made in the folder first, which takes some minutes."""
    file = folder / "million" / "history.db"
    rate = _fill(file)
    add(Figure("history_write_per_s", "1/s", [rate], note=f"{CALLS} calls, {file.stat().st_size >> 20} MiB"))
    add(Figure("history_open_ms", "ms", [_opened_ms(file) for _ in range(runs)], 100, "import, open, first page"))
    _measure_search(file, add)
    add(Figure("history_memory_growth_mib", "MiB", [_memory_growth_mib(file)], 8, "1,000 searches, 2,000 pages"))
    _measure_kills(folder / "kills" / "history.db", add)


def _fill(file: Path) -> float:
    """Calls a second."""
    store = SqliteHistoryStore(file)
    calls = many_entries(CALLS)
    seconds = 0.0
    while batch := list(islice(calls, _BATCH)):
        began_s = time.monotonic()
        store.write(batch)
        seconds += time.monotonic() - began_s
    store.close()
    return CALLS / seconds


_OPEN = """
import sys, time
began_s = time.monotonic()
from pathlib import Path
from softphone.history.entry import HistoryFilter
from softphone.history.sqlite_store import SqliteHistoryStore
store = SqliteHistoryStore(Path(sys.argv[1]))
page = store.page(HistoryFilter(), None, 50)
print((time.monotonic() - began_s) * 1000)
assert len(page.entries) == 50
store.close()
"""


def _opened_ms(file: Path) -> float:
    """In a process of its own: loading SQLite counts."""
    command = [sys.executable, "-c", _OPEN, str(file)]
    return float(subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True).stdout)


def _measure_search(file: Path, add: Add) -> None:
    store = SqliteHistoryStore(file)
    chance = random.Random(3)
    known = store.page(HistoryFilter(), None, 2000).entries
    took_ms = []
    for _ in range(_SEARCHES):
        wanted = HistoryFilter(chance.choice(list(HistoryKind)), _typed(chance.choice(known), chance))
        began_s = time.monotonic()
        store.page(wanted, None, _PAGE)
        took_ms.append((time.monotonic() - began_s) * 1000)
    store.close()
    add(Figure("history_search_ms", "ms", took_ms, note="as typed, letter by letter", p95_limit=50))


def _typed(entry: HistoryEntry, chance: random.Random) -> str:
    """What somebody who looks for this call may have typed so far; now and then something that is not there."""
    if chance.random() < 0.1:
        return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(chance.randint(3, 8)))
    if chance.random() < 0.4:
        number = entry.presented_number
        at = chance.randrange(max(1, len(number) - 3))
        return number[at : at + chance.randint(2, 8)]
    words = entry.name.split()
    chance.shuffle(words)
    text = " ".join(words)
    return text[: chance.randint(1, len(text))]


def _memory_growth_mib(file: Path) -> float:
    """PSS after much use, less PSS after the first use."""
    command = [sys.executable, "-m", "tests.bench.measure_history", str(file)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _use_much(file: Path) -> None:
    store = SqliteHistoryStore(file)
    known = store.page(HistoryFilter(), None, 100).entries
    chance = random.Random(4)
    store.page(HistoryFilter(text="anna"), None, _PAGE)
    before = pss_mib(os.getpid())
    for _ in range(1000):
        store.page(HistoryFilter(text=_typed(chance.choice(known), chance)), None, _PAGE)
    after = None
    for _ in range(2000):
        after = store.page(HistoryFilter(), after, _PAGE).next
    print(pss_mib(os.getpid()) - before)
    store.close()


def _measure_kills(file: Path, add: Add) -> None:
    command = [sys.executable, "-m", "tests.harness.history_killing", str(file), str(KILLS)]
    outcome = json.loads(subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True).stdout)
    note = f"{outcome['kills']} kills, {outcome['calls']} calls, {outcome['steps']} steps"
    add(Figure("history_lost_after_kills", "steps", [len(outcome["lost"])], 0, note))
    add(Figure("history_damaged_after_kills", "times", [len(outcome["damaged"])], 0))
    add(Figure("history_calls_without_end", "calls", [len(outcome["without_end"])], 0))


if __name__ == "__main__":
    _use_much(Path(sys.argv[1]))
