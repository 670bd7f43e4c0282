"""The machine's network as the kernel tells it: addresses by rtnetlink, changes by its multicast groups, standstills
by the clocks.

Plain stdlib: of each message only the few fields that matter are read (rtnetlink(7), struct ifaddrmsg, ifinfomsg).
"""

import contextlib
import ipaddress
import logging
import socket
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.resolver import local_address_towards

_log = logging.getLogger("softphone.engine.network")
_SETTLE_S = 0.15  # an interface that comes up says so in several messages
_POLL_S = 5.0  # where the kernel does not tell
_STANDSTILL_S = 3.0
_GROUPS = 0x1 | 0x10 | 0x40 | 0x100 | 0x400  # links; addresses and routes of both families
_NEWLINK, _GETLINK, _NEWADDR, _GETADDR = 16, 18, 20, 22
_DONE, _ERROR = 3, 2
_REQUEST_DUMP = 0x1 | 0x300
_IFA_ADDRESS, _IFA_LOCAL, _IFLA_LINKINFO, _IFLA_INFO_KIND = 1, 2, 18, 1
_NOT_YET = 0x08 | 0x40  # duplicate found, tentative: an IPv6 address that cannot be used (yet)
_TUNNEL_TYPES = {512, 768, 769, 776, 778, 65534}  # PPP, IP in IP (4 and 6), SIT, GRE, none (tun, WireGuard)
_TUNNEL_KINDS = {"tun", "wireguard", "ppp", "ipip", "gre", "vti", "xfrm", "ip6tnl", "sit"}
_BUFFER = 1 << 16


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this machine that others can be reached from. is_tunnel: its device is one of a VPN."""

    text: str
    is_tunnel: bool = False


class NetworkWatch:
    """Calls back when the network may have changed, and when this process has stood still (sleep, a stopped machine).

    on_hint: gets True after a standstill: the clocks have run on and whatever was connected may be gone.
    """

    def __init__(self, loop: Loop, on_hint: Callable[[bool], None]) -> None:
        self._loop = loop
        self._on_hint = on_hint
        self._timer: LoopTimer | None = None
        self._socket = _listening_socket()
        self._beat_s, self._slept_s = time.monotonic(), _slept_s()
        if self._socket is not None:
            loop.watch(self._socket.fileno(), self._read)
        else:
            self._hint_later(_POLL_S)

    def beat(self) -> None:
        """To be called about once a second: a gap in between, or a clock that has run on alone, is a standstill."""
        now_s, slept_s = time.monotonic(), _slept_s()
        stood_s = max(now_s - self._beat_s, slept_s - self._slept_s)
        self._beat_s, self._slept_s = now_s, slept_s
        if stood_s > _STANDSTILL_S:
            _log.info("stood still for %.0f s", stood_s)
            self._on_hint(True)

    def close(self) -> None:
        """Hears no more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._socket is not None:
            self._loop.unwatch(self._socket.fileno())
            self._socket.close()
            self._socket = None

    def _read(self) -> None:
        assert self._socket is not None
        with contextlib.suppress(OSError):  # nothing left; or so much came that the kernel dropped some: look anyway
            while self._socket.recv(_BUFFER):
                pass
        self._hint_later(_SETTLE_S)

    def _hint_later(self, delay_s: float) -> None:
        if self._timer is None:
            self._timer = self._loop.call_later(delay_s, self._hint)

    def _hint(self) -> None:
        self._timer = None
        if self._socket is None:
            self._hint_later(_POLL_S)
        self._on_hint(False)


def usable_addresses() -> tuple[Address, ...]:
    """Addresses of this machine that others may know: no loopback, no link-local ones; ordered by their text."""
    if not hasattr(socket, "AF_NETLINK"):
        return _addresses_of_host()
    try:
        tunnels = {index for index, is_tunnel in _links() if is_tunnel}
        found = {Address(text, index in tunnels) for index, text in _addresses() if is_usable(text)}
    except OSError as error:
        _log.warning("the addresses of this machine cannot be read: %s", error)
        return ()
    return tuple(sorted(found, key=lambda address: (":" in address.text, address.text)))


def is_usable(text: str) -> bool:
    """True for an address that can be told to others."""
    address = ipaddress.ip_address(text)
    return not (address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast)


def way_to(servers: Sequence[str], port: int) -> str:
    """Our address on the way to the first of these that there is a way to, as the routes are now; empty for none.

    Without any server that is known: any usable address. Sends nothing.
    """
    if not servers:
        return next((address.text for address in usable_addresses()), "")
    return next((way for server in servers if (way := local_address_towards(server, port))), "")


# ---------------------------------------------------------------------- rtnetlink


def _listening_socket() -> socket.socket | None:
    if not hasattr(socket, "AF_NETLINK"):
        return None
    try:
        listener = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, socket.NETLINK_ROUTE)
    except OSError as error:
        _log.info("the kernel does not tell of network changes: %s", error)
        return None
    try:
        listener.bind((0, _GROUPS))
    except OSError as error:
        _log.info("the kernel does not tell of network changes: %s", error)
        listener.close()
        return None
    listener.setblocking(False)
    return listener


def _slept_s() -> float:
    """Seconds that the machine has slept since it was started; only differences mean anything."""
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return 0.0
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


def _addresses() -> Iterator[tuple[int, str]]:
    """Index of the device and text of every address that is there to be used."""
    for payload in _dump(_GETADDR, _NEWADDR, struct.pack("=BBBBi", 0, 0, 0, 0, 0)):
        family, _, flags, _, index = struct.unpack_from("=BBBBi", payload)
        if flags & _NOT_YET or family not in (socket.AF_INET, socket.AF_INET6):
            continue
        attributes = dict(_attributes(payload[8:]))
        packed = attributes.get(_IFA_LOCAL) or attributes.get(_IFA_ADDRESS)
        if packed:
            yield index, socket.inet_ntop(family, packed)


def _links() -> Iterator[tuple[int, bool]]:
    """Index of every device, and whether it is a tunnel."""
    for payload in _dump(_GETLINK, _NEWLINK, struct.pack("=BxHiII", 0, 0, 0, 0, 0)):
        _, kind, index = struct.unpack_from("=BxHi", payload)
        details = dict(_attributes(payload[16:])).get(_IFLA_LINKINFO, b"")
        name = dict(_attributes(details)).get(_IFLA_INFO_KIND, b"").rstrip(b"\0").decode("ascii", "replace")
        yield index, kind in _TUNNEL_TYPES or name in _TUNNEL_KINDS


def _dump(request: int, answer: int, payload: bytes) -> Iterator[bytes]:
    """Payloads of all messages of the kind that the kernel answers with. It answers at once."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, socket.NETLINK_ROUTE) as kernel:
        kernel.settimeout(1.0)
        kernel.send(struct.pack("=IHHII", 16 + len(payload), request, _REQUEST_DUMP, 1, 0) + payload)
        while True:
            data = kernel.recv(_BUFFER)
            while len(data) >= 16:
                length, kind = struct.unpack_from("=IH", data)
                if kind in (_DONE, _ERROR) or length < 16:
                    return
                if kind == answer:
                    yield data[16:length]
                data = data[(length + 3) & ~3 :]


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    while len(data) >= 4:
        length, kind = struct.unpack_from("=HH", data)
        if length < 4:
            return
        yield kind & 0x3FFF, data[4:length]
        data = data[(length + 3) & ~3 :]


def _addresses_of_host() -> tuple[Address, ...]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_DGRAM)
    except OSError:
        return ()
    texts = dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found)
    return tuple(Address(text) for text in texts if is_usable(text))
