"""Trying an account that is not in use: resolve, connect, secure, register, each step told as it happens.

The account's bindings are asked for (RFC 3261 section 10.2.3: REGISTER without Contact), which proves server, user
and password, but leaves no binding behind and takes none away from another device.
"""

import errno
import logging
import socket
import threading
from collections.abc import Callable, Sequence

from softphone.basics.ids import CommandId
from softphone.basics.secret import Secret
from softphone.engine.account_setup import native_config
from softphone.engine.addresses import AccountAddresses
from softphone.engine.asking import Asker
from softphone.engine.certificate import read_off_the_loop
from softphone.engine.challenge_probe import ChallengeProbe, is_unclear
from softphone.engine.failures import Attempt, Failure, failure_of
from softphone.engine.library import Inbox, TransportEvent
from softphone.engine.locating import Server, describe
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.resolver import Resolved, Resolver
from softphone.engine.server_way import ServerWay
from softphone.engine.transports import Transports
from softphone.protocol.events import AccountTestProgressed
from softphone.protocol.snapshots import (
    AccountConfig,
    AccountTestStep,
    Certificate,
    RegistrationProblem,
    StepOutcome,
    Transport,
)

CONNECT_TIMEOUT_S = 6.0
LATER_TIMEOUT_S = 3.0
ANSWER_TIMEOUT_S = 8.0
_log = logging.getLogger("softphone.engine.account_test")
Step = AccountTestStep
Outcome = StepOutcome
Problem = RegistrationProblem


class _Query(pj.OutRequest):
    def __init__(self, inbox: Inbox, on_done: Callable[[int, str, bool], None]) -> None:
        super().__init__()
        self._inbox = inbox
        self._on_done: Callable[[int, str, bool], None] | None = on_done

    def onResponse(self, code: int, reason: str, headers: str, contentType: str, body: bytes) -> None:
        self._inbox.append(lambda: self._on_done and self._on_done(code, reason, bool(headers)))

    def drop(self) -> None:
        """Nobody waits for the answer any more."""
        self._on_done = None


class AccountTrial:
    """One account test. Uses an account and, for TCP and TLS, a transport of its own, both gone at the end."""

    def __init__(self, test_id: str, config: AccountConfig, password: Secret, addresses: AccountAddresses,
                 cause: CommandId, loop: Loop, inbox: Inbox, resolver: Resolver, transports: Transports,
                 emit: Callable[[AccountTestProgressed, CommandId | None], None],
                 on_over: "Callable[[AccountTrial], None]") -> None:  # fmt: skip
        self._test_id = test_id
        self._config = config
        self._password = password
        self._addresses = addresses
        self._cause = cause
        self._loop, self._inbox, self._resolver, self._transports = loop, inbox, resolver, transports
        self._emit = emit
        self._on_over = on_over
        self._step = Step.RESOLVE
        self._way = ServerWay(is_trial=True)
        self._native: pj.Account | None = None
        self._transport_id = -1
        self._query: _Query | None = None
        self._probe: ChallengeProbe | None = None
        self._timer: LoopTimer | None = None
        self._connection: TransportEvent | None = None
        self._is_over = False

    def start(self) -> None:
        """Begins with the first step."""
        self._begin(Step.RESOLVE)
        self._resolver.locate(self._addresses.question, self._resolved)

    def connection_changed(self, event: TransportEvent) -> None:
        """A connection came up or went down; one of the test's kind may be the test's."""
        if self._is_over or event.kind != self._config.transport or self._query is None:
            return
        self._connection = event
        if self._step == Step.SECURE and event.is_connected:
            self._passed(Step.SECURE)
            self._begin(Step.REGISTER)

    def abandon(self) -> None:
        """Ends the test without a word."""
        self._clean_up()

    # ------------------------------------------------------------------ steps

    def _resolved(self, found: Resolved) -> None:
        if self._is_over:
            return
        said = describe(found.servers, found.service, found.offered, self._config.transport)
        if not found.servers:
            self._failed(Problem.SERVER_NOT_FOUND, "; ".join(text for text in (found.error, said) if text))
            return
        self._way.take(found)
        self._passed(Step.RESOLVE, said)
        if self._config.transport == Transport.UDP:
            self._not_needed(Step.CONNECT)
            self._ask()
            return
        self._begin(Step.CONNECT)
        threading.Thread(target=self._try_to_connect, args=(found.servers,), daemon=True, name="account test").start()

    def _try_to_connect(self, servers: Sequence[Server]) -> None:
        """Tries one after the other; what is told is why the first cannot be reached."""
        first_error: OSError | None = None
        refused: list[Server] = []
        for place in dict.fromkeys(server.place for server in servers):
            try:
                socket.create_connection(place, CONNECT_TIMEOUT_S if first_error is None else LATER_TIMEOUT_S).close()
            except OSError as error:
                first_error = first_error or error
                refused += [server for server in servers if server.place == place]
            else:
                left = [server for server in servers if server not in refused]
                self._loop.post(lambda reached=left: self._connected(reached, None))  # type: ignore[misc]
                return
        self._loop.post(lambda: self._connected([], first_error))

    def _connected(self, servers: Sequence[Server], error: OSError | None) -> None:
        if self._is_over:
            return
        self._way.choice.take(servers)
        if error is not None:
            is_silent = isinstance(error, TimeoutError) or error.errno == errno.ETIMEDOUT
            self._failed(Problem.NO_ANSWER if is_silent else Problem.TRANSPORT_REFUSED, error.strerror or str(error))
            return
        self._passed(Step.CONNECT, self._way.text(self._addresses))
        self._ask()

    def _ask(self) -> None:
        is_tls = self._config.transport == Transport.TLS
        if not is_tls:
            self._not_needed(Step.SECURE)
        self._begin(Step.SECURE if is_tls else Step.REGISTER)
        try:
            self._send()
        except ValueError as error:
            self._failed(Problem.BAD_CONFIGURATION, str(error))
        except PjError as error:
            self._failed(Problem.TLS_FAILED if is_tls else Problem.TRANSPORT_REFUSED, reason_of(error))
        else:
            wait_s = LATER_TIMEOUT_S if self._way.choice.has_others else ANSWER_TIMEOUT_S
            self._timer = self._loop.call_later(wait_s, self._timed_out)

    def _send(self) -> None:
        is_ipv6 = self._way.is_ipv6
        if self._config.transport == Transport.UDP:
            transport_id = self._transports.for_account(self._config, is_ipv6=is_ipv6)
        else:
            # Its own: a connection that another account has already would prove nothing.
            transport_id = self._transport_id = self._transports.make(self._config, is_ipv6=is_ipv6)
        addresses = self._way.through(self._addresses)
        self._native = pj.Account()
        self._native.create(
            native_config(self._config, addresses, self._password, "test", transport_id, self._way.address)
        )
        self._query = _Query(self._inbox, self._answered)
        self._query.send(self._native.getId(), "REGISTER", self._addresses.target_of_query, pj.SipHeaderVector(),
                         "", b"")  # fmt: skip
        self._way.give_back(self._addresses)  # the library has asked where the name leads; accounts in use go on

    def _answered(self, code: int, reason: str, is_from_server: bool) -> None:
        if self._is_over:
            return
        if is_from_server and self._step == Step.SECURE:
            self._passed(Step.SECURE)
            self._begin(Step.REGISTER)
        if is_from_server and 200 <= code < 300:
            self._passed(Step.REGISTER, f"{code} {reason}", is_last=True)
            return
        connection = self._connection
        failure = failure_of(
            Attempt(
                code, 0, reason, is_from_server, self._config.transport,
                verify_bits=connection.verify_bits if connection else 0,
                transport_error=connection.error if connection else 0,
                has_trusted=bool(self._config.trusted_certificates),
            )
        )  # fmt: skip
        if is_unclear(failure):
            self._ask_whether_challenged(failure)
            return
        has_shown = connection is not None and bool(connection.certificate_pem)
        if (not has_shown or failure.problem == Problem.CERTIFICATE_WRONG_NAME) and self._try_next(failure):
            return
        if connection is None or not connection.certificate_pem:
            self._failed(failure.problem, failure.detail)
            return
        read_off_the_loop(connection.certificate_pem, self._loop,
                          lambda shown: self._failed(failure.problem, failure.detail, shown))  # fmt: skip

    def _ask_whether_challenged(self, failure: Failure) -> None:
        """The user is to be asked for the password only where the server has looked at it."""
        transport_id = self._transport_id
        try:
            if transport_id < 0:
                transport_id = self._transports.for_account(self._config, is_ipv6=self._way.is_ipv6)
            addresses = self._way.through(self._addresses)
            self._probe = ChallengeProbe(
                self._config, addresses, transport_id, Asker(self._inbox, self._loop), self._loop,
                lambda is_refused: self._failed(Problem.FORBIDDEN if is_refused else failure.problem, failure.detail),
            )  # fmt: skip
            self._way.give_back(self._addresses)
        except (PjError, ValueError):
            self._failed(failure.problem, failure.detail)

    def _timed_out(self) -> None:
        if not self._is_over:
            failure = Failure(Problem.NO_ANSWER, detail="no answer in time")
            if not self._try_next(failure):
                self._failed(failure.problem, failure.detail)

    def _try_next(self, failure: Failure) -> bool:
        """Asks the next server where that failure is the last one's own. False: it is not, or there is none left."""
        if not self._way.next_after(failure):
            return False
        self._end_query()
        self._connection = None
        self._ask()
        return True

    # ------------------------------------------------------------------ telling

    def _begin(self, step: AccountTestStep) -> None:
        self._step = step
        self._tell(step, Outcome.RUNNING)

    def _passed(self, step: AccountTestStep, detail: str = "", *, is_last: bool = False) -> None:
        self._tell(step, Outcome.PASSED, detail=detail, is_last=is_last)

    def _not_needed(self, step: AccountTestStep) -> None:
        self._tell(step, Outcome.NOT_NEEDED)

    def _failed(self, problem: RegistrationProblem, detail: str, certificate: Certificate | None = None) -> None:
        if not self._is_over:
            self._tell(self._step, Outcome.FAILED, problem, detail, certificate, is_last=True)

    def _tell(self, step: AccountTestStep, outcome: StepOutcome, problem: RegistrationProblem | None = None,
              detail: str = "", certificate: Certificate | None = None, *, is_last: bool = False) -> None:  # fmt: skip
        event = AccountTestProgressed(
            test_id=self._test_id, step=step, outcome=outcome, problem=problem, detail=detail, is_last=is_last,
            certificate=certificate,
        )  # fmt: skip
        if is_last:
            self._clean_up()
        self._emit(event, self._cause)

    def _clean_up(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._end_query()
        self._on_over(self)

    def _end_query(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._query is not None:
            self._query.drop()
        if self._probe is not None:
            self._probe.drop()
        if self._native is not None:
            self._native.shutdown()
        if self._transport_id >= 0:
            try:
                self._transports.close(self._transport_id)
            except PjError as error:
                _log.info("closing the test's transport: %s", reason_of(error))
        self._query = self._native = None
        self._transport_id = -1
