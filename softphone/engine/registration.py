"""An account's registration: the states of its binding, one try at a time, and when to try again (RFC 3261 10.2)."""

import random
import time
from collections.abc import Callable
from typing import Protocol

from softphone.basics.ids import AccountId, CommandId
from softphone.engine.backoff import Backoff
from softphone.engine.failures import Failure
from softphone.engine.loop import Loop, LoopTimer
from softphone.protocol.snapshots import RegistrationProblem, RegistrationSnapshot, RegistrationState

FIRST_WORDS_S = 4.0
UNREGISTER_S = 2.0
_RECONNECT_S = 0.1
_SETTLED_S = 5.0
_UNDER_WAY = (RegistrationState.REGISTERING, RegistrationState.REFRESHING)


class Binding(Protocol):
    """What a registration can ask of its account."""

    def send_register(self) -> None:
        """Sends REGISTER; ends one that is under way without a word."""

    def send_unregister(self) -> bool:
        """Sends REGISTER with Expires: 0. False: there is nothing that could be removed."""

    @property
    def server(self) -> str:
        """Where it goes, for people."""

    @property
    def contact_uri(self) -> str:
        """What is registered; empty when not known."""


Announce = Callable[[RegistrationSnapshot, CommandId | None], None]


class Registration:
    """Keeps one binding alive for as long as it is wanted."""

    def __init__(self, account_id: AccountId, binding: Binding, loop: Loop, announce: Announce) -> None:
        self._account_id = account_id
        self._binding = binding
        self._loop = loop
        self._announce = announce
        self._backoff = Backoff()
        self._timer: LoopTimer | None = None
        self._retry_at_s: float | None = None
        self._cause: CommandId | None = None
        self._failure: Failure | None = None
        self._expires_s: int | None = None
        self._associated_uris: tuple[str, ...] = ()
        self._registered_at_s: float | None = None
        self._registered_s = float("-inf")
        self._on_gone: list[Callable[[], None]] = []
        self.state = RegistrationState.UNREGISTERED
        self.is_wanted = False
        self._is_reconnecting = False

    @property
    def snapshot(self) -> RegistrationSnapshot:
        failure = self._failure
        retry_in_s = None if self._retry_at_s is None else max(0.0, self._retry_at_s - time.monotonic())
        return RegistrationSnapshot(
            account_id=self._account_id,
            state=self.state,
            problem=failure.problem if failure else None,
            status_code=failure.status_code if failure else None,
            detail=failure.detail if failure else "",
            server=self._binding.server,
            contact_uri=self._binding.contact_uri if self.state == RegistrationState.REGISTERED else "",
            expires_s=self._expires_s,
            retry_in_s=retry_in_s,
            registered_at_s=self._registered_at_s,
            certificate=failure.certificate if failure else None,
            associated_uris=self._associated_uris,
        )

    # ------------------------------------------------------------------ wishes

    def register(self, cause: CommandId | None) -> None:
        """Tries now, whatever the back-off says."""
        self.is_wanted = True
        self._cause = cause
        self._backoff.reset()
        self._try()

    def renew(self) -> None:
        """The network is another: tries now, unless only the user can help."""
        if self.is_wanted and (self._failure is None or self._failure.may_retry):
            self.register(None)

    def no_way(self, failure: Failure) -> None:
        """Nothing can be sent now; whoever watches the network says when to `renew`."""
        if self.is_wanted and (self._failure is None or self._failure.may_retry):
            self.failed(failure)

    def unregister(self, cause: CommandId | None, on_gone: Callable[[], None] | None = None) -> None:
        """Removes the binding; `on_gone` is called when it is gone or the server did not answer in time."""
        self.is_wanted = False
        self._cause = cause
        self._failure = None
        self._stop_timer()
        if on_gone is not None:
            self._on_gone.append(on_gone)
        if self._binding.send_unregister():
            self._enter(RegistrationState.UNREGISTERING)
            self._timer = self._loop.call_later(UNREGISTER_S, self.unregistered)
        else:
            self.unregistered()

    # ------------------------------------------------------------------ what happened

    def connection_lost(self, *, is_urgent: bool = False) -> None:
        """The connection that the server would reach us on may be gone: registers anew, soon but not in a storm.

        is_urgent: another server can be gone to when this one is dead, so it is soon to be known."""
        if self.state == RegistrationState.REGISTERED and not self._is_reconnecting:
            since_s = time.monotonic() - self._registered_s  # whatever has become of the clock on the wall
            delay_s = max(_RECONNECT_S, 0.0 if is_urgent else _SETTLED_S - since_s) * random.uniform(1.0, 2.0)
            self._stop_timer()
            self._is_reconnecting = True
            self._timer = self._loop.call_later(delay_s, self._try)

    def server_lost(self, go_on: Callable[[], None]) -> None:
        """The server does not answer any more; `go_on` finds out whether there is another."""
        if self.state == RegistrationState.REGISTERED:
            self._stop_timer()
            self._enter(RegistrationState.REFRESHING)
            self._timer = self._loop.call_later(FIRST_WORDS_S, self._say_no_answer)
            go_on()

    def registered(self, expires_s: int, associated_uris: tuple[str, ...] = ()) -> None:
        """The server has the binding. associated_uris: what it said with it (P-Associated-URI)."""
        if not self.is_wanted:
            return
        self._stop_timer()
        self._backoff.reset()
        self._failure = None
        self._expires_s, self._associated_uris = expires_s, associated_uris
        self._registered_at_s, self._registered_s = time.time(), time.monotonic()
        self._timer = self._loop.call_later(expires_s - _margin_s(expires_s), self._try)
        self._enter(RegistrationState.REGISTERED)
        self._cause = None

    def unregistered(self) -> None:
        """The binding is gone."""
        self._stop_timer()
        if self.is_wanted:
            self._try()
            return
        self._expires_s = None
        self._enter(RegistrationState.UNREGISTERED)
        self._cause = None
        gone, self._on_gone = self._on_gone, []
        for on_gone in gone:
            on_gone()

    def failed(self, failure: Failure) -> None:
        """The server refused, or there was none. Plans the next try unless it would only do harm."""
        if not self.is_wanted:
            self.unregistered()
            return
        self._stop_timer()
        self._failure = failure
        self._expires_s = None
        if failure.may_retry:
            delay_s = self._backoff.next_delay_s(failure.not_before_s)
            self._retry_at_s = time.monotonic() + delay_s
            self._timer = self._loop.call_later(delay_s, self._try)
        self._enter(RegistrationState.FAILED)
        self._cause = None

    # ------------------------------------------------------------------ inside

    def _try(self) -> None:
        self._stop_timer()
        # What went wrong stays on show until the next try has an outcome of its own.
        was_alive = self.state in (RegistrationState.REGISTERED, RegistrationState.REFRESHING)
        self._enter(RegistrationState.REFRESHING if was_alive else RegistrationState.REGISTERING)
        self._timer = self._loop.call_later(FIRST_WORDS_S, self._say_no_answer)
        self._binding.send_register()

    def _say_no_answer(self) -> None:
        """The library gives up after 32 s only; the user is told long before, and the try goes on."""
        if self.state in _UNDER_WAY:
            self._failure = Failure(RegistrationProblem.NO_ANSWER, detail="no answer yet, still trying")
            self._retry_at_s = time.monotonic()
            self._expires_s = None
            self._enter(RegistrationState.FAILED)
            self._cause = None

    def _enter(self, state: RegistrationState) -> None:
        self.state = state
        self._announce(self.snapshot, self._cause)

    def _stop_timer(self) -> None:
        self._retry_at_s = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._is_reconnecting = False


def _margin_s(expires_s: int) -> float:
    """How long before its end a binding is refreshed: before the library would do it, which tells nobody."""
    return min(30.0, max(7.0, expires_s * 0.1), expires_s * 0.5)
