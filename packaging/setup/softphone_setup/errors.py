"""What stops the set-up, in the user's words, always with the remedy."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path


class SetupError(Exception):
    """A step failed: `what` happened, `remedy` is what the user can do about it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class CommandError(Exception):
    """A program ended with an error; `tail` holds the last lines that it printed."""

    def __init__(self, command: str, exit_code: int, tail: str) -> None:
        super().__init__(f"{command} ended with code {exit_code}")
        self.command = command
        self.exit_code = exit_code
        self.tail = tail


_ALMOST_NOTHING = 10_000_000  # bytes
_SHOWN_LINES = 8
_SHOWN_COLUMNS = 200

_DISK_FULL = re.compile(r"no space left on device|disk quota exceeded|not enough free space", re.IGNORECASE)
_NO_NETWORK = re.compile(
    r"could not resolve|temporary failure (in name resolution|resolving)|network is unreachable"
    r"|name or service not known|failed to establish a new connection|could not connect"
    r"|connection (refused|timed out)|no route to host"
    r"|newconnectionerror|max retries exceeded|read timed out|failed to fetch|cannot fetch",
    re.IGNORECASE,
)
_NO_PACKAGE = re.compile(
    r"unable to locate package (\S+)|package '?(\S+?)'? has no installation candidate", re.IGNORECASE
)
_PACKAGES_LOCKED = re.compile(r"could not get lock|unable to (acquire|lock)", re.IGNORECASE)
_INTERRUPTED = re.compile(r"dpkg was interrupted", re.IGNORECASE)
_NO_VERSION = re.compile(r"no matching distribution found for (\S+)", re.IGNORECASE)
_DENIED = re.compile(r"permission denied|read-only file system", re.IGNORECASE)


def explain(error: CommandError, purpose: str) -> SetupError:
    """Turn what a program printed into words and a remedy; `purpose` completes "could not ..."."""
    said = error.tail
    if _DISK_FULL.search(said) or _is_a_disk_full():
        return disk_full(purpose)
    if found := _NO_PACKAGE.search(said):
        name = found.group(1) or found.group(2)
        return SetupError(
            f"Could not {purpose}: this system has no package {name}.",
            "The set-up is made for Debian 12 and later. Check that the APT sources include the section main.",
        )
    if _PACKAGES_LOCKED.search(said):
        return SetupError(
            f"Could not {purpose}: another program is installing packages.",
            "Wait until it has finished (or close it) and try again.",
        )
    if _INTERRUPTED.search(said):
        return SetupError(
            f"Could not {purpose}: an earlier installation of packages was interrupted.",
            "Run `dpkg --configure -a` as root, then try again.",
        )
    if _NO_NETWORK.search(said):
        return SetupError(
            f"Could not {purpose}: the server with the packages was not reached.",
            "Check the network connection and, behind a proxy, the settings of apt and pip; then try again. "
            "What is done already is kept.",
        )
    if found := _NO_VERSION.search(said):
        return SetupError(
            f"Could not {purpose}: the package index that pip uses has no fitting {found.group(1)}.",
            "Check pip's index (`pip config list`), or renew the pinned versions with `make lock`.",
        )
    if _DENIED.search(said):
        return SetupError(
            f"Could not {purpose}: a file or folder may not be written.",
            "Run it as the owner of this folder, or give this folder to yourself: sudo chown -R $USER .",
        )
    ended = f"`{error.command}` ended with code {error.exit_code}"
    shown = "\n".join(f"    {line[:_SHOWN_COLUMNS]}" for line in said.splitlines()[-_SHOWN_LINES:])
    return SetupError(f"Could not {purpose}: {ended}.\n{shown}", "The log has all that was printed.")


def _is_a_disk_full() -> bool:
    """Some programs hide why they failed: look at the file systems that the set-up writes to."""
    folders = (Path.cwd(), Path.home(), Path(tempfile.gettempdir()))
    return any(shutil.disk_usage(folder).free < _ALMOST_NOTHING for folder in folders if folder.exists())


def disk_full(purpose: str) -> SetupError:
    """The error for a full disk."""
    return SetupError(
        f"Could not {purpose}: the disk is full.",
        "Free about 3 GB in the file system of this folder and of your home folder, then try again.",
    )
