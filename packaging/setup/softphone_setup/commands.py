"""Runs programs for the set-up: output to the log, the newest line to the screen, errors with what was said."""

from __future__ import annotations

import collections
import os
import shlex
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from softphone_setup.errors import CommandError
from softphone_setup.progress import Step

_TAIL_LINES = 40


class Commands:
    """Starts programs in the checkout and keeps everything they print in one log file."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self.log = log

    def run(self, args: Sequence[str | Path], step: Step, env: Mapping[str, str] | None = None) -> list[str]:
        """Run a program to its end and return the lines it printed. Raises CommandError."""
        words = [str(word) for word in args]
        self.log.parent.mkdir(parents=True, exist_ok=True)
        lines: list[str] = []
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"\n== {time.strftime('%F %T')} {shlex.join(words)}\n")
            process = _start(words, self.root, env)
            assert process.stdout is not None
            with process:
                for line in process.stdout:
                    log.write(line)
                    log.flush()
                    lines.append(line.rstrip("\n"))
                    step.activity(line)
        if process.returncode:
            raise CommandError(Path(words[0]).name, process.returncode, _tail(lines))
        return lines

    def capture(self, args: Sequence[str | Path]) -> str:
        """Run a quick program and return what it printed; empty when it is missing or fails."""
        words = [str(word) for word in args]
        try:
            ended = subprocess.run(words, cwd=self.root, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        except OSError:
            return ""
        return ended.stdout if ended.returncode == 0 else ""


def _start(words: list[str], root: Path, env: Mapping[str, str] | None) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            words,
            cwd=root,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except FileNotFoundError as missing:
        raise CommandError(words[0], 127, str(missing)) from missing


def _tail(lines: Sequence[str]) -> str:
    return "\n".join(collections.deque((line for line in lines if line.strip()), maxlen=_TAIL_LINES))
