"""One account in the library: its set-up, its binding, and what the library tells about it."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import replace

from softphone.basics.secret import Secret
from softphone.engine import sip_text
from softphone.engine.account_setup import native_config, registers_alike
from softphone.engine.addresses import AccountAddresses, addresses_of
from softphone.engine.asking import Asker
from softphone.engine.certificate import read_off_the_loop
from softphone.engine.failures import Attempt, Failure, failure_of
from softphone.engine.flow_watch import FlowWatch
from softphone.engine.health_probe import HealthProbe
from softphone.engine.large_requests import LargeRequests
from softphone.engine.library import Inbox, TransportEvent
from softphone.engine.locating import Server
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.media_paths import MediaPaths, PathServers
from softphone.engine.native_account import NativeAccount
from softphone.engine.network_watch import way_to
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.registration import Announce, Registration
from softphone.engine.resolver import Resolved, Resolver, local_address_towards
from softphone.engine.server_choice import ServerChoice
from softphone.engine.server_way import ServerWay
from softphone.engine.transports import Transports
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, RegistrationState, Transport

_log = logging.getLogger("softphone.engine.account")
_TRY_S = 3.5  # where there is another server to go to
OnIncoming = Callable[["Account", int, str, str], None]


class Services:
    """What every account needs from the engine."""

    def __init__(self, inbox: Inbox, loop: Loop, resolver: Resolver, transports: Transports) -> None:
        self.inbox = inbox
        self.loop = loop
        self.resolver = resolver
        self.transports = transports
        self.asker = Asker(inbox, loop)
        self.path_servers = PathServers(transports.endpoint, resolver)
        self.large_requests = LargeRequests(loop)
        self.has_calls: Callable[[Account], bool] = lambda account: False


class Account:
    """An account as the window wants it.

    The library's account is made when the server's name is known, since its transport depends on the address family.

    Attributes:
        line: a token in our Contact that tells, in requests from the server, whom they are for.
        way: the servers and the one in use.
        local_address: ours, as the library's account was told it.
    """

    def __init__(self, config: AccountConfig, password: Secret, services: Services, announce: Announce,
                 on_incoming: OnIncoming, previous_contact_uri: str = "",
                 turn_password: Secret | None = None) -> None:  # fmt: skip
        self.config = config
        self.password = password
        self.turn_password = turn_password
        self._paths = MediaPaths()
        previous = sip_text.contact_place(previous_contact_uri)
        self.line = previous.line or secrets.token_hex(4)
        self._previous_port = previous.port
        self.native: NativeAccount | None = None
        self.way = ServerWay()
        self.way.on_led_elsewhere = lambda: services.loop.post(self.registration.renew)
        self._used: Server | None = None
        self._try_timer: LoopTimer | None = None
        self._flow = FlowWatch(services.loop, services.asker, self)
        self.registration = Registration(config.account_id, self, services.loop, announce)
        self.registration.is_wanted = config.is_enabled
        self._services = services
        self._on_incoming = on_incoming
        self._tries = 0
        self._is_sending = self._was_accepted = False
        self._last_connection: TransportEvent | None = None
        self._contact = ""
        self.local_address = ""
        self.addresses: AccountAddresses | None = None
        self.configuration_error = ""
        self._read_configuration()
        self._find_paths()

    def _read_configuration(self) -> None:
        try:
            self.addresses = addresses_of(self.config)
            self.configuration_error = ""
        except ValueError as error:
            self.addresses = None
            self.configuration_error = str(error)

    @property
    def server(self) -> str:
        return self.way.text(self.addresses) if self.addresses else self.config.server

    @property
    def contact_uri(self) -> str:
        return self._contact

    @property
    def server_addresses(self) -> tuple[str, ...]:
        """Where the servers are; a request from there is trusted to name the caller."""
        return self.way.addresses

    @property
    def choice(self) -> ServerChoice:
        """The servers and the one in use."""
        return self.way.choice

    @property
    def transport(self) -> Transport:
        return self.config.transport

    @property
    def keep_alive_s(self) -> int:
        return self.config.keep_alive_s

    @property
    def server_uri(self) -> str:
        return self.addresses.registrar if self.addresses else ""

    @property
    def has_calls(self) -> bool:
        return self._services.has_calls(self)

    @property
    def native_id(self) -> int:
        """The library's number of the account, -1 while it has none."""
        return int(self.native.getId()) if self.native is not None else -1

    # ------------------------------------------------------------------ wishes

    def can_become(self, config: AccountConfig, password: Secret) -> bool:
        """True when the new configuration can be taken over without registering anew."""
        return password == self.password and registers_alike(self.config, config)

    def become(self, config: AccountConfig, turn_password: Secret | None = None) -> None:
        """Takes over a configuration for which `can_become` is True."""
        self.config, self.turn_password = config, turn_password
        self._read_configuration()
        self._renew_native()
        self._find_paths()

    def _find_paths(self) -> None:
        """Looks up STUN and TURN servers; calls from then on use them."""
        config = self.config

        def found(paths: MediaPaths) -> None:
            if self.config is config and paths != self._paths:
                self._paths = paths
                self._renew_native()

        self._services.path_servers.find(config, self.turn_password, found)

    def _renew_native(self) -> None:
        if self.native is not None:
            native = self._native_config()
            native.regConfig.disableRegOnModify = True
            self.native.modify(native)

    def send_register(self) -> None:
        """Resolves the server's name, then sends REGISTER."""
        self._tries += 1
        number = self._tries
        if self.addresses is None:
            self._fail(Failure(RegistrationProblem.BAD_CONFIGURATION, detail=self.configuration_error))
            return
        self._services.resolver.locate(self.addresses.question, lambda found: self._resolved(number, found))

    def send_unregister(self) -> bool:
        self._tries += 1
        self._flow.stop()
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
        self.way.take(found)
        if self.native is None:
            native = NativeAccount(self._services.inbox)
            native.on_reg_state = self._register_ended
            native.on_incoming = lambda call_id, message, source: self._on_incoming(self, call_id, message, source)
            native.create(self._native_config())
            self.native = native
        elif self.way.choice.current != self._used:
            self._renew_native()
        return self.native

    def look_up(self, host: str, on_done: Callable[[Resolved], None]) -> None:
        """The addresses of a host that is to be called; the account's own server is that in use already."""
        if self.addresses is None or host != self.addresses.first_hop[0]:
            self._services.resolver.look_up(host, on_done)
        elif self.native is not None and self.choice.servers:
            on_done(Resolved(host, self.way.addresses, servers=self.choice.servers))
        else:
            self._services.resolver.locate(self.addresses.question, on_done)

    def way_out(self) -> str:
        """Our address on the way to the server as it is now; empty when there is none."""
        return way_to(self.server_addresses, self.addresses.first_hop[1] if self.addresses else 0)

    def move(self) -> None:
        """The way to the server is another: what was sent on the old one is void, and so are its connections."""
        if self.native is not None and self.config.transport != Transport.UDP:
            pj.dropFlow(self.native_id)
        if self._used is not None:
            self._services.large_requests.forget(self._used.place)
        self._abort()

    def no_way(self) -> None:
        """Nothing can be sent to the server until the network is back."""
        self._abort()
        self.registration.no_way(Failure(RegistrationProblem.NO_NETWORK))

    def connection_changed(self, event: TransportEvent) -> None:
        """A connection of this account's kind came up or went down."""
        if event.kind != self.config.transport or (event.remote and not self.way.leads_to(event.remote)):
            return
        if self._is_sending:
            self._last_connection = event
        elif not event.is_connected:
            self._flow.stop()
            self.registration.connection_lost(is_urgent=self.way.choice.has_others)

    def server_died(self) -> None:
        """The server in use does not answer any more: registers at the next one, or anew where there is none."""
        if self.registration.is_wanted and not self._is_sending:
            self.registration.server_lost(lambda: self._fail(Failure(RegistrationProblem.NO_ANSWER, detail="died")))

    def go_back(self) -> None:
        """A better server is well again, and in use from now on."""
        _log.info("going back to the better server")
        self.registration.renew()

    def probe(self, server: Server, on_done: Callable[[bool], None]) -> HealthProbe:
        """Asks another server whether it is well."""
        assert self.addresses is not None
        services = self._services
        return HealthProbe(
            self.config, self.addresses, server, services.transports, services.asker, services.loop, on_done
        )

    def close(self) -> None:
        """Ends the library's account. Its registration must be gone, or is left to expire."""
        self._tries += 1
        self._flow.stop()
        self._stop_try()
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
        if not found.servers:
            self._fail(Failure(RegistrationProblem.SERVER_NOT_FOUND, detail=found.error))
            return
        try:
            native = self.ensure_native(found)
            if self._is_sending:
                self._abort()
            self._last_connection = None
            self._is_sending = True
            native.setRegistration(True)
            if self.way.choice.has_others:
                self._try_timer = self._services.loop.call_later(_TRY_S, lambda: self._try_took_long(number))
        except ValueError as error:
            self._fail(Failure(RegistrationProblem.BAD_CONFIGURATION, detail=str(error)))
        except PjError as error:
            # After what callbacks have left in the inbox: they may have told of it already.
            attempt, self._is_sending = self._local_error(error), True
            self._services.inbox.append(lambda: self._register_failed_here(number, attempt))

    def _register_failed_here(self, number: int, attempt: Attempt) -> None:
        if number == self._tries and self._is_sending:
            self._register_ended(attempt, 0, "")

    def _local_error(self, error: PjError) -> Attempt:
        return Attempt(0, int(error.status), reason_of(error), False, self.config.transport)

    def _register_ended(self, attempt: Attempt, expires_s: int, message: str) -> None:
        self._is_sending = False
        self._stop_try()
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
                is_password_proved=self._was_accepted or not self.password.reveal(),
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
            self.way.choice.worked()
            self._flow.start()
            self._was_accepted = True
            if self.config.transport == Transport.UDP and self._used is not None:
                self._services.large_requests.prove(self._used.place, self.local_address)
            self.registration.registered(expires_s)
        else:
            self.registration.unregistered()

    def _fail(self, failure: Failure) -> None:
        if failure.status_code is None and failure.problem != RegistrationProblem.BAD_CONFIGURATION:
            failure = failure if self.way_out() else Failure(RegistrationProblem.NO_NETWORK, detail=failure.detail)
        _log.info("registration failed: %s %s", failure.problem, failure.detail)
        self._flow.stop()
        if self.registration.is_wanted and self.way.next_after(failure):
            self._go_on()
        else:
            self.registration.failed(failure)

    def _go_on(self) -> None:
        """Registers at the server that is in use from now on, as far as it is known without asking anybody."""
        _log.info("going on to the next server")
        self._tries += 1
        choice = self.way.choice
        self._resolved(self._tries, Resolved(self.config.server, self.way.addresses, servers=choice.servers))

    def _try_took_long(self, number: int) -> None:
        if number == self._tries and self._is_sending:
            self._abort()
            self._fail(Failure(RegistrationProblem.NO_ANSWER, detail="no answer in time"))

    def _stop_try(self) -> None:
        if self._try_timer is not None:
            self._try_timer.cancel()
            self._try_timer = None

    def _abort(self) -> None:
        """Forgets the REGISTER that is under way: taking the registrar away makes the library drop it."""
        if self.native is None:
            return
        self._is_sending = False
        self._stop_try()
        config = self._native_config()
        registrar = config.regConfig.registrarUri
        config.regConfig.registrarUri = ""
        config.regConfig.disableRegOnModify = True
        self.native.modify(config)
        config.regConfig.registrarUri = registrar
        self.native.modify(config)

    def _native_config(self) -> pj.AccountConfig:
        assert self.addresses is not None
        way, self._used = self.way, self.way.choice.current
        transport_id = self._services.transports.for_account(
            self.config, is_ipv6=way.is_ipv6, wanted_port=self._previous_port
        )
        port = self._used.port if self._used else 0
        self.local_address = local_address_towards(way.address, port) if way.address else ""
        return native_config(
            self.config, way.through(self.addresses), self.password, self.line, transport_id, self.local_address,
            self._paths,
        )  # fmt: skip


def _contact_uris(message: str) -> list[str]:
    values = [part for value in sip_text.headers_named(message, "Contact")
              for part in sip_text.split_outside_quotes(value)]  # fmt: skip
    return [value[value.index("<") + 1 : value.index(">")] for value in values if "<" in value and ">" in value]
