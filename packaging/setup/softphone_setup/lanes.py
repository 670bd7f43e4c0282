"""Several runs of pytest at a time, each with a session of its own, told as if they were one."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from softphone_setup.private_session import private_session, pytest_command

_NO_TESTS = 5  # pytest's exit code when the arguments chose none of a lane
_LOCK = threading.Lock()


def run_side_by_side(lanes: Sequence[Sequence[str]], root: Path) -> bool:
    """Run pytest once for each list of arguments, all at the same time; True when any test failed.

    Progress is printed line by line as it comes; what a lane says of failures comes in one piece when it has ended.
    """
    began_s = time.monotonic()
    with contextlib.ExitStack() as stack:
        running = []
        for number, arguments in enumerate(lanes, start=1):
            environment = stack.enter_context(private_session())
            own = ["-o", f"cache_dir=.pytest_cache/lane-{number}"] if len(lanes) > 1 else []
            running.append(_Lane(pytest_command([*own, *arguments]), root, environment))
        codes = [lane.wait() for lane in running]
    print(f"{len(lanes)} lane(s) ended after {(time.monotonic() - began_s) / 60:.1f} minutes: {codes}", flush=True)
    return any(code not in (0, _NO_TESTS) for code in codes) or all(code == _NO_TESTS for code in codes)


class _Lane:
    """One run of pytest, whose output a thread passes on."""

    def __init__(self, command: list[str], root: Path, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command, cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        )  # fmt: skip
        self._reader = threading.Thread(target=self._pass_on)
        self._reader.start()

    def wait(self) -> int:
        """Wait for the end, also after Ctrl-C: pytest got it too and is cleaning up. Returns pytest's exit code."""
        while True:
            try:
                self._reader.join()
                return self._process.wait()
            except KeyboardInterrupt:
                continue

    def _pass_on(self) -> None:
        assert self._process.stdout is not None
        report: list[str] = []
        with self._process.stdout:
            for line in self._process.stdout:
                if report or (line.startswith("===") and "test session starts" not in line):
                    report.append(line)  # failures, warnings, summary
                else:
                    _print(line)
        _print("".join(report))


def _print(text: str) -> None:
    with _LOCK:
        sys.stdout.write(text)
        sys.stdout.flush()
