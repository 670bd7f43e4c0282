"""REGISTER as it is sent: one try at a time, server after server, and what comes back (RFC 3261 section 10.2)."""

import logging
from dataclasses import replace
from typing import Protocol

from softphone.basics.secret import Secret
from softphone.engine import sip_text
from softphone.engine.addresses import AccountAddresses
from softphone.engine.certificate import read_off_the_loop
from softphone.engine.challenge_probe import ChallengeProbe, is_unclear
from softphone.engine.failures import Attempt, Failure, failure_of
from softphone.engine.flow_watch import FlowWatch
from softphone.engine.library import TransportEvent
from softphone.engine.locating import Server
from softphone.engine.loop import LoopTimer
from softphone.engine.native_account import NativeAccount
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.registration import Registration
from softphone.engine.resolver import Resolved
from softphone.engine.server_way import ServerWay
from softphone.engine.services import Services
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, RegistrationState, Transport

_log = logging.getLogger("softphone.engine.account")
_TRY_S = 3.5  # where there is another server to go to
_CONNECTED_TRY_S = 8.0  # a server that is just starting may take the connection and lose what comes; nothing repeats it


class Registrant(Protocol):
    """What the tries need of their account; its attributes are told there."""

    config: AccountConfig
    password: Secret
    line: str
    addresses: AccountAddresses | None
    configuration_error: str
    local_address: str
    native: NativeAccount | None
    way: ServerWay
    used: Server | None
    flow: FlowWatch
    registration: Registration

    def ensure_native(self, found: Resolved) -> NativeAccount:
        """The library's account. Raises ValueError or pj.Error."""

    def take_registrar_away(self) -> None:
        """Makes the library drop the REGISTER that is under way."""

    def way_out(self) -> str:
        """Our address on the way to the server; empty when there is none."""


class RegisterTries:
    """The tries of one account.

    Attributes:
        is_sending: a REGISTER waits for its answer.
        contact_uri: what is registered; empty when not known.
    """

    def __init__(self, account: Registrant, services: Services) -> None:
        self._account, self._services = account, services
        self._timer: LoopTimer | None = None
        self._number = 0
        self.is_sending = self._was_accepted = False
        self._last_connection: TransportEvent | None = None
        self._probe: ChallengeProbe | None = None
        self.contact_uri = ""

    def send(self) -> None:
        """Resolves the server's name, then sends REGISTER."""
        self._number += 1
        number = self._number
        if self._account.addresses is None:
            self.fail(Failure(RegistrationProblem.BAD_CONFIGURATION, detail=self._account.configuration_error))
            return
        self._services.resolver.locate(self._account.addresses.question, lambda found: self._resolved(number, found))

    def withdraw(self) -> bool:
        """Sends REGISTER with Expires: 0. False: there is nothing that could be removed."""
        self._number += 1
        self._account.flow.stop()
        if self._account.native is None:
            return False
        if self.is_sending:
            self.abort()  # whatever it did at the server, it was not confirmed
            return False
        if self._account.registration.state not in (RegistrationState.REGISTERED, RegistrationState.REFRESHING):
            return False
        try:
            self._account.native.setRegistration(False)
        except PjError:
            return False
        self.is_sending = True
        return True

    def ended(self, attempt: Attempt, expires_s: int, message: str) -> None:
        """What has become of a REGISTER. expires_s: 0 when the binding is removed; message: the response."""
        self.is_sending = False
        self._stop_timer()
        if not attempt.has_response:
            self.drop_flow()  # it may be dead without anybody having told us
        if attempt.status == 0 and 200 <= attempt.code < 300:
            self._accepted(expires_s, message)
            return
        connection = self._last_connection
        failure = failure_of(
            Attempt(
                attempt.code, attempt.status, attempt.reason, attempt.has_response, self._account.config.transport,
                verify_bits=connection.verify_bits if connection else 0,
                transport_error=connection.error if connection else 0,
                retry_after_s=attempt.retry_after_s,
                has_trusted=bool(self._account.config.trusted_certificates),
                is_password_proved=self._was_accepted or not self._account.password.reveal(),
            )
        )  # fmt: skip
        number = self._number
        if is_unclear(failure):
            self._ask_whether_challenged(number, failure)
            return
        if connection is None or not connection.certificate_pem:
            self.fail(failure)
            return
        read_off_the_loop(
            connection.certificate_pem, self._services.loop,
            lambda shown: self.fail(replace(failure, certificate=shown)) if number == self._number else None,
        )  # fmt: skip

    def fail(self, failure: Failure) -> None:
        """Goes on to the next server where that helps, else tells the registration."""
        is_silence = failure.status_code is None and failure.problem != RegistrationProblem.BAD_CONFIGURATION
        if is_silence and not self._account.way_out():
            failure = Failure(RegistrationProblem.NO_NETWORK, detail=failure.detail)
        _log.info("registration failed: %s %s", failure.problem, failure.detail)
        self._account.flow.stop()
        if self._account.registration.is_wanted and self._account.way.next_after(failure):
            self._go_on()
        else:
            self._account.registration.failed(failure)

    def abort(self) -> None:
        """Forgets the REGISTER that is under way."""
        if self._account.native is not None:
            self.is_sending = False
            self._stop_timer()
            self._account.take_registrar_away()

    def drop_flow(self) -> None:
        """Closes the connection that REGISTER was sent on last, and cannot be answered on any more."""
        if self._account.native is not None and self._account.config.transport != Transport.UDP:
            pj.dropFlow(self._account.native.getId())

    def end(self) -> None:
        """The account is closed: whatever is still found or answered is void."""
        self._number += 1
        self._stop_timer()
        if self._probe is not None:
            self._probe.drop()

    def connection_came_or_went(self, event: TransportEvent) -> None:
        """A connection to the server, while a REGISTER is under way."""
        self._last_connection = event

    # ------------------------------------------------------------------ inside

    def _ask_whether_challenged(self, number: int, failure: Failure) -> None:
        """The user is to be asked for the password only where the server has looked at it."""
        account, services = self._account, self._services
        assert account.addresses is not None

        def known(is_refused: bool) -> None:
            if number == self._number:
                self.fail(replace(failure, problem=RegistrationProblem.FORBIDDEN) if is_refused else failure)

        try:
            transport_id = services.transports.for_account(account.config, is_ipv6=account.way.is_ipv6)
            addresses = account.way.through(account.addresses)
            self._probe = ChallengeProbe(account.config, addresses, transport_id, services.asker, services.loop, known)
        except (PjError, ValueError):
            self.fail(failure)

    def _resolved(self, number: int, found: Resolved) -> None:
        if number != self._number:
            return
        if not found.servers:
            self.fail(Failure(RegistrationProblem.SERVER_NOT_FOUND, detail=found.error))
            return
        try:
            native = self._account.ensure_native(found)
            if self.is_sending:
                self.abort()
            self._last_connection = None
            self.is_sending = True
            native.setRegistration(True)
            wait_s = self._longest_wait_s()
            if wait_s is not None:
                self._timer = self._services.loop.call_later(wait_s, lambda: self._try_took_long(number))
        except ValueError as error:
            self.fail(Failure(RegistrationProblem.BAD_CONFIGURATION, detail=str(error)))
        except PjError as error:
            # After what callbacks have left in the inbox: they may have told of it already.
            attempt, self.is_sending = self._local_error(error), True
            self._services.inbox.append(lambda: self._register_failed_here(number, attempt))

    def _longest_wait_s(self) -> float | None:
        """None: as long as the library repeats the REGISTER, which it does over UDP only."""
        if self._account.way.choice.has_others:
            return _TRY_S
        return None if self._account.config.transport == Transport.UDP else _CONNECTED_TRY_S

    def _register_failed_here(self, number: int, attempt: Attempt) -> None:
        if number == self._number and self.is_sending:
            self.ended(attempt, 0, "")

    def _local_error(self, error: PjError) -> Attempt:
        return Attempt(0, int(error.status), reason_of(error), False, self._account.config.transport)

    def _accepted(self, expires_s: int, message: str) -> None:
        if expires_s > 0:
            ours = [uri for uri in _uris(message, "Contact") if f"line={self._account.line}" in uri]
            # A binding from another network may still be there.
            ours.sort(key=lambda uri: (self._account.local_address not in uri, uri == self.contact_uri))
            self.contact_uri = next(iter(ours), "")
            self._account.way.choice.worked()
            self._account.flow.start()
            self._was_accepted = True
            used = self._account.used
            if self._account.config.transport == Transport.UDP and used is not None:
                self._services.large_requests.prove(used.place, self._account.local_address)
            self._account.registration.registered(expires_s, tuple(_uris(message, "P-Associated-URI")))
        else:
            self.contact_uri = ""
            self._account.registration.unregistered()

    def _go_on(self) -> None:
        """Registers at the server that is in use from now on, as far as it is known without asking anybody."""
        _log.info("going on to the next server")
        self._number += 1
        way = self._account.way
        known = Resolved(self._account.config.server, way.addresses, servers=way.choice.servers)
        self._resolved(self._number, known)

    def _try_took_long(self, number: int) -> None:
        if number == self._number and self.is_sending:
            self.drop_flow()
            self.abort()
            self.fail(Failure(RegistrationProblem.NO_ANSWER, detail="no answer in time"))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _uris(message: str, header: str) -> list[str]:
    values = [part for value in sip_text.headers_named(message, header)
              for part in sip_text.split_outside_quotes(value)]  # fmt: skip
    return [value[value.index("<") + 1 : value.index(">")] for value in values if "<" in value and ">" in value]
