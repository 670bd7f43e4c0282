"""Conversations in text, as windows and the command line use them."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from softphone.accounts.accounts import Accounts
from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.engine_client.gateway import EngineGateway
from softphone.messaging.exchange import Exchange, thread_with
from softphone.messaging.folding import whole
from softphone.messaging.message import Conversation, ConversationId, Kept, Message, MessageId, MessageState, Notice
from softphone.messaging.outcome import explained
from softphone.messaging.peers import CannotWrite, Numbers, no_sms, written_peer
from softphone.messaging.store import NO_MESSAGES, Delete, MarkRead, MessageStore
from softphone.messaging.talks import Talk
from softphone.messaging.text_parts import TextParts, pieces, text_parts
from softphone.protocol.events import MessageReceived
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import Runtime
from softphone.settings.message_settings import READ_NOTICES
from softphone.settings.settings import Settings

MAX_TEXT_BYTES = 16 * 1024
PIECE_BYTES = 700  # with all header fields it fits a datagram; Asterisk takes 1,023, and loses longer texts unsaid
SEARCH_LIMIT = 200


class Messaging:
    """Conversations, one for each person and account.

    Nothing here blocks. What is sent is kept until it is known what became of it, also over the end of the program.

    Args:
        store: gives the store, always the same; called in the background.
        numbers: how numbers are written here. name_of: what the directory calls the owner of a URI or number, given
            how they call themselves; empty for nobody.
        sends_sms: whether the account's phone system sends SMS to numbers outside.
        keep_contacts: writes what is registered for each account, for the next life of the program.

    Attributes:
        changed: a conversation is new, gone, or has other messages or states; at most 20 times a second for each.
        arrived: a message came and is kept; of a repetition nothing is announced.
        typing_changed: the other side types, or not any more; only where the settings show that.
        problem: messages cannot be kept now, once for each trouble.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        accounts: Accounts,
        settings: Settings,
        store: Callable[[], MessageStore],
        numbers: Numbers | None = None,
        name_of: Callable[[str, str, str], str] = lambda uri, number, presented: presented,
        sends_sms: Callable[[AccountConfig], bool] = lambda config: False,
        keep_contacts: Callable[[dict[AccountId, str]], None] = lambda contacts: None,
    ) -> None:
        self._runtime, self._accounts, self._settings = runtime, accounts, settings
        self._numbers, self._name_of, self._sends_sms = numbers or Numbers(), name_of, sends_sms
        self._exchange = Exchange(runtime, gateway, accounts, settings, store, self._numbers, keep_contacts)
        self._talks, self._saving = self._exchange.talks, self._exchange.saving
        self.changed: Listeners[ConversationId] = self._exchange.changed
        self.typing_changed: Listeners[ConversationId] = self._exchange.typing_changed
        self.problem: Listeners[UserFacingError] = self._exchange.problem
        self.arrived: Listeners[Message] = Listeners()
        self._exchange.arrived.add(lambda kept: self.arrived.announce(self._message(kept)))

    def start(self) -> None:
        """Reads what is kept, then sends what waits."""
        self._exchange.start()

    # ------------------------------------------------------------------ what is there

    def conversations(self) -> tuple[Conversation, ...]:
        """All of them, that of the newest message first."""
        shown = [self._shown(talk) for talk in self._talks if talk.last is not None]
        return tuple(sorted(shown, key=lambda each: each.last_at_s, reverse=True))

    def conversation(self, conversation_id: ConversationId) -> Conversation | None:
        """One of them; None when there is none."""
        talk = self._talks.get(conversation_id)
        return None if talk is None else self._shown(talk)

    @property
    def is_saved(self) -> bool:
        """Everything that was written and came is on the disk."""
        return self._saving.is_idle

    @property
    def unread(self) -> int:
        """Messages that came and were not looked at, of all conversations."""
        return sum(talk.unread for talk in self._talks)

    def messages(
        self, conversation_id: ConversationId, limit: int = 50, before: MessageId | None = None
    ) -> tuple[Message, ...]:
        """The last `limit` messages before that one, or of all, the oldest first. At once."""
        reader = self._exchange.reader
        if reader is None:
            return ()
        try:
            rows = reader.page(conversation_id, limit, before)
        except UserFacingError as error:
            self.problem.announce(error)
            rows = ()
        unsaved = self._saving.unsaved(conversation_id)
        rows = tuple(unsaved.pop(row.message_id, row) for row in rows)
        if before is None:
            since_s = rows[-1].at_s if rows else 0.0
            rows = (*rows, *(kept for kept in unsaved.values() if kept.at_s >= since_s))[-limit:]
        return tuple(self._message(row) for row in rows)

    def search(self, text: str, on_done: Callable[[tuple[Message, ...]], None]) -> None:
        """Looks for messages with all these words, newest first; calls back."""
        self._saving.ask(
            lambda store: store.search(text, SEARCH_LIMIT),
            lambda found: on_done(tuple(self._message(row) for row in found)),
            NO_MESSAGES,
        )

    def is_typing(self, conversation_id: ConversationId) -> bool:
        """The other side types; never where the settings do not show that."""
        return self._exchange.signs.is_typing(conversation_id)

    @staticmethod
    def parts(text: str) -> TextParts:
        """How many SMS a text would be."""
        return text_parts(text)

    # ------------------------------------------------------------------ what the user does

    def find(self, account_id: AccountId, peer: str) -> Conversation:
        """The conversation with a number, name or address, whether something was written there already or not.
        Raises DialError or CannotWrite in words."""
        config = self._config(account_id)
        found = written_peer(config, peer, self._numbers)
        if found.is_outside_number and not self._sends_sms(config):
            raise no_sms()
        talk = self._talks.get(found.conversation_id) or self._talks.put(thread_with(account_id, found))
        return self._shown(talk)

    def send(self, account_id: AccountId, peer: str, text: str) -> MessageId:
        """Queues a message to a number, name or address. Raises DialError or CannotWrite in words."""
        return self.write(self.find(account_id, peer).conversation_id, text)

    def write(self, conversation_id: ConversationId, text: str) -> MessageId:
        """Queues a message in a conversation that is there; a long one in several. Returns the id of the last. Raises
        CannotWrite in words."""
        body = whole(text).strip("\n").rstrip()
        talk = self._talks.get(conversation_id)
        if not body.strip() or talk is None:
            raise CannotWrite(translate("messaging", "There is nothing to send."))
        if len(body.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
            raise CannotWrite(
                translate("messaging", "This message is too long."),
                translate("messaging", "Send it in several shorter ones."),
            )
        self._exchange.signs.sent(conversation_id)
        return [self._write_piece(conversation_id, piece) for piece in pieces(body, PIECE_BYTES)][-1]

    def retry(self, message_id: MessageId) -> None:
        """Sends a message that has failed once more."""

        def again(kept: Kept | None) -> None:
            is_there = kept is not None and self._talks.get(kept.conversation_id) is not None
            if kept is not None and is_there and kept.is_own and kept.state == MessageState.FAILED:
                is_same = kept.why == "unknown"  # who has it already knows it by that
                attempt = kept.attempt if is_same else kept.attempt + 1
                now_s = self._runtime.wall_time_s()
                self._exchange.put(replace(kept.having(MessageState.QUEUED), attempt=attempt, at_s=now_s), is_new=False)

        self._saving.ask(lambda store: store.message(message_id), again, None)

    def mark_read(self, conversation_id: ConversationId) -> None:
        """The user has seen what came in the conversation."""
        talk = self._talks.get(conversation_id)
        if talk is None or not talk.unread:
            return
        talk.unread = 0
        tells = Notice.DISPLAYED if self._settings.get(READ_NOTICES) else Notice.NONE
        self._saving.change(MarkRead(conversation_id, tells), lambda _: self._exchange.notices.wake())
        self._exchange.changed_soon(conversation_id)

    def delete(self, conversation_id: ConversationId) -> None:
        """Removes the conversation and all its messages, also what was not sent yet."""
        self._talks.forget(conversation_id)
        self._exchange.outbox.forget(conversation_id)
        self._exchange.signs.over(conversation_id)
        self._saving.change(Delete(conversation_id), lambda _: self._exchange.changed_soon(conversation_id))

    def user_types(self, conversation_id: ConversationId) -> None:
        """The user has changed what is to be sent there; told to the other side only where the settings allow."""
        thread = self._talks.thread(conversation_id)
        if thread is not None:
            self._exchange.signs.user_types(thread)

    # ------------------------------------------------------------------ around it

    def take(self, received: MessageReceived) -> None:
        """A message that came before this was made."""
        self._exchange.take(received)

    def names_changed(self) -> None:
        """The directory knows others than before."""
        for talk in self._talks:
            self._exchange.changed_soon(talk.thread.conversation_id)

    def stop_sending(self) -> None:
        """The program ends: nothing further goes out; what is on its way is still waited for."""
        self._exchange.outbox.hold()
        self._exchange.notices.close()

    def close(self, on_done: Callable[[], None]) -> None:
        """Writes what waits, with one more try, then calls back."""
        self._exchange.close(on_done)

    # ------------------------------------------------------------------ inside

    def _write_piece(self, conversation_id: ConversationId, text: str) -> MessageId:
        kept = Kept(
            message_id=MessageId(f"m{secrets.token_hex(12)}"),
            conversation_id=conversation_id,
            is_own=True,
            text=text,
            at_s=self._runtime.wall_time_s(),
            state=MessageState.QUEUED,
        )
        self._exchange.when_open(lambda: self._queue(kept))
        return kept.message_id

    def _queue(self, kept: Kept) -> None:
        talk = self._talks.get(kept.conversation_id)
        if talk is not None:
            self._exchange.put(kept, talk.thread if talk.last is None else None)

    def _config(self, account_id: AccountId) -> AccountConfig:
        view = self._accounts.view(account_id)
        if view is None:
            raise CannotWrite(
                translate("messaging", "There is no such account."),
                translate("messaging", "Add your account in the settings."),
            )
        return view.config

    def _shown(self, talk: Talk) -> Conversation:
        thread, last = talk.thread, talk.last
        name = self._name_of(thread.peer_uri, thread.peer_number, thread.presented_name)
        address = thread.peer_uri.partition(":")[2].partition(";")[0]
        return Conversation(
            conversation_id=thread.conversation_id,
            account_id=thread.account_id,
            peer_uri=thread.peer_uri,
            peer_name=name or thread.presented_name or thread.peer_number or address,
            last_text=last.text if last is not None else "",
            last_at_s=last.at_s if last is not None else 0.0,
            unread=talk.unread,
            is_sms=thread.is_sms,
            own_state=talk.own.state if talk.own is not None else None,
        )

    def _message(self, kept: Kept) -> Message:
        return Message(
            message_id=kept.message_id,
            conversation_id=kept.conversation_id,
            is_own=kept.is_own,
            text=kept.text,
            at_s=kept.at_s,
            state=kept.state,
            problem=self._problem(kept),
        )

    def _problem(self, kept: Kept) -> Explanation | None:
        if not kept.is_own:
            return None
        thread = self._talks.thread(kept.conversation_id)
        if kept.state == MessageState.QUEUED and thread is not None and not self._exchange.is_ready(thread):
            return explained("offline", None)
        return explained(kept.why, kept.status_code)
