"""Keeps messages for the life of the program only; for a program that must leave no trace."""

from collections.abc import Sequence
from dataclasses import replace

from softphone.messaging.folding import has_words, words
from softphone.messaging.message import ConversationId, Kept, MessageId, MessageState, Notice, Thread
from softphone.messaging.store import (
    AddIncoming,
    Change,
    Delete,
    MarkRead,
    NoteTold,
    PutMessage,
    PutThread,
    Summary,
)

_WAITING = (MessageState.QUEUED, MessageState.SENDING)


class MemoryMessageStore:
    """See MessageStore."""

    def __init__(self) -> None:
        self._threads: dict[ConversationId, Thread] = {}
        self._messages: dict[MessageId, Kept] = {}
        self._forgotten: set[MessageId] = set()

    def open(self) -> None:
        """There is nothing to make ready."""

    def write(self, changes: Sequence[Change], now_s: float) -> tuple[bool, ...]:
        return tuple(self._write(change) for change in changes)

    def summaries(self) -> tuple[Summary, ...]:
        return tuple(summary for each in tuple(self._threads) if (summary := self.summary(each)) is not None)

    def summary(self, conversation_id: ConversationId) -> Summary | None:
        thread = self._threads.get(conversation_id)
        if thread is None:
            return None
        messages = self._of(conversation_id)
        unread = sum(not each.is_own and not each.is_read for each in messages)
        waiting = sum(each.is_own and each.state in _WAITING for each in messages)
        is_proved = any(each.is_proof for each in messages)
        own = next((each for each in reversed(messages) if each.is_own), None)
        return Summary(thread, messages[-1] if messages else None, unread, waiting, is_proved, own)

    def page(self, conversation_id: ConversationId, limit: int, before: MessageId | None) -> tuple[Kept, ...]:
        messages = self._of(conversation_id)
        end = next((at for at, each in enumerate(messages) if each.message_id == before), len(messages))
        return tuple(messages[max(0, end - limit) : end])

    def message(self, message_id: MessageId) -> Kept | None:
        return self._messages.get(message_id)

    def unsent(self, conversation_id: ConversationId, limit: int) -> tuple[Kept, ...]:
        waiting = [each for each in self._of(conversation_id) if each.is_own and each.state in _WAITING]
        return tuple(waiting[:limit])

    def untold(self, limit: int, behind: MessageId | None = None) -> tuple[Kept, ...]:
        messages = list(self._messages.values())
        begin = next((at + 1 for at, each in enumerate(messages) if each.message_id == behind), 0)
        return tuple(each for each in messages[begin:] if each.notice)[:limit]

    def search(self, text: str, limit: int) -> tuple[Kept, ...]:
        wanted = words(text)
        newest = reversed(tuple(self._messages.values()))
        return tuple(each for each in newest if wanted and has_words(each.text, wanted))[:limit]

    def close(self) -> None:
        """There is nothing to give back."""

    # ------------------------------------------------------------------ inside

    def _of(self, conversation_id: ConversationId) -> list[Kept]:
        return [each for each in self._messages.values() if each.conversation_id == conversation_id]

    def _write(self, change: Change) -> bool:
        match change:
            case PutThread(thread):
                self._threads[thread.conversation_id] = thread
            case PutMessage(kept):
                self._messages[kept.message_id] = kept
            case AddIncoming(thread, kept):
                if kept.message_id in self._messages or kept.message_id in self._forgotten:
                    return False
                self._threads[thread.conversation_id] = thread
                self._messages[kept.message_id] = kept
            case NoteTold(message_id, told):
                known = self._messages.get(message_id)
                if known is None or known.notice != told:
                    return False
                self._messages[message_id] = replace(known, notice=Notice.NONE)
            case MarkRead(conversation_id, tells):
                return self._mark_read(conversation_id, tells)
            case Delete(conversation_id):
                self._delete(conversation_id)
        return True

    def _mark_read(self, conversation_id: ConversationId, tells: Notice) -> bool:
        unread = [each for each in self._of(conversation_id) if not each.is_read]
        for each in unread:
            notice = tells if tells and each.wants_read else each.notice
            self._messages[each.message_id] = replace(each, is_read=True, notice=notice)
        return bool(unread)

    def _delete(self, conversation_id: ConversationId) -> None:
        self._threads.pop(conversation_id, None)
        for each in self._of(conversation_id):
            self._forgotten.add(each.message_id)
            del self._messages[each.message_id]
