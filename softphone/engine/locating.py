"""Which servers stand for a name: NAPTR and SRV, then A and AAAA (RFC 3263 section 4, RFC 2782, RFC 3403).

Pure but for the `Dns` that is handed in. The transport is the account's: SRV chooses servers, not transports; which
others the domain offers is told beside it.
"""

import ipaddress
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from softphone.protocol.snapshots import IpFamily, Transport

DEFAULT_PORT = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}
_SERVICE = {Transport.UDP: "_sip._udp", Transport.TCP: "_sip._tcp", Transport.TLS: "_sips._tcp"}
_BY_NAPTR = {"SIP+D2U": Transport.UDP, "SIP+D2T": Transport.TCP, "SIPS+D2T": Transport.TLS}
_NEVER_IN_DNS = ("localhost", "invalid", "local")  # RFC 6761, RFC 6762
_MOST_SERVERS = 16


@dataclass(frozen=True, slots=True)
class Question:
    """A server as it is configured. port: None for none, so that SRV may tell it."""

    name: str
    port: int | None
    transport: Transport
    uses_srv: bool = True
    family: IpFamily = IpFamily.AUTO

    @property
    def asks_srv(self) -> bool:
        """True when the name is to be looked up by NAPTR and SRV."""
        last = self.name.rstrip(".").rpartition(".")[2].lower()
        return self.uses_srv and self.port is None and not is_ip_address(self.name) and last not in _NEVER_IN_DNS


@dataclass(frozen=True, slots=True)
class Server:
    """One place to send requests to.

    Attributes:
        name: what the library calls it, and what a certificate must be for.
        host: its own name, or its address where it has none.
        priority: as SRV has it: others are for the time when all of a lower number are dead.
    """

    name: str
    address: str
    port: int
    host: str
    priority: int = 0

    @property
    def place(self) -> tuple[str, int]:
        """Address and port."""
        return self.address, self.port

    @property
    def text(self) -> str:
        """``host:port`` for people."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Srv:
    """An SRV record. target: empty when the service is decidedly not there."""

    priority: int
    weight: int
    port: int
    target: str


@dataclass(frozen=True, slots=True)
class Naptr:
    """A NAPTR record; the replacement is a name for SRV."""

    order: int
    preference: int
    flags: str
    service: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Located:
    """The servers in the order in which they are to be tried; none and an error when there is none.

    Attributes:
        service: the SRV name that they were found by, empty when it was the plain name.
        offered: the transports that the domain names by NAPTR or SRV, its favourite first.
    """

    servers: tuple[Server, ...] = ()
    service: str = ""
    offered: tuple[Transport, ...] = ()
    error: str = ""


class Dns(Protocol):
    """Who answers. All of it may block for some seconds."""

    def services(self, name: str, services: Sequence[str]) -> tuple[list[Naptr], Mapping[str, list[Srv]]]:
        """NAPTR of the name, and SRV of the names in `services`; nothing for those that nobody answers about."""

    def srv(self, name: str) -> list[Srv]:
        """SRV of one more name."""

    def addresses(self, host: str, family: IpFamily) -> list[str]:
        """The host's addresses, the system's favourite first. Raises OSError when there is none."""


def locate(question: Question, dns: Dns, chance: random.Random) -> Located:
    """Finds the servers."""
    port = question.port or DEFAULT_PORT[question.transport]
    if is_ip_address(question.name):
        address = question.name.strip("[]")
        return Located((Server(question.name, address, port, address),))
    if not question.asks_srv:
        return _plain(question, dns, port)
    defaults = {transport: f"{service}.{question.name}" for transport, service in _SERVICE.items()}
    naptr, known = dns.services(question.name, tuple(defaults.values()))
    chosen, offered = _services(naptr, defaults, known)
    for service in chosen.get(question.transport, (defaults[question.transport],)):
        records = known[service] if service in known else dns.srv(service)
        servers = _of_records(question, in_order(records, chance), dns)
        if servers:
            return Located(servers, service, offered)
    found = _plain(question, dns, port)
    return Located(found.servers, "", offered, found.error)


def describe(servers: Sequence[Server], service: str, offered: Sequence[Transport], transport: Transport) -> str:
    """What was found, for people and for the first run: ``SRV name: host:port (address), …; offered: tls, tcp``."""
    places = dict.fromkeys(f"{s.text} ({s.address})" if s.host != s.address else s.text for s in servers)
    parts = [(f"SRV {service}: " if service else "") + ", ".join(places)] if places else []
    if offered:
        parts.append("offered: " + ", ".join(offered) + ("" if transport in offered else f", not {transport}"))
    return "; ".join(parts)


def in_order(records: Sequence[Srv], chance: random.Random) -> list[Srv]:
    """RFC 2782: by priority; within one, drawn by weight, those of weight 0 hardly ever first."""
    ordered: list[Srv] = []
    for priority in sorted({record.priority for record in records}):
        left = sorted((r for r in records if r.priority == priority), key=lambda record: record.weight > 0)
        while left:
            drawn, total = chance.randint(0, sum(record.weight for record in left)), 0
            for record in left:
                total += record.weight
                if total >= drawn:
                    break
            left.remove(record)
            ordered.append(record)
    return ordered


def is_ip_address(host: str) -> bool:
    """True for an IPv4 or IPv6 address, in brackets or not."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _services(
    naptr: Sequence[Naptr], defaults: Mapping[Transport, str], known: Mapping[str, list[Srv]]
) -> tuple[dict[Transport, list[str]], tuple[Transport, ...]]:
    """SRV names by transport as NAPTR tells them, and what is offered at all."""
    chosen: dict[Transport, list[str]] = {}
    for record in sorted(naptr, key=lambda each: (each.order, each.preference)):
        transport = _BY_NAPTR.get(record.service.upper())
        if transport is not None and record.flags.lower() == "s":
            chosen.setdefault(transport, []).append(record.replacement)
    by_srv = [
        transport for transport in reversed(Transport) if any(r.target for r in known.get(defaults[transport], ()))
    ]
    return chosen, tuple(dict.fromkeys((*chosen, *by_srv)))


def _of_records(question: Question, records: Sequence[Srv], dns: Dns) -> tuple[Server, ...]:
    servers: list[Server] = []
    for record in records:
        if not record.target or len(servers) >= _MOST_SERVERS:
            continue
        try:
            addresses = dns.addresses(record.target, question.family)
        except OSError:
            continue
        names = _names(question, record.target)
        servers += [Server(name, address, record.port, record.target, record.priority)
                    for address in addresses for name in names]  # fmt: skip
    return tuple(servers)


def _names(question: Question, target: str) -> tuple[str, ...]:
    """What a certificate may be for (RFC 5922 section 4): the domain; in practice, the host inside it."""
    if question.transport != Transport.TLS or target.lower() == question.name.lower():
        return (question.name,)
    is_inside = target.lower().endswith("." + question.name.lower().rstrip("."))
    return (target, question.name) if is_inside else (question.name,)


def _plain(question: Question, dns: Dns, port: int) -> Located:
    try:
        addresses = dns.addresses(question.name, question.family)
    except OSError as error:
        return Located(error=error.strerror or str(error))
    return Located(tuple(Server(question.name, address, port, question.name) for address in addresses))
