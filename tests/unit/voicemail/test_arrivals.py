"""Which messages came just now: once each, whoever tells of them first, and never those that were there before."""

from dataclasses import dataclass, replace

from softphone.basics.ids import AccountId, MailServerId
from softphone.voicemail.arrivals import LIST_LATE_S, Arrival, Arrivals, ListedMailbox
from softphone.voicemail.entry import Entry, MailState
from softphone.voicemail.mailbox_lamps import MailboxLamp
from softphone.voicemail.message import Message
from softphone.voicemail.message_summary import MessageCounts, MessageSummary
from tests.fakes.virtual_runtime import VirtualRuntime

OWN, TEAM = MailServerId("own"), MailServerId("team")


def entry(uid: int, name: str, *, received_s: float | None = None, is_heard: bool = False) -> Entry:
    return Entry(Message(uid=uid, received_s=1000.0 + uid if received_s is None else received_s, name=name), is_heard)


@dataclass
class Listed:
    entries: tuple[Entry, ...] = ()
    state: MailState = MailState.ONLINE

    @property
    def unheard(self) -> int:
        return sum(not each.is_heard for each in self.entries)


class Mail:
    """What the servers say, and what was told of it: names, or how many."""

    def __init__(self, *own: Entry, lists: bool = True, lit: int | None = None) -> None:
        self.runtime = VirtualRuntime()
        self.own, self.team = Listed(own), Listed()
        self.boxes = [ListedMailbox(OWN, True, self.own)] if lists else []
        self.lamps: dict[bool, int] = {} if lit is None else {True: lit}
        self.came: list[Arrival] = []
        self.arrivals = Arrivals(self.runtime, self._lamps, lambda: tuple(self.boxes))
        self.arrivals.came.add(self.came.append)

    def _lamps(self) -> tuple[MailboxLamp, ...]:
        def lamp(is_own: bool, new: int) -> MailboxLamp:
            return MailboxLamp(AccountId("a"), f"sip:{is_own}@x", is_own, MessageSummary(True, "", MessageCounts(new)))

        return tuple(lamp(is_own, new) for is_own, new in self.lamps.items())

    def light(self, new: int, is_own: bool = True) -> None:
        self.lamps[is_own] = new
        self.arrivals.look()

    def show(self, *entries: Entry, state: MailState = MailState.ONLINE) -> None:
        self.own.entries, self.own.state = entries, state
        self.arrivals.look()

    @property
    def told(self) -> list[list[str] | int]:
        """After the list has had its time."""
        self.runtime.advance(LIST_LATE_S + 1)
        return [[each.message.name for each in arrival.entries] or arrival.count for arrival in self.came]


def test_a_message_in_the_list_is_told_once_whether_the_lamp_comes_first_or_last() -> None:
    mail = Mail(lit=0)
    mail.light(1)
    mail.show(entry(1, "Bob"))
    mail.show(entry(2, "Carol"), entry(1, "Bob"))
    mail.light(2)
    assert mail.told == [["Bob"], ["Carol"]]
    assert all(arrival.server_id == OWN for arrival in mail.came)


def test_a_message_that_is_heard_before_the_lamp_has_counted_it_is_told_once() -> None:
    mail = Mail(lit=0)
    mail.show(entry(1, "Bob"))
    mail.show(entry(1, "Bob", is_heard=True))
    mail.light(1)
    mail.light(0)
    assert mail.told == [["Bob"]]


def test_several_that_come_at_once_are_told_together() -> None:
    mail = Mail(lit=0)
    mail.light(2)
    mail.show(entry(2, "Carol"), entry(1, "Bob"))
    assert mail.told == [["Carol", "Bob"]]
    assert mail.came[0].count == 2


def test_what_was_there_at_the_start_is_not_told() -> None:
    mail = Mail()
    mail.show(state=MailState.LOADING)
    mail.show(entry(1, "Bob"), state=MailState.OFFLINE)  # as it was kept
    mail.light(3)
    mail.show(entry(3, "Dave"), entry(2, "Carol"), entry(1, "Bob"), state=MailState.OFFLINE)  # as it is being read
    mail.show(entry(3, "Dave"), entry(2, "Carol"), entry(1, "Bob"))
    assert mail.told == []


def test_what_came_while_the_mailbox_could_not_be_reached_is_told() -> None:
    mail = Mail(entry(1, "Bob"))
    mail.show(entry(1, "Bob"), state=MailState.OFFLINE)
    mail.show(entry(2, "Carol"), entry(1, "Bob"))
    assert mail.told == [["Carol"]]


def test_what_was_heard_elsewhere_is_not_told() -> None:
    mail = Mail(lit=0)
    mail.show(entry(1, "Bob", is_heard=True))
    mail.show(entry(1, "Bob"))  # marked as new again
    assert mail.told == []


def test_a_deletion_that_is_undone_is_no_arrival() -> None:
    mail = Mail(entry(1, "Bob"))
    mail.show()
    mail.show(entry(1, "Bob"))
    assert mail.told == []


def test_mails_that_are_numbered_anew_are_the_same_messages() -> None:
    mail = Mail(entry(1, "Bob"), entry(2, "Carol"))
    mail.show(entry(11, "Bob", received_s=1001.0), entry(12, "Carol", received_s=1002.0))
    assert mail.told == []


def test_another_mailbox_begins_anew() -> None:
    mail = Mail(entry(1, "Bob"))
    mail.show(state=MailState.LOADING)
    mail.show(entry(1, "Zoe"))
    mail.show(entry(2, "Carol"), entry(1, "Zoe"))
    assert mail.told == [["Carol"]]


def test_without_a_list_the_lamp_tells_at_once_how_many_more_there_are() -> None:
    mail = Mail(lists=False)
    mail.light(2)  # the first time it is heard of
    assert mail.came == []
    mail.light(3)
    assert [arrival.count for arrival in mail.came] == [1]
    mail.light(1)
    mail.light(4)
    assert mail.told == [1, 3]


def test_the_lamp_tells_while_the_list_cannot_be_reached_and_the_list_does_not_tell_again() -> None:
    mail = Mail(entry(1, "Bob"), lit=1)
    mail.show(entry(1, "Bob"), state=MailState.OFFLINE)
    mail.light(2)
    assert mail.told == [1]
    mail.show(entry(3, "Dave"), entry(2, "Carol"), entry(1, "Bob"))
    mail.light(3)
    assert mail.told == [1, ["Dave"]]


def test_what_the_lamp_told_and_the_desk_phone_played_swallows_no_later_message() -> None:
    mail = Mail(lit=0)
    mail.show(state=MailState.OFFLINE)
    mail.light(1)
    assert mail.told == [1]
    mail.light(0)
    mail.show()
    mail.show(entry(2, "Carol"))
    mail.light(1)
    assert mail.told == [1, ["Carol"]]


def test_the_lamp_of_a_server_that_started_again_tells_nothing_that_the_list_has() -> None:
    mail = Mail(entry(2, "Carol"), entry(1, "Bob"), lit=2)
    mail.light(0)
    mail.light(2)
    assert mail.told == []


def test_a_team_s_lamp_is_told_beside_the_own_list() -> None:
    mail = Mail(lit=0)
    mail.light(0, is_own=False)
    mail.light(2, is_own=False)
    assert mail.told == [2]
    assert not mail.came[0].is_own


def test_a_team_s_list_tells_its_own() -> None:
    mail = Mail(lit=0)
    mail.boxes.append(ListedMailbox(TEAM, False, mail.team))
    mail.arrivals.look()
    mail.team.entries = (entry(1, "Bob"),)
    mail.arrivals.look()
    assert mail.told == [["Bob"]]
    assert mail.came[0].server_id == TEAM


def test_an_arrival_is_new_until_all_of_it_was_heard_or_is_gone() -> None:
    mail = Mail(lit=0)
    first, second = entry(1, "Bob"), entry(2, "Carol")
    mail.show(second, first)
    (arrival,) = mail.came
    mail.show(second, replace(first, is_heard=True))
    assert mail.arrivals.is_new(arrival)
    mail.show(replace(first, is_heard=True))
    assert not mail.arrivals.is_new(arrival)


def test_what_a_lamp_told_is_new_while_the_lamp_is_lit() -> None:
    mail = Mail(lists=False, lit=0)
    mail.light(1)
    (arrival,) = mail.came
    assert mail.arrivals.is_new(arrival)
    mail.light(0)
    assert not mail.arrivals.is_new(arrival)
