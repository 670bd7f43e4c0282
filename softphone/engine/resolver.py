"""Host names to addresses, on a thread of its own: the system's resolver may block for many seconds."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from softphone.engine.addresses import is_ip_address
from softphone.engine.loop import Loop

_KEPT_S = 60.0
_MAX_KEPT = 256


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answer: addresses as text, in the system's order; none and an error text when the name is unknown."""

    host: str
    addresses: tuple[str, ...] = ()
    error: str = ""

    @property
    def prefers_ipv6(self) -> bool:
        """True when only IPv6 addresses were found."""
        return bool(self.addresses) and all(":" in address for address in self.addresses)


class Resolver:
    """Looks names up. What was found is kept for a minute, so that a call need not wait for it."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._kept: dict[str, tuple[float, Resolved]] = {}
        self._waiting: dict[str, list[Callable[[Resolved], None]]] = {}

    def known(self, host: str) -> Resolved | None:
        """The answer that is there already: an address needs none, a name may have been found lately."""
        if is_ip_address(host):
            return Resolved(host, (host.strip("[]"),))
        at_s, answer = self._kept.get(host, (0.0, None))
        return answer if answer is not None and time.monotonic() - at_s < _KEPT_S else None

    def look_up(self, host: str, on_done: Callable[[Resolved], None]) -> None:
        """Calls `on_done` on the loop's thread: at once when the answer is there already."""
        known = self.known(host)
        if known is not None:
            on_done(known)
            return
        waiting = self._waiting.setdefault(host, [])
        waiting.append(on_done)
        if len(waiting) == 1:
            threading.Thread(target=self._ask_system, args=(host,), daemon=True, name="resolver").start()

    def _ask_system(self, host: str) -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
            answer = Resolved(host, tuple(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answer = Resolved(host, error=str(error))
        self._loop.post(lambda: self._answered(answer))

    def _answered(self, answer: Resolved) -> None:
        if answer.addresses:
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
            self._kept[answer.host] = (time.monotonic(), answer)
        for on_done in self._waiting.pop(answer.host, []):
            on_done(answer)


def local_address_towards(remote: str, port: int) -> str:
    """Our address on the way to that one; empty when there is no way. Sends nothing."""
    family = socket.AF_INET6 if ":" in remote else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((remote, port or 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
