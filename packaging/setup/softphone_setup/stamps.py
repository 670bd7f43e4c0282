"""Remembers which steps are done: a stamp file per step holds the digest of everything the step depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_SKIPPED_FOLDERS = {"__pycache__", "tests", "stubs", ".mypy_cache", ".ruff_cache"}


class Stamps:
    """Stamp files in one folder; a missing or damaged stamp only means that the step is done again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def is_valid(self, name: str, digest: str) -> bool:
        """Was the step done with exactly these inputs?"""
        return self.read(name) == digest

    def read(self, name: str) -> str:
        """The digest that the step was last done with; empty when it was not."""
        try:
            return (self._folder / name).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def write(self, name: str, digest: str) -> None:
        """Note that the step is done."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_text(digest + "\n", encoding="utf-8")

    def forget(self, name: str) -> None:
        """Before a step starts: a step that is broken off must count as not done."""
        (self._folder / name).unlink(missing_ok=True)


def digest_of(*parts: str | Path) -> str:
    """SHA-256 over texts, files and whole folders (their source files; caches and tests left out)."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            total.update(part.encode() + b"\0")
            continue
        for file in _files(part):
            total.update(str(file.relative_to(part.parent)).encode() + b"\0")
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(file for file in found if not _is_skipped(file.relative_to(path)))


def _is_skipped(relative: Path) -> bool:
    folders = relative.parts[:-1]
    return relative.suffix == ".pyc" or any(name in _SKIPPED_FOLDERS or name.endswith(".egg-info") for name in folders)
