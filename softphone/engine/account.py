"""One account in the library: its set-up, its binding, and what the library tells about it."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import replace

from softphone.basics.secret import Secret
from softphone.engine import sip_text
from softphone.engine.account_setup import native_config, registers_alike
from softphone.engine.addresses import AccountAddresses, addresses_of
from softphone.engine.certificate import read_off_the_loop
from softphone.engine.failures import Attempt, Failure, failure_of
from softphone.engine.library import Inbox, TransportEvent
from softphone.engine.loop import Loop
from softphone.engine.network_watch import way_to
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.registration import Announce, Registration
from softphone.engine.resolver import Resolved, Resolver, local_address_towards
from softphone.engine.transports import Transports
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, RegistrationState, Transport

_log = logging.getLogger("softphone.engine.account")
OnIncoming = Callable[["Account", int, str, str], None]


class NativeAccount(pj.Account):
    """The library's account: copies what callbacks tell and appends it."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self.on_reg_state: Callable[[Attempt, int, str], None] = lambda attempt, expires_s, contact: None
        self.on_incoming: Callable[[int, str, str], None] = lambda call_id, message, source: None

    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        message = str(prm.rdata.wholeMsg)
        attempt = Attempt(
            code=int(prm.code),
            status=int(prm.status),
            reason=str(prm.reason),
            has_response=bool(message),
            transport=Transport.UDP,
            retry_after_s=sip_text.retry_after_s(message),
        )
        expires_s = int(prm.expiration)
        self._inbox.append(lambda: self.on_reg_state(attempt, expires_s, message))

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        # The call object must exist before this returns, or the library hangs up: so this one is a question.
        self.on_incoming(int(prm.callId), str(prm.rdata.wholeMsg), str(prm.rdata.srcAddress))


class Services:
    """What every account needs from the engine."""

    def __init__(self, inbox: Inbox, loop: Loop, resolver: Resolver, transports: Transports) -> None:
        self.inbox = inbox
        self.loop = loop
        self.resolver = resolver
        self.transports = transports


class Account:
    """An account as the window wants it.

    The library's account is made when the server's name is known, since its transport depends on the address family.

    Attributes:
        line: a token in our Contact that tells, in requests from the server, whom they are for.
        server_addresses: where the server is; a request from there is trusted to name the caller.
        local_address: ours, as the library's account was told it.
    """

    def __init__(self, config: AccountConfig, password: Secret, services: Services, announce: Announce,
                 on_incoming: OnIncoming, previous_contact_uri: str = "") -> None:  # fmt: skip
        self.config = config
        self.password = password
        previous = sip_text.contact_place(previous_contact_uri)
        self.line = previous.line or secrets.token_hex(4)
        self._previous_port = previous.port
        self.native: NativeAccount | None = None
        self.server_addresses: tuple[str, ...] = ()
        self.registration = Registration(config.account_id, self, services.loop, announce)
        self.registration.is_wanted = config.is_enabled
        self._services = services
        self._on_incoming = on_incoming
        self._tries = 0
        self._is_sending = False
        self._last_connection: TransportEvent | None = None
        self._contact = ""
        self.local_address = ""
        self.addresses: AccountAddresses | None = None
        self.configuration_error = ""
        self._read_configuration()

    def _read_configuration(self) -> None:
        try:
            self.addresses = addresses_of(self.config)
            self.configuration_error = ""
        except ValueError as error:
            self.addresses = None
            self.configuration_error = str(error)

    @property
    def server(self) -> str:
        return self.addresses.server if self.addresses else self.config.server

    @property
    def contact_uri(self) -> str:
        return self._contact

    @property
    def native_id(self) -> int:
        """The library's number of the account, -1 while it has none."""
        return int(self.native.getId()) if self.native is not None else -1

    # ------------------------------------------------------------------ wishes

    def can_become(self, config: AccountConfig, password: Secret) -> bool:
        """True when the new configuration can be taken over without registering anew."""
        return password == self.password and registers_alike(self.config, config)

    def become(self, config: AccountConfig) -> None:
        """Takes over a configuration for which `can_become` is True."""
        self.config = config
        self._read_configuration()
        if self.native is not None:
            native = self._native_config(self.server_addresses)
            native.regConfig.disableRegOnModify = True
            self.native.modify(native)

    def send_register(self) -> None:
        """Resolves the server's name, then sends REGISTER."""
        self._tries += 1
        number = self._tries
        if self.addresses is None:
            self._fail(Failure(RegistrationProblem.BAD_CONFIGURATION, detail=self.configuration_error))
            return
        self._services.resolver.look_up(self.addresses.first_hop[0], lambda found: self._resolved(number, found))

    def send_unregister(self) -> bool:
        self._tries += 1
        if self.native is None:
            return False
        if self._is_sending:
            self._abort()  # whatever it did at the server, it was not confirmed
            return False
        if self.registration.state not in (RegistrationState.REGISTERED, RegistrationState.REFRESHING):
            return False
        try:
            self.native.setRegistration(False)
        except PjError:
            return False
        self._is_sending = True
        return True

    def ensure_native(self, found: Resolved) -> NativeAccount:
        """The library's account, made now unless it is there. Raises ValueError or pj.Error."""
        self.server_addresses = found.addresses
        if self.native is None:
            native = NativeAccount(self._services.inbox)
            native.on_reg_state = self._register_ended
            native.on_incoming = lambda call_id, message, source: self._on_incoming(self, call_id, message, source)
            native.create(self._native_config(found.addresses))
            self.native = native
        return self.native

    def way_out(self) -> str:
        """Our address on the way to the server as it is now; empty when there is none."""
        return way_to(self.server_addresses, self.addresses.first_hop[1] if self.addresses else 0)

    def move(self) -> None:
        """The way to the server is another: what was sent on the old one is void, and so are its connections."""
        if self.native is not None and self.config.transport != Transport.UDP:
            pj.dropFlow(self.native_id)
        self._abort()

    def no_way(self) -> None:
        """Nothing can be sent to the server until the network is back."""
        self._abort()
        self.registration.no_way(Failure(RegistrationProblem.NO_NETWORK))

    def connection_changed(self, event: TransportEvent) -> None:
        """A connection of this account's kind came up or went down."""
        if event.kind != self.config.transport or (event.remote and not self._is_server(event.remote)):
            return
        if self._is_sending:
            self._last_connection = event
        elif not event.is_connected:
            self.registration.connection_lost()

    def _is_server(self, remote: str) -> bool:
        """True when ``address:port`` is our server; two accounts may fail at the same moment for different reasons."""
        address, _, port = remote.rpartition(":")
        hop = self.addresses.first_hop if self.addresses else ("", 0)
        return address.strip("[]") in self.server_addresses and port == str(hop[1])

    def close(self) -> None:
        """Ends the library's account. Its registration must be gone, or is left to expire."""
        self._tries += 1
        native, self.native = self.native, None
        if native is not None:
            native.on_reg_state = lambda attempt, expires_s, message: None
            try:
                native.shutdown()
            except PjError as error:
                _log.warning("closing an account failed: %s", reason_of(error))

    # ------------------------------------------------------------------ inside

    def _resolved(self, number: int, found: Resolved) -> None:
        if number != self._tries:
            return
        if not found.addresses and self.server_addresses:
            found = Resolved(found.host, self.server_addresses)  # the name server may be gone; the PBX is still there
        if not found.addresses:
            self._fail(Failure(RegistrationProblem.SERVER_NOT_FOUND, detail=found.error))
            return
        try:
            native = self.ensure_native(found)
            if self._is_sending:
                self._abort()
            self._last_connection = None
            native.setRegistration(True)
            self._is_sending = True
        except ValueError as error:
            self._fail(Failure(RegistrationProblem.BAD_CONFIGURATION, detail=str(error)))
        except PjError as error:
            self._register_ended(self._local_error(error), 0, "")

    def _local_error(self, error: PjError) -> Attempt:
        return Attempt(0, int(error.status), reason_of(error), False, self.config.transport)

    def _register_ended(self, attempt: Attempt, expires_s: int, message: str) -> None:
        self._is_sending = False
        if attempt.status == 0 and 200 <= attempt.code < 300:
            self._accepted(expires_s, message)
            return
        connection = self._last_connection
        failure = failure_of(
            Attempt(
                attempt.code, attempt.status, attempt.reason, attempt.has_response, self.config.transport,
                verify_bits=connection.verify_bits if connection else 0,
                transport_error=connection.error if connection else 0,
                retry_after_s=attempt.retry_after_s,
                has_trusted=bool(self.config.trusted_certificates),
            )
        )  # fmt: skip
        if connection is None or not connection.certificate_pem:
            self._fail(failure)
            return
        number = self._tries
        read_off_the_loop(
            connection.certificate_pem, self._services.loop,
            lambda shown: self._fail(replace(failure, certificate=shown)) if number == self._tries else None,
        )  # fmt: skip

    def _accepted(self, expires_s: int, message: str) -> None:
        if expires_s > 0:
            ours = [uri for uri in _contact_uris(message) if f"line={self.line}" in uri]
            # A binding from another network may still be there.
            ours.sort(key=lambda uri: (self.local_address not in uri, uri == self._contact))
            self._contact = next(iter(ours), "")
            self.registration.registered(expires_s)
        else:
            self.registration.unregistered()

    def _fail(self, failure: Failure) -> None:
        if failure.status_code is None and failure.problem != RegistrationProblem.BAD_CONFIGURATION:
            failure = failure if self.way_out() else Failure(RegistrationProblem.NO_NETWORK, detail=failure.detail)
        _log.info("registration failed: %s %s", failure.problem, failure.detail)
        self.registration.failed(failure)

    def _abort(self) -> None:
        """Forgets the REGISTER that is under way: taking the registrar away makes the library drop it."""
        if self.native is None:
            return
        self._is_sending = False
        config = self._native_config(self.server_addresses)
        registrar = config.regConfig.registrarUri
        config.regConfig.registrarUri = ""
        config.regConfig.disableRegOnModify = True
        self.native.modify(config)
        config.regConfig.registrarUri = registrar
        self.native.modify(config)

    def _native_config(self, server_addresses: tuple[str, ...]) -> pj.AccountConfig:
        assert self.addresses is not None
        is_ipv6 = bool(server_addresses) and all(":" in address for address in server_addresses)
        transport_id = self._services.transports.for_account(
            self.config, is_ipv6=is_ipv6, wanted_port=self._previous_port
        )
        server = next((address for address in server_addresses if (":" in address) == is_ipv6), "")
        self.local_address = local_address_towards(server, self.addresses.first_hop[1]) if server else ""
        return native_config(self.config, self.addresses, self.password, self.line, transport_id, self.local_address)


def _contact_uris(message: str) -> list[str]:
    values = [part for value in sip_text.headers_named(message, "Contact")
              for part in sip_text.split_outside_quotes(value)]  # fmt: skip
    return [value[value.index("<") + 1 : value.index(">")] for value in values if "<" in value and ">" in value]
