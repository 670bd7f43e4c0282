"""What a server offers: OPTIONS to it (RFC 3261 section 11), then each event package tried for a moment (RFC 6665).

Asked by an account of the library of its own, which never registers: no binding is made, and none is taken away.
"""

import re
from collections.abc import Callable
from functools import partial

from softphone.basics.ids import CommandId
from softphone.engine import sip_text
from softphone.engine.account_setup import native_config
from softphone.engine.addresses import AccountAddresses, addresses_of
from softphone.engine.asking import Answer, Asker
from softphone.engine.failures import Failure
from softphone.engine.library import Inbox
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.resolver import Resolved
from softphone.engine.router import CommandRefused
from softphone.engine.server_way import ServerWay
from softphone.engine.services import Services
from softphone.protocol.commands import ProbeServer
from softphone.protocol.events import AnyEvent, RejectCode, ServerProbed
from softphone.protocol.snapshots import EventPackage, RegistrationProblem, ServerOffer, TriedPackage

MAX_PROBES = 4
_ANSWER_S, _LAST_ANSWER_S = 3.0, 6.0
_PACKAGES_S = 5.0
_EXPIRES_S = 60
_TRIED = {
    EventPackage.DIALOG: "application/dialog-info+xml",
    EventPackage.PRESENCE: "application/pidf+xml",
    EventPackage.MESSAGE_SUMMARY: "application/simple-message-summary",
    EventPackage.REGISTRATION: "application/reginfo+xml",
}
_TAKEN = (pj.EVSUB_ACCEPTED, pj.EVSUB_PENDING, pj.EVSUB_ACTIVE, pj.EVSUB_UNKNOWN)
_MOST, _LONGEST = 60, 120
Emit = Callable[[AnyEvent, CommandId | None], None]
Problem = RegistrationProblem


class ServerProbes:
    """Those that are under way."""

    def __init__(self, services: Services, emit: Emit) -> None:
        self._services = services
        self._emit = emit
        self._probes: set[ServerProbe] = set()

    def start(self, command: ProbeServer, cause: CommandId) -> None:
        """Carries out ProbeServer."""
        if len(self._probes) >= MAX_PROBES:
            raise CommandRefused(RejectCode.FAILED, "too many servers are asked at once")
        try:
            addresses = addresses_of(command.account)
        except ValueError as error:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, str(error)) from None

        def over(offer: ServerOffer) -> None:
            self._probes.discard(probe)
            self._emit(ServerProbed(probe_id=command.probe_id, offer=offer), cause)

        probe = ServerProbe(command, addresses, self._services, over)
        self._probes.add(probe)
        probe.start()

    def abandon_all(self) -> None:
        """Ends all of them without a word."""
        for probe in tuple(self._probes):
            probe.abandon()
        self._probes.clear()


class _Trial(pj.EventSubscription):
    """One event package. Copies what it is told and appends it."""

    def __init__(self, inbox: Inbox, on_state: Callable[[int, int], None]) -> None:
        super().__init__()
        self._inbox = inbox
        self.on_state: Callable[[int, int], None] | None = on_state

    def onState(self, state: int, code: int, reason: str, expires: int, delayMs: int) -> None:
        self._inbox.append(partial(self._tell, state, code))

    def onNotify(self, contentType: str, body: bytes, headers: str, subState: str, reason: str, expires: int,
                 retryAfter: int) -> None:  # fmt: skip
        pass  # that it came is told by the state

    def _tell(self, state: int, code: int) -> None:
        if self.on_state is not None:
            self.on_state(state, code)


class ServerProbe:
    """One server. `on_over` gets what it offers, once."""

    def __init__(self, command: ProbeServer, addresses: AccountAddresses, services: Services,
                 on_over: Callable[[ServerOffer], None]) -> None:  # fmt: skip
        self._command = command
        self._config = command.account
        self._addresses = addresses
        self._services = services
        self._asker = Asker(services.inbox, services.loop)
        self._on_over: Callable[[ServerOffer], None] | None = on_over
        self._way = ServerWay(is_trial=True)
        self._found = Resolved("")
        self._native: pj.Account | None = None
        self._trials: dict[EventPackage, _Trial] = {}
        self._codes: dict[EventPackage, int] = {}
        self._headers = ""
        self._status_code = 0
        self._problem: RegistrationProblem | None = None
        self._detail = ""

    def start(self) -> None:
        """Looks for the server first."""
        self._services.resolver.locate(self._addresses.question, self._located)

    def abandon(self) -> None:
        """Nobody wants to know any more."""
        self._on_over = None
        self._close()

    # ------------------------------------------------------------------ the questions

    def _located(self, found: Resolved) -> None:
        if self._on_over is None:
            return
        self._found = found
        self._way.take(found)
        if found.servers:
            self._ask()
        else:
            self._fail(Problem.SERVER_NOT_FOUND, found.error)

    def _ask(self) -> None:
        """The server itself; one that has nothing to say about itself is asked about the own address, too."""
        wait_s = _ANSWER_S if self._way.choice.has_others else _LAST_ANSWER_S
        try:
            self._open()
            self._options(self._addresses.registrar, wait_s, self._answered)
        except ValueError as error:
            self._fail(Problem.BAD_CONFIGURATION, str(error))
        except PjError as error:
            self._fail(Problem.TRANSPORT_REFUSED, reason_of(error))

    def _open(self) -> None:
        config = self._config
        transport_id = self._services.transports.for_account(config, is_ipv6=self._way.is_ipv6)
        addresses = self._way.through(self._addresses)
        native = native_config(config, addresses, self._command.password, "probe", transport_id, self._way.address)
        if not self._command.password.reveal():
            native.sipConfig.authCreds.clear()  # else the empty one is tried, and counted against the user
        self._native = pj.Account()
        self._native.create(native)

    def _options(self, target: str, wait_s: float, on_answer: Callable[[Answer], None]) -> None:
        assert self._native is not None
        native = self._native

        def answered(answer: Answer) -> None:
            if self._native is native:
                on_answer(answer)

        headers = (("Accept", "application/sdp"),)
        self._asker.ask(int(native.getId()), "OPTIONS", target, headers, wait_s, answered)
        self._way.give_back(self._addresses)

    def _answered(self, answer: Answer) -> None:
        if answer.code == 0:
            self._close()
            if self._way.next_after(Failure(Problem.NO_ANSWER)):
                self._ask()
            else:
                self._fail(Problem.NO_ANSWER, "no answer to OPTIONS")
            return
        self._take(answer)
        if self._is_stranger:
            self._end()
        elif sip_text.header_named(self._headers, "Allow"):
            self._try_packages()
        else:
            self._way.through(self._addresses)
            self._options(self._addresses.target_of_query, _ANSWER_S, self._answered_for_address)

    def _answered_for_address(self, answer: Answer) -> None:
        self._take(answer)
        if self._is_stranger:
            self._end()
        else:
            self._try_packages()

    def _take(self, answer: Answer) -> None:
        self._headers += answer.headers.replace("\r\n\r\n", "\r\n")
        if answer.code and not 200 <= self._status_code < 300:
            self._status_code = answer.code

    @property
    def _is_stranger(self) -> bool:
        return self._status_code in (401, 403, 407)

    def _try_packages(self) -> None:
        self._way.through(self._addresses)
        for package, media_type in _TRIED.items():
            self._subscribe(package, media_type)
        self._way.give_back(self._addresses)
        self._services.loop.call_later(_PACKAGES_S, self._end)

    def _subscribe(self, package: EventPackage, media_type: str) -> None:
        assert self._native is not None
        settings = pj.EventSubscriptionConfig()
        settings.accountId = self._native.getId()
        settings.target = self._addresses.target_of_query
        settings.event = package.value
        settings.expires = _EXPIRES_S
        settings.autoRetry = False
        settings.accept.append(media_type)
        trial = self._trials[package] = _Trial(self._services.inbox, partial(self._told, package))
        try:
            trial.create(settings)
        except PjError as error:
            self._detail = reason_of(error)
            self._codes[package] = 0

    def _told(self, package: EventPackage, state: int, code: int) -> None:
        if state in _TAKEN:
            self._codes.setdefault(package, 200)
        elif state in (pj.EVSUB_TERMINATED, pj.EVSUB_RETRYING):
            self._codes.setdefault(package, code if code >= 300 else 0)
        if len(self._codes) == len(_TRIED):
            self._end()

    # ------------------------------------------------------------------ the end

    def _fail(self, problem: RegistrationProblem, detail: str) -> None:
        self._problem, self._detail = problem, detail
        self._services.loop.post(self._end)

    def _end(self) -> None:
        on_over, self._on_over = self._on_over, None
        if on_over is None:
            return
        offer = self._offer()
        self._close()
        on_over(offer)

    def _offer(self) -> ServerOffer:
        tried = self._trials if self._status_code and not self._is_stranger else ()
        return ServerOffer(
            server=self._way.text(self._addresses) if self._found.servers else "",
            service=self._found.service,
            transports=self._found.offered,
            status_code=self._status_code,
            names=_names(self._headers),
            allow=_listed(self._headers, "Allow"),
            allow_events=_listed(self._headers, "Allow-Events"),
            supported=_listed(self._headers, "Supported"),
            packages=tuple(TriedPackage(package=each, status_code=self._codes.get(each, 0)) for each in tried),
            problem=self._problem,
            detail=_plain(self._detail),
        )

    def _close(self) -> None:
        for trial in self._trials.values():
            trial.on_state = None
            trial.unsubscribe()
        self._trials = {}
        native, self._native = self._native, None
        if native is not None:
            native.shutdown()


def _names(headers: str) -> tuple[str, ...]:
    values = [value for name in ("Server", "User-Agent") for value in sip_text.headers_named(headers, name)]
    return tuple(dict.fromkeys(_plain(value) for value in values if _plain(value)))[:_MOST]


def _listed(headers: str, name: str) -> tuple[str, ...]:
    values = [part.strip() for value in sip_text.headers_named(headers, name) for part in value.split(",")]
    return tuple(dict.fromkeys(value for value in values if re.fullmatch(r"[\w.%!*'`~+-]{1,60}", value)))[:_MOST]


def _plain(text: str) -> str:
    """What a stranger wrote, fit for the pipe and for people."""
    return "".join(char for char in text if char.isprintable() and char.isascii())[:_LONGEST].strip()
