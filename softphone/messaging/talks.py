"""All conversations as they are known now, so that a list of them needs no disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from softphone.messaging.message import ConversationId, Kept, Thread
from softphone.messaging.store import Summary


@dataclass(slots=True)
class Talk:
    """One conversation, its last message and the last own one, how many were not looked at, and whether the other side
    exists."""

    thread: Thread
    last: Kept | None = None
    own: Kept | None = None
    unread: int = 0
    is_proved: bool = False


class Talks:
    """The conversations by id."""

    def __init__(self) -> None:
        self._talks: dict[ConversationId, Talk] = {}

    def __iter__(self) -> Iterator[Talk]:
        return iter(tuple(self._talks.values()))

    def get(self, conversation_id: ConversationId) -> Talk | None:
        return self._talks.get(conversation_id)

    def thread(self, conversation_id: ConversationId) -> Thread | None:
        """The conversation; None when there is none."""
        talk = self._talks.get(conversation_id)
        return None if talk is None else talk.thread

    def is_proved(self, conversation_id: ConversationId) -> bool:
        """Something has come from there, or was taken there."""
        talk = self._talks.get(conversation_id)
        return talk is not None and talk.is_proved

    def put(self, thread: Thread) -> Talk:
        """Adds the conversation, or says something else of it."""
        talk = self._talks.setdefault(thread.conversation_id, Talk(thread))
        talk.thread = thread
        return talk

    def came(self, thread: Thread, kept: Kept) -> None:
        """A message came and is kept."""
        talk = self.put(thread)
        talk.last, talk.is_proved = kept, True
        talk.unread += 1

    def note(self, kept: Kept, *, is_new: bool) -> None:
        """An own message was written or has come further."""
        talk = self._talks.get(kept.conversation_id)
        if talk is not None:
            talk.is_proved |= kept.is_proof
        if talk is not None and (is_new or talk.last is None or talk.last.message_id == kept.message_id):
            talk.last = kept
        if talk is not None and (is_new or talk.own is None or talk.own.message_id == kept.message_id):
            talk.own = kept

    def plain_only(self, thread: Thread) -> Thread:
        """The other side takes no CPIM."""
        return self.put(replace(thread, takes_cpim=False)).thread

    def read(self, summaries: Iterable[Summary]) -> None:
        """What the store has; what is on its way there is newer."""
        for summary in summaries:
            talk = self._talks.setdefault(summary.thread.conversation_id, Talk(summary.thread))
            talk.thread, talk.last, talk.unread = summary.thread, summary.last, summary.unread
            talk.own, talk.is_proved = summary.own, summary.is_proved

    def forget(self, conversation_id: ConversationId) -> None:
        """The conversation is gone."""
        self._talks.pop(conversation_id, None)
