"""Questions to name servers: several at a time, each for a second or two at the most (RFC 1035, RFC 3596).

NAPTR and SRV are asked of the name servers that the system uses; addresses of the system, which knows of hosts files
and more. SOFTPHONE_DNS_SERVER (``address:port``) names one server for everything, for tests. Everything here blocks.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import struct
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from softphone.engine.locating import Naptr, Srv
from softphone.protocol.snapshots import IpFamily

if TYPE_CHECKING:
    import dns.message

_RESOLV_CONF = Path("/etc/resolv.conf")
_TRIES_S = (0.8, 1.2)
_MOST_SERVERS = 2
_FAMILIES = {IpFamily.AUTO: socket.AF_UNSPEC, IpFamily.IPV4: socket.AF_INET, IpFamily.IPV6: socket.AF_INET6}
_Asked = tuple[str, str]


class SystemDns:
    """The system's name servers."""

    def __init__(self) -> None:
        private = os.environ.get("SOFTPHONE_DNS_SERVER", "")
        self._is_private = bool(private)
        self._servers = (_place(private),) if private else name_servers()

    def services(self, name: str, services: Sequence[str]) -> tuple[list[Naptr], Mapping[str, list[Srv]]]:
        """NAPTR of the name, and SRV of the names in `services`; nothing for those that nobody answers about."""
        found = self._ask(((name, "NAPTR"), *((service, "SRV") for service in services)))
        naptr = [Naptr(r.order, r.preference, r.flags.decode("ascii", "replace"),
                       r.service.decode("ascii", "replace"), _text(r.replacement))
                 for r in found.get((name, "NAPTR"), ())]  # fmt: skip
        return naptr, {service: _srv(found.get((service, "SRV"), ())) for service in services}

    def srv(self, name: str) -> list[Srv]:
        """SRV of one more name."""
        return _srv(self._ask(((name, "SRV"),)).get((name, "SRV"), ()))

    def addresses(self, host: str, family: IpFamily) -> list[str]:
        """The host's addresses, the system's favourite first. Raises OSError when there is none."""
        if not self._is_private:
            found = socket.getaddrinfo(host, None, _FAMILIES[family], socket.SOCK_DGRAM)
            return list(dict.fromkeys(str(entry[4][0]) for entry in found))
        kinds = {IpFamily.AUTO: ("AAAA", "A"), IpFamily.IPV4: ("A",), IpFamily.IPV6: ("AAAA",)}[family]
        answers = self._ask(tuple((host, kind) for kind in kinds))
        addresses = [record.address for kind in kinds for record in answers.get((host, kind), ())]
        if not addresses:
            raise OSError(f"the name {host} has no address" if answers else "the name server does not answer")
        return addresses

    def _ask(self, questions: Sequence[_Asked]) -> dict[_Asked, Sequence[Any]]:
        """Records by question, without those that nobody answered."""
        found: dict[_Asked, Sequence[Any]] = {}
        for wait_s in _TRIES_S:
            for server in self._servers[:_MOST_SERVERS]:
                found |= _ask_server(server, [asked for asked in questions if asked not in found], wait_s)
                if len(found) == len(questions):
                    return found
        return found


def name_servers() -> tuple[tuple[str, int], ...]:
    """Those of the resolver's configuration, as it is now."""
    try:
        lines = _RESOLV_CONF.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return ()
    words = [line.split() for line in lines]
    return tuple((parts[1], 53) for parts in words if len(parts) > 1 and parts[0] == "nameserver")


def _ask_server(server: tuple[str, int], questions: Sequence[_Asked], wait_s: float) -> dict[_Asked, Sequence[Any]]:
    """Asks everything at once, each from a port of its own, which only that server can answer to."""
    import dns.message  # costs memory, and is needed only where a name is looked up by SRV

    found: dict[_Asked, Sequence[Any]] = {}
    with contextlib.ExitStack() as stack, selectors.DefaultSelector() as waiting:
        for name, kind in questions:
            query = dns.message.make_query(name, kind, use_edns=0)
            family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
            asking = stack.enter_context(socket.socket(family, socket.SOCK_DGRAM))
            with contextlib.suppress(OSError):
                asking.connect(server)
                asking.send(query.to_wire())
                waiting.register(asking, selectors.EVENT_READ, (query, (name, kind)))
        deadline_s = time.monotonic() + wait_s
        while waiting.get_map() and (left_s := deadline_s - time.monotonic()) > 0:
            for key, _ in waiting.select(left_s):
                sock: Any = key.fileobj
                query, asked = key.data
                if sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    waiting.unregister(sock)  # nobody is there
                elif (records := _read(sock, query, server, wait_s)) is not None:
                    found[asked] = records
                    waiting.unregister(sock)
    return found


def _read(
    sock: socket.socket, query: dns.message.QueryMessage, server: tuple[str, int], wait_s: float
) -> list[Any] | None:
    """The records of the answer that has come; None when it was none."""
    import dns.exception
    import dns.flags
    import dns.message
    import dns.rcode

    try:
        answer = dns.message.from_wire(sock.recv(1 << 16))
        if answer.flags & dns.flags.TC:
            answer = dns.message.from_wire(_by_tcp(server, query.to_wire(), wait_s))
        if not query.is_response(answer) or answer.rcode() not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
            return None
        if not isinstance(answer, dns.message.QueryMessage):
            return None
        chain = answer.resolve_chaining()
        return list(chain.answer) if chain.answer is not None else []
    except (OSError, dns.exception.DNSException, struct.error):
        return None


def _by_tcp(server: tuple[str, int], wire: bytes, wait_s: float) -> bytes:
    with socket.create_connection(server, wait_s) as connection:
        connection.sendall(struct.pack(">H", len(wire)) + wire)
        with connection.makefile("rb") as stream:
            (length,) = struct.unpack(">H", stream.read(2))
            return stream.read(length)


def _srv(records: Sequence[Any]) -> list[Srv]:
    return [Srv(record.priority, record.weight, record.port, _text(record.target)) for record in records]


def _text(name: Any) -> str:
    return str(name.to_text(omit_final_dot=True)) if name.labels != (b"",) else ""


def _place(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host.strip("[]"), int(port)
