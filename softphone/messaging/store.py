"""The port to where messages are kept, and what may be changed there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from softphone.basics.errors import UserFacingError
from softphone.messaging.message import ConversationId, Kept, MessageId, Notice, Thread


class MessagesError(UserFacingError):
    """Messages cannot be read or kept now."""


@dataclass(frozen=True, slots=True)
class PutThread:
    """Adds or replaces a conversation."""

    thread: Thread


@dataclass(frozen=True, slots=True)
class PutMessage:
    """Adds or replaces a message."""

    kept: Kept


@dataclass(frozen=True, slots=True)
class AddIncoming:
    """Adds a message that came, unless it is there or was there. Result: whether it is new."""

    thread: Thread
    kept: Kept


@dataclass(frozen=True, slots=True)
class NoteTold:
    """The other side was told this of a message of theirs, or never will be."""

    message_id: MessageId
    told: Notice


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Everything that came in the conversation was looked at. tells: what the senders who want it are told."""

    conversation_id: ConversationId
    tells: Notice


@dataclass(frozen=True, slots=True)
class Delete:
    """Removes a conversation and all its messages."""

    conversation_id: ConversationId


Change = PutThread | PutMessage | AddIncoming | NoteTold | MarkRead | Delete


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation with what is shown of it in a list. waiting: own messages that are still to be sent. is_proved:
    something has come from there, or was taken there. own: the last own message."""

    thread: Thread
    last: Kept | None
    unread: int
    waiting: int
    is_proved: bool = False
    own: Kept | None = None


NO_MESSAGES: tuple[Kept, ...] = ()
NO_SUMMARIES: tuple[Summary, ...] = ()


class MessageStore(Protocol):
    """Blocking; `page` and `message` at once and from the main thread, everything else from one worker at a time.

    Everything raises MessagesError, in words, when it cannot do its work; then nothing of it was done and it may be
    tried again.
    """

    def open(self) -> None:
        """Makes ready."""

    def write(self, changes: Sequence[Change], now_s: float) -> tuple[bool, ...]:
        """Makes the changes, all or nothing; what is written when this returns survives the death of the process.

        The results: whether each has changed something.
        """

    def summaries(self) -> tuple[Summary, ...]:
        """Every conversation, in no order."""

    def summary(self, conversation_id: ConversationId) -> Summary | None:
        """One of them."""

    def page(self, conversation_id: ConversationId, limit: int, before: MessageId | None) -> tuple[Kept, ...]:
        """The last `limit` messages before that one, or of all; in their order."""

    def message(self, message_id: MessageId) -> Kept | None:
        """The message, None when there is none."""

    def unsent(self, conversation_id: ConversationId, limit: int) -> tuple[Kept, ...]:
        """Own messages that are QUEUED or SENDING, in their order."""

    def untold(self, limit: int, behind: MessageId | None = None) -> tuple[Kept, ...]:
        """Messages whose senders are still to be told something, oldest first; behind that one, or of all."""

    def search(self, text: str, limit: int) -> tuple[Kept, ...]:
        """Messages with all these words, newest first."""

    def close(self) -> None:
        """Gives everything back; never raises."""
