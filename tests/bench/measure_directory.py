"""The directory with 100,000 people: how soon it answers while one types and when it rings, and what it costs."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.directory.contact_import import ImportReport
from softphone.directory.directory import INDEX_FILE, Directory
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.mirror_child import MirrorChild
from softphone.directory.person import LDAP, Person, SearchResult
from softphone.runtime import PlainRuntime
from softphone.settings.declared import AREA_CODE, COUNTRY, EXTENSION_LENGTHS, OUTSIDE_PREFIX, OWN_TRUNK
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.bench.directory_crowd import PLAN, crowd, typed, write_vcards
from tests.bench.figures import Figure
from tests.bench.processes import pss_mib

PEOPLE = 100_000
FILE_BYTES = 50_000_000
_ROOT = Path(__file__).resolve().parents[2]
_TEXTS = 120
_CALLERS = 500
_TURNS = 5  # of the same use, for the memory

Add = Callable[[Figure], None]


def measure_directory(folder: Path, add: Add) -> None:
    """Everything but the mirror; each part in a process of its own."""
    large = folder / "directory"
    began_s = time.monotonic()
    index = DirectoryIndex(large / INDEX_FILE, PLAN)
    index.use_plan(PLAN)
    index.put(LDAP, crowd(PEOPLE))
    index.close()
    rate = PEOPLE / (time.monotonic() - began_s)
    size = (large / INDEX_FILE).stat().st_size >> 20
    add(Figure("directory_write_per_s", "1/s", [rate], note=f"{PEOPLE} people, {size} MiB"))
    found = _in_process("use", large)
    add(Figure("directory_open_ms", "ms", found["open_ms"], note="the first search too, without waiting"))
    add(Figure("directory_keystroke_ms", "ms", found["keystroke_ms"], note="letter by letter", p95_limit=30))
    add(Figure("directory_caller_ms", "ms", found["caller_ms"], note="known and unknown numbers", p95_limit=5))
    add(Figure("directory_caller_worst_ms", "ms", [max(found["caller_ms"])]))
    add(Figure("directory_memory_mib", "MiB", found["memory_mib"], note="index and dial plan in use"))
    add(Figure("directory_memory_growth_mib", "MiB", found["growth_mib"], 4, f"{_TURNS - 1} times the same again"))
    took = _in_process("import", folder / "contacts")
    late_note = "how late the window's thread gets its turn"
    add(Figure("contacts_import_s", "s", took["import_s"], note=f"{FILE_BYTES // 1_000_000} MB of vCards"))
    add(Figure("contacts_import_late_ms", "ms", took["late_ms"], note=late_note, p95_limit=30))
    add(Figure("contacts_import_memory_mib", "MiB", took["memory_mib"]))


def _in_process(what: str, folder: Path) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "tests.bench.measure_directory", what, str(folder)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    figures: dict[str, list[float]] = json.loads(done.stdout)
    return figures


class _Desk:
    """A directory on a plain runtime."""

    def __init__(self, folder: Path) -> None:
        self.runtime = PlainRuntime()
        settings = Settings(self.runtime, MemorySettingsStore())
        settings.set(COUNTRY, PLAN.country)
        settings.set(AREA_CODE, PLAN.area_code)
        settings.set(OUTSIDE_PREFIX, PLAN.outside_prefix)
        settings.set(OWN_TRUNK, PLAN.own_trunk)
        settings.set(EXTENSION_LENGTHS, PLAN.extension_lengths)
        self.directory = Directory(self.runtime, settings, MemoryCredentialStore(), folder, MirrorChild)
        self._is_ready = False
        self.directory.changed.add(lambda _: self._ready())

    def start(self) -> None:
        self.directory.start()
        self.runtime.run_until(lambda: self._is_ready, 60)

    def search(self, text: str) -> SearchResult:
        results: list[SearchResult] = []
        self.directory.search(text, results.append)
        self.runtime.run_until(lambda: bool(results), 60)
        return results[0]

    def _ready(self) -> None:
        self._is_ready = True


def _use(folder: Path) -> dict[str, list[float]]:
    people = list(crowd(2000))
    before_mib = pss_mib(os.getpid())
    desk = _Desk(folder)
    began_s = time.monotonic()
    desk.start()
    desk.search("anna")
    open_ms = (time.monotonic() - began_s) * 1000
    keystrokes: list[float] = []
    callers: list[float] = []
    memory: list[float] = []
    for _ in range(_TURNS):
        chance = random.Random(9)  # the same each time, so that what grows is not the cache
        keystrokes += _type(desk, people, chance)
        callers += _ring(desk, people, chance)
        memory.append(pss_mib(os.getpid()))
    desk.runtime.close()
    return {
        "open_ms": [open_ms],
        "keystroke_ms": keystrokes,
        "caller_ms": callers,
        "memory_mib": [memory[0] - before_mib],
        "growth_mib": [memory[-1] - memory[0]],
    }


def _type(desk: _Desk, people: list[Person], chance: random.Random) -> list[float]:
    took_ms = []
    for _ in range(_TEXTS):
        text = typed(chance.choice(people), chance)
        for length in range(1, len(text) + 1):
            began_s = time.monotonic()
            desk.search(text[:length])
            took_ms.append((time.monotonic() - began_s) * 1000)
    return took_ms


def _ring(desk: _Desk, people: list[Person], chance: random.Random) -> list[float]:
    took_ms = []
    for turn in range(_CALLERS):
        number = chance.choice(chance.choice(people).numbers).text if turn % 4 else f"0{chance.randrange(10**9)}"
        number = number.replace(" ", "").replace("-", "") + " " * (turn % 3)  # not what is remembered
        desk.directory._owners.clear()
        began_s = time.perf_counter()
        desk.directory.people_for(number)
        took_ms.append((time.perf_counter() - began_s) * 1000)
    return took_ms


def _import(folder: Path) -> dict[str, list[float]]:
    folder.mkdir(parents=True)
    write_vcards(folder / "all.vcf", FILE_BYTES)
    desk = _Desk(folder / "data")
    desk.start()
    before_mib = pss_mib(os.getpid())
    reports: list[ImportReport] = []
    late_ms: list[float] = []
    peak_mib = before_mib
    began_s = time.monotonic()
    desk.directory.contacts.import_file(folder / "all.vcf", reports.append)
    turns = 0
    while not reports:
        due_s = time.monotonic() + 0.01
        desk.runtime.run_until(lambda: False, 0.01)
        late_ms.append((time.monotonic() - due_s) * 1000)
        turns += 1
        if turns % 100 == 0:
            peak_mib = max(peak_mib, pss_mib(os.getpid()))
    took_s = time.monotonic() - began_s
    assert reports[0].problem_count == 0
    desk.runtime.close()
    return {"import_s": [took_s], "late_ms": late_ms, "memory_mib": [peak_mib - before_mib]}


if __name__ == "__main__":
    measures = {"use": _use, "import": _import}
    print(json.dumps(measures[sys.argv[1]](Path(sys.argv[2]))))
