"""The user's cache of wheels and tarballs, its keys and its lock."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .progress import say

_KEPT_WHEELS = 4


def root() -> Path:
    """${XDG_CACHE_HOME:-~/.cache}/softphone/pjsua2"""
    base = os.environ.get("XDG_CACHE_HOME", "")
    parent = Path(base) if base.startswith("/") else Path.home() / ".cache"
    return parent / "softphone" / "pjsua2"


def key(recipe_digest: str, source_sha256: str, python_tag: str, compiler: str) -> str:
    """The folder a wheel made of exactly these lies in."""
    words = "\0".join((recipe_digest, source_sha256, python_tag, compiler))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


class Cache:
    """Wheels by key; tarballs by SHA-256; which tarball a source gave last time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def tarballs(self) -> Path:
        """Where downloaded sources lie."""
        return self._folder / "sources"

    def wheel(self, wheel_key: str) -> Path | None:
        """The wheel kept under this key."""
        wheels = sorted((self._folder / wheel_key).glob("*.whl"))
        return wheels[0] if wheels else None

    def keep(self, wheel_key: str, wheel: Path) -> Path:
        """Moves a finished wheel in; older ones beyond the last few are removed."""
        target = self._folder / wheel_key
        target.mkdir(parents=True, exist_ok=True)
        kept = wheel.replace(target / wheel.name)
        self._prune()
        return kept

    def _prune(self) -> None:
        wheels = sorted(self._folder.glob("*/*.whl"), key=lambda path: path.stat().st_mtime)
        for wheel in wheels[:-_KEPT_WHEELS]:
            shutil.rmtree(wheel.parent, ignore_errors=True)

    def remembered_source(self, recipe: str, source_name: str) -> str | None:
        """SHA-256 of the tarball this source gave when this recipe (its digest, or its version) was built last."""
        try:
            memory = json.loads(self._memory(recipe, source_name).read_text())
        except (OSError, ValueError):
            return None
        sha256 = memory.get("sha256") if isinstance(memory, dict) else None
        return sha256 if isinstance(sha256, str) else None

    def remember_source(self, recipe: str, source_name: str, sha256: str) -> None:
        """So that the next set-up need not download to find out."""
        path = self._memory(recipe, source_name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"source": source_name, "sha256": sha256}) + "\n")

    def _memory(self, recipe: str, source_name: str) -> Path:
        name = hashlib.sha256(f"{recipe}\0{source_name}".encode()).hexdigest()[:32]
        return self.tarballs / f"{name}.json"

    def tarball(self, sha256: str) -> Path | None:
        """The tarball with this content, if it was fetched before."""
        path = self.tarballs / f"{sha256}.tar"
        return path if path.is_file() else None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Lets one build work in this cache at a time; a second one waits and says so."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("another build is under way: waiting for it")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """An empty folder for a build; removed when the build succeeds, kept for a look when it fails."""
        folder = self._folder / "build"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        yield folder
        shutil.rmtree(folder, ignore_errors=True)
