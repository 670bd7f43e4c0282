"""One account in the library: its set-up, its binding, and what the library tells about it."""

import logging
import secrets
from collections.abc import Callable

from softphone.basics.secret import Secret
from softphone.engine import sip_text
from softphone.engine.account_setup import native_config, registers_alike
from softphone.engine.addresses import AccountAddresses, addresses_of
from softphone.engine.failures import Failure
from softphone.engine.flow_watch import FlowWatch
from softphone.engine.health_probe import HealthProbe
from softphone.engine.library import TransportEvent
from softphone.engine.locating import Server
from softphone.engine.media_paths import MediaPaths
from softphone.engine.native_account import NativeAccount
from softphone.engine.network_watch import way_to
from softphone.engine.old_binding import removal_of
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.register_tries import RegisterTries
from softphone.engine.registration import Announce, Registration
from softphone.engine.resolver import Resolved, local_address_towards
from softphone.engine.server_choice import ServerChoice
from softphone.engine.server_way import ServerWay
from softphone.engine.services import Services
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, Transport

_log = logging.getLogger("softphone.engine.account")
_REMOVAL_S = 0.7
OnIncoming = Callable[["Account", int, str, str], None]


class Account:
    """An account as the window wants it.

    The library's account is made when the server's name is known, since its transport depends on the address family.

    Attributes:
        line: a token in our Contact that tells, in requests from the server, whom they are for.
        way: the servers and the one in use.
        used: the server that the library's account was made for, None while there is none.
        flow: watches the way to that server.
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
        self.used: Server | None = None
        self.flow = FlowWatch(services.loop, services.asker, self)
        self.registration = Registration(config.account_id, self, services.loop, announce)
        self.registration.is_wanted = config.is_enabled
        self._services = services
        self._on_incoming = on_incoming
        self._tries = RegisterTries(self, services)
        self._left_binding = ""
        self._is_leaving = False
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
        return self._tries.contact_uri

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
        self._tries.send()

    def send_unregister(self) -> bool:
        """Sends REGISTER with Expires: 0. False: there is nothing that could be removed."""
        return self._tries.withdraw()

    def ensure_native(self, found: Resolved) -> NativeAccount:
        """The library's account, made now unless it is there. Raises ValueError or pj.Error."""
        self.way.take(found)
        if self.native is None:
            native = NativeAccount(self._services.inbox)
            native.on_reg_state = self._tries.ended
            native.on_incoming = lambda call_id, message, source: self._on_incoming(self, call_id, message, source)
            native.create(self._native_config())
            self.native = native
        elif self.way.choice.current != self.used:
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
        """The way to the server is another: what was sent on the old one is void, and so are its connections.

        To be followed by `rebind`."""
        if self.config.transport == Transport.UDP and self.way_out() != self.local_address:
            self._left_binding = self.contact_uri
        self._leave_flow()
        if self.used is not None:
            self._services.large_requests.forget(self.used.place)
        self._tries.abort()

    def rebind(self) -> None:
        """Registers anew; before that the binding of the way that was left is taken from the server."""
        left, self._left_binding = self._left_binding, ""
        if not left or self.native is None or self.addresses is None or not self.registration.is_wanted:
            self.registration.renew()
            return
        self._is_leaving = True
        self.flow.stop()
        headers = removal_of(left, self.line)
        target = self.addresses.target_of_query
        self._services.asker.ask(
            self.native_id, "REGISTER", target, headers, _REMOVAL_S, lambda answer: self._has_left()
        )

    def _has_left(self) -> None:
        self._is_leaving = False
        self.registration.renew()

    def _leave_flow(self) -> None:
        """Before the library forgets which connection it was: it would go on to send there, for minutes."""
        if self.config.transport != Transport.UDP:
            self._left_binding = self.contact_uri
            self._tries.drop_flow()

    def no_way(self) -> None:
        """Nothing can be sent to the server until the network is back; then `move` or `rebind`."""
        self._leave_flow()
        self._tries.abort()
        self.registration.no_way(Failure(RegistrationProblem.NO_NETWORK))

    def connection_changed(self, event: TransportEvent) -> None:
        """A connection of this account's kind came up or went down."""
        if event.kind != self.config.transport or (event.remote and not self.way.leads_to(event.remote)):
            return
        if self._tries.is_sending:
            self._tries.connection_came_or_went(event)
        elif not event.is_connected and not self._is_leaving:
            self.flow.stop()
            self.registration.connection_lost(is_urgent=self.way.choice.has_others)

    def server_died(self) -> None:
        """The server in use does not answer any more: registers at the next one, or anew where there is none."""
        if not self.registration.is_wanted or self._tries.is_sending:
            return
        if self.choice.has_others:
            self.registration.server_lost(
                lambda: self._tries.fail(Failure(RegistrationProblem.NO_ANSWER, detail="died"))
            )
        else:
            self.move()  # it may be the way that died: the library would send on it for half a minute
            self.rebind()

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
        self._tries.end()
        self.flow.stop()
        native, self.native = self.native, None
        if native is not None:
            native.on_reg_state = lambda attempt, expires_s, message: None
            try:
                native.shutdown()
            except PjError as error:
                _log.warning("closing an account failed: %s", reason_of(error))

    # ------------------------------------------------------------------ inside

    def take_registrar_away(self) -> None:
        """For a moment, which makes the library drop the REGISTER that is under way."""
        if self.native is None:
            return
        config = self._native_config()
        registrar = config.regConfig.registrarUri
        config.regConfig.registrarUri = ""
        config.regConfig.disableRegOnModify = True
        self.native.modify(config)
        config.regConfig.registrarUri = registrar
        self.native.modify(config)

    def _native_config(self) -> pj.AccountConfig:
        assert self.addresses is not None
        way, self.used = self.way, self.way.choice.current
        transport_id = self._services.transports.for_account(
            self.config, is_ipv6=way.is_ipv6, wanted_port=self._previous_port
        )
        port = self.used.port if self.used else 0
        self.local_address = local_address_towards(way.address, port) if way.address else ""
        return native_config(
            self.config, way.through(self.addresses), self.password, self.line, transport_id, self.local_address,
            self._paths,
        )  # fmt: skip
