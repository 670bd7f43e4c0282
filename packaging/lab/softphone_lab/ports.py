"""Gives each lab a block of free ports and a run folder, so that several run side by side.

A block is claimed by making a folder named for its first port (making a folder is atomic),
and then proven free by binding. Blocks lie below the range from which the system hands out
ports by itself, so nobody else gets one by chance between the proof and the server's start.
"""

import fcntl
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import LabError
from .places import run_folder
from .processes import Processes, look_at

FIRST, BLOCK = 10_000, 500
FAULT_OFFSET, RTP_OFFSET = 16, 50
SERVICES = 24


@dataclass(frozen=True)
class Ports:
    """The ports of one lab, all derived from the first of its block."""

    base: int
    sip: int
    sips: int
    ami: int
    http: int
    https: int
    imap: int
    imaps: int
    ldap: int
    ldaps: int
    kamailio: int
    kamailio_tls: int
    xcap: int
    rtp_first: int
    rtp_last: int

    @classmethod
    def at(cls, base: int) -> "Ports":
        """The ports of the block that begins at `base`."""
        return cls(
            base, sip=base, sips=base + 1, ami=base + 2, http=base + 3, https=base + 4, imap=base + 5, imaps=base + 6,
            ldap=base + 7, ldaps=base + 8, kamailio=base + 9, kamailio_tls=base + 10, xcap=base + 11,
            rtp_first=base + RTP_OFFSET, rtp_last=base + BLOCK - 1,
        )  # fmt: skip

    def fault(self, index: int) -> int:
        """The port of the index-th faulty TLS listener."""
        return self.base + FAULT_OFFSET + index

    @property
    def run(self) -> Path:
        """The run folder: sockets and other short-lived files."""
        return run_folder() / str(self.base)


def claim(folder: Path, host: str) -> Ports:
    """A block of ports nobody uses, claimed for the instance in `folder`. Raises LabError when all are taken."""
    with _locked() as parent:
        _drop_stale(parent)
        bases = range(FIRST, _first_ephemeral() - BLOCK, BLOCK)
        first = os.getpid() % len(bases)  # so that labs of different users seldom meet
        for i in range(len(bases)):
            ports = Ports.at(bases[(first + i) % len(bases)])
            if not ports.run.exists() and _is_free(ports, host):
                _make(ports, folder)
                return ports
    raise LabError("no free block of ports for another lab: end one with `softphone lab down`")


def release(folder: Path) -> None:
    """Give back what the instance in `folder` had claimed and remove its run folder."""
    if not run_folder().is_dir():
        return
    with _locked() as parent:
        for run in parent.iterdir():
            if (note := _claim_of(run)) and note["folder"] == str(folder):
                shutil.rmtree(run, ignore_errors=True)
        with suppress(OSError):
            parent.rmdir()


def instances() -> list[Path]:
    """The instance folders of this user that hold a block of ports, running or not."""
    if not run_folder().is_dir():
        return []
    with _locked() as parent:
        _drop_stale(parent)
        notes = [note for run in parent.iterdir() if (note := _claim_of(run))]
        return sorted(Path(note["folder"]) for note in notes)


def _make(ports: Ports, folder: Path) -> None:
    ports.run.mkdir()
    ports.run.chmod(0o711 if os.getuid() == 0 else 0o700)
    me = look_at(os.getpid())
    claim_note = {"folder": str(folder), "pid": os.getpid(), "started": me.started if me else 0}
    (ports.run / "claim.json").write_text(json.dumps(claim_note))


def _drop_stale(parent: Path) -> None:
    """Forget claims whose instance is gone: its folder, or all its processes and the one that claimed it."""
    for run in parent.iterdir():
        note = _claim_of(run)
        if note:
            folder, owner = Path(note["folder"]), look_at(note["pid"])
            is_owned = owner is not None and owner.started == note["started"]
            if folder.is_dir() and (is_owned or Processes(folder).leftovers()):
                continue
        shutil.rmtree(run, ignore_errors=True)


def _claim_of(run: Path) -> dict[str, Any] | None:
    with suppress(OSError, ValueError):
        note: dict[str, Any] = json.loads((run / "claim.json").read_text())
        return note
    return None


@contextmanager
def _locked() -> Iterator[Path]:
    """Holds the parent of all run folders; only one process looks for a block at a time."""
    parent = run_folder()
    while True:
        parent.mkdir(mode=0o711 if os.getuid() == 0 else 0o700, exist_ok=True)
        if parent.stat().st_uid != os.getuid():
            raise LabError(f"{parent} belongs to another user: remove it")
        handle = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if not parent.is_dir():  # the last lab went down while we waited
                continue
            yield parent
            return
        finally:
            os.close(handle)


def _is_free(ports: Ports, host: str) -> bool:
    try:
        for port in [*range(ports.base, ports.base + SERVICES), ports.rtp_first, ports.rtp_last]:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                with socket.socket(socket.AF_INET, kind) as probe:
                    if kind == socket.SOCK_STREAM:  # a port in TIME_WAIT is free for a server
                        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    probe.bind((host, port))
    except OSError:
        return False
    return True


def _first_ephemeral() -> int:
    with suppress(OSError, ValueError):
        return int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    return 32_768
