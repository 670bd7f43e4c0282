"""The server that an account uses, as the library is told: a name that leads to one address at a time (RFC 3263)."""

import time
import weakref
from collections.abc import Callable

from softphone.engine.addresses import AccountAddresses
from softphone.engine.failures import Failure
from softphone.engine.locating import Question, Server, is_ip_address
from softphone.engine.pj import pj
from softphone.engine.resolver import Resolved
from softphone.engine.server_choice import ServerChoice
from softphone.protocol.snapshots import RegistrationProblem as Problem

_OVERLOADED = 503
_DEAD = {Problem.NO_ANSWER, Problem.TRANSPORT_REFUSED, Problem.TLS_FAILED, Problem.CERTIFICATE_WRONG_NAME}


class ServerWay:
    """An account's servers and the one in use.

    Attributes:
        addresses: of all of them; a request from one of them comes from the account's server.
        on_led_elsewhere: called when the server in use has changed because another account's has.
    """

    def __init__(self, *, is_trial: bool = False) -> None:
        """is_trial: it is given back when something was sent on it, and others of the same name do not follow."""
        self.choice = ServerChoice()
        self.addresses: tuple[str, ...] = ()
        self.on_led_elsewhere: Callable[[], None] = lambda: None
        self._is_trial = is_trial

    def take(self, found: Resolved) -> None:
        """The servers as they are known now."""
        self.addresses = found.addresses
        self.choice.take(found.servers)

    def through(self, configured: AccountAddresses) -> AccountAddresses:
        """The account's addresses on this way; from now on the library sends there. Raises pj.Error."""
        server, question = self.choice.current, configured.question
        if server is None or is_ip_address(question.name):
            return configured
        # A name from SRV that is not the configured one stands in the route without a port, too.
        _lead(server.name, question, server)
        if not self._is_trial:
            _led.setdefault((server.name, question), _Led()).to(server, self)
        return configured.through(server.name)

    def give_back(self, configured: AccountAddresses) -> None:
        """Lets the name lead again to where it leads those who are in use."""
        server, question = self.choice.current, configured.question
        led = _led.get((server.name, question)) if server is not None else None
        if led is not None and led.server is not None and server is not None:
            _lead(server.name, question, led.server)

    def follow(self, server: Server) -> None:
        """Another account of the same name has gone on to this server, and so has this one."""
        if self.choice.current != server and self.choice.use(server):
            self.on_led_elsewhere()

    @property
    def address(self) -> str:
        """Of the server in use; empty while none is known."""
        return self.choice.current.address if self.choice.current else ""

    @property
    def is_ipv6(self) -> bool:
        """True when the server in use is reached by IPv6."""
        return ":" in self.address

    def text(self, configured: AccountAddresses) -> str:
        """``host:port`` of the server in use, for people."""
        return self.choice.current.text if self.choice.current else configured.server

    def is_from(self, remote: str, *, has_its_port: bool = True) -> bool:
        """True when ``address:port`` is one of the servers."""
        address, _, port = remote.rpartition(":")
        places = {(server.address, str(server.port)) for server in self.choice.servers}
        address = address.strip("[]")
        return (address, port) in places if has_its_port else address in self.addresses

    def leads_to(self, remote: str) -> bool:
        """True when ``address:port`` is the server in use."""
        current = self.choice.current
        address, _, port = remote.rpartition(":")
        return current is not None and current.place == (address.strip("[]"), int(port) if port.isdigit() else 0)

    def next_after(self, failure: Failure) -> bool:
        """Goes on to the next server where that failure is this one's own. False: it is not, or there is none left."""
        if failure.problem not in _DEAD and failure.status_code != _OVERLOADED:
            return False
        is_name_wrong = failure.problem == Problem.CERTIFICATE_WRONG_NAME
        return self.choice.give_up(time.monotonic(), is_name_wrong=is_name_wrong)


class _Led:
    """Where a name leads, and who goes there."""

    def __init__(self) -> None:
        self.server: Server | None = None
        self._ways: weakref.WeakSet[ServerWay] = weakref.WeakSet()

    def to(self, server: Server, way: ServerWay) -> None:
        self._ways.add(way)
        if self.server != server:
            self.server = server
            for other in tuple(self._ways):
                if other is not way:
                    other.follow(server)


_led: dict[tuple[str, Question], _Led] = {}


def _lead(name: str, question: Question, server: Server) -> None:
    pj.setServerAddress(name, question.port or 0, question.transport.value, server.address, server.port)
