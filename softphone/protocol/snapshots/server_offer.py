"""What a server says of itself when it is asked, and what it takes when that is tried."""

from softphone.protocol.snapshots.accounts import RegistrationProblem, Transport
from softphone.protocol.snapshots.events import EventPackage
from softphone.protocol.snapshots.value import Value


class TriedPackage(Value, frozen=True, kw_only=True):
    """An event package that was subscribed to for a moment, at the own address.

    status_code: of the answer; 0 when none came.
    """

    package: EventPackage
    status_code: int = 0

    @property
    def is_offered(self) -> bool:
        """The server takes the subscription."""
        return 200 <= self.status_code < 300


class ServerOffer(Value, frozen=True, kw_only=True):
    """A server as it showed itself. What it wrote is cut to what can be shown.

    Attributes:
        server: ``host:port`` that was asked; empty when none was found.
        service: the SRV name that it was found by (RFC 3263); empty when it was the plain name.
        transports: those that the domain offers by NAPTR or SRV, its favourite first.
        status_code: of the answer to OPTIONS (RFC 3261 section 11); 0 when none came.
        names: its Server and User-Agent header fields.
        allow, allow_events, supported: the header fields of these names.
        packages: which event packages were tried; none without a password that is right.
        problem: why there is no answer; None when there is one.
        detail: the same in technical words.
    """

    server: str = ""
    service: str = ""
    transports: tuple[Transport, ...] = ()
    status_code: int = 0
    names: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    allow_events: tuple[str, ...] = ()
    supported: tuple[str, ...] = ()
    packages: tuple[TriedPackage, ...] = ()
    problem: RegistrationProblem | None = None
    detail: str = ""

    @property
    def wants_password(self) -> bool:
        """It says hardly anything to somebody whom it does not know."""
        return self.status_code in (401, 403, 407)
