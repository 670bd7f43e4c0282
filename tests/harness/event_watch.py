"""Subscriptions and publications of a real engine, asked for and waited for."""

from collections.abc import Callable

from softphone.basics.ids import AccountId, SubscriptionId
from softphone.protocol.commands import Subscribe
from softphone.protocol.events import Notified, PublicationChanged, SubscriptionChanged
from softphone.protocol.snapshots import (
    EventPackage,
    PublicationSnapshot,
    PublicationState,
    SubscriptionSnapshot,
    SubscriptionState,
)
from tests.harness.engine_process import PATIENCE_S, EngineProcess


class EventWatch:
    """What one engine tells of event state."""

    def __init__(self, engine: EngineProcess) -> None:
        self.engine = engine

    def subscribe(
        self, account_id: str, target: str, package: EventPackage = EventPackage.DIALOG, *, name: str = "",
        is_list: bool = False, at_presence_server: bool = False, expires_s: int = 600,
    ) -> str:  # fmt: skip
        """Subscribes; returns the subscription's id, which is `name` or the target."""
        command = Subscribe(
            subscription_id=SubscriptionId(name or target), account_id=AccountId(account_id), package=package,
            target=target, is_list=is_list, at_presence_server=at_presence_server, expires_s=expires_s,
        )  # fmt: skip
        self.engine.do(command)
        return command.subscription_id

    def wait(
        self, subscription_id: str, state: SubscriptionState, since: int = 0, timeout_s: float = PATIENCE_S
    ) -> SubscriptionSnapshot:
        """The subscription once it is in that state."""

        def is_it(event: SubscriptionChanged) -> bool:
            return event.subscription.subscription_id == subscription_id and event.subscription.state == state

        return self.engine.wait(SubscriptionChanged, is_it, timeout_s, since).subscription

    def wait_active(self, subscription_id: str, since: int = 0, timeout_s: float = PATIENCE_S) -> SubscriptionSnapshot:
        return self.wait(subscription_id, SubscriptionState.ACTIVE, since, timeout_s)

    def wait_notified(
        self,
        subscription_id: str,
        is_it: Callable[[Notified], bool] = lambda event: True,
        since: int = 0,
        timeout_s: float = PATIENCE_S,
    ) -> Notified:
        """The first NOTIFY to the subscription for which the function is true."""
        return self.engine.wait(
            Notified, lambda event: event.subscription_id == subscription_id and is_it(event), timeout_s, since
        )

    def wait_publication(
        self, account_id: str, state: PublicationState, since: int = 0, timeout_s: float = PATIENCE_S
    ) -> PublicationSnapshot:
        """What the account has published, once it is in that state."""

        def is_it(event: PublicationChanged) -> bool:
            return event.publication.account_id == account_id and event.publication.state == state

        return self.engine.wait(PublicationChanged, is_it, timeout_s, since).publication

    def states(self, subscription_id: str) -> list[SubscriptionState]:
        """All that was told of it so far."""
        return [
            event.subscription.state for event in self.engine.events
            if isinstance(event, SubscriptionChanged) and event.subscription.subscription_id == subscription_id
        ]  # fmt: skip

    def notifies(self, subscription_id: str = "") -> int:
        """How many NOTIFYs came, to that subscription or to all."""
        return sum(
            isinstance(event, Notified) and subscription_id in ("", event.subscription_id)
            for event in self.engine.events
        )

    def until(self, is_so: Callable[[], bool], what: str, timeout_s: float = PATIENCE_S) -> None:
        """Takes in events until it is so."""
        for _ in range(int(timeout_s / 0.05)):
            if is_so():
                return
            self.engine.read_for(0.05)
        assert is_so(), f"waited in vain for {what}"
