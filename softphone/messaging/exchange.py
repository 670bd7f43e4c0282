"""What goes on between the store, the outbox and what comes in, beneath `Messaging`."""

import logging
from collections.abc import Callable
from dataclasses import replace

from softphone.accounts.accounts import Accounts
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.redaction import PRIVATE_NUMBERS
from softphone.engine_client.gateway import EngineGateway
from softphone.messaging import imdn
from softphone.messaging.inbox import Inbox
from softphone.messaging.message import ConversationId, Kept, MessageId, MessageState, Thread
from softphone.messaging.notices import Notices
from softphone.messaging.outbox import Outbox
from softphone.messaging.peers import Numbers, Peer
from softphone.messaging.saving import Saving
from softphone.messaging.store import NO_SUMMARIES, MessageStore, PutMessage, PutThread, Summary
from softphone.messaging.talks import Talks
from softphone.messaging.typing_signs import TypingSigns
from softphone.messaging.wire import Wire
from softphone.protocol.events import EventFrame, MessageReceived
from softphone.runtime import Runtime, Timer
from softphone.settings.message_settings import DELIVERY_NOTICES, READ_NOTICES, TYPING
from softphone.settings.settings import Settings

_log = logging.getLogger("softphone.messaging")
READ_AGAIN_S = 5.0
_ANNOUNCE_S = 0.05
_SAID = {imdn.NoticeKind.DELIVERED: MessageState.DELIVERED, imdn.NoticeKind.DISPLAYED: MessageState.READ}
_RANK = (MessageState.FAILED, MessageState.SENT, MessageState.DELIVERED, MessageState.READ)
_WORTH = (imdn.NoticeKind.OTHER, imdn.NoticeKind.FAILED, imdn.NoticeKind.DELIVERED, imdn.NoticeKind.DISPLAYED)
_UNANSWERED = (MessageState.QUEUED, MessageState.SENDING)


class Exchange:
    """Attributes:
    talks: the conversations as they are known. saving: the way to the store. signs: who types.
    reader: the store, for what is asked at once; None until it is open.
    changed, typing_changed, problem: as in `Messaging`. arrived: a message came and is kept.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, accounts: Accounts, settings: Settings,
                 store: Callable[[], MessageStore], numbers: Numbers,
                 keep_contacts: Callable[[dict[AccountId, str]], None]) -> None:  # fmt: skip
        """keep_contacts: writes what is registered for each account; called in the background."""
        self.changed: Listeners[ConversationId] = Listeners()
        self.typing_changed: Listeners[ConversationId] = Listeners()
        self.arrived: Listeners[Kept] = Listeners()
        self.problem: Listeners[UserFacingError] = Listeners()
        self._runtime, self._accounts, self._settings, self._store = runtime, accounts, settings, store
        self._keep_contacts = keep_contacts
        self.reader: MessageStore | None = None
        self.talks = Talks()
        self.saving = Saving(runtime, store, self.problem.announce, self._mended)
        self._wire = Wire(gateway, accounts, runtime.wall_time_s, numbers.own_mobile)
        self.outbox = Outbox(
            runtime, self.saving, self._wire, self.talks.thread, self._wants_cpim, self._tells_reading,
            lambda account_id: account_id not in self._removed, self.talks.is_proved, self._plain_only, self._moved,
        )  # fmt: skip
        self.notices = Notices(runtime, self.saving, self._wire, self.talks.thread)
        self.signs = TypingSigns(runtime, self._wire, lambda: settings.get(TYPING), self.typing_changed.announce)
        self._inbox = Inbox(
            runtime, gateway, accounts, self.saving, numbers, self._thread_of_sender, self._text_came,
            self._notice_came, self.signs.came, lambda: settings.get(DELIVERY_NOTICES) != "never",
        )  # fmt: skip
        self._early: dict[MessageId, imdn.NoticeKind] = {}
        self._dirty: dict[ConversationId, None] = {}
        self._announcing: Timer | None = None
        self._registered: set[AccountId] = set()
        self._removed: set[AccountId] = set()  # one that is not there yet is waited for
        self._waiting: list[Callable[[], None]] = []
        self._is_open = self._is_closed = False
        self._contacts: dict[AccountId, str] = {}
        self._has_new_contacts = self._is_writing_contacts = False
        gateway.events.add(self._on_event)

    def start(self) -> None:
        """Reads what is kept, then sends what waits."""
        self._accounts.changed.add(lambda view: self._account_changed(view.account_id))
        self._accounts.removed.add(self._account_removed)
        for view in self._accounts.views():
            self._account_changed(view.account_id)
        self._read()

    def is_ready(self, thread: Thread) -> bool:
        """Messages there go out at once."""
        return self._wire.is_ready(thread)

    def when_open(self, then: Callable[[], None]) -> None:
        """Calls back as soon as it is known what is kept; at once where it is."""
        if self._is_open:
            then()
        else:
            self._waiting.append(then)

    def take(self, received: MessageReceived) -> None:
        """A message came."""
        self.when_open(lambda: self._inbox.take(received))

    def put(self, kept: Kept, thread: Thread | None = None, *, is_new: bool = True) -> None:
        """Keeps an own message that is to be sent. thread: where the conversation is not kept yet. is_new: it is the
        last of its conversation."""
        if thread is not None:
            self.talks.put(thread)
            self.saving.change(PutThread(thread))
        self.saving.change(PutMessage(kept), lambda _: self.outbox.wake(kept.conversation_id))
        self._moved(kept, is_new=is_new)

    def changed_soon(self, conversation_id: ConversationId) -> None:
        """Announces it once for all that happens within a moment."""
        self._dirty[conversation_id] = None
        if self._announcing is None and not self._is_closed:
            self._announcing = self._runtime.call_later(_ANNOUNCE_S, self._announce)

    def _announce(self) -> None:
        self._announcing = None
        dirty, self._dirty = self._dirty, {}
        for conversation_id in dirty:
            self.changed.announce(conversation_id)

    def close(self, on_done: Callable[[], None]) -> None:
        """Writes what waits, with one more try, then calls back."""
        self._is_closed = True
        self.outbox.close()
        self.notices.close()
        self._inbox.close()
        if self._announcing is not None:
            self._announcing.cancel()
        self.saving.finish(on_done)

    # ------------------------------------------------------------------ the store

    def _read(self) -> None:
        if not self._is_closed:
            self.saving.ask(_read_all, self._opened, None)

    def _opened(self, summaries: tuple[Summary, ...] | None) -> None:
        if summaries is None:  # it was said why
            self._runtime.call_later(READ_AGAIN_S, self._read)
            summaries = NO_SUMMARIES
        self.talks.read(summaries)
        self.reader = self._store()
        self._is_open = True
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
        for summary in summaries:
            self.changed_soon(summary.thread.conversation_id)
            if summary.waiting:
                self.outbox.wake(summary.thread.conversation_id)
        self.notices.wake()

    def _mended(self) -> None:
        if self._is_open and not self._is_closed:
            for talk in self.talks:  # it may be another file now
                if talk.last is not None:
                    self.saving.change(PutThread(talk.thread))
            self._read()

    # ------------------------------------------------------------------ what goes out

    def _wants_cpim(self, thread: Thread) -> bool:
        wish = self._settings.get(DELIVERY_NOTICES)
        return wish != "never" and (bool(thread.takes_cpim) or (thread.takes_cpim is None and wish == "always"))

    def _tells_reading(self) -> bool:
        return self._settings.get(READ_NOTICES)

    def _plain_only(self, thread: Thread) -> None:
        self.saving.change(PutThread(self.talks.plain_only(thread)))

    def _moved(self, kept: Kept, *, is_new: bool = False) -> None:
        self.talks.note(kept, is_new=is_new)
        self.changed_soon(kept.conversation_id)
        early = None if kept.state in _UNANSWERED else self._early.pop(kept.message_id, None)
        if early is not None:
            self._said(kept, early)

    # ------------------------------------------------------------------ what comes in

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, MessageReceived):
            self.take(frame.event)

    def _thread_of_sender(self, received: MessageReceived, peer: Peer) -> Thread:
        thread = self.talks.thread(peer.conversation_id) or thread_with(received.account_id, peer)
        name = PRIVATE_NUMBERS.masked(received.sender.name)
        return replace(thread, presented_name=name or thread.presented_name)

    def _text_came(self, thread: Thread, kept: Kept) -> None:
        self.talks.came(thread, kept)
        self.signs.over(thread.conversation_id)
        self.changed_soon(thread.conversation_id)
        self.arrived.announce(kept)
        if kept.notice:
            self.notices.wake()

    def _notice_came(self, thread: Thread, notice: imdn.Notification) -> None:
        message_id = MessageId(notice.message_id)

        def found(kept: Kept | None) -> None:
            now = self.saving.unsaved_message(message_id) or kept
            is_there = self.talks.thread(thread.conversation_id) is not None  # it may have been deleted meanwhile
            if is_there and now is not None and now.is_own and now.conversation_id == thread.conversation_id:
                self._said(now, notice.kind)

        self.saving.ask(lambda store: store.message(message_id), found, None)
        if self.talks.thread(thread.conversation_id) is not None and not thread.takes_cpim:
            learnt = replace(thread, takes_cpim=True)
            self.talks.put(learnt)
            self.saving.change(PutThread(learnt))

    def _said(self, kept: Kept, kind: imdn.NoticeKind) -> None:
        """The other side says something of an own message; that can be earlier than the server's answer, and later than
        it was given up as in doubt."""
        if kept.state in _UNANSWERED:
            self._early[kept.message_id] = max(kind, self._early.get(kept.message_id, kind), key=_WORTH.index)
        elif kind == imdn.NoticeKind.FAILED and kept.state == MessageState.SENT:
            self._note(kept.having(MessageState.FAILED, "not_delivered"))
        elif kind in _SAID and kept.state in _RANK:
            state = _SAID[kind]
            if state == MessageState.READ and not self._tells_reading():
                state = MessageState.DELIVERED
            if _RANK.index(state) > _RANK.index(kept.state):
                self._note(kept.having(state))

    def _note(self, kept: Kept) -> None:
        self.saving.change(PutMessage(kept))
        self._moved(kept)

    # ------------------------------------------------------------------ accounts

    def _account_changed(self, account_id: AccountId) -> None:
        view = self._accounts.view(account_id)
        self._removed.discard(account_id)
        if view is not None and view.is_registered:
            self._note_contact(account_id, view.registration.contact_uri)
        if view is None or not view.is_registered:
            self._registered.discard(account_id)
        elif account_id not in self._registered:
            self._registered.add(account_id)
            self.outbox.wake_all(account_id, is_fresh=True)
            if self._is_open:
                self.notices.wake()
        else:
            return
        for talk in self.talks:
            if talk.thread.account_id == account_id and talk.last and talk.last.state == MessageState.QUEUED:
                self.changed_soon(talk.thread.conversation_id)

    def _note_contact(self, account_id: AccountId, contact_uri: str) -> None:
        if self._contacts.get(account_id, "") != contact_uri:
            self._contacts[account_id] = contact_uri
            self._has_new_contacts = True
            self._write_contacts()

    def _write_contacts(self) -> None:
        """One writing at a time: of two the older could be the last."""
        if self._is_writing_contacts or not self._has_new_contacts:
            return
        self._is_writing_contacts, self._has_new_contacts = True, False
        contacts = dict(self._contacts)

        def over() -> None:
            self._is_writing_contacts = False
            self._write_contacts()

        def failed(error: Exception) -> None:
            _log.info("contacts: %s", error)
            over()

        self._runtime.run_in_background(lambda: self._keep_contacts(contacts), lambda _: over(), failed)

    def _account_removed(self, account_id: AccountId) -> None:
        self._registered.discard(account_id)
        self._removed.add(account_id)
        self.outbox.wake_all(account_id, is_fresh=True)


def thread_with(account_id: AccountId, peer: Peer) -> Thread:
    """A conversation in which nothing was written yet."""
    return Thread(peer.conversation_id, account_id, peer.uri, peer.number, is_sms=peer.is_outside_number)


def _read_all(store: MessageStore) -> tuple[Summary, ...] | None:
    store.open()
    return store.summaries()
