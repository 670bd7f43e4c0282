"""What a process holds: descriptors, sockets, threads, memory (read from /proc)."""

import time
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Census:
    """sockets: local ports of UDP and TCP. descriptors: all that are open, by number."""

    sockets: frozenset[tuple[str, int]]
    descriptors: int
    threads: int

    def leftover(self, before: "Census") -> str:
        """What there is more of than before, in words; empty when nothing is."""
        found = []
        if more := self.sockets - before.sockets:
            found.append(f"sockets {sorted(more)}")
        if self.descriptors > before.descriptors:
            found.append(f"{self.descriptors - before.descriptors} descriptors")
        if self.threads > before.threads:
            found.append(f"{self.threads - before.threads} threads")
        return ", ".join(found)


def take_census(pid: int) -> Census:
    """The process as it is now."""
    process = psutil.Process(pid)
    sockets = frozenset((c.laddr.ip, c.laddr.port) for c in process.net_connections("inet"))
    return Census(sockets, process.num_fds(), process.num_threads())


def settled_census(pid: int, quiet_s: float = 2.0) -> Census:
    """The process once it has not changed for so long: what it loads at its first call comes in the background."""
    seen, since_s = take_census(pid), time.monotonic()
    while time.monotonic() - since_s < quiet_s:
        time.sleep(0.05)
        now = take_census(pid)
        if now != seen:
            seen, since_s = now, time.monotonic()
    return seen


def wait_for_nothing_left(pid: int, before: Census, timeout_s: float = 15.0) -> None:
    """Waits until the process holds no more than before. Fails when it does not come to that."""
    deadline_s = time.monotonic() + timeout_s
    while left := take_census(pid).leftover(before):
        assert time.monotonic() < deadline_s, f"left over: {left}"
        time.sleep(0.05)


def resident_kb(pid: int) -> int:
    """The process's own memory: what no file stands behind, in RAM."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon"))
