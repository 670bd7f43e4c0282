"""What a tree of processes costs: memory (PSS), processor time, wake-ups; read from /proc."""

import time
from dataclasses import dataclass
from pathlib import Path

import psutil


def tree(pid: int) -> list[psutil.Process]:
    """The process and all its descendants that are alive."""
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def pss_mib(pid: int) -> float:
    """Proportional set size of the whole tree, MiB: shared pages are counted once, divided among their users."""
    total_kib = 0
    for process in tree(pid):
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        total_kib += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total_kib / 1024


@dataclass
class Load:
    """Cost over an interval. cpu_percent: of one core; wakeups_per_s: voluntary context switches of all threads."""

    cpu_percent: float
    wakeups_per_s: float


def load(pid: int, seconds: float) -> Load:
    """Measures the tree for some seconds. Processes that begin or end meanwhile are left out."""
    before = {p.pid: _figures(p.pid) for p in tree(pid)}
    start = time.monotonic()
    time.sleep(seconds)
    elapsed = time.monotonic() - start
    after = {p.pid: _figures(p.pid) for p in tree(pid)}
    both = before.keys() & after.keys()
    cpu_s = sum(after[p][0] - before[p][0] for p in both)
    wakeups = sum(after[p][1] - before[p][1] for p in both)
    return Load(100 * cpu_s / elapsed, wakeups / elapsed)


def _figures(pid: int) -> tuple[float, int]:
    times = psutil.Process(pid).cpu_times()
    switches = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        for line in status.read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                switches += int(line.split()[1])
    return times.user + times.system, switches
