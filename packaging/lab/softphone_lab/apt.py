"""Fetches Debian packages with private APT state: resolved and verified by apt, installed nowhere.

The mirror, the proxies and the credentials are those of this machine's own APT
configuration; its sources, its package state and its sandbox user are not used, so that
neither root nor a change to the machine is needed.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import FetchError

Say = Callable[[str], None]
KEYRINGS = Path("/usr/share/keyrings")
ATTEMPTS = 2


def debian_mirrors() -> list[str]:
    """URIs of the archives this machine is set up to use that may hold Debian, the likeliest first.

    Asked from apt itself, which reads one-line and deb822 sources alike, without the network.
    Overridden by SOFTPHONE_LAB_MIRROR.
    """
    if given := os.environ.get("SOFTPHONE_LAB_MIRROR"):
        return [given]
    listing = subprocess.run(["apt-get", "update", "--print-uris"], capture_output=True, text=True, check=False).stdout
    indexes = re.findall(r"^'(\S+?)/+dists/([^/']+)/main/binary-", listing, re.MULTILINE)
    found = [uri for uri, suite in indexes if not re.search(r"security|-updates|-backports", f"{uri} {suite}")]
    return sorted(dict.fromkeys(found), key=lambda uri: not uri.endswith("/debian"))


class PrivateApt:
    """apt-get with state, cache and sources of its own in `folder`, on one suite of one mirror."""

    def __init__(self, folder: Path, suite: str, mirror: str) -> None:
        keys = [str(k) for k in sorted(KEYRINGS.glob("debian-archive-*.gpg")) if "removed" not in k.name]
        if not keys:
            raise FetchError(f"no Debian archive keys in {KEYRINGS}: install the package debian-archive-keyring")
        for sub in ("state/lists/partial", "cache/archives/partial", "debs"):
            (folder / sub).mkdir(parents=True, exist_ok=True)
        (folder / "state/status").touch()
        sources = folder / "sources.list"
        sources.write_text(f"deb [signed-by={','.join(keys)}] {mirror} {suite} main\n")
        self.debs = folder / "debs"
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        # The index is still signed when a mirror's copy is past its date.
        settings = {
            "Dir::State": folder / "state",
            "Dir::State::status": folder / "state/status",
            "Dir::Cache": folder / "cache",
            "Dir::Etc::sourcelist": sources,
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": "/dev/null",
            "APT::Install-Recommends": "false",
            "APT::Sandbox::User": user,
            "APT::Get::AllowUnauthenticated": "false",
            "Acquire::AllowInsecureRepositories": "false",
            "Acquire::Languages": "none",
            "Acquire::Retries": "2",
            "Acquire::Check-Valid-Until": "false",
        }
        self._command = ["apt-get", "-q", "-y"]
        for name, value in settings.items():
            self._command += ["-o", f"{name}={value}"]

    def update(self) -> None:
        """Read the package index. Raises FetchError."""
        # apt exits 0 with a mere warning when an index could not be had
        self._run(["-o", "APT::Update::Error-Mode=any", "update"])

    def closure(self, packages: list[str]) -> dict[str, int]:
        """Every package needed to install `packages` on an empty system: name -> bytes to download."""
        listing = self._run(["--print-uris", "install", *packages])
        entries = re.findall(r"^'[^']+' ([^_\s]+)_\S+ (\d+)", listing, re.MULTILINE)
        return {name: int(size) for name, size in entries}

    def download(self, sizes: dict[str, int], say: Say) -> None:
        """Download the packages into `debs`, telling the progress. Raises FetchError."""
        total = sum(sizes.values()) / 1e6
        with self._telling(lambda: say(f"  {self._bytes_here() / 1e6:.0f} of {total:.0f} MB")):
            self._run(["download", *sizes])

    def _bytes_here(self) -> int:
        return sum(f.stat().st_size for f in self.debs.rglob("*") if f.is_file())

    @contextmanager
    def _telling(self, tell: Callable[[], None]) -> Iterator[None]:
        from threading import Event, Thread

        done = Event()

        def loop() -> None:
            while not done.wait(2):
                try:
                    tell()
                except OSError:  # a partial file was renamed under the count
                    continue

        teller = Thread(target=loop, daemon=True)
        teller.start()
        try:
            yield
        finally:
            done.set()
            teller.join()

    def _run(self, arguments: list[str]) -> str:
        for attempt in range(ATTEMPTS):
            done = subprocess.run(
                [*self._command, *arguments], cwd=self.debs, capture_output=True, text=True, check=False,
                env={**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"},
            )  # fmt: skip
            if done.returncode == 0:
                return done.stdout
            if not _is_transient(done.stderr):
                break
            if attempt + 1 < ATTEMPTS:
                time.sleep(1)
        raise FetchError(_in_words(done.stderr, self.debs))


def _is_transient(stderr: str) -> bool:
    return not re.search(r"No space left|Unable to locate|NO_PUBKEY|not signed", stderr)


def _in_words(stderr: str, folder: Path) -> str:
    lines = [line for line in stderr.splitlines() if line.startswith(("E:", "W:"))] or stderr.splitlines()
    said = "; ".join(lines[-3:])
    if "No space left" in stderr:
        return f"the disk is full: free 300 MB on the one that holds {folder} and try again"
    if "NO_PUBKEY" in stderr or "not signed" in stderr:
        return f"the mirror's signature could not be checked: update the package debian-archive-keyring ({said})"
    if re.search(r"Could not (resolve|connect)|Temporary failure|timed out|Connection", stderr):
        return f"the Debian mirror cannot be reached: check the network connection and the proxy ({said})"
    return f"the packages could not be fetched: {said}"


def unpack(debs: Path, target: Path) -> None:
    """Unpack every .deb of a folder into `target`, running no script of theirs. Raises FetchError."""
    for deb in sorted(debs.glob("*.deb")):
        done = subprocess.run(["dpkg-deb", "-x", str(deb), str(target)], capture_output=True, text=True, check=False)
        if done.returncode:
            raise FetchError(_in_words(done.stderr, target))


def require_tools() -> None:
    """Raise FetchError when this is no Debian-like machine."""
    missing = [tool for tool in ("apt-get", "dpkg-deb") if not shutil.which(tool)]
    if missing:
        raise FetchError(f"{' and '.join(missing)} not found: the lab needs Debian or a system derived from it")


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A folder on the same disk as the target, gone afterwards."""
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".build-", dir=parent, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
