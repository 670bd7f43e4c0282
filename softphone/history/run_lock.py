"""Tells the calls of programs that live from those of programs that are gone: a lock that dies with its process."""

import contextlib
import secrets
import shutil
from pathlib import Path

from softphone.instance import InstanceLock


class RunLock:
    """One run of a program that writes into a history. Each has a folder with a lock beside the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: InstanceLock | None = None
        self.run_id = ""

    def acquire(self) -> None:
        """Takes a new run id and locks it until `release` or the end of the process."""
        while self._lock is None:
            self.run_id = f"run-{secrets.token_hex(6)}"
            lock = InstanceLock(self._folder / self.run_id)
            if lock.acquire():
                self._lock = lock

    def is_gone(self, run_id: str) -> bool:
        """True when the process with this run id has ended."""
        if run_id == self.run_id:
            return False
        folder = self._folder / run_id
        if not folder.is_dir():
            return True
        lock = InstanceLock(folder)
        if not lock.acquire():
            return False
        lock.release()
        _remove(folder)
        return True

    def others(self) -> tuple[str, ...]:
        """The run ids of which there is a trace, but our own."""
        try:
            names = sorted(path.name for path in self._folder.iterdir())
        except OSError:
            return ()
        return tuple(name for name in names if name.startswith("run-") and name != self.run_id)

    def release(self) -> None:
        """This run writes no more."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            _remove(self._folder / self.run_id)
            with contextlib.suppress(OSError):
                self._folder.rmdir()  # not while another run is there


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
