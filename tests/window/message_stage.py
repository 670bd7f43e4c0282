"""Conversations that tests make up, behind the port of the pages."""

from collections.abc import Callable
from dataclasses import replace

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.messaging.message import Conversation, ConversationId, Message, MessageId, MessageState
from softphone.messaging.text_parts import TextParts, text_parts
from tests.fakes.virtual_runtime import EPOCH_S

ACCOUNT = AccountId("account-alice")
ANNA, BEN = ConversationId("talk-anna"), ConversationId("talk-ben")


def message(
    number: int,
    text: str = "Hello",
    *,
    is_own: bool = False,
    state: MessageState = MessageState.SENT,
    problem: Explanation | None = None,
    talk: ConversationId = ANNA,
    before_s: float = 0.0,
) -> Message:
    """A message of the scripted conversation; before_s: how long ago."""
    return Message(MessageId(f"m{number:06}"), talk, is_own, text, EPOCH_S - before_s, state, problem)


class ScriptedTalks:
    """Messages by conversation. `come` is somebody else's message; what is written is SENT at once, unless `fails`."""

    def __init__(self) -> None:
        self.changed: Listeners[ConversationId] = Listeners()
        self.arrived: Listeners[Message] = Listeners()
        self.typing_changed: Listeners[ConversationId] = Listeners()
        self.problem: Listeners[UserFacingError] = Listeners()
        self.kept: dict[ConversationId, list[Message]] = {}
        self.talks: dict[ConversationId, Conversation] = {}
        self.types: set[ConversationId] = set()
        self.typed: list[ConversationId] = []
        self.retried: list[MessageId] = []
        self.pages_asked = self.lists_asked = 0
        self.fails: UserFacingError | None = None
        self._count = 100_000

    def add(self, talk: ConversationId, name: str, *messages: Message, unread: int = 0, is_sms: bool = False) -> None:
        user = "+491701234567" if is_sms else "1002"
        self.talks[talk] = Conversation(talk, ACCOUNT, f"sip:{user}@pbx.example.com", name, "", 0.0, unread, is_sms)
        self.kept[talk] = list(messages)

    def come(self, talk: ConversationId, text: str) -> None:
        came = self._put(talk, text, is_own=False)
        self.talks[talk] = replace(self.talks[talk], unread=self.talks[talk].unread + 1)
        self.arrived.announce(came)
        self.changed.announce(talk)

    def become(self, message_id: MessageId, state: MessageState) -> None:
        for talk, messages in self.kept.items():
            self.kept[talk] = [replace(m, state=state) if m.message_id == message_id else m for m in messages]
            self.changed.announce(talk)

    def _put(self, talk: ConversationId, text: str, is_own: bool) -> Message:
        self._count += 1
        made = message(self._count, text, is_own=is_own, talk=talk)
        self.kept[talk].append(made)
        return made

    # ------------------------------------------------------------------ the port

    @property
    def unread(self) -> int:
        return sum(talk.unread for talk in self.talks.values())

    def conversations(self) -> tuple[Conversation, ...]:
        self.lists_asked += 1
        shown = [each for each in (self.conversation(talk) for talk in self.talks) if each is not None]
        return tuple(sorted(shown, key=lambda each: each.last_at_s, reverse=True))

    def conversation(self, conversation_id: ConversationId) -> Conversation | None:
        talk, messages = self.talks.get(conversation_id), self.kept.get(conversation_id)
        if talk is None or not messages:
            return talk
        own = next((each.state for each in reversed(messages) if each.is_own), None)
        return replace(talk, last_text=messages[-1].text, last_at_s=messages[-1].at_s, own_state=own)

    def messages(
        self, conversation_id: ConversationId, limit: int = 50, before: MessageId | None = None
    ) -> tuple[Message, ...]:
        self.pages_asked += 1
        messages = self.kept.get(conversation_id, [])
        ids = [each.message_id for each in messages]
        end = len(messages) if before is None else ids.index(before)
        return tuple(messages[max(0, end - limit) : end])

    def search(self, text: str, on_done: Callable[[tuple[Message, ...]], None]) -> None:
        found = [each for kept in self.kept.values() for each in kept if text.lower() in each.text.lower()]
        on_done(tuple(reversed(found)))

    def is_typing(self, conversation_id: ConversationId) -> bool:
        return conversation_id in self.types

    def parts(self, text: str) -> TextParts:
        return text_parts(text)

    def find(self, account_id: AccountId, peer: str) -> Conversation:
        return next(iter(self.talks.values()))

    def write(self, conversation_id: ConversationId, text: str) -> MessageId:
        if self.fails is not None:
            raise self.fails
        sent = self._put(conversation_id, text, is_own=True)
        self.changed.announce(conversation_id)
        return sent.message_id

    def retry(self, message_id: MessageId) -> None:
        self.retried.append(message_id)

    def mark_read(self, conversation_id: ConversationId) -> None:
        if self.talks[conversation_id].unread:
            self.talks[conversation_id] = replace(self.talks[conversation_id], unread=0)
            self.changed.announce(conversation_id)

    def delete(self, conversation_id: ConversationId) -> None:
        del self.talks[conversation_id], self.kept[conversation_id]
        self.changed.announce(conversation_id)

    def user_types(self, conversation_id: ConversationId) -> None:
        self.typed.append(conversation_id)
