"""Names to servers and addresses, on a thread of its own: the system's resolver may block for many seconds."""

import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from softphone.engine.dns_query import SystemDns
from softphone.engine.locating import Dns, Located, Naptr, Question, Server, Srv, is_ip_address, locate
from softphone.engine.loop import Loop
from softphone.protocol.snapshots import Transport

_KEPT_S = 60.0
_PATIENCE_S = 1.0
_MAX_KEPT = 256


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answer: addresses as text, in the order in which they are to be tried; none and an error text when the name
    is unknown. servers, service, offered: as in `Located`."""

    host: str
    addresses: tuple[str, ...] = ()
    error: str = ""
    servers: tuple[Server, ...] = ()
    service: str = ""
    offered: tuple[Transport, ...] = ()

    @property
    def prefers_ipv6(self) -> bool:
        """True when the address to be tried first is of IPv6."""
        return bool(self.addresses) and ":" in self.addresses[0]


class Resolver:
    """Looks names up. What was found is kept for a minute, so that a call need not wait for it, and used for longer
    while nobody answers."""

    def __init__(self, loop: Loop, new_dns: Callable[[], Dns] = SystemDns) -> None:
        """new_dns: made anew for each look-up, since the name servers change with the network."""
        self._loop = loop
        self._new_dns = new_dns
        self._kept: dict[Question, tuple[float, Resolved]] = {}
        self._waiting: dict[Question, list[Callable[[Resolved], None]]] = {}
        self._chance = random.Random()

    def known(self, host: str) -> Resolved | None:
        """The addresses of a host as far as they are there already."""
        return self._known(_of_host(host))

    def look_up(self, host: str, on_done: Callable[[Resolved], None]) -> None:
        """The addresses of a host. Calls `on_done` on the loop's thread: at once when the answer is there already."""
        self.locate(_of_host(host), on_done)

    def locate(self, question: Question, on_done: Callable[[Resolved], None]) -> None:
        """The servers of an account. Calls `on_done` as `look_up` does."""
        known = self._known(question)
        if known is not None:
            on_done(known)
            return
        waiting = self._waiting.get(question)
        if waiting is not None:
            waiting.append(on_done)
            return
        self._waiting[question] = [on_done]
        threading.Thread(target=self._ask, args=(question,), daemon=True, name="resolver").start()
        if question in self._kept:
            self._loop.call_later(_PATIENCE_S, lambda: self._tell(question, self._kept[question][1]))

    def forget(self) -> None:
        """The network is another: names may mean others there. What is known is still used while nobody answers."""
        self._kept = {question: (-_KEPT_S, answer) for question, (_, answer) in self._kept.items()}

    def _known(self, question: Question) -> Resolved | None:
        """The answer that is there already: an address needs none, a name may have been found lately."""
        if is_ip_address(question.name):
            return _resolved(question, locate(question, _NO_DNS, self._chance))
        at_s, answer = self._kept.get(question, (0.0, None))
        return answer if answer is not None and time.monotonic() - at_s < _KEPT_S else None

    def _ask(self, question: Question) -> None:
        try:
            answer = _resolved(question, locate(question, self._new_dns(), self._chance))
        except (OSError, ValueError) as error:  # UnicodeError, too: a name that is none
            answer = Resolved(question.name, error=str(error))
        self._loop.post(lambda: self._answered(question, answer))

    def _answered(self, question: Question, answer: Resolved) -> None:
        if answer.addresses:
            if len(self._kept) >= _MAX_KEPT and question not in self._kept:
                self._kept.clear()
            self._kept[question] = (time.monotonic(), answer)
        elif question in self._kept:
            answer = self._kept[question][1]
        self._tell(question, answer)

    def _tell(self, question: Question, answer: Resolved) -> None:
        for on_done in self._waiting.pop(question, []):
            on_done(answer)


def _of_host(host: str) -> Question:
    return Question(host, 0, Transport.UDP, uses_srv=False)


def _resolved(question: Question, found: Located) -> Resolved:
    addresses = tuple(dict.fromkeys(server.address for server in found.servers))
    return Resolved(question.name.strip("[]"), addresses, found.error, found.servers, found.service, found.offered)


class _NoDns:
    """For addresses, which need nobody."""

    def services(self, name: str, services: object) -> tuple[list[Naptr], dict[str, list[Srv]]]:
        return [], {}

    def srv(self, name: str) -> list[Srv]:
        return []

    def addresses(self, host: str, family: object) -> list[str]:
        return []


_NO_DNS = _NoDns()


def local_address_towards(remote: str, port: int) -> str:
    """Our address on the way to that one; empty when there is no way. Sends nothing."""
    family = socket.AF_INET6 if ":" in remote else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((remote, port or 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
