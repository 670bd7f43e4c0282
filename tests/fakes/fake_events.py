"""Subscriptions and publications of a FakeEngine, and the presence server that it seems to talk to."""

from dataclasses import dataclass

from softphone.basics.ids import AccountId, CommandId, SubscriptionId
from softphone.basics.sip_uri import SipUri
from softphone.protocol.commands import Publish, Subscribe, Unpublish, Unsubscribe
from softphone.protocol.events import Notified, PublicationChanged, RejectCode, SubscriptionChanged
from softphone.protocol.snapshots import (
    EventPackage,
    PublicationSnapshot,
    PublicationState,
    SubscriptionSnapshot,
    SubscriptionState,
)
from softphone.runtime import Timer
from tests.fakes.fake_accounts import FakeAccounts
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.fake_stage import Refused, Stage

WRONG_PASSWORD = 401


@dataclass
class _Subscription:
    command: Subscribe
    cause: CommandId
    state: SubscriptionState = SubscriptionState.SUBSCRIBING
    timer: Timer | None = None


@dataclass
class _Publication:
    command: Publish
    cause: CommandId
    state: PublicationState = PublicationState.PUBLISHING
    timer: Timer | None = None
    etag: str = ""


class FakeEvents:
    """Carries out Subscribe, Unsubscribe, Publish and Unpublish.

    A subscription waits until its account is registered, gets the body that the PBX has for its target, and is made
    anew when the account is put again.
    """

    def __init__(self, stage: Stage, pbx: FakePbx, accounts: FakeAccounts) -> None:
        self._stage = stage
        self._pbx = pbx
        self._accounts = accounts
        self._subscriptions: dict[SubscriptionId, _Subscription] = {}
        self._publications: dict[tuple[AccountId, EventPackage], _Publication] = {}
        self._etags = 0
        accounts.on_put = self._account_put
        accounts.on_removed = self._account_removed
        accounts.on_registered = self._account_registered
        accounts.on_unregistered = self._account_unregistered

    # ------------------------------------------------------------ commands

    def subscribe(self, command: Subscribe, command_id: CommandId) -> None:
        self._accounts.config(command.account_id)
        _check(command.target, command.expires_s)
        self._stop(self._subscriptions.pop(command.subscription_id, None))
        subscription = self._subscriptions[command.subscription_id] = _Subscription(command, command_id)
        self._ask(subscription)

    def unsubscribe(self, command: Unsubscribe, command_id: CommandId) -> None:
        self._stop(self._subscriptions.pop(command.subscription_id, None))
        self._tell_end(command.subscription_id, command_id)

    def publish(self, command: Publish, command_id: CommandId) -> None:
        self._accounts.config(command.account_id)
        if command.expires_s <= 0 or not command.body:
            raise Refused(RejectCode.BAD_ARGUMENT, "body or expires_s")
        key = (command.account_id, command.package)
        old = self._publications.get(key)
        self._stop(old)
        publication = self._publications[key] = _Publication(command, command_id)
        publication.etag = old.etag if old else command.previous_etag
        self._send(publication)

    def unpublish(self, command: Unpublish, command_id: CommandId) -> None:
        self._accounts.config(command.account_id)
        self._withdraw(command.account_id, command.package, command_id)

    # ------------------------------------------------------------ what a test makes happen

    def active(self) -> dict[SubscriptionId, Subscribe]:
        """The subscriptions that the server has."""
        return {i: s.command for i, s in self._subscriptions.items() if s.state == SubscriptionState.ACTIVE}

    def find(self, target: str, package: EventPackage | None = None) -> SubscriptionId:
        """The subscription to this target, a SIP URI or its user part. Raises KeyError when there is none."""
        for subscription_id, subscription in self._subscriptions.items():
            command = subscription.command
            is_it = target in (command.target, SipUri.parse(command.target).user)
            if is_it and package in (None, command.package):
                return subscription_id
        raise KeyError(target)

    def notify(self, subscription_id: SubscriptionId, body: bytes, content_type: str) -> None:
        """The server sends a NOTIFY; nothing happens when it has no such subscription."""
        subscription = self._subscriptions.get(subscription_id)
        if subscription is not None and subscription.state == SubscriptionState.ACTIVE:
            self._stage.announce(Notified(subscription_id=subscription_id, content_type=content_type, body=body))

    def end(self, subscription_id: SubscriptionId, status_code: int | None, detail: str) -> None:
        """The server refuses or ends the subscription for good."""
        subscription = self._subscriptions.pop(subscription_id)
        self._stop(subscription)
        self._enter(subscription, SubscriptionState.ENDED, status_code=status_code, detail=detail)

    def lose(self, subscription_id: SubscriptionId, status_code: int | None, retry_in_s: float) -> None:
        """The server cannot be reached; it is asked again after that time."""
        subscription = self._subscriptions[subscription_id]
        self._stop(subscription)
        self._enter(subscription, SubscriptionState.RETRYING, status_code=status_code, retry_in_s=retry_in_s)
        subscription.timer = self._stage.later(retry_in_s, lambda: self._ask(subscription))

    def forget(self, subscription_id: SubscriptionId) -> None:
        """The server does not know the subscription any more (481), and is asked anew at once."""
        self._ask(self._subscriptions[subscription_id])

    # ------------------------------------------------------------ inside: subscriptions

    def _ask(self, subscription: _Subscription) -> None:
        self._stop(subscription)
        self._enter(subscription, SubscriptionState.SUBSCRIBING)
        if subscription.command.account_id in self._pbx.registered:
            subscription.timer = self._stage.later(self._pbx.answer_delay_s, lambda: self._answered(subscription))

    def _answered(self, subscription: _Subscription) -> None:
        command = subscription.command
        uri = SipUri.parse(command.target)
        status_code = self._pbx.refused_events.get(command.target, self._pbx.refused_events.get(uri.user))
        if status_code == WRONG_PASSWORD:
            self._enter(subscription, SubscriptionState.RETRYING, status_code=status_code)
            return
        if status_code is not None:
            self.end(command.subscription_id, status_code, "")
            return
        self._enter(subscription, SubscriptionState.ACTIVE, expires_s=command.expires_s)
        content_type, body = self._state_for(command)
        self.notify(command.subscription_id, body, content_type)

    def _state_for(self, command: Subscribe) -> tuple[str, bytes]:
        for (account_id, package), published in self._pbx.published.items():
            if package == command.package and self._is_of(command, account_id):
                return published.content_type, published.body
        return self._pbx.state_of(command.target, command.package)

    def _is_of(self, command: Subscribe, account_id: AccountId) -> bool:
        """True when what the account publishes is what the subscription is about."""
        user = SipUri.parse(self._accounts.config(account_id).address_of_record).user
        return command.at_presence_server and SipUri.parse(command.target).user == user

    def _enter(
        self,
        subscription: _Subscription,
        state: SubscriptionState,
        *,
        status_code: int | None = None,
        detail: str = "",
        expires_s: int | None = None,
        retry_in_s: float | None = None,
    ) -> None:
        subscription.state = state
        snapshot = SubscriptionSnapshot(
            subscription_id=subscription.command.subscription_id, state=state, status_code=status_code,
            detail=detail, expires_s=expires_s, retry_in_s=retry_in_s,
        )  # fmt: skip
        self._stage.announce(SubscriptionChanged(subscription=snapshot), subscription.cause)

    def _tell_end(self, subscription_id: SubscriptionId, cause: CommandId) -> None:
        snapshot = SubscriptionSnapshot(subscription_id=subscription_id, state=SubscriptionState.ENDED)
        self._stage.announce(SubscriptionChanged(subscription=snapshot), cause)

    # ------------------------------------------------------------ inside: publications

    def _send(self, publication: _Publication) -> None:
        self._stop(publication)
        self._say(publication, PublicationState.PUBLISHING)
        if publication.command.account_id in self._pbx.registered:
            publication.timer = self._stage.later(self._pbx.answer_delay_s, lambda: self._published(publication))

    def _published(self, publication: _Publication) -> None:
        command = publication.command
        if self._pbx.refuses_publish is not None:
            del self._publications[command.account_id, command.package]
            self._say(publication, PublicationState.ENDED, self._pbx.refuses_publish)
            return
        self._etags += 1
        publication.etag = f"etag-{self._etags}"
        self._pbx.published[command.account_id, command.package] = command
        self._say(publication, PublicationState.PUBLISHED)
        for subscription_id, watching in self.active().items():
            if watching.package == command.package and self._is_of(watching, command.account_id):
                self.notify(subscription_id, command.body, command.content_type)

    def _say(self, publication: _Publication, state: PublicationState, status_code: int | None = None) -> None:
        publication.state = state
        is_published = state == PublicationState.PUBLISHED
        snapshot = PublicationSnapshot(
            account_id=publication.command.account_id, package=publication.command.package, state=state,
            status_code=status_code, expires_s=publication.command.expires_s if is_published else None,
            etag=publication.etag,
        )  # fmt: skip
        self._stage.announce(PublicationChanged(publication=snapshot), publication.cause)

    def _withdraw(self, account_id: AccountId, package: EventPackage, cause: CommandId | None) -> None:
        self._stop(self._publications.pop((account_id, package), None))
        self._pbx.published.pop((account_id, package), None)
        snapshot = PublicationSnapshot(account_id=account_id, package=package, state=PublicationState.ENDED)
        self._stage.announce(PublicationChanged(publication=snapshot), cause)

    # ------------------------------------------------------------ inside: accounts

    def _account_put(self, account_id: AccountId) -> None:
        self._for_each(account_id)

    def _account_registered(self, account_id: AccountId) -> None:
        self._for_each(account_id, only_waiting=True)

    def _account_unregistered(self, account_id: AccountId) -> None:
        for subscription in self._subscriptions.values():
            if subscription.command.account_id == account_id:
                self._stop(subscription)
                self._enter(subscription, SubscriptionState.RETRYING, detail="the account is switched off")
        for publication in self._publications.values():
            if publication.command.account_id == account_id:
                self._stop(publication)
                self._pbx.published.pop((account_id, publication.command.package), None)
                self._say(publication, PublicationState.RETRYING)

    def _for_each(self, account_id: AccountId, *, only_waiting: bool = False) -> None:
        for subscription in tuple(self._subscriptions.values()):
            is_served = subscription.state == SubscriptionState.ACTIVE
            if subscription.command.account_id == account_id and not (only_waiting and is_served):
                self._ask(subscription)
        for publication in tuple(self._publications.values()):
            is_served = publication.state == PublicationState.PUBLISHED
            if publication.command.account_id == account_id and not (only_waiting and is_served):
                self._send(publication)

    def _account_removed(self, account_id: AccountId, cause: CommandId) -> None:
        for subscription_id, subscription in tuple(self._subscriptions.items()):
            if subscription.command.account_id == account_id:
                self._stop(self._subscriptions.pop(subscription_id))
                self._tell_end(subscription_id, cause)
        for of_account, package in tuple(self._publications):
            if of_account == account_id:
                self._withdraw(account_id, package, cause)

    def withdraw_all(self) -> None:
        """What a clean end does."""
        for account_id, package in tuple(self._publications):
            self._withdraw(account_id, package, None)

    @staticmethod
    def _stop(of: _Subscription | _Publication | None) -> None:
        if of is not None and of.timer is not None:
            of.timer.cancel()


def _check(target: str, expires_s: int) -> None:
    try:
        SipUri.parse(target)
    except ValueError as error:
        raise Refused(RejectCode.BAD_ARGUMENT, "target") from error
    if expires_s <= 0:
        raise Refused(RejectCode.BAD_ARGUMENT, "expires_s")
