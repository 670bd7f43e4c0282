"""The lamps of the mailboxes: how many messages wait in the own one and in the team's (RFC 3842)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.ids import AccountId, SubscriptionId, new_subscription_id
from softphone.basics.listeners import Listeners
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import Subscribe, Unsubscribe
from softphone.protocol.events import EventFrame, MessageSummaryReceived, Notified, SubscriptionChanged
from softphone.protocol.snapshots import AccountConfig, EventPackage, SubscriptionState
from softphone.runtime import Runtime
from softphone.voicemail.message_summary import MessageSummary, SummaryRefused, parse_summary

EXPIRES_S = 3600
_ASK_AGAIN_S = 600.0
_FOR_GOOD = frozenset({403, 404, 405, 489, 501})
_log = logging.getLogger("softphone.voicemail")
Key = tuple[AccountId, str]


@dataclass(frozen=True, slots=True)
class MailboxLamp:
    """One mailbox.

    Attributes:
        uri: SIP URI of the mailbox.
        is_own: the account's own one, not a team's.
        summary: None as long as the server has told nothing.
    """

    account_id: AccountId
    uri: str
    is_own: bool
    summary: MessageSummary | None = None


@dataclass(slots=True)
class _Held:
    lamp: MailboxLamp
    subscription_id: SubscriptionId = field(default_factory=new_subscription_id)
    is_sent: bool = False
    is_refused: bool = False


class MailboxLamps:
    """Subscribes for the accounts that are signed in, and takes what servers tell unasked.

    Attributes:
        changed: announces that a lamp came, went or shows something else.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        accounts: Accounts,
        completed: Callable[[AccountConfig], AccountConfig] = lambda config: config,
    ) -> None:
        self.changed: Listeners[None] = Listeners()
        self._runtime, self._gateway, self._accounts = runtime, gateway, accounts
        self._completed = completed
        self._held: dict[Key, _Held] = {}
        self._by_id: dict[SubscriptionId, _Held] = {}
        self._has_started = False

    def start(self) -> None:
        """Follows the accounts from now on. Call it after they were started."""
        if self._has_started:
            return
        self._has_started = True
        self._gateway.events.add(self._on_event)
        self._gateway.state_changed.add(self._on_engine_state)
        self._accounts.changed.add(self._on_account)
        self._accounts.removed.add(self._on_removed)
        for view in self._accounts.views():
            self._on_account(view)

    @property
    def lamps(self) -> tuple[MailboxLamp, ...]:
        """Every mailbox that something is known of, the own ones first."""
        known = [held.lamp for held in self._held.values() if held.lamp.summary is not None]
        return tuple(sorted(known, key=lambda lamp: not lamp.is_own))

    @property
    def new(self) -> int:
        """New messages in all mailboxes."""
        return sum(lamp.summary.new for lamp in self.lamps if lamp.summary is not None)

    # ------------------------------------------------------------------ accounts

    def _on_account(self, view: AccountView) -> None:
        wanted = dict(mailboxes_of(self._completed(view.config))) if view.config.is_enabled else {}
        for key in [key for key in self._held if key[0] == view.account_id and key[1] not in wanted]:
            self._drop(key)
        for uri, is_own in wanted.items():
            key = (view.account_id, uri)
            if key not in self._held:
                held = self._held[key] = _Held(MailboxLamp(view.account_id, uri, is_own))
                self._by_id[held.subscription_id] = held
            if view.is_registered and not self._held[key].is_sent:
                self._subscribe(self._held[key])

    def _on_removed(self, account_id: AccountId) -> None:
        for key in [key for key in self._held if key[0] == account_id]:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        held = self._held.pop(key)
        self._by_id.pop(held.subscription_id, None)
        if held.is_sent and not held.is_refused:
            self._gateway.send(Unsubscribe(subscription_id=held.subscription_id))
        if held.lamp.summary is not None:
            self.changed.announce(None)

    def _subscribe(self, held: _Held) -> None:
        held.is_sent, held.is_refused = True, False
        self._gateway.send(
            Subscribe(
                subscription_id=held.subscription_id,
                account_id=held.lamp.account_id,
                package=EventPackage.MESSAGE_SUMMARY,
                target=held.lamp.uri,
                expires_s=EXPIRES_S,
            )
        )

    # ------------------------------------------------------------------ from the engine

    def _on_event(self, frame: EventFrame) -> None:
        event = frame.event
        if isinstance(event, Notified):
            held = self._by_id.get(event.subscription_id)
            if held is not None and event.body:
                self._take(held, event.body)
        elif isinstance(event, MessageSummaryReceived):
            self._take_unasked(event)
        elif isinstance(event, SubscriptionChanged) and event.subscription.state == SubscriptionState.ENDED:
            held = self._by_id.get(event.subscription.subscription_id)
            if held is not None:
                self._ended(held, event.subscription.status_code)

    def _take(self, held: _Held, body: bytes) -> None:
        try:
            summary = parse_summary(body)
        except SummaryRefused as refusal:
            _log.warning("a notification of messages waiting is passed over: %s", refusal)
            return
        if summary != held.lamp.summary:
            held.lamp = MailboxLamp(held.lamp.account_id, held.lamp.uri, held.lamp.is_own, summary)
            self.changed.announce(None)

    def _take_unasked(self, event: MessageSummaryReceived) -> None:
        """It is about the own mailbox: a server that tells unasked does so to whoever has registered."""
        own = [held for (account, _), held in self._held.items() if account == event.account_id and held.lamp.is_own]
        if own:
            self._take(own[0], event.body)

    def _ended(self, held: _Held, status_code: int | None) -> None:
        held.is_refused = True
        if status_code in _FOR_GOOD:
            return  # it may still tell unasked
        key = (held.lamp.account_id, held.lamp.uri)
        self._runtime.call_later(_ASK_AGAIN_S, lambda: self._ask_again(key, held))

    def _ask_again(self, key: Key, held: _Held) -> None:
        view = self._accounts.view(held.lamp.account_id)
        if self._held.get(key) is held and held.is_refused and view is not None and view.is_registered:
            self._subscribe(held)

    def _on_engine_state(self, state: EngineState) -> None:
        if state == EngineState.STOPPED:
            for held in self._held.values():
                held.is_sent = False


def mailboxes_of(config: AccountConfig) -> tuple[tuple[str, bool], ...]:
    """SIP URIs of the account's mailboxes, and whether each is the own one. An account without a number for voicemail
    and without mailboxes has none."""
    if not config.voicemail_number and not config.mailboxes:
        return ()
    return ((config.address_of_record, True), *((uri, False) for uri in config.mailboxes))
