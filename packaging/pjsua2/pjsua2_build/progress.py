"""Progress lines, commands with a log, and the one error the user is meant to read."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_TAIL_LINES = 40


class BuildError(Exception):
    """The build cannot go on; the message says why and what to do."""


def say(text: str) -> None:
    """A line for the user; standard output is left to the wheel's path."""
    print(f"pjsua2: {text}", file=sys.stderr, flush=True)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Announces a part of the work and how long it took."""
    say(f"{name} ...")
    begin = time.monotonic()
    yield
    say(f"{name}: {time.monotonic() - begin:.0f} s")


def run(
    command: Sequence[str | Path], log: Path, *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> None:
    """Runs a command with its output appended to `log`. Raises BuildError with the log's end."""
    words = [str(word) for word in command]
    with log.open("ab") as output:
        output.write(f"\n$ {shlex.join(words)}\n".encode())
        output.flush()
        try:
            done = subprocess.run(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=cwd, env=env, check=False
            )
        except OSError as error:
            raise BuildError(f"cannot run {words[0]}: {error.strerror}") from error
    if done.returncode:
        lines = log.read_text(errors="replace").splitlines()[-_TAIL_LINES:]
        raise BuildError("\n".join([*lines, "", f"{words[0]} failed ({done.returncode}); whole log: {log}"]))
