"""Event states of others and of oneself (RFC 6665, RFC 3903)."""

from __future__ import annotations

from softphone.basics.ids import AccountId, SubscriptionId
from softphone.protocol.commands.command import Command
from softphone.protocol.snapshots import EventPackage


class Subscribe(Command, frozen=True, kw_only=True):
    """Subscribes to a resource's events and keeps subscribing until Unsubscribe (RFC 6665). The caller chooses the id;
    a command with a known id replaces that subscription. Outcome: SubscriptionChanged and Notified, several.

    target: full SIP URI. is_list: a resource list (RFC 4662), answered with application/rlmi+xml in multipart/related.
    at_presence_server: sent as the account's identity at its presence domain, through its presence proxy.
    """

    subscription_id: SubscriptionId
    account_id: AccountId
    package: EventPackage
    target: str
    is_list: bool = False
    at_presence_server: bool = False
    expires_s: int = 3600


class Unsubscribe(Command, frozen=True, kw_only=True):
    """Ends the subscription. Outcome: SubscriptionChanged with ENDED."""

    subscription_id: SubscriptionId


class Publish(Command, frozen=True, kw_only=True):
    """Publishes an event state, or replaces what is published, and refreshes it until Unpublish (RFC 3903).
    Outcome: PublicationChanged.

    previous_etag: of what an engine that died has left at the server; it is replaced rather than joined.
    """

    account_id: AccountId
    body: bytes
    content_type: str = "application/pidf+xml"
    package: EventPackage = EventPackage.PRESENCE
    expires_s: int = 3600
    previous_etag: str = ""


class Unpublish(Command, frozen=True, kw_only=True):
    """Removes what is published. Outcome: PublicationChanged with ENDED."""

    account_id: AccountId
    package: EventPackage = EventPackage.PRESENCE
