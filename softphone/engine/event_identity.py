"""As whom event state is asked for and published: the account itself, or the same user at a presence server."""

import logging
import random
import secrets
import time
from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace

from softphone.basics.sip_uri import SipUri
from softphone.engine.account import Account
from softphone.engine.account_setup import native_config
from softphone.engine.addresses import AccountAddresses, addresses_of
from softphone.engine.backoff import Backoff
from softphone.engine.failures import was_never_there
from softphone.engine.library import TransportEvent
from softphone.engine.loop import LoopTimer
from softphone.engine.native_account import NativeAccount
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.resolver import Resolved
from softphone.engine.server_way import ServerWay
from softphone.engine.services import Services
from softphone.protocol.snapshots import AccountConfig, RegistrationState, Transport

_BOUND = (RegistrationState.REGISTERED, RegistrationState.REFRESHING)
_RECONNECT_S = (0.2, 2.0)
_SETTLED_S = 0.2
_log = logging.getLogger("softphone.engine.event_identity")


class EventIdentity(Protocol):
    """One user at one server.

    Attributes:
        account: whose identity it is.
        problem: why it cannot be used, as far as nobody else tells; technical.
    """

    account: Account
    problem: str

    @property
    def is_wanted(self) -> bool:
        """False while the user has switched the account off."""

    @property
    def is_usable(self) -> bool:
        """True while requests can be sent."""

    @property
    def place(self) -> str:
        """Where the server reaches us; when it changes, what was subscribed before is lost."""

    @property
    def address_of_record(self) -> str:
        """Whose state it publishes."""

    @property
    def native_id(self) -> int:
        """The library's number of the account, -1 while it has none."""

    def target(self, uri: str) -> str:
        """The request URI that leads to this SIP URI."""


class HomeIdentity:
    """The account itself, for as long as it is registered: nothing is asked of a server that has refused it."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.problem = ""  # what is wrong is told by its registration

    @property
    def is_wanted(self) -> bool:
        return self.account.registration.is_wanted

    @property
    def is_usable(self) -> bool:
        return self.account.native is not None and self.is_wanted and self.account.registration.state in _BOUND

    @property
    def place(self) -> str:
        return f"{self.account.contact_uri} at {self.account.server}"

    @property
    def address_of_record(self) -> str:
        addresses = self.account.addresses
        return addresses.target_of_query if addresses else ""

    @property
    def native_id(self) -> int:
        return self.account.native_id

    def target(self, uri: str) -> str:
        addresses = self.account.addresses
        return addresses.target(uri) if addresses else uri


class PresenceIdentity:
    """The user at the presence domain: a second account of the library with the same password, never registered.

    Attributes:
        line: the token in its Contact.
    """

    def __init__(
        self,
        account: Account,
        services: Services,
        on_changed: Callable[["PresenceIdentity"], None],
        on_call: Callable[[int], None],
    ) -> None:
        """on_changed: it can be used now, or its place is another. on_call: gets the number of a call to it."""
        self.account = account
        self.problem = ""
        self.line = secrets.token_hex(4)
        self.native: NativeAccount | None = None
        self._services = services
        self._on_changed = on_changed
        self._on_call = on_call
        self._config = account.config
        self._addresses: AccountAddresses | None = None
        self._way = ServerWay()
        self._connections = 0
        self._own_transport = -1
        self._backoff = Backoff()
        self._timer: LoopTimer | None = None
        self._is_closed = False
        self._prepare()

    @property
    def is_wanted(self) -> bool:
        return self.account.registration.is_wanted

    @property
    def is_usable(self) -> bool:
        return self.native is not None and self.is_wanted

    @property
    def place(self) -> str:
        return f"connection {self._connections}"

    @property
    def address_of_record(self) -> str:
        return self._addresses.target_of_query if self._addresses else ""

    @property
    def native_id(self) -> int:
        return int(self.native.getId()) if self.native is not None else -1

    def target(self, uri: str) -> str:
        return self._addresses.target(uri) if self._addresses else uri

    def connection_changed(self, event: TransportEvent) -> None:
        """A TCP or TLS connection came up or went down."""
        if event.kind != self._config.transport or (event.remote and not self._way.leads_to(event.remote)):
            return
        if not event.is_connected and self._way.choice.give_up(time.monotonic()) and self._addresses is not None:
            self._way.through(self._addresses)
        if not event.is_connected and not was_never_there(event.error):
            self._connections += 1
            self._later(random.uniform(*_RECONNECT_S), lambda: self._on_changed(self))

    def moved(self) -> None:
        """Our address on the way to the server is another."""
        self._connections += 1
        self._leave_connection()
        self._later(_SETTLED_S, lambda: self._on_changed(self))

    def close(self) -> None:
        """Ends the library's account."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()
        native, self.native = self.native, None
        if native is not None:
            native.on_incoming = lambda call_id, message, source: None
            try:
                native.shutdown()
            except PjError as error:
                _log.warning("closing a presence account failed: %s", reason_of(error))
        self._close_own_transport()

    # ------------------------------------------------------------------ inside

    def _prepare(self) -> None:
        try:
            self._config = presence_config(self.account.config)
            self._addresses = addresses_of(self._config)
        except ValueError as error:
            self._fail(str(error))
            return
        self._services.resolver.locate(self._addresses.question, self._resolved)

    def _resolved(self, found: Resolved) -> None:
        if self._is_closed:
            return
        try:
            if not found.servers:
                raise ValueError(found.error)
            self._make(found)
        except ValueError as error:
            self._fail(str(error))
        except PjError as error:
            self._fail(reason_of(error))
        else:
            self.problem = ""
            self._tell()
            return
        self._later(self._backoff.next_delay_s(), self._prepare)

    def _fail(self, problem: str) -> None:
        _log.warning("presence server cannot be used: %s", problem)
        self.problem = problem
        self._tell()

    def _tell(self) -> None:
        # Never from inside the constructor: whoever made it does not have it yet.
        self._services.loop.post(lambda: None if self._is_closed else self._on_changed(self))

    def _make(self, found: Resolved) -> None:
        assert self._addresses is not None
        self._way.take(found)
        addresses = self._way.through(self._addresses)
        transport_id = self._services.transports.for_account(self._config, is_ipv6=self._way.is_ipv6)
        native = NativeAccount(self._services.inbox)
        native.on_incoming = lambda call_id, message, source: self._on_call(call_id)
        native.create(self._settings(addresses, transport_id))
        self.native = native

    def _settings(self, addresses: AccountAddresses, transport_id: int) -> pj.AccountConfig:
        settings = native_config(self._config, addresses, self.account.password, self.line, transport_id, "")
        settings.regConfig.registrarUri = ""
        return settings

    def _leave_connection(self) -> None:
        """From now on requests go by a connection of a transport of its own: the library would send on the one there
        is, whose address is gone, until TCP gives up, and drops only those that an account has registered over."""
        if self.native is None or self._addresses is None or self._config.transport == Transport.UDP:
            return
        left = made = self._own_transport
        try:
            made = self._services.transports.make(self._config, is_ipv6=self._way.is_ipv6)
            self.native.modify(self._settings(self._way.through(self._addresses), made))
        except (PjError, ValueError) as error:
            _log.warning("the connection to the presence server stays: %s", error)
            left = made if made != left else -1
        else:
            self._own_transport = made
        self._close(left)

    def _close_own_transport(self) -> None:
        left, self._own_transport = self._own_transport, -1
        self._close(left)

    def _close(self, transport_id: int) -> None:
        if transport_id >= 0:
            try:
                self._services.transports.close(transport_id)
            except PjError as error:
                _log.info("closing a presence account's transport: %s", reason_of(error))

    def _later(self, delay_s: float, function: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._services.loop.call_later(delay_s, function)


def presence_config(config: AccountConfig) -> AccountConfig:
    """The account as it is at its presence domain. Raises ValueError for a domain that cannot be used."""
    domain = SipUri.parse(f"sip:{config.presence_domain.strip()}")
    user = SipUri.parse(config.address_of_record).user
    return replace(
        config, address_of_record=str(SipUri(user, domain.host, domain.port)), server="",
        outbound_proxy=config.presence_proxy,
    )  # fmt: skip
