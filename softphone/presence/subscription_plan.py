"""Which subscriptions to hold: lists first, then single ones within a budget, none that was refused a moment ago."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from softphone.basics.ids import AccountId
from softphone.presence.people import Source
from softphone.protocol.snapshots import EventPackage

BAD_EVENT = 489
_FIRST_WAIT_S = {BAD_EVENT: 3600.0, 401: 600.0, 403: 600.0, 404: 600.0, 407: 600.0, 410: 600.0, 603: 600.0, 604: 600.0}
_OTHER_FIRST_WAIT_S = 60.0
_LONGEST_WAIT_S = 4 * 3600.0
NOTHING_THERE = frozenset({403, 404, 410, BAD_EVENT, 603, 604})


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to subscribe to.

    Attributes:
        address: the person's canonical address; empty for a list.
        is_at_presence_server: requests go to the presence server, not to the PBX.
        is_pbx_only: nobody can publish there, so that presence is what the PBX infers.
    """

    account_id: AccountId
    package: EventPackage
    uri: str
    address: str = ""
    is_at_presence_server: bool = False
    is_pbx_only: bool = False

    @property
    def is_list(self) -> bool:
        return not self.address

    @property
    def source(self) -> Source:
        """Where its reports belong, unless the document itself shows that a PBX inferred it."""
        if self.package == EventPackage.DIALOG:
            return Source.LAMP
        return Source.AT_PBX if self.is_pbx_only else Source.AT_SERVER


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who is to be watched. turn: ascending, the later the more likely on the screen.
    is_shown: False for one who is kept for a while after nobody looks any more."""

    address: str
    turn: int
    is_favourite: bool = False
    is_shown: bool = True


def chosen(wishes: Iterable[Wish], needed: Callable[[str], Iterable[Topic]], budget: int) -> tuple[Topic, ...]:
    """The single subscriptions to hold, the most important first.

    Args:
        needed: the topics of a person that no list covers and nobody refused; a person without any costs nothing.
        budget: how many people may be subscribed to singly.
    """
    topics: list[Topic] = []
    for wish in sorted(wishes, key=lambda w: (not w.is_shown, not _is_switch(w), not w.is_favourite, -w.turn)):
        if budget <= 0:
            break
        of_person = tuple(needed(wish.address))
        if of_person:
            budget -= 1
            topics.extend(of_person)
    return tuple(topics)


def _is_switch(wish: Wish) -> bool:
    """A code, such as *721001: whether the user's own calls go elsewhere comes before any colleague."""
    return wish.address.startswith(("*", "#"))


class Refusals:
    """What was refused, and until when it is not asked again. Times are seconds on any one clock.

    A server that does not know the event package (489) is not asked for it by the same account for anybody else.
    Each further refusal doubles the wait.
    """

    def __init__(self) -> None:
        self._of_topic: dict[Topic, tuple[float, float]] = {}
        self._of_package: dict[tuple[AccountId, Source, bool], tuple[float, float]] = {}

    def note(self, topic: Topic, status_code: int | None, now_s: float) -> None:
        """The topic's subscription was ended by the server with that status, or without one."""
        first_s = _FIRST_WAIT_S.get(status_code or 0, _OTHER_FIRST_WAIT_S)
        if status_code == BAD_EVENT:
            until_s, wait_s = self._of_package.get(_package(topic), (0.0, 0.0))
            if now_s >= until_s:  # many are refused at a time; that counts once
                self._of_package[_package(topic)] = _longer(wait_s, first_s, now_s)
        else:
            self._of_topic[topic] = _longer(self._of_topic.get(topic, (0.0, 0.0))[1], first_s, now_s)

    def note_success(self, topic: Topic) -> None:
        """The topic was granted: what was refused before is forgotten."""
        self._of_topic.pop(topic, None)
        self._of_package.pop(_package(topic), None)

    def forget(self, account_id: AccountId) -> None:
        """The account has changed; everything may be tried again."""
        self._of_topic = {t: wait for t, wait in self._of_topic.items() if t.account_id != account_id}
        self._of_package = {p: wait for p, wait in self._of_package.items() if p[0] != account_id}

    def is_refused(self, topic: Topic, now_s: float) -> bool:
        """True while the topic is not to be asked for."""
        of_topic, of_package = self._of_topic.get(topic), self._of_package.get(_package(topic))
        return any(wait is not None and now_s < wait[0] for wait in (of_topic, of_package))

    def next_end_s(self, now_s: float) -> float | None:
        """When the next refusal is over; None when there is none."""
        ends = (wait[0] for waits in (self._of_topic, self._of_package) for wait in waits.values())
        return min((end_s for end_s in ends if end_s > now_s), default=None)


def _package(topic: Topic) -> tuple[AccountId, Source, bool]:
    return topic.account_id, topic.source, topic.is_list


def _longer(last_wait_s: float, first_s: float, now_s: float) -> tuple[float, float]:
    wait_s = min(_LONGEST_WAIT_S, last_wait_s * 2 if last_wait_s else first_s)
    return now_s + wait_s, wait_s
