"""Obtains the pjproject tarball: a file, a URL, or Debian's asterisk source package."""

from __future__ import annotations

import getpass
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from . import recipe
from .apt_configuration import debian_mirror
from .progress import BuildError, run, stage

_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_COMPONENT = "*.orig-Xpjproject.tar.xz"
# Debian removes this non-free driver but leaves it in the Makefile.
_REMOVED_BY_DEBIAN = "pjmedia/src/pjmedia-audiodev/bdimad_dev.c"


class Source(Protocol):
    """Where the tarball comes from."""

    @property
    def name(self) -> str:
        """Identifies the place, for the memory of its SHA-256."""

    def known_sha256(self) -> str | None:
        """The tarball's SHA-256 where it is known without a download."""

    def fetch(self, folder: Path) -> Path:
        """Brings the tarball into `folder`, or names it where it lies. Raises BuildError."""


@dataclass(frozen=True)
class FileSource:
    """A tarball on this machine."""

    path: Path
    sha256: str | None

    @property
    def name(self) -> str:
        return f"file:{self.path.resolve()}"

    def known_sha256(self) -> str | None:
        return self.sha256 or sha256_of(self.fetch(self.path.parent))

    def fetch(self, folder: Path) -> Path:
        if not self.path.is_file():
            raise BuildError(f"the source {self.path} does not exist")
        return self.path


@dataclass(frozen=True)
class UrlSource:
    """A tarball on a web server; its SHA-256 is required."""

    url: str
    sha256: str

    @property
    def name(self) -> str:
        return self.url

    def known_sha256(self) -> str | None:
        return self.sha256

    def fetch(self, folder: Path) -> Path:
        target = folder / "download"
        with stage("downloading the pjproject source"):
            try:
                with urllib.request.urlopen(self.url, timeout=60) as answer, target.open("wb") as file:
                    shutil.copyfileobj(answer, file)
            except (OSError, ValueError) as error:
                raise BuildError(f"cannot download {self.url}: {error}") from error
        return target


@dataclass(frozen=True)
class DebianSource:
    """The pjproject component of asterisk's source package in Debian's sid suite, verified by APT."""

    @property
    def name(self) -> str:
        return "debian:sid:asterisk"

    def known_sha256(self) -> str | None:
        return None

    def fetch(self, folder: Path) -> Path:
        remedy = "give the tarball with --source PATH_OR_URL --sha256 HEX"
        mirror = debian_mirror()
        if shutil.which("apt-get") is None or mirror is None:
            raise BuildError(f"the APT configuration names no Debian mirror: {remedy}")
        if not _KEYRING.is_file():
            raise BuildError(f"{_KEYRING} is missing (package debian-archive-keyring): install it or {remedy}")
        apt_get = ["apt-get", "-qq", "-c", str(_private_apt(folder, mirror))]
        target = folder / "files"
        target.mkdir()
        log = folder / "apt.log"
        with stage("downloading the pjproject source (asterisk of Debian sid)"):
            run([*apt_get, "update"], log)
            run([*apt_get, "source", "--download-only", "asterisk"], log, cwd=target)
        found = list(target.glob(_COMPONENT))
        if len(found) != 1:
            raise BuildError(f"asterisk in sid no longer has one component {_COMPONENT}: {remedy}")
        return found[0]


def _private_apt(folder: Path, mirror: str) -> Path:
    """An APT configuration with state of its own: the system's lists stay as they are, no root is needed."""
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True)
    (folder / "status").touch()
    sources = folder / "sources.list"
    sources.write_text(f"deb-src [signed-by={_KEYRING}] {mirror} sid main\n")
    settings = {
        "Dir::Etc::SourceList": sources,
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::Etc::Preferences": "/dev/null",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Dir::State": folder,
        "Dir::State::Lists": folder / "lists",
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": getpass.getuser(),
        "Acquire::Languages": "none",
    }
    lines = [f'{name} "{value}";' for name, value in settings.items()]
    # The machine's hooks (package kit, catalogue of applications) have no business here.
    lines += ["#clear APT::Update::Pre-Invoke;", "#clear APT::Update::Post-Invoke;"]
    lines += ["#clear APT::Update::Post-Invoke-Success;", "#clear Acquire::IndexTargets::deb::DEP-11;"]
    configuration = folder / "apt.conf"
    configuration.write_text("\n".join(lines) + "\n")
    return configuration


def choose(place: str | None, sha256: str | None) -> Source:
    """The source the command line asks for. Raises BuildError for a URL without its SHA-256."""
    if place is None:
        return DebianSource()
    if place.startswith(("http://", "https://", "ftp://", "file://")):
        if sha256 is None:
            raise BuildError("a source given by URL needs --sha256")
        return UrlSource(place, sha256.lower())
    return FileSource(Path(place).expanduser(), sha256.lower() if sha256 else None)


def obtain(source: Source, folder: Path) -> Path:
    """The tarball in the cache folder, named by its SHA-256; fetched unless it is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = source.known_sha256()
    if expected and (kept := folder / f"{expected}.tar").is_file():
        return kept
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        fetched = source.fetch(Path(temporary))
        actual = sha256_of(fetched)
        if expected and actual != expected:
            raise BuildError(f"the source has SHA-256 {actual}, not the expected {expected}")
        copy = Path(temporary) / "copy"
        shutil.copyfile(fetched, copy)
        copy.replace(folder / f"{actual}.tar")
    return folder / f"{actual}.tar"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(tarball: Path, folder: Path) -> Path:
    """Unpacks into `folder`, applies patches and settings; returns the top of the tree."""
    with tarfile.open(tarball) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extractall(folder, filter="tar")
        else:
            archive.extractall(folder)
    tops = [path for path in folder.iterdir() if path.is_dir()]
    top = tops[0] if len(tops) == 1 else folder
    _check_version(top)
    removed = top / _REMOVED_BY_DEBIAN
    if not removed.exists():
        removed.write_text("/* removed by Debian */\n")
    for patch in sorted(recipe.PATCHES.glob("*.patch")):
        _apply(patch, top)
    shutil.copyfile(recipe.CONFIG_SITE, top / "pjlib/include/pj/config_site.h")
    return top


def _apply(patch: Path, top: Path) -> None:
    with patch.open("rb") as text:
        done = subprocess.run(
            ["patch", "-p1", "--fuzz=0", "--forward"], stdin=text, cwd=top, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise BuildError(f"{patch.name} does not fit this source:\n{done.stdout}{done.stderr}")


def _check_version(top: Path) -> None:
    """The patches and the extension are written for one version."""
    try:
        lines = (top / "version.mak").read_text().splitlines()
    except OSError:
        raise BuildError("the source is not a pjproject tree: it has no version.mak") from None
    values = {}
    for line in lines:
        if ":=" in line:
            left, _, right = line.partition(":=")
            values[left.split()[-1]] = right.strip()
    parts = [values.get(f"PJ_VERSION_{name}", "") for name in ("MAJOR", "MINOR", "REV")]
    version = ".".join(part for part in parts if part)
    if version != recipe.PJPROJECT_VERSION:
        raise BuildError(
            f"the source is pjproject {version}, this recipe is for {recipe.PJPROJECT_VERSION}: "
            "see 'A new pjproject' in packaging/pjsua2/README.md, or give the right one with --source"
        )
