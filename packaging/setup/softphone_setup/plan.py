"""Which steps a goal takes, in order; one set-up at a time per checkout."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from softphone_setup.bytecode import compile_modules
from softphone_setup.commands import Commands
from softphone_setup.interpreter import make_virtual_environment
from softphone_setup.lab_parts import fetch_lab_parts
from softphone_setup.pjsua2_wheel import install_pjsua2
from softphone_setup.progress import Progress
from softphone_setup.python_packages import PythonPackages
from softphone_setup.stamps import Stamps
from softphone_setup.system_packages import install_system_packages

GOALS = {
    "run": "what the program needs",
    "setup": "what the program, the tests and the checks need",
    "test": "what the tests need",
    "check": "what the checks need",
    "bench": "what the measurements need",
    "lab": "what the lab PBX needs",
    "lock": "what renewing the pinned versions needs",
}
_WITHOUT_TESTS = {"run", "lab"}


class SetUp:
    """The set-up of one checkout."""

    def __init__(self, root: Path, progress: Progress) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.log = root / "build" / "setup.log"
        self._progress = progress
        self._commands = Commands(root, self.log)
        self._system_stamps = Stamps(root / "build" / "stamps")
        self._stamps = Stamps(self.venv / "stamps")
        self._packages = PythonPackages(root, self.venv, self._commands, self._stamps)

    def reach(self, goal: str) -> None:
        """Do the steps of the goal that are not done yet. Raises SetupError."""
        with self._alone():
            with self._progress.step("System packages") as step:
                install_system_packages(goal, self.root, self._commands, self._system_stamps, step)
            with self._progress.step("Python") as step:
                make_virtual_environment(self.venv, self._commands, self._stamps, step)
            if goal == "lock":
                with self._progress.step("Lock") as step:
                    self._packages.renew_lock(step)
                return
            self._fill_environment(goal)

    def _fill_environment(self, goal: str) -> None:
        with self._progress.step("Python packages") as step:
            self._packages.install(goal not in _WITHOUT_TESTS, step)
        with self._progress.step("SIP engine (pjsua2)") as step:
            install_pjsua2(self.root, self.venv, self._packages, self._commands, self._stamps, step)
        with self._progress.step("Lab PBX") as step:
            fetch_lab_parts(self.venv, self._commands, step)
        with self._progress.step("Modules") as step:
            compile_modules(self.root, self.venv, self._commands, step)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Two set-ups of one checkout would trip over each other: the second waits."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with (self.log.parent / "setup.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._progress.note("      waiting for another set-up of this checkout to finish")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield
