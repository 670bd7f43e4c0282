"""One subscription (RFC 6665 section 4.1): the library's dialog, what is told of it, what comes by NOTIFY."""

from collections.abc import Callable
from functools import partial

from softphone.basics.ids import CommandId, SubscriptionId
from softphone.engine.backoff import Backoff
from softphone.engine.event_identity import EventIdentity
from softphone.engine.library import Inbox
from softphone.engine.notifier import Notifier
from softphone.engine.pj import PjError, pj, reason_of
from softphone.protocol.commands import Subscribe
from softphone.protocol.events import AnyEvent, Notified, SubscriptionChanged
from softphone.protocol.snapshots import EventPackage, SubscriptionSnapshot, SubscriptionState

Emit = Callable[[AnyEvent, CommandId | None], None]
_ACCEPT = {
    EventPackage.PRESENCE: "application/pidf+xml",
    EventPackage.DIALOG: "application/dialog-info+xml",
    EventPackage.MESSAGE_SUMMARY: "application/simple-message-summary",
    EventPackage.WATCHER_INFO: "application/watcherinfo+xml",
    EventPackage.REGISTRATION: "application/reginfo+xml",
}
_ACCEPT_LIST = ("multipart/related", "application/rlmi+xml")  # RFC 4662 section 4.1
_TOO_BRIEF = 423
_UNAVAILABLE = 503
_NOT_SENT = -1
_PASSWORD = (401, 407)
_SOON_MS = 400  # the library waits less when the server would take us again at once, more after a failure
_SETTLED_S = 30.0


class NativeSubscription(pj.EventSubscription):
    """The library's subscription: copies what it is told and appends it."""

    def __init__(self, inbox: Inbox, owner: "Subscription") -> None:
        super().__init__()
        self._inbox = inbox
        self.owner: Subscription | None = owner

    def onState(self, state: int, code: int, reason: str, expires: int, delayMs: int) -> None:
        self._inbox.append(partial(self._tell_state, state, code, reason, expires, delayMs))

    def onNotify(self, contentType: str, body: bytes, headers: str, subState: str, reason: str, expires: int,
                 retryAfter: int) -> None:  # fmt: skip
        self._inbox.append(partial(self._tell_notify, contentType, body, subState, expires))

    def _tell_state(self, state: int, code: int, reason: str, expires_s: int, delay_ms: int) -> None:
        if self.owner is not None:
            self.owner.state_told(state, code, reason, expires_s, delay_ms)

    def _tell_notify(self, content_type: str, body: bytes, sub_state: str, expires_s: int) -> None:
        if self.owner is not None:
            self.owner.notified(content_type, body, sub_state, expires_s)


class Subscription:
    """A subscription as the window wants it. A Notifier says when it may ask.

    Attributes:
        identity: as whom it asks.
        cause: the command that asked for it.
    """

    def __init__(self, command: Subscribe, cause: CommandId, inbox: Inbox, now_s: Callable[[], float],
                 emit: Emit, on_ended: "Callable[[Subscription], None]") -> None:  # fmt: skip
        self.command = command
        self.cause = cause
        self.identity: EventIdentity | None = None
        self._notifier: Notifier | None = None
        self._inbox = inbox
        self._now_s = now_s
        self._emit = emit
        self._on_ended = on_ended
        self._native: NativeSubscription | None = None
        self._backoff: Backoff | None = None
        self._active_since_s: float | None = None
        self._snapshot: SubscriptionSnapshot | None = None

    @property
    def subscription_id(self) -> SubscriptionId:
        return self.command.subscription_id

    # ------------------------------------------------------------------ for the notifier

    @property
    def has_session(self) -> bool:
        return self._native is not None

    @property
    def is_cheap(self) -> bool:
        return not self.command.is_list

    def join(self, identity: EventIdentity, notifier: Notifier) -> None:
        """Asks as this identity from now on; what was asked as another is ended."""
        self.drop()
        if self._notifier is not None:
            self._notifier.remove(self)
        self.identity, self._notifier = identity, notifier
        self._enter(SubscriptionState.SUBSCRIBING)
        notifier.add(self)

    def ask(self, *, anew: bool) -> None:
        """Sends SUBSCRIBE."""
        try:
            if self._native is None:
                self._create()
            elif anew:
                self._enter(SubscriptionState.SUBSCRIBING)
                self._native.restart()
            else:
                self._native.refresh()
        except PjError as error:
            self._lose(_NOT_SENT, reason_of(error), _SOON_MS)

    def drop(self) -> None:
        """Ends the session at the server, in the background, if there is one."""
        native, self._native = self._native, None
        self._active_since_s = None
        if native is not None:
            native.owner = None
            native.unsubscribe()

    def leave(self) -> None:
        """Ends the subscription; nothing is told."""
        if self._notifier is not None:
            self._notifier.remove(self)
        self.drop()

    def tell_waiting(self, code: int | None, detail: str, retry_in_s: float | None) -> None:
        self._enter(SubscriptionState.RETRYING, code=code, detail=detail, retry_in_s=retry_in_s)

    # ------------------------------------------------------------------ what the library tells

    def state_told(self, state: int, code: int, reason: str, expires_s: int, delay_ms: int) -> None:
        """The library's state of the session changed."""
        assert self._notifier is not None
        if state in (pj.EVSUB_ACTIVE, pj.EVSUB_UNKNOWN):
            self._notifier.heard(self)
            self._activate(expires_s)
        elif state in (pj.EVSUB_ACCEPTED, pj.EVSUB_PENDING):
            self._notifier.heard(self)
            if state == pj.EVSUB_PENDING:
                self._enter(SubscriptionState.PENDING, expires_s=expires_s)
        elif state == pj.EVSUB_RETRYING:
            if code != _TOO_BRIEF:  # that one the library repeats at once, with the interval that was asked for
                self._lose(code, reason, delay_ms)
        elif state == pj.EVSUB_TERMINATED:
            self._ended(code, reason)

    def notified(self, content_type: str, body: bytes, sub_state: str, expires_s: int) -> None:
        """A NOTIFY came, and was answered."""
        assert self._notifier is not None
        self._notifier.heard(self)
        if sub_state == "active":
            self._activate(expires_s)
        if not content_type.isascii():
            content_type = _plain(content_type)
        self._emit(Notified(subscription_id=self.command.subscription_id, content_type=content_type, body=body), None)

    # ------------------------------------------------------------------ inside

    def _create(self) -> None:
        assert self.identity is not None
        self._enter(SubscriptionState.SUBSCRIBING)
        native = NativeSubscription(self._inbox, self)
        self._native = native
        native.create(_settings(self.command, self.identity))

    def _activate(self, expires_s: int) -> None:
        if self._active_since_s is None:
            self._active_since_s = self._now_s()
        # A refresh is no news, nor is the second that answer and NOTIFY differ by.
        if self._snapshot is None or self._snapshot.state is not SubscriptionState.ACTIVE:
            self._enter(SubscriptionState.ACTIVE, expires_s=expires_s)

    def _lose(self, code: int, reason: str, delay_ms: int) -> None:
        """The session is gone. The engine, not the library, waits for the next try: so all of them fit the window."""
        assert self._notifier is not None
        since_s = self._active_since_s
        self._forget_session()
        if since_s is not None and self._now_s() - since_s > _SETTLED_S:
            self._backoff = None  # it had worked
        is_soon = delay_ms < _SOON_MS and self._backoff is None and code != _UNAVAILABLE
        self._backoff = self._backoff or Backoff()
        delay_s = self._backoff.next_delay_s(delay_ms / 1000)
        self._notifier.lost(self, code, _plain(reason), 0.0 if is_soon else delay_s)

    def _forget_session(self) -> None:
        native, self._native = self._native, None
        self._active_since_s = None
        if native is not None:
            native.owner = None  # ends what the library would do about it

    def _ended(self, code: int, reason: str) -> None:
        assert self._notifier is not None
        self._forget_session()
        if code in _PASSWORD and self._notifier.refused_password(self, code):
            return
        self._notifier.heard(self)
        self._notifier.remove(self)
        self._on_ended(self)
        self._enter(SubscriptionState.ENDED, code=code or None, detail=_plain(reason))

    def _enter(self, state: SubscriptionState, *, code: int | None = None, detail: str = "",
               expires_s: int | None = None, retry_in_s: float | None = None) -> None:  # fmt: skip
        snapshot = SubscriptionSnapshot(
            subscription_id=self.command.subscription_id, state=state, status_code=code, detail=detail,
            expires_s=expires_s, retry_in_s=retry_in_s,
        )  # fmt: skip
        if snapshot != self._snapshot:
            self._snapshot = snapshot
            self._emit(SubscriptionChanged(subscription=snapshot), self.cause)


def _settings(command: Subscribe, identity: EventIdentity) -> pj.EventSubscriptionConfig:
    settings = pj.EventSubscriptionConfig()
    settings.accountId = identity.native_id
    settings.target = identity.target(command.target)
    settings.event = command.package.value
    settings.expires = command.expires_s
    settings.accept.append(_ACCEPT[command.package])
    if command.is_list:
        for media_type in _ACCEPT_LIST:
            settings.accept.append(media_type)
        supported = pj.SipHeader()
        supported.hName, supported.hValue = "Supported", "eventlist"
        settings.headers.append(supported)
    return settings


def _plain(text: str) -> str:
    """What a stranger wrote, fit for the pipe and for a log."""
    return "".join(char for char in text if char.isprintable() and char.isascii())[:200]
