"""One publication (RFC 3903): entity tag, refresh, one PUBLISH at a time, the latest state wins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from softphone.basics.ids import CommandId
from softphone.engine.backoff import Backoff
from softphone.engine.clock import Clock, Timer
from softphone.protocol.commands import Publish
from softphone.protocol.snapshots import PublicationSnapshot, PublicationState

NOT_SENT = -1
_FINAL = frozenset({403, 404, 405, 406, 410, 415, 416, 420, 423, 484, 485, 488, 489, 501, 603, 604, 606})
_PASSWORD = frozenset({401, 407})
_FORGOTTEN = (412, 500)  # some servers fail instead of saying that they do not know the entity tag
_TOO_BRIEF = 423
_SHORTEST_REFRESH_S = 1.0


@dataclass(frozen=True, slots=True)
class PublishAnswer:
    """The final response to a PUBLISH. code: NOT_SENT when it could not be sent."""

    code: int
    reason: str = ""
    etag: str = ""
    expires_s: int | None = None
    min_expires_s: int | None = None
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """What a PUBLISH says (RFC 3903 section 4.1). expires_s 0: remove. etag: empty for an initial publication."""

    etag: str
    expires_s: int
    content_type: str = ""
    body: bytes = b""


class PublishingSide(Protocol):
    """As whom it is published."""

    @property
    def is_wanted(self) -> bool: ...

    @property
    def is_usable(self) -> bool: ...

    @property
    def can_send(self) -> bool:
        """True while a request could be sent at all, wanted or not."""

    @property
    def address_of_record(self) -> str: ...

    @property
    def problem(self) -> str:
        """Why it cannot be used, as far as nobody else tells."""

    @property
    def place(self) -> str:
        """When it changes, the connection to the server was lost."""

    def send(self, request: PublishRequest, on_answer: Callable[[PublishAnswer], None]) -> None:
        """Sends PUBLISH; the answer comes exactly once, never before this returns."""


Announce = Callable[[PublicationSnapshot, CommandId | None], None]


class Publication:
    """Keeps one event state of one account published for as long as it is wanted."""

    def __init__(self, command: Publish, cause: CommandId, side: PublishingSide, clock: Clock, announce: Announce,
                 on_over: "Callable[[Publication], None]") -> None:  # fmt: skip
        """on_over: it was withdrawn, or refused for good; nothing more will come of it."""
        self.side = side
        self._clock = clock
        self._announce = announce
        self._on_over = on_over
        self._wanted: Publish | None = command
        self._account_id, self._package = command.account_id, command.package
        self._cause: CommandId | None = cause
        self._sent: Publish | None = None  # what the server has, or is being told
        self._least_s = 0
        self._granted_s: int | None = None
        self._etag = command.previous_etag
        self._is_sending = self._is_over = self._is_barred = False
        self._was_usable, self._place = side.is_usable, side.place
        self._turn = 0
        self._refresh_timer: Timer | None = None
        self._retry_timer: Timer | None = None
        self._backoff = Backoff()
        self._enter(PublicationState.PUBLISHING)
        self._go_on()

    # ------------------------------------------------------------------ wishes

    def put(self, command: Publish, cause: CommandId) -> None:
        """Publishes this instead."""
        self._wanted, self._cause = command, cause
        if self._granted_s is not None and not self._is_sending and self._has_told(command):
            self._enter(PublicationState.PUBLISHED, expires_s=self._granted_s)
            return
        self._enter(PublicationState.PUBLISHING)
        self._go_on()

    def withdraw(self, cause: CommandId | None) -> None:
        """Removes it from the server; `on_over` when that is done or there is nothing to remove."""
        self._wanted, self._cause = None, cause
        self._go_on()

    def move(self, side: PublishingSide) -> None:
        """The account was replaced: goes on as this one."""
        old, self.side = self.side, side
        self._was_usable, self._place = side.is_usable, side.place
        if old.address_of_record != side.address_of_record:
            self._leave_server(old)
        elif not self._is_sending:
            self._sent = None  # perhaps it was refused because of what was changed
        self._start_anew()

    def side_changed(self) -> None:
        """The server can be reached now, or not any more."""
        if not self.side.is_wanted:
            self._leave_server(self.side)
            self._enter(PublicationState.RETRYING, detail="the account is switched off")
        elif self.side.is_usable and (not self._was_usable or self.side.place != self._place):
            self._place = self.side.place
            if self._granted_s is None and not self._is_sending:
                self._sent = None
            self._start_anew()
            self.check()
        elif not self.side.is_usable and self.side.problem and self._granted_s is None:
            self._enter(PublicationState.RETRYING, detail=self.side.problem)
        self._was_usable = self.side.is_usable

    def check(self) -> None:
        """Asks the server whether it still has what is published: it may have been restarted."""
        if self._granted_s is not None and not self._is_sending:
            self._stop_refresh()
            self._refresh()

    # ------------------------------------------------------------------ inside

    def _go_on(self) -> None:
        """Does what is to be done next, if anything."""
        if self._is_sending or self._is_over:
            return
        if self._wanted is None:
            # Of an account that is on its way out it is still taken back.
            is_there = self.side.is_usable or not self.side.is_wanted
            if self._etag and is_there and self.side.can_send:
                self._send(PublishRequest(self._etag, 0))
            else:
                self._end()
        elif self._may_send and not self._has_told(self._wanted):
            self._sent = self._wanted
            self._send(PublishRequest(self._etag, self._asked_s, self._wanted.content_type, self._wanted.body))

    @property
    def _may_send(self) -> bool:
        return self.side.is_usable and not self._is_barred and self._retry_timer is None

    def _has_told(self, command: Publish) -> bool:
        sent = self._sent
        return sent is not None and (sent.body, sent.content_type, sent.expires_s) == (
            command.body, command.content_type, command.expires_s,
        )  # fmt: skip

    @property
    def _asked_s(self) -> int:
        return max(self._wanted.expires_s if self._wanted else 0, self._least_s)

    def _start_anew(self) -> None:
        self._is_barred = False
        self._backoff.reset()
        self._stop_retry()
        self._go_on()

    def _leave_server(self, side: PublishingSide) -> None:
        """Takes back what is published there, without waiting; an answer to what is under way is void."""
        self._turn += 1
        self._is_sending = False
        if self._etag and side.can_send:
            side.send(PublishRequest(self._etag, 0), lambda answer: None)
        self._etag, self._sent, self._granted_s = "", None, None
        self._stop_refresh()
        self._stop_retry()

    def _refresh(self) -> None:
        self._refresh_timer = None
        if self._is_sending:
            return
        if self._etag and self.side.is_usable:
            self._send(PublishRequest(self._etag, self._asked_s))
            return
        self._sent, self._granted_s = None, None  # the whole state, as soon as that is possible
        if not self.side.is_usable:
            self._enter(PublicationState.RETRYING, detail="the server cannot be reached")
        self._go_on()

    def _send(self, request: PublishRequest) -> None:
        self._is_sending = True
        self._stop_refresh()
        turn = self._turn
        self.side.send(request, lambda answer: self._answered(request, answer) if turn == self._turn else None)

    def _answered(self, request: PublishRequest, answer: PublishAnswer) -> None:
        self._is_sending = False
        if request.expires_s == 0:
            self._etag = ""
            if self._wanted is None:
                self._end()  # gone, or it will expire
            else:
                self._sent = None
                self._go_on()
        elif 200 <= answer.code < 300:
            self._accepted(answer)
        else:
            self._refused(request, answer)

    def _accepted(self, answer: PublishAnswer) -> None:
        self._backoff.reset()
        self._etag = answer.etag
        self._granted_s = self._asked_s if answer.expires_s is None else answer.expires_s
        if self._wanted is None or not self._has_told(self._wanted):
            self._go_on()
            return
        self._refresh_timer = self._clock.call_later(_refresh_after_s(self._granted_s), self._refresh)
        self._enter(PublicationState.PUBLISHED, expires_s=self._granted_s)

    def _refused(self, request: PublishRequest, answer: PublishAnswer) -> None:
        self._sent, self._granted_s = None, None
        if answer.code in _FORGOTTEN and request.etag:
            self._etag = ""  # section 4.4: the server does not know us any more, so it is told everything again
            self._go_on()
        elif self._wanted is None:
            self._go_on()
        elif answer.code == _TOO_BRIEF and (answer.min_expires_s or 0) > self._asked_s:
            self._least_s = answer.min_expires_s or 0
            self._go_on()
        elif answer.code in _FINAL:
            self._etag = ""
            self._end(answer)
        elif answer.code in _PASSWORD:
            self._is_barred = True  # until the account has another
            self._enter(PublicationState.RETRYING, answer)
        else:
            delay_s = self._backoff.next_delay_s(answer.retry_after_s)
            self._retry_timer = self._clock.call_later(delay_s, self._try_again)
            self._enter(PublicationState.RETRYING, answer, retry_in_s=delay_s)

    def _try_again(self) -> None:
        self._retry_timer = None
        self._go_on()

    def _end(self, answer: PublishAnswer | None = None) -> None:
        self._is_over = True
        self._stop_refresh()
        self._stop_retry()
        self._etag = ""
        self._on_over(self)
        self._enter(PublicationState.ENDED, answer)

    def _stop_refresh(self) -> None:
        if self._refresh_timer is not None:
            self._refresh_timer.cancel()
            self._refresh_timer = None

    def _stop_retry(self) -> None:
        if self._retry_timer is not None:
            self._retry_timer.cancel()
            self._retry_timer = None

    def _enter(self, state: PublicationState, answer: PublishAnswer | None = None, *, detail: str = "",
               expires_s: int | None = None, retry_in_s: float | None = None) -> None:  # fmt: skip
        code = answer.code if answer is not None else 0
        snapshot = PublicationSnapshot(
            account_id=self._account_id, package=self._package, state=state,
            status_code=code if code > 0 else None,
            detail=answer.reason if answer is not None else detail,
            expires_s=expires_s, retry_in_s=retry_in_s, etag=self._etag,
        )  # fmt: skip
        self._announce(snapshot, self._cause)


def _refresh_after_s(granted_s: int) -> float:
    """Before the end, by a tenth of the time, between five seconds and a minute where there is so much."""
    return max(_SHORTEST_REFRESH_S, granted_s - min(60.0, max(5.0, granted_s * 0.1), granted_s * 0.5))
