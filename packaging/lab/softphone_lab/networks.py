"""Networks of the lab's own: machines side by side in namespaces, with cables that are pulled and addresses that go.

A namespace lives as long as a process in it that ends with ours, so nothing is left over however a test dies. Needs
root, or a user namespace (`unshare --user --map-root-user --net make test`).
"""

import ctypes
import fcntl
import os
import struct
import subprocess
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import LabError
from .facts import LabFacts
from .lab import Lab
from .parts import Part

PBX_ADDRESS = "10.79.0.1"
_NEWNET = 0x40000000
_SET_NAME = 0x400454CA  # TUNSETIFF
_TUN_WITHOUT_HEADER = 0x0001 | 0x1000
_libc = ctypes.CDLL(None, use_errno=True)


class Namespace:
    """One machine's network. Raises LabError where none may be made."""

    def __init__(self) -> None:
        self._holder = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "echo there; exec cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._holder.stdout is not None
        if self._holder.stdout.readline() != b"there\n":
            raise LabError("no network of its own can be made: run as root, or allow user namespaces")
        self.path = Path(f"/proc/{self._holder.pid}/ns/net")
        self.run("ip", "link", "set", "lo", "up")

    @property
    def prefix(self) -> list[str]:
        """Words that let a command run in it."""
        return ["nsenter", f"--net={self.path}", "--"]

    def run(self, *argv: str) -> str:
        """Runs a command in it and returns what it prints. Raises CalledProcessError."""
        return subprocess.run([*self.prefix, *argv], check=True, capture_output=True, text=True).stdout

    @contextmanager
    def entered(self) -> Iterator[None]:
        """This thread, and what it starts, is in the namespace for the block."""
        with Path("/proc/thread-self/ns/net").open("rb") as own, self.path.open("rb") as other:
            _enter(other.fileno())
            try:
                yield
            finally:
                _enter(own.fileno())

    def close(self) -> None:
        assert self._holder.stdin is not None
        assert self._holder.stdout is not None
        self._holder.stdin.close()
        self._holder.stdout.close()
        self._holder.wait(10)


class Cable:
    """A cable between two namespaces; each end has an address. Its network is 10.79.<number>.0/24."""

    def __init__(self, number: int, here: Namespace, there: Namespace) -> None:
        self._here, self._number = here, number
        self.device = f"net{number}"
        self.address, self.gateway = f"10.79.{number}.2", f"10.79.{number}.1"
        peer = f"far{number}"
        here.run("ip", "link", "add", self.device, "type", "veth", "peer", "name", peer, "netns", str(there.path))
        there.run("ip", "addr", "add", f"{self.gateway}/24", "dev", peer)
        there.run("ip", "link", "set", peer, "up")

    def plug_in(self) -> None:
        """The address comes, and a way out over it; the lower number is preferred."""
        self._here.run("ip", "link", "set", self.device, "up")
        self._here.run("ip", "addr", "add", f"{self.address}/24", "dev", self.device)
        metric = str(100 * self._number)
        self._here.run("ip", "route", "add", "default", "via", self.gateway, "dev", self.device, "metric", metric)

    def pull_out(self) -> None:
        """Address and routes go."""
        self._here.run("ip", "addr", "flush", "dev", self.device)
        self._here.run("ip", "link", "set", self.device, "down")


class Vpn:
    """A tunnel device at both ends, and a thread that carries packets between them. Its network is 10.79.99.0/24."""

    def __init__(self, here: Namespace, there: Namespace, towards: str) -> None:
        """towards: the network that is reached through it."""
        self.address = "10.79.99.2"
        self._ends = [_tun(here, "vpn0", f"{self.address}/24"), _tun(there, "vpn1", "10.79.99.1/24")]
        here.run("ip", "route", "add", towards, "dev", "vpn0", "metric", "10")
        self._threads = [
            threading.Thread(target=_carry, args=pair, daemon=True) for pair in (self._ends, self._ends[::-1])
        ]
        for thread in self._threads:
            thread.start()
        self._here, self._there = here, there

    def close(self) -> None:
        """The tunnel goes, and its address with it."""
        for namespace, name in ((self._here, "vpn0"), (self._there, "vpn1")):
            namespace.run("ip", "link", "del", name)
        for thread in self._threads:
            thread.join(5)
        for end in self._ends:
            os.close(end)


def _tun(namespace: Namespace, name: str, address: str) -> int:
    with namespace.entered():
        end = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC)
        fcntl.ioctl(end, _SET_NAME, struct.pack("16sH22x", name.encode(), _TUN_WITHOUT_HEADER))
    namespace.run("ip", "addr", "add", address, "dev", name)
    namespace.run("ip", "link", "set", name, "up")
    return end


def _carry(source: int, sink: int) -> None:
    with suppress(OSError):  # the device was removed
        while packet := os.read(source, 65_536):
            os.write(sink, packet)


def _enter(descriptor: int) -> None:
    if _libc.setns(descriptor, _NEWNET) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


class Site:
    """A PBX on one machine, a desk on another. cable, wifi: two ways from one to the other; neither is plugged in."""

    def __init__(self, parts: Collection[Part] = (Part.PBX,)) -> None:
        """parts: what runs beside the PBX, on its machine."""
        self.pbx, self.desk = Namespace(), Namespace()
        self.pbx.run("ip", "addr", "add", f"{PBX_ADDRESS}/32", "dev", "lo")
        self.cable, self.wifi = Cable(1, self.desk, self.pbx), Cable(2, self.desk, self.pbx)
        self.lab = Lab(parts=parts, host=PBX_ADDRESS)
        with self.pbx.entered():
            self.lab.up()

    @property
    def facts(self) -> LabFacts:
        return self.lab.facts

    def unplug(self) -> None:
        """As it was in the beginning."""
        self.cable.pull_out()
        self.wifi.pull_out()

    def close(self) -> None:
        self.lab.down()
        self.desk.close()
        self.pbx.close()
