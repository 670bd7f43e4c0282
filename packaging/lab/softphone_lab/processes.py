"""Starts and ends the lab's processes, so that none is ever left over.

Each server leads a session of its own and is noted, with its start time, in a file of the
instance; whoever has the instance folder can end it. A process belongs to a lab when its
session does or when its environment carries the instance folder.
"""

import contextlib
import json
import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import StartError

MARK = "SOFTPHONE_LAB_INSTANCE"
GRACE_S, LAST_GRACE_S = 2.0, 0.3
_spawned: set[int] = set()


@dataclass(frozen=True)
class Process:
    """One process as /proc shows it. started: clock ticks since boot, tells a reused id apart."""

    pid: int
    session: int
    started: int
    is_zombie: bool


def look_at(pid: int) -> Process | None:
    """The process of that id, None when there is none."""
    try:
        # the command name in parentheses may hold spaces
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return Process(pid, int(fields[3]), int(fields[19]), fields[0] in "ZX")


def _all() -> Iterator[Process]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (process := look_at(int(entry.name))) and not process.is_zombie:
            yield process


class Processes:
    """The processes of one instance folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._notes = folder / "processes"

    def spawn(self, name: str, argv: Sequence[str], log: Path, env: Mapping[str, str] | None = None) -> int:
        """Start a server under `name`, its output appended to `log`; returns its process id.

        It inherits no open file and nothing of the environment but what `env` and a short list give.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        self._notes.mkdir(parents=True, exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if k in ("HOME", "LANG", "LC_ALL", "LOGNAME", "TZ", "USER")}
        full = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin", **kept, **(env or {})}
        full[MARK] = str(self._folder)
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ]
        try:
            pid = os.posix_spawn(argv[0], list(argv), full, file_actions=actions, setsid=True)
        except OSError as error:
            raise StartError(f"{argv[0]} could not be started: {error.strerror}") from error
        _spawned.add(pid)
        process = look_at(pid)
        note = {"pid": pid, "started": process.started if process else 0}
        (self._notes / f"{name}.json").write_text(json.dumps(note))
        return pid

    def names(self) -> list[str]:
        """What was started and not yet stopped, alive or not."""
        return sorted(note.stem for note in self._notes.glob("*.json"))

    def running(self, name: str) -> int | None:
        """The process id of a server that lives, else None."""
        try:
            note = json.loads((self._notes / f"{name}.json").read_text())
        except (FileNotFoundError, ValueError):
            return None
        _reap(note["pid"])
        process = look_at(note["pid"])
        return note["pid"] if process and not process.is_zombie and process.started == note["started"] else None

    def stop(self, name: str, grace_s: float = GRACE_S) -> None:
        """End a server and all it started: politely, then firmly. Nothing happens when it is not running."""
        pid = self.running(name)
        if pid:
            _send(pid, signal.SIGTERM)
            if not self._ends(pid, grace_s):
                self.kill(name)
            self._end_session(pid)
        (self._notes / f"{name}.json").unlink(missing_ok=True)

    def kill(self, name: str) -> None:
        """End a server and its children at once, as a crash would."""
        pid = self.running(name)
        if pid:
            self._end_session(pid)
        (self._notes / f"{name}.json").unlink(missing_ok=True)

    def suspend(self, name: str, is_suspended: bool) -> None:
        """Freeze a server and its children, or let them go on: a server that hangs."""
        pid = self.running(name)
        for process in _all() if pid else ():
            if process.session == pid:
                _send(process.pid, signal.SIGSTOP if is_suspended else signal.SIGCONT)

    def stop_all(self) -> None:
        """End every process of the instance, those that nobody noted too."""
        for name in self.names():
            if pid := self.running(name):
                _send(pid, signal.SIGTERM)
        for name in self.names():
            self.stop(name, grace_s=LAST_GRACE_S)
        for _ in range(50):
            left = self.leftovers()
            for pid in left:
                _send(pid, signal.SIGKILL)
            if not left:
                return
            time.sleep(0.02)

    def leftovers(self) -> list[int]:
        """Ids of living processes whose environment names this instance; never the asking process."""
        mark = f"{MARK}={self._folder}".encode()
        found = []
        for process in _all():
            with contextlib.suppress(OSError):
                if mark in Path(f"/proc/{process.pid}/environ").read_bytes().split(b"\0"):
                    found.append(process.pid)
        return [pid for pid in found if pid != os.getpid()]

    def _end_session(self, session: int) -> None:
        for _ in range(100):
            members = [p for p in _all() if p.session == session]
            for process in members:
                _send(process.pid, signal.SIGKILL)
            _reap(session)
            if not members:
                return
            time.sleep(0.01)

    @staticmethod
    def _ends(pid: int, within_s: float) -> bool:
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            _reap(pid)
            process = look_at(pid)
            if not process or process.is_zombie:
                return True
            time.sleep(0.01)
        return False


def _send(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _reap(pid: int) -> None:
    """Take the exit status of a child of ours, so that it does not stay a zombie."""
    if pid in _spawned:
        with contextlib.suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG)[0]:
                _spawned.discard(pid)
