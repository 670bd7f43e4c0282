"""What the pages of messages need of the feature."""

from collections.abc import Callable
from typing import Protocol

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.messaging.message import Conversation, ConversationId, Message, MessageId
from softphone.messaging.text_parts import TextParts


class Talks(Protocol):
    """Conversations; nothing here blocks."""

    changed: Listeners[ConversationId]
    arrived: Listeners[Message]
    typing_changed: Listeners[ConversationId]
    problem: Listeners[UserFacingError]

    @property
    def unread(self) -> int: ...

    def conversations(self) -> tuple[Conversation, ...]:
        """That of the newest message first."""

    def conversation(self, conversation_id: ConversationId) -> Conversation | None: ...

    def messages(
        self, conversation_id: ConversationId, limit: int = 50, before: MessageId | None = None
    ) -> tuple[Message, ...]:
        """The last ones before that, the oldest first."""

    def search(self, text: str, on_done: Callable[[tuple[Message, ...]], None]) -> None: ...

    def is_typing(self, conversation_id: ConversationId) -> bool: ...

    def parts(self, text: str) -> TextParts: ...

    def find(self, account_id: AccountId, peer: str) -> Conversation:
        """Raises UserFacingError."""

    def write(self, conversation_id: ConversationId, text: str) -> MessageId:
        """Raises UserFacingError."""

    def retry(self, message_id: MessageId) -> None: ...

    def mark_read(self, conversation_id: ConversationId) -> None: ...

    def delete(self, conversation_id: ConversationId) -> None: ...

    def user_types(self, conversation_id: ConversationId) -> None: ...
