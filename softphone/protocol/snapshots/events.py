"""Subscriptions and publications (RFC 6665, RFC 3903)."""

from enum import StrEnum

from softphone.basics.ids import AccountId, SubscriptionId
from softphone.protocol.snapshots.value import Value


class EventPackage(StrEnum):
    """Event packages, by their names on the wire (RFC 6665 section 7.2)."""

    PRESENCE = "presence"  # RFC 3856
    DIALOG = "dialog"  # RFC 4235
    MESSAGE_SUMMARY = "message-summary"  # RFC 3842
    WATCHER_INFO = "presence.winfo"  # RFC 3857
    REGISTRATION = "reg"  # RFC 3680


class SubscriptionState(StrEnum):
    """RFC 6665 section 4.1.2, and what the engine does about an end that it did not want."""

    SUBSCRIBING = "subscribing"
    PENDING = "pending"
    ACTIVE = "active"
    RETRYING = "retrying"
    ENDED = "ended"


class SubscriptionSnapshot(Value, frozen=True, kw_only=True):
    """One subscription.

    Attributes:
        status_code: of the refusal that it retries after, or ended by; None when there was none.
        detail: technical: reason phrase or reason of the Subscription-State.
        expires_s: what the server granted.
        retry_in_s: seconds until the next try while RETRYING.
    """

    subscription_id: SubscriptionId
    state: SubscriptionState
    status_code: int | None = None
    detail: str = ""
    expires_s: int | None = None
    retry_in_s: float | None = None


class PublicationState(StrEnum):
    """Of an event state that is published (RFC 3903)."""

    PUBLISHING = "publishing"
    PUBLISHED = "published"
    RETRYING = "retrying"
    ENDED = "ended"


class PublicationSnapshot(Value, frozen=True, kw_only=True):
    """What is published for an account and package. The attributes are those of a subscription.

    etag: the server's name for what it has (RFC 3903 section 4.1); empty when it has nothing.
    """

    account_id: AccountId
    package: EventPackage
    state: PublicationState
    status_code: int | None = None
    detail: str = ""
    expires_s: int | None = None
    retry_in_s: float | None = None
    etag: str = ""
