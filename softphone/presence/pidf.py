"""Presence documents: PIDF (RFC 3863) with the data model's person (RFC 4479) and RPID (RFC 4480), read and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from softphone.presence.network_xml import plain_text, read_xml
from softphone.presence.state import PresenceState, canonical_address
from softphone.presence.times import read_time

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


CONTENT_TYPE = "application/pidf+xml"
PIDF = "urn:ietf:params:xml:ns:pidf"
DATA_MODEL = "urn:ietf:params:xml:ns:pidf:data-model"
RPID = "urn:ietf:params:xml:ns:pidf:rpid"
# RFC 4480 has no word for these two; it lets everyone add elements of a namespace of their own.
OWN = "urn:x-softphone:presence"
DO_NOT_DISTURB, OUT_OF_OFFICE = "do-not-disturb", "out-of-office"
MAX_TUPLES = 100

_TUPLE, _STATUS, _BASIC = f"{{{PIDF}}}tuple", f"{{{PIDF}}}status", f"{{{PIDF}}}basic"
_NOTES = (f"{{{DATA_MODEL}}}note", f"{{{PIDF}}}note", f"{{{RPID}}}note")
_TIMES = (f"{{{DATA_MODEL}}}timestamp", f"{{{PIDF}}}timestamp")
_USER_INPUT = f"{{{RPID}}}user-input"
_DND_WORDS = frozenset({DO_NOT_DISTURB, "dnd", "donotdisturb"})
_ABSENT_WORDS = frozenset({OUT_OF_OFFICE, "vacation", "holiday", "permanent-absence"})
_BUSY_WORDS = frozenset({"busy", "meeting", "appointment", "presentation", "performance", "steering", "worship"})
_AWAY_WORDS = frozenset(
    {
        *("away", "breakfast", "dinner", "in-transit", "lunch", "meal", "playing", "shopping", "sleeping"),
        *("spectator", "travel", "tv"),
    }
)
# In this order; being away is another matter, since it takes all devices.
_WORDS_OF = {
    PresenceState.OUT_OF_OFFICE: _ABSENT_WORDS,
    PresenceState.DO_NOT_DISTURB: _DND_WORDS,
    PresenceState.ON_THE_PHONE: frozenset({"on-the-phone"}),
    PresenceState.BUSY: _BUSY_WORDS,
}


class Basic(StrEnum):
    """RFC 3863 section 4.1.4: whether the person can be reached there."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person, device or tuple element says beyond open and closed.

    Attributes:
        activities: local names of RFC 4480 section 3.2 (``on-the-phone``, ``meeting`` …) and of other namespaces.
        idle_since_s: last use of keyboard or mouse, when it is told and the person is idle.
        is_idle: the person does not use the device.
    """

    activities: frozenset[str] = frozenset()
    note: str = ""
    from_s: float | None = None
    until_s: float | None = None
    timestamp_s: float | None = None
    is_idle: bool = False
    idle_since_s: float | None = None


@dataclass(frozen=True, slots=True)
class PresenceTuple:
    """One way to reach the person. basic: None when it is not told. contact: URI as written."""

    tuple_id: str
    basic: Basic | None
    contact: str = ""
    standing: Standing = Standing()


@dataclass(frozen=True, slots=True)
class PresenceDocument:
    """One document; a presence server that knows several devices of a person puts them all into one.

    Attributes:
        address: canonical address of whom it is about; empty when the entity is no address.
        tuples, people: in the order of the document.
        note: of the document as a whole.
    """

    address: str
    tuples: tuple[PresenceTuple, ...] = ()
    people: tuple[Standing, ...] = ()
    note: str = ""

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Everything that is said about the person, the person's own words first."""
        return (*self.people, *(t.standing for t in self.tuples))

    @property
    def activities(self) -> frozenset[str]:
        return frozenset[str]().union(*(s.activities for s in self.standings))

    @property
    def is_open(self) -> bool:
        """True when the person can be reached somewhere."""
        return any(t.basic == Basic.OPEN for t in self.tuples)

    @property
    def state(self) -> PresenceState:
        """The document in one word: what the user set beats what a device saw, and of several devices the one
        where the person is busy beats the one where they are free, and that the one that nobody uses."""
        activities = self.activities
        for state, words in _WORDS_OF.items():
            if activities & words:
                return state
        if not self.is_open:
            return PresenceState.OFFLINE
        return PresenceState.AWAY if self._is_away_everywhere() else PresenceState.AVAILABLE

    @property
    def deciding(self) -> Standing:
        """The words that the state comes from, for note, begin and end; an empty one when there are none."""
        words = _WORDS_OF.get(self.state, _AWAY_WORDS)
        for standing in self.standings:
            if standing.activities & words:
                return standing if standing.note else _with_note(standing, self._any_note())
        return _with_note(next(iter(self.standings), Standing()), self._any_note())

    def _is_away_everywhere(self) -> bool:
        speaking = self.people or tuple(t.standing for t in self.tuples if t.basic == Basic.OPEN)
        return bool(speaking) and all(s.is_idle or s.activities & _AWAY_WORDS for s in speaking)

    def _any_note(self) -> str:
        return next((s.note for s in self.standings if s.note), self.note)


def read_pidf(body: bytes) -> PresenceDocument:
    """Reads one document. Raises BodyRefused. What it has beyond RFC 3863, 4479 and 4480 is passed over."""
    root = read_xml(body, PIDF, "presence")
    tuples: list[PresenceTuple] = []
    people: list[Standing] = []
    for element in root:
        if element.tag == _TUPLE and len(tuples) < MAX_TUPLES:
            tuples.append(_tuple(element))
        elif element.tag.rpartition("}")[2] in ("person", "device") and len(people) < MAX_TUPLES:
            # Asterisk and older phones have the person in namespaces of drafts.
            people.append(_standing(element))
    return PresenceDocument(
        address=canonical_address(root.get("entity") or ""),
        tuples=tuple(tuples),
        people=tuple(people),
        note=_note(root),
    )


def _tuple(element: Element) -> PresenceTuple:
    status = element.find(_STATUS)
    basic = (status.findtext(_BASIC) or "").strip().lower() if status is not None else ""
    return PresenceTuple(
        tuple_id=plain_text(element.get("id"), 200),
        basic=Basic(basic) if basic in ("open", "closed") else None,
        contact=plain_text(element.findtext(f"{{{PIDF}}}contact"), 300),
        standing=_standing(element),
    )


def _standing(element: Element) -> Standing:
    words: set[str] = set()
    note = _note(element)
    from_s = until_s = None
    for activities in _activities(element):
        words.update(_words(activities))
        note = note or _note(activities)
        from_s = from_s if from_s is not None else read_time(activities.get("from"))
        until_s = until_s if until_s is not None else read_time(activities.get("until"))
    is_idle, idle_since_s = _idle(element.find(_USER_INPUT))
    return Standing(
        activities=frozenset(words),
        note=note,
        from_s=from_s,
        until_s=until_s,
        timestamp_s=next((t for t in (read_time(element.findtext(tag)) for tag in _TIMES) if t is not None), None),
        is_idle=is_idle,
        idle_since_s=idle_since_s,
    )


def _activities(element: Element) -> Iterator[Element]:
    """Of the element or of the status in it, in whatever namespace: those of drafts are still in use."""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "activities":
            yield child
        elif name == "status":
            yield from _activities(child)


def _words(activities: Element) -> set[str]:
    return {e.tag.rpartition("}")[2][:40].lower() for e in activities if e.tag not in _NOTES} - {"unknown", "other"}


def _idle(element: Element | None) -> tuple[bool, float | None]:
    if element is None or (element.text or "").strip().lower() != "idle":
        return False, None
    return True, read_time(element.get("last-input") or element.get("since"))


def _note(element: Element) -> str:
    for tag in _NOTES:
        note = plain_text(element.findtext(tag))
        if note:
            return note
    return ""


def _with_note(standing: Standing, note: str) -> Standing:
    return replace(standing, note=note)
