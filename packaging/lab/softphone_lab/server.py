"""What every server of the lab is: it writes its configuration, starts, and says when it is ready."""

import shutil
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .errors import StartError
from .facts import LabFacts, Options
from .ports import Ports
from .processes import Processes

READY_WITHIN_S = 20.0
SEARCHED = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Place:
    """Where one lab lives and with what figures: its folder, its ports, its processes."""

    folder: Path
    ports: Ports
    processes: Processes
    options: Options
    host: str = "127.0.0.1"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def mail(self) -> Path:
        """Maildirs: in the run folder, since root's home is closed to the mail server's users."""
        return self.ports.run / "mail"


class Server(Protocol):
    """One part of the lab."""

    @property
    def processes(self) -> tuple[str, ...]:
        """The names of its processes, in the order of their start."""

    def prepare(self) -> None:
        """Write configuration and data; the certificates are there. Called once per instance."""

    def start(self) -> None:
        """Start and return once it serves. Raises StartError."""

    def describe(self, facts: LabFacts) -> LabFacts:
        """The facts with what this server adds to them."""


def wait_ready(is_ready: Callable[[], bool], place: Place, process: str, log: Path) -> None:
    """Return once `is_ready` says so. Raises StartError with the log's end when the process ends or time is up."""
    deadline = time.monotonic() + READY_WITHIN_S
    while not is_ready():
        if not place.processes.running(process):
            raise StartError(f"the lab's {process} ended while starting: {tail(log)}")
        if time.monotonic() > deadline:
            raise StartError(f"the lab's {process} did not get ready in {READY_WITHIN_S:.0f} s: {tail(log)}")
        time.sleep(0.02)


def program(name: str, package: str) -> str:
    """The path of a server program of the machine. Raises StartError that names its package."""
    path = shutil.which(name, path=SEARCHED)
    if not path:
        raise StartError(f"{name} is not installed: run `python3 -m softphone_lab install` or install {package}")
    return path


def listens(host: str, port: int) -> bool:
    """Whether someone takes TCP connections there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def tail(log: Path, lines: int = 8) -> str:
    """The end of a log, for an error text."""
    try:
        return " | ".join(log.read_text(errors="replace").splitlines()[-lines:]) or f"its log {log} is empty"
    except OSError:
        return f"it wrote no log {log}"
