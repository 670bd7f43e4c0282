"""Asterisk 22 from Debian's sid suite in a folder of the user's cache, run by its own dynamic loader.

No root, no namespace, nothing installed on the machine: see apt.py. Only the packages the
loaded modules need are unpacked (a third of the closure); a check at the end fails if one
was left out by mistake.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .apt import PrivateApt, Say, debian_mirrors, require_tools, scratch_folder, unpack
from .errors import FetchError
from .places import CONF, cache_folder

PACKAGES = ["asterisk", "asterisk-modules", "asterisk-core-sounds-en-gsm"]
NEEDED_BYTES = 300_000_000
PRUNED = ["doc", "man", "info", "locale", "lintian", "bash-completion", "zoneinfo", "icu", "bug", "asterisk/conf"]


@dataclass(frozen=True)
class Rootfs:
    """The unpacked Asterisk and how to run it."""

    folder: Path

    @property
    def version(self) -> str:
        """Debian's version, such as 1:22.10.1~dfsg+~cs..."""
        return (self.folder / ".complete").read_text().split()[1]

    @property
    def share(self) -> Path:
        return self.folder / "usr/share/asterisk"

    @property
    def modules(self) -> Path:
        return _one(self.folder, "usr/lib/*/asterisk/modules")

    @property
    def loader(self) -> list[str]:
        """The command words that stand before a program of the folder."""
        found = [*self.folder.glob("usr/lib64/ld-linux-*.so.*"), *self.folder.glob("usr/lib/ld-linux-*.so.*")]
        if not found:
            raise FetchError(f"no dynamic loader in {self.folder}: remove the folder and fetch again")
        return [str(found[0]), "--library-path", str(self.modules.parent.parent)]

    @property
    def asterisk(self) -> list[str]:
        return [*self.loader, str(self.folder / "usr/sbin/asterisk")]


def rootfs_folder() -> Path:
    """Named for a hash of the recipe, so that an old one is not taken for a new one."""
    recipe = hashlib.sha256("\n".join([*PACKAGES, *skipped_patterns(), *wanted_modules()]).encode()).hexdigest()[:10]
    return cache_folder() / f"asterisk-{suite()}-{recipe}"


def suite() -> str:
    """The Debian suite Asterisk comes from: only sid has it."""
    return os.environ.get("SOFTPHONE_LAB_SUITE", "sid")


def skipped_patterns() -> list[str]:
    """Packages of the closure that the loaded modules never touch, as regular expressions."""
    lines = (CONF / "rootfs-skip.txt").read_text().splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def wanted_modules() -> list[str]:
    """The module files that modules.conf loads."""
    return re.findall(r"^load\s*=\s*(\w+\.so)", (CONF / "asterisk/modules.conf").read_text(), re.MULTILINE)


def find() -> Rootfs:
    """The fetched Asterisk. Raises FetchError when there is none."""
    rootfs = Rootfs(rootfs_folder())
    if not (rootfs.folder / ".complete").is_file():
        raise FetchError("the lab's Asterisk is not fetched yet: run `python3 -m softphone_lab fetch`")
    return rootfs


def fetch(say: Say, force: bool = False) -> Rootfs:
    """Fetch Asterisk into the cache unless it is there. Safe to run twice at once. Raises FetchError."""
    require_tools()
    target = rootfs_folder()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(target.parent / ".lock", say):
        if (target / ".complete").is_file() and not force:
            return Rootfs(target)
        free = shutil.disk_usage(target.parent).free
        if free < NEEDED_BYTES:
            raise FetchError(f"only {free // 1_000_000} MB free under {target.parent}: the lab needs 300 MB")
        _fetch_from_any_mirror(target, say)
    return Rootfs(target)


def _fetch_from_any_mirror(target: Path, say: Say) -> None:
    mirrors = debian_mirrors()
    if not mirrors:
        raise FetchError("no Debian mirror in this machine's APT configuration: set SOFTPHONE_LAB_MIRROR to its URI")
    for mirror in mirrors:
        try:
            with scratch_folder(target.parent) as scratch:
                _build(scratch, PrivateApt(scratch, suite(), mirror), target, say)
            return
        except FetchError as error:
            if mirror == mirrors[-1]:
                raise
            say(f"  {error}; trying the next mirror")
        except OSError as error:
            raise FetchError(f"the lab's Asterisk could not be unpacked under {target.parent}: {error}") from error


def _build(scratch: Path, apt: PrivateApt, target: Path, say: Say) -> None:
    say(f"lab: reading the package index of Debian {suite()}")
    apt.update()
    skip = re.compile("|".join(skipped_patterns()))
    sizes = {name: size for name, size in apt.closure(PACKAGES).items() if not skip.fullmatch(name)}
    say(f"lab: downloading Asterisk, {len(sizes)} packages, {sum(sizes.values()) / 1e6:.0f} MB")
    apt.download(sizes, say)
    say("lab: unpacking")
    root = scratch / "root"
    unpack(apt.debs, root)
    version = subprocess.run(
        ["dpkg-deb", "-f", str(_one(apt.debs, "asterisk_*.deb")), "Version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    _prune(root)
    _check(Rootfs(root))
    (root / ".complete").write_text(f"asterisk {version}\n")
    if target.exists():
        shutil.rmtree(target)
    root.rename(target)
    _remove_older(target)
    say(f"lab: Asterisk {version} is ready in {target}")


def _remove_older(target: Path) -> None:
    """Remove what earlier recipes fetched, unless a lab still runs from it."""
    for old in target.parent.glob(f"asterisk-{suite()}-*"):
        if old != target and not any(str(old).encode() in command for command in _commands()):
            shutil.rmtree(old, ignore_errors=True)


def _commands() -> Iterator[bytes]:
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield entry.read_bytes()


def _prune(root: Path) -> None:
    """Remove what a test bench never reads."""
    for name in PRUNED:
        shutil.rmtree(root / "usr/share" / name, ignore_errors=True)
    for path in [root / "etc", *root.glob("usr/lib/systemd"), *root.glob("usr/lib/*/gconv")]:
        shutil.rmtree(path, ignore_errors=True)


def _check(rootfs: Rootfs) -> None:
    """Every library that the binary and the wanted modules ask for must be there; other modules that lack one go."""
    wanted = {"asterisk", *wanted_modules()}
    absent = sorted(name for name in wanted_modules() if not (rootfs.modules / name).is_file())
    broken = _without_library(rootfs)
    problems = [f"{name} is not in this Asterisk" for name in absent]
    problems += [f"{name} lacks {library}" for name, library in broken.items() if name in wanted]
    if problems:
        raise FetchError(f"Debian {suite()} has changed, conf/rootfs-skip.txt must follow: {'; '.join(problems)}")
    for name in broken:
        (rootfs.modules / name).unlink()
    subprocess.run([*rootfs.asterisk, "-V"], check=True, capture_output=True, env={"OPENSSL_CONF": "/dev/null"})


def _without_library(rootfs: Rootfs) -> dict[str, str]:
    """Program or module file -> the first library that it lacks.

    One that is found outside the folder is the machine's own, which the next machine may not have.
    """
    lacking: dict[str, str] = {}
    for file in [rootfs.folder / "usr/sbin/asterisk", *sorted(rootfs.modules.glob("*.so"))]:
        seen = subprocess.run([*rootfs.loader, "--list", str(file)], capture_output=True, text=True, check=False)
        for name, path in re.findall(r"^\s*(\S+) => (not found|/\S+)", seen.stdout, re.MULTILINE):
            if not Path(path).is_relative_to(rootfs.folder):
                lacking.setdefault(file.name, name)
        if missing := re.search(r"(\S+): cannot open shared", seen.stdout + seen.stderr):
            lacking.setdefault(file.name, missing[1])
    return lacking


@contextmanager
def _only_one(lock: Path, say: Say) -> Iterator[None]:
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("lab: another set-up is fetching Asterisk, waiting for it")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise FetchError(f"no {pattern} in {folder}: remove the folder and fetch again")
    return found[0]
