"""The part of the composition root that is about messages. Nothing of it is loaded before there is one."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from softphone.basics.ids import AccountId
from softphone.calls.call_guard import OWN_MOBILE
from softphone.calls.party_text import own_mobile_name
from softphone.composed import Composed
from softphone.protocol.events import EventFrame, MessageReceived

if TYPE_CHECKING:
    from softphone.messaging.messaging import Messaging
    from softphone.messaging.store import MessageStore

MESSAGES_FILE = "messages.db"
CONTACTS_FILE = "registered.json"


class MessagingParts(Composed):
    """What `Softphone` inherits."""

    _has_started_messaging = False

    @cached_property
    def messaging(self) -> "Messaging":
        """Conversations in text."""
        from softphone.calls.dial_rules import DialledHere
        from softphone.directory.naming import name_of
        from softphone.messaging.messaging import Messaging
        from softphone.messaging.peers import Numbers

        numbers = Numbers(
            normalised=lambda text: self.directory.plan.normalised(text),
            is_extension=lambda text: self.directory.plan.is_extension(text),
            dialled=DialledHere(self.settings, lambda text: self.directory.plan.dialled_here(text)),
            own_mobile=lambda account_id: self._own_mobile(account_id),
        )

        def named(uri: str, number: str, presented: str) -> str:
            if number == OWN_MOBILE:
                return own_mobile_name()
            return name_of(self.directory.people_for(uri) or self.directory.people_for(number), presented)

        store = _once(lambda: _store(self._kept_in))
        made = Messaging(
            self.runtime, self.engine, self.accounts, self.settings, store, numbers, named,
            lambda config: self.profiles.of(config).sms, self._keep_contacts,
        )  # fmt: skip
        self.directory.changed.add(lambda _: made.names_changed())
        made.start()
        return made

    def _own_mobile(self, account_id: AccountId) -> str:
        number = self.mobile_numbers.of(account_id)
        dialled_here = self.directory.plan.dialled_here
        return "" if number is None else dialled_here(number.reveal())

    @property
    def has_messages(self) -> bool:
        """Something was written or came, here or in an earlier life."""
        return "messaging" in self.__dict__ or (self._kept_in is not None and (self._kept_in / MESSAGES_FILE).exists())

    def prepare_messaging(self) -> None:
        """Before the accounts are told to the engine: lets it begin at the place of the last one, and keeps what comes
        for `start_messaging`."""
        self._early: list[MessageReceived] = []

        def came(frame: EventFrame) -> None:
            if "messaging" in self.__dict__:  # it hears of it by itself
                forget()
            elif isinstance(frame.event, MessageReceived):
                self._early.append(frame.event)
                if self._has_started_messaging:
                    self._take_early()

        forget = self.engine.events.add(came)
        self._recall_contacts()

    def _recall_contacts(self) -> None:
        if self._kept_in is not None and (self._kept_in / CONTACTS_FILE).exists():
            from softphone.messaging.last_contacts import LastContacts

            for account_id, contact_uri in LastContacts(self._kept_in / CONTACTS_FILE).read().items():
                self.engine.note_contact(account_id, contact_uri)

    def _keep_contacts(self, contacts: "dict[AccountId, str]") -> None:
        from softphone.messaging.last_contacts import LastContacts

        if self._kept_in is not None:
            LastContacts(self._kept_in / CONTACTS_FILE).write(contacts)

    def start_messaging(self) -> None:
        """Takes in what comes from now on, and sends what waits from before."""
        self._has_started_messaging = True
        if self.has_messages or self._early:
            self._take_early()

    def _take_early(self) -> None:
        early, self._early = self._early, []
        for received in early:
            self.messaging.take(received)
        _ = self.messaging

    def stop_messaging(self) -> None:
        """The program ends: nothing further is sent."""
        if "messaging" in self.__dict__:
            self.messaging.stop_sending()

    def close_messaging(self, on_done: Callable[[], None]) -> None:
        """Writes what waits, then calls back."""
        if "messaging" in self.__dict__:
            self.messaging.close(on_done)
        else:
            on_done()


def _store(folder: Path | None) -> "MessageStore":
    """Called in the background: loading SQLite must not delay the window. folder: None for memory."""
    if folder is None:
        from softphone.messaging.memory_store import MemoryMessageStore

        return MemoryMessageStore()
    from softphone.messaging.sqlite_store import SqliteMessageStore

    return SqliteMessageStore(folder / MESSAGES_FILE)


def _once(new_store: "Callable[[], MessageStore]") -> "Callable[[], MessageStore]":
    """Gives the same store each time; called from one piece of background work at a time."""
    made: list[MessageStore] = []

    def store() -> "MessageStore":
        if not made:
            made.append(new_store())
        return made[0]

    return store
