"""Which voice messages came just now: the list of a mailbox says from whom, a lamp (RFC 3842) only how many."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from softphone.basics.ids import AccountId, MailServerId
from softphone.basics.listeners import Listeners
from softphone.runtime import Runtime, Timer
from softphone.voicemail.entry import Entry, MailState
from softphone.voicemail.mailbox_lamps import MailboxLamp

LIST_LATE_S = 10.0  # the mail with a message comes after the lamp

_Known = tuple[float, str, str, int]


class MessageList(Protocol):
    """A mailbox whose messages are listed."""

    @property
    def entries(self) -> tuple[Entry, ...]: ...

    @property
    def state(self) -> MailState: ...

    @property
    def unheard(self) -> int: ...


@dataclass(frozen=True, slots=True)
class ListedMailbox:
    """A mailbox that is read over IMAP. is_own: the user's own, not a team's."""

    server_id: MailServerId
    is_own: bool
    messages: MessageList


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came at once.

    Attributes:
        count: how many messages.
        is_own: they are in the user's own mailbox, not in a team's.
        entries: newest first; empty where only a lamp told.
        server_id: the mailbox that lists them; None where only a lamp told.
    """

    count: int
    is_own: bool
    entries: tuple[Entry, ...] = ()
    server_id: MailServerId | None = None


class Arrivals:
    """Tells of each message once, whoever tells of it first; never of those that were there when it began.

    Attributes:
        came: announces new messages.
    """

    def __init__(
        self,
        runtime: Runtime,
        lamps: Callable[[], tuple[MailboxLamp, ...]],
        mailboxes: Callable[[], tuple[ListedMailbox, ...]],
    ) -> None:
        self.came: Listeners[Arrival] = Listeners()
        self._lamps, self._mailboxes = lamps, mailboxes
        self._sides = tuple(_Side(runtime, is_own, self._listed, self.came.announce) for is_own in (True, False))
        self.look()

    def look(self) -> None:
        """Something about voicemail is another than before."""
        lamps = self._lamps()
        for side in self._sides:
            side.look(tuple(lamp for lamp in lamps if lamp.is_own is side.is_own))

    def is_new(self, arrival: Arrival) -> bool:
        """Whether any of these is still to be heard, as far as is known here."""
        if not arrival.entries:
            lamps = (lamp for lamp in self._lamps() if lamp.is_own is arrival.is_own)
            return any(lamp.summary is not None and lamp.summary.new for lamp in lamps)
        told = {_known(entry) for entry in arrival.entries}
        found = (box.messages for box in self._mailboxes() if box.server_id == arrival.server_id)
        return any(not entry.is_heard and _known(entry) in told for messages in found for entry in messages.entries)

    def _listed(self, is_own: bool) -> tuple[ListedMailbox, ...]:
        return tuple(box for box in self._mailboxes() if box.is_own is is_own)


class _Side:
    """The own mailbox or those of teams. Which list belongs to which lamp nobody says; only their counts compare."""

    def __init__(
        self,
        runtime: Runtime,
        is_own: bool,
        listed: Callable[[bool], tuple[ListedMailbox, ...]],
        tell: Callable[[Arrival], None],
    ) -> None:
        self.is_own = is_own
        self._runtime, self._listed, self._tell = runtime, listed, tell
        self._lamps: dict[tuple[AccountId, str], int] = {}
        self._seen: dict[MailServerId, set[_Known]] = {}
        self._last: dict[MailServerId, tuple[Entry, ...]] = {}
        self._lit = 0  # new messages, as the lamps say
        self._ahead = 0  # listed, and no lamp has counted them yet
        self._waiting = 0  # counted by a lamp, and no list has them yet
        self._nameless = 0  # told of by a lamp alone
        self._timer: Timer | None = None

    def look(self, lamps: tuple[MailboxLamp, ...]) -> None:
        boxes = self._listed(self.is_own)
        for gone in self._seen.keys() - {box.server_id for box in boxes}:
            self._forget(gone)
        risen = self._risen(lamps)
        self._nameless, self._waiting = min(self._nameless, self._lit), min(self._waiting, self._lit)
        for box in boxes:
            self._look_into(box)
        self._count(risen, bool(boxes))
        unheard = _unheard(boxes)
        if unheard is not None and unheard == self._lit:  # they agree: whatever was heard before is settled
            self._ahead = self._nameless = 0

    def _risen(self, lamps: tuple[MailboxLamp, ...]) -> int:
        before, now = self._lamps, {}
        for lamp in lamps:
            if lamp.summary is not None:
                now[lamp.account_id, lamp.uri] = lamp.summary.new
        self._lamps, self._lit = now, sum(now.values())
        return sum(max(0, count - before[key]) for key, count in now.items() if key in before)

    def _look_into(self, box: ListedMailbox) -> None:
        entries, state = box.messages.entries, box.messages.state
        if state in (MailState.NOT_SET_UP, MailState.LOADING):  # perhaps it is another mailbox now
            self._forget(box.server_id)
            return
        seen = self._seen.get(box.server_id)
        if seen is None:
            if state is MailState.ONLINE:
                self._seen[box.server_id] = {_known(entry) for entry in entries}
                self._last[box.server_id] = entries
                self._nameless = 0  # it has those too
        elif entries is not self._last[box.server_id]:
            fresh = [entry for entry in entries if _known(entry) not in seen]
            seen.update(_known(entry) for entry in fresh)
            self._last[box.server_id] = entries
            self._came(box, fresh)

    def _came(self, box: ListedMailbox, fresh: list[Entry]) -> None:
        told = min(len(fresh), self._nameless)
        self._nameless -= told
        fresh = fresh[: len(fresh) - told]  # the older ones were told of
        counted = min(len(fresh), self._waiting)
        self._waiting -= counted
        self._ahead += len(fresh) - counted
        unheard = tuple(entry for entry in fresh if not entry.is_heard)
        if unheard:
            self._tell(Arrival(len(unheard), self.is_own, unheard, box.server_id))

    def _count(self, risen: int, is_listed: bool) -> None:
        counted = min(risen, self._ahead)
        self._ahead -= counted
        self._waiting += risen - counted
        if not self._waiting:
            return
        if not is_listed:
            self._tell_nameless()
        elif self._timer is None:
            self._timer = self._runtime.call_later(LIST_LATE_S, self._on_late)

    def _on_late(self) -> None:
        self._timer = None
        self._tell_nameless()

    def _tell_nameless(self) -> None:
        unheard = _unheard(self._listed(self.is_own))
        count = min(self._waiting, self._lit - (unheard or 0))
        self._waiting = 0
        if count > 0:
            self._nameless += count
            self._tell(Arrival(count, self.is_own))

    def _forget(self, server_id: MailServerId) -> None:
        self._seen.pop(server_id, None)
        self._last.pop(server_id, None)


def _unheard(boxes: tuple[ListedMailbox, ...]) -> int | None:
    """New messages in the lists; None where no list is up to date."""
    found = [box.messages.unheard for box in boxes if box.messages.state is MailState.ONLINE]
    return sum(found) if found else None


def _known(entry: Entry) -> _Known:
    """What tells a message from others also after the server has numbered its mails anew."""
    message = entry.message
    return message.received_s, message.number, message.name, 0 if message.received_s else message.uid
