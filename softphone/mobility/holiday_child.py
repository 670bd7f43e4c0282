"""Asks a process of its own for public holidays."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 60.0


def holidays_of(place: str, years: tuple[int, ...]) -> dict[str, str]:
    """Names by ISO date. Blocks for a moment. Raises OSError, subprocess.SubprocessError, ValueError."""
    return msgspec.json.decode(_asked(place, *map(str, years)), type=dict[str, str])


def regions_of(country: str) -> dict[str, str]:
    """Names of the regions by code. Blocks and raises as `holidays_of`."""
    return msgspec.json.decode(_asked(country), type=dict[str, str])


def _asked(*arguments: str) -> bytes:
    done = subprocess.run(
        [*_command(), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_env(),
        timeout=_PATIENCE_S,
        check=True,
    )
    return done.stdout


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--holidays"]
    return [sys.executable, "-m", "softphone", "--holidays"]


def _env() -> dict[str, str]:
    """Run from a checkout, maybe from another folder: the child must be the same code as this."""
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))}
