"""All subscriptions of the engine: made, ended, moved when their account is replaced."""

import time
from collections.abc import Callable

from softphone.basics.ids import AccountId, CommandId, SubscriptionId
from softphone.basics.sip_uri import SipUri
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts
from softphone.engine.event_identities import EventIdentities
from softphone.engine.event_identity import EventIdentity
from softphone.engine.notifier import Notifier
from softphone.engine.pj import pj
from softphone.engine.router import CommandRefused
from softphone.engine.services import Services
from softphone.engine.subscription import Emit, Subscription
from softphone.protocol.commands import Subscribe, Unsubscribe
from softphone.protocol.events import RejectCode, SubscriptionChanged
from softphone.protocol.snapshots import SubscriptionSnapshot, SubscriptionState

MAX_SUBSCRIPTIONS = 10_000
_LEAVE_AT_ONCE = 50
_LEAVE_GAP_S = 0.01  # what comes faster a server's socket may drop
_FAREWELL_S = 0.5


class Subscriptions:
    """The subscriptions by id, and a window for each server that they go to."""

    def __init__(self, services: Services, accounts: Accounts, identities: EventIdentities, emit: Emit,
                 on_forgotten: Callable[[EventIdentity], None]) -> None:  # fmt: skip
        """on_forgotten: a server does not know a subscription that it had accepted."""
        self._on_forgotten = on_forgotten
        self._services = services
        self._accounts = accounts
        self._identities = identities
        self._emit = emit
        self._subscriptions: dict[SubscriptionId, Subscription] = {}
        self._notifiers: dict[EventIdentity, Notifier] = {}
        self._leaving: list[Subscription] = []
        self._left_s: float | None = None

    # ------------------------------------------------------------------ commands

    def subscribe(self, command: Subscribe, cause: CommandId) -> None:
        account = self._accounts.get(command.account_id)
        try:
            SipUri.parse(command.target)
        except ValueError:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "the target is not a SIP URI") from None
        if not 0 < command.expires_s < 2**31:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "expires_s")
        if len(self._subscriptions) >= MAX_SUBSCRIPTIONS:
            raise CommandRefused(RejectCode.FAILED, "too many subscriptions")
        old = self._subscriptions.pop(command.subscription_id, None)
        if old is not None:
            old.leave()
        subscription = Subscription(command, cause, self._services.inbox, time.monotonic, self._emit, self._ended)
        self._subscriptions[command.subscription_id] = subscription
        self._place(subscription, account)

    def unsubscribe(self, command: Unsubscribe, cause: CommandId) -> None:
        self._end(command.subscription_id, cause)

    # ------------------------------------------------------------------ what happens around them

    def account_put(self, account: Account) -> None:
        """The account is new or was changed: subscriptions of it that asked as somebody else are made anew."""
        for subscription in self._of(account.config.account_id):
            self._place(subscription, account)
        for identity, notifier in tuple(self._notifiers.items()):
            if not len(notifier):
                del self._notifiers[identity]
                notifier.stop()

    def account_gone(self, account_id: AccountId, cause: CommandId) -> None:
        """The account is being removed, and its subscriptions with it."""
        for subscription in self._of(account_id):
            self._end(subscription.subscription_id, cause)

    def identity_changed(self, identity: EventIdentity) -> None:
        """The identity can be used now, or not any more, or from another place."""
        notifier = self._notifiers.get(identity)
        if notifier is not None:
            notifier.server_changed()

    def doubt(self, account: Account) -> None:
        """The account's servers have perhaps forgotten what they had accepted."""
        for identity, notifier in self._notifiers.items():
            if identity.account is account:
                notifier.doubt()

    # ------------------------------------------------------------------ the end

    def leave(self) -> None:
        """Ends all of them, a few at a time, so that calls and registrations get their goodbye too."""
        for notifier in self._notifiers.values():
            notifier.stop()
        self._notifiers.clear()
        self._leaving = list(self._subscriptions.values())
        self._subscriptions.clear()
        self._leave_some()

    @property
    def is_quiet(self) -> bool:
        """After `leave`: the servers know of none any more, or were told half a second ago and do not confirm it."""
        if self._left_s is None:
            return False
        return pj.EventSubscription.count() == 0 or time.monotonic() - self._left_s > _FAREWELL_S

    def _leave_some(self) -> None:
        for subscription in self._leaving[:_LEAVE_AT_ONCE]:
            subscription.drop()
        del self._leaving[:_LEAVE_AT_ONCE]
        if self._leaving:
            self._services.loop.call_later(_LEAVE_GAP_S, self._leave_some)
        else:
            self._left_s = time.monotonic()

    # ------------------------------------------------------------------ inside

    def _of(self, account_id: AccountId) -> list[Subscription]:
        return [each for each in self._subscriptions.values() if each.command.account_id == account_id]

    def _place(self, subscription: Subscription, account: Account) -> None:
        identity = self._identities.get(account, subscription.command.at_presence_server)
        if subscription.identity is identity:
            return
        notifier = self._notifiers.get(identity)
        if notifier is None:
            notifier = Notifier(identity, self._services.loop, lambda: self._on_forgotten(identity))
            self._notifiers[identity] = notifier
            notifier.server_changed()
        subscription.join(identity, notifier)

    def _ended(self, subscription: Subscription) -> None:
        self._subscriptions.pop(subscription.subscription_id, None)

    def _end(self, subscription_id: SubscriptionId, cause: CommandId) -> None:
        subscription = self._subscriptions.pop(subscription_id, None)
        if subscription is not None:
            subscription.leave()
        snapshot = SubscriptionSnapshot(subscription_id=subscription_id, state=SubscriptionState.ENDED)
        self._emit(SubscriptionChanged(subscription=snapshot), cause)
