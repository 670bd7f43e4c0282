"""Step 2: chooses the Python interpreter and makes the virtual environment `.venv` from it."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from softphone_setup.commands import Commands
from softphone_setup.errors import CommandError, SetupError, explain
from softphone_setup.progress import Step
from softphone_setup.stamps import Stamps, digest_of

OLDEST, BEYOND_NEWEST = (3, 11), (3, 14)
_NAMES = ("python3", "/usr/bin/python3", "python3.11", "python3.12", "python3.13")
_PROBE = """
import json, os, sys, sysconfig
import ensurepip, venv
print(json.dumps({"executable": os.path.realpath(sys.executable), "version": list(sys.version_info[:3]),
                  "has_headers": os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))}))
"""


def make_virtual_environment(venv: Path, commands: Commands, stamps: Stamps, step: Step) -> None:
    """Make `.venv` unless a sound one is there. Raises SetupError."""
    stamp = stamps.read("python")
    if stamp and stamp == _digest(venv, _base_of(venv)) and (venv / "bin" / "python").exists():
        step.done(f"Python in {venv.name} is ready")
        return
    step.say("choosing an interpreter")
    python, version = choose_interpreter()
    stamps.forget("python")
    if venv.exists() and not _is_sound(venv, version):
        step.say(f"removing the old {venv.name}")
        shutil.rmtree(venv)
    if not venv.exists():
        step.say(f"making {venv.name} with Python {version}")
        try:
            commands.run([python, "-m", "venv", venv], step)
        except CommandError as error:
            explained = explain(error, "make the virtual environment")
            shutil.rmtree(venv, ignore_errors=True)
            raise explained from error
    stamps.write("python", _digest(venv, _base_of(venv)))
    step.done(f"Python {version} in {venv.name}")


def choose_interpreter() -> tuple[str, str]:
    """(path, version) of the first Python with venv, pip and headers in the supported range. Raises SetupError."""
    seen: list[str] = []
    for name in _NAMES:
        path = shutil.which(name)
        if path is None:
            continue
        found = _probe(path)
        if found is None:
            seen.append(f"{path}: without the modules venv and ensurepip")
            continue
        text = ".".join(map(str, found.version))
        if not OLDEST <= found.version[:2] < BEYOND_NEWEST:
            seen.append(f"{path}: version {text}")
        elif not found.has_headers:
            seen.append(f"{path}: without C headers (python3-dev)")
        else:
            return found.executable, text
    raise SetupError(
        "No fitting Python was found: 3.11, 3.12 or 3.13 with venv and headers is needed.\n  " + "\n  ".join(seen),
        "Install python3, python3-venv and python3-dev of Debian 12 or later.",
    )


@dataclass(frozen=True)
class _Found:
    executable: str
    version: tuple[int, ...]
    has_headers: bool


def _probe(python: str) -> _Found | None:
    try:
        ended = subprocess.run([python, "-I", "-c", _PROBE], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if ended.returncode != 0:
            return None
        said = json.loads(ended.stdout)
        return _Found(said["executable"], tuple(said["version"]), said["has_headers"])
    except (OSError, ValueError, KeyError):
        return None


def _is_sound(venv: Path, version: str) -> bool:
    """Does the folder hold an environment made here (its scripts name their place), whose interpreter still runs?"""
    code = "import sys, pip; print('.'.join(map(str, sys.version_info[:3])))"
    try:
        is_made_here = (venv / "bin" / "pip").read_text(encoding="utf-8").startswith(f"#!{venv}/bin/")
        ended = subprocess.run(
            [venv / "bin" / "python", "-I", "-c", code], capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
    except (OSError, UnicodeDecodeError):
        return False
    return is_made_here and ended.returncode == 0 and ended.stdout.strip() == version


def _base_of(venv: Path) -> str:
    """What the environment says about the interpreter behind it; empty when there is none."""
    try:
        return (venv / "pyvenv.cfg").read_text(encoding="utf-8") + str((venv / "bin" / "python").resolve(strict=True))
    except (OSError, UnicodeDecodeError):
        return ""


def _digest(venv: Path, base: str) -> str:
    return digest_of(str(venv), base) if base else ""
