"""Messages and conversations as they are shown, and as they are kept."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId

ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)


class MessageState(StrEnum):
    """How far a message has come. One that came in is SENT.

    QUEUED: waits until it can go out. SENDING: on its way to the server. SENT: the server or the other side has it
    (200, 202). DELIVERED, READ: the other side's program says so (RFC 5438). FAILED: `problem` says why.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it is shown.

    Attributes:
        at_s: when it was written or came, epoch seconds.
        problem: why it has failed, or why it still waits; None when there is nothing to say.
    """

    message_id: MessageId
    conversation_id: ConversationId
    is_own: bool
    text: str
    at_s: float
    state: MessageState
    problem: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that was written with one person by one account.

    Attributes:
        peer_uri: where messages to them go.
        peer_name: as the directory knows them, else as they call themselves, else the number or address.
        last_at_s: when the last message was written, epoch seconds.
        unread: messages that came and were not looked at.
        is_sms: the other side is a number outside, so that texts go as SMS.
        own_state: how far the last own message has come; None when nothing was written.
    """

    conversation_id: ConversationId
    account_id: AccountId
    peer_uri: str
    peer_name: str
    last_text: str
    last_at_s: float
    unread: int
    is_sms: bool = False
    own_state: MessageState | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation as it is kept.

    Attributes:
        peer_number: user part or number, as it was first seen. presented_name: what they called themselves last.
        takes_cpim: whether the other side reads CPIM (RFC 3862); None when that is not known.
        is_sms: the other side is a number outside.
    """

    conversation_id: ConversationId
    account_id: AccountId
    peer_uri: str
    peer_number: str = ""
    presented_name: str = ""
    takes_cpim: bool | None = None
    is_sms: bool = False


class Notice(StrEnum):
    """What the other side is still to be told of a message of theirs."""

    NONE = ""
    DELIVERED = "delivered"
    DISPLAYED = "displayed"


@dataclass(frozen=True, slots=True)
class Kept:
    """A message as it is kept.

    Attributes:
        attempt: counts what servers shall take for different requests; the same one again is a repetition.
        why: what `outcome.explained` has words for; status_code: the SIP status that goes with it.
        sent_at_s: when the attempt went out, epoch seconds; None before.
        sent_from: the own place (``address:port``) at which the answer to the attempt was expected.
        is_cpim: the attempt was wrapped in CPIM, so that the other side knows a repetition.
        their_id: the other side's id of a message that came, for notices; empty when they want none.
        wants_read: they want to be told when it is read, too.
        notice: what they are still to be told.
    """

    message_id: MessageId
    conversation_id: ConversationId
    is_own: bool
    text: str
    at_s: float
    state: MessageState
    attempt: int = 1
    why: str = ""
    status_code: int | None = None
    sent_at_s: float | None = None
    sent_from: str = ""
    is_cpim: bool = False
    is_read: bool = True
    their_id: str = ""
    wants_read: bool = False
    notice: Notice = Notice.NONE

    @property
    def is_proof(self) -> bool:
        """The other side exists: this came from there, or was taken there."""
        return not self.is_own or self.state in (MessageState.SENT, MessageState.DELIVERED, MessageState.READ)

    def having(self, state: MessageState, why: str = "", status_code: int | None = None) -> "Kept":
        """The same in this state."""
        return replace(self, state=state, why=why, status_code=status_code)
