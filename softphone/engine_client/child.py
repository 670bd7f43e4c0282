"""The engine's process: how it is started. Imports nothing heavy, so that it can be started first of all."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


class EngineChild:
    """The engine's process with its three pipes.

    It leads a session of its own, so that Ctrl-C in a terminal reaches the window only; the engine then ends in an
    orderly way because its pipe closes.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """Starts the process. Raises OSError when the system refuses. command: another program in its place."""
        self.process = subprocess.Popen(
            command or engine_command(),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.stdin, self.stdout, self.stderr = self.process.stdin, self.process.stdout, self.process.stderr

    def release(self) -> None:
        """Gives back the pipes; the process must have ended."""
        for pipe in (self.stdin, self.stdout, self.stderr):
            pipe.close()


def engine_command() -> list[str]:
    """The command line of an engine: this program again."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine"]
    return [sys.executable, "-m", "softphone", "--engine"]


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    environment["PYTHONFAULTHANDLER"] = "1"  # a crash in C leaves a trace on stderr
    if not getattr(sys, "frozen", False) and _ROOT.name not in ("site-packages", "dist-packages"):
        # Run from a checkout, maybe from another folder: the engine must be the same code as this.
        paths = [str(_ROOT), *environment.get("PYTHONPATH", "").split(os.pathsep)]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment
