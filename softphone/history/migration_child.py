"""Brings an old database up to date in a process of its own: what that loads and computes is none of the window's."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def migrate_apart(file: Path) -> None:
    """Blocks until it is done: a second, or a minute for a million calls. Raises sqlite3.Error, OSError."""
    done = subprocess.run(
        [*_command(), str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_env(),
    )
    if done.returncode:
        error = sqlite3.OperationalError("the migration failed")
        error.sqlite_errorcode = int(done.stdout) if done.stdout.strip().isdigit() else sqlite3.SQLITE_ERROR
        raise error


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--migrate-history"]
    return [sys.executable, "-m", "softphone", "--migrate-history"]


def _env() -> dict[str, str]:
    """Run from a checkout, maybe from another folder: the child must be the same code as this."""
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))}
