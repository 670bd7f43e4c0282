"""Taking over the contacts of a file: who is new, who is known already, what could not be read (blocking)."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from softphone.directory.contact_card import Card, LineProblem, contact_id
from softphone.directory.folding import words
from softphone.directory.numbers import dialled
from softphone.directory.person import Person

_BATCH = 200
_BATCH_BYTES = 8_000_000  # of pictures
_SHOWN_PROBLEMS = 1000
_MIXED = ("given_name", "family_name", "department", "company", "title", "email", "sip_address", "note")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        added, changed, unchanged: contacts.
        problems: the first thousand, in the order of the file.
        problem_count: how many there are in all.
        is_complete: False when it was broken off.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[LineProblem, ...] = ()
    problem_count: int = 0
    is_complete: bool = True

    @property
    def read(self) -> int:
        return self.added + self.changed + self.unchanged


class Contacts(Protocol):
    """What an import needs to know of the contacts that are there."""

    def get(self, person_id: str) -> Person | None: ...

    def photo(self, person_id: str) -> bytes | None: ...

    def batches(self) -> Iterable[list[Person]]: ...


@dataclass
class Import:
    """One run over a file.

    Args:
        save: writes people and new pictures.
        on_progress: called with the number of contacts read so far, on the same thread.
        is_stopped: asked between two contacts.
    """

    contacts: Contacts
    save: Callable[[list[Person], dict[str, bytes]], None]
    on_progress: Callable[[int], None] = lambda count: None
    is_stopped: Callable[[], bool] = lambda: False
    _report: ImportReport = field(default_factory=ImportReport)
    _ids: set[str] = field(default_factory=set)
    _by_name: dict[str, list[str]] = field(default_factory=dict)
    _waiting: dict[str, Person] = field(default_factory=dict)
    _photos: dict[str, bytes] = field(default_factory=dict)

    def run(self, cards: Iterable[Card | LineProblem]) -> ImportReport:
        """Takes over what the file has; what was saved before an error stays."""
        for batch in self.contacts.batches():
            for person in batch:
                self._remember(person)
        for card in cards:
            time.sleep(0)  # lets the window's thread have its turn, also in the middle of a file of 50 MB
            if self.is_stopped():
                self._report = replace(self._report, is_complete=False)
                break
            if isinstance(card, LineProblem):
                self._note(card)
            else:
                self._take(card)
        self._flush()
        return self._report

    def _take(self, card: Card) -> None:
        known = self._known(card)
        if known is None:
            person = replace(card.person, person_id=contact_id(card.uid))
            self._count(added=self._report.added + 1)
        else:
            person = _as_in_the_file(known, card.person) if card.uid else _mixed(known, card.person)
            if person == known and (card.photo is None or card.photo == self._photo(known.person_id)):
                self._count(unchanged=self._report.unchanged + 1)
                return
            self._count(changed=self._report.changed + 1)
        if card.photo is not None:
            person = replace(person, has_photo=True)
            self._photos[person.person_id] = card.photo
        self._waiting[person.person_id] = person
        self._remember(person)
        if len(self._waiting) >= _BATCH or sum(map(len, self._photos.values())) >= _BATCH_BYTES:
            self._flush()

    def _known(self, card: Card) -> Person | None:
        """The same contact: by its name in files; else by name and something to reach it in common."""
        if card.uid:
            return self._get(contact_id(card.uid)) if contact_id(card.uid) in self._ids else None
        marks = _marks(card.person)
        for person_id in self._by_name.get(_name_key(card.person), ()):
            person = self._get(person_id)
            if person is not None and (not marks or not marks.isdisjoint(_marks(person))):
                return person
        return None

    def _get(self, person_id: str) -> Person | None:
        return self._waiting.get(person_id) or self.contacts.get(person_id)

    def _photo(self, person_id: str) -> bytes | None:
        return self._photos.get(person_id) or self.contacts.photo(person_id)

    def _remember(self, person: Person) -> None:
        self._ids.add(person.person_id)
        ids = self._by_name.setdefault(_name_key(person), [])
        if person.person_id not in ids:
            ids.append(person.person_id)

    def _flush(self) -> None:
        if self._waiting:
            self.save(list(self._waiting.values()), dict(self._photos))
        self._waiting.clear()
        self._photos.clear()
        self.on_progress(self._report.read)

    def _note(self, problem: LineProblem) -> None:
        shown = self._report.problems
        if len(shown) < _SHOWN_PROBLEMS:
            shown = (*shown, problem)
        self._report = replace(self._report, problems=shown, problem_count=self._report.problem_count + 1)

    def _count(self, **numbers: int) -> None:
        self._report = replace(self._report, **numbers)  # type: ignore[arg-type]


def _as_in_the_file(known: Person, found: Person) -> Person:
    """A picture stays when the file has none: many programs leave it out."""
    return replace(found, person_id=known.person_id, has_photo=known.has_photo)


def _mixed(known: Person, found: Person) -> Person:
    """What the file says, and what it does not say as it was."""
    texts = {name: getattr(found, name) or getattr(known, name) for name in _MIXED}
    there = {dialled(number.text) or number.text for number in known.numbers}
    numbers = [number for number in found.numbers if (dialled(number.text) or number.text) not in there]
    return replace(known, **texts, numbers=(*known.numbers, *numbers))


def _name_key(person: Person) -> str:
    return " ".join(sorted(words(person.name)))


def _marks(person: Person) -> set[str]:
    numbers = {dialled(number.text) or number.text for number in person.numbers}
    return {mark.lower() for mark in (*numbers, person.email, person.sip_address) if mark}
