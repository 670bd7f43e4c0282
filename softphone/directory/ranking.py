"""Which hit comes first: how exactly it matches, favourites and those of late before others."""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from softphone.directory.folding import initials, plain_words, words
from softphone.directory.person import CONTACTS, FAVOURITES, HISTORY, SOURCES, Hit, Person
from softphone.directory.query import Query

_WHOLE, _START, _NAMES, _CLOSE, _SOMEWHERE = 5.0, 4.0, 3.0, 2.0, 1.0
_FAVOURITE = 3.0  # a favourite stands before all but what was typed out in full
_RECENT = 2.0
_HALF_LIFE_S = 14 * 86_400.0
_PORT = re.compile(r":\d+$")
_DERIVED = (FAVOURITES, HISTORY)  # sources that only repeat numbers of people


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the user knows, by normalised number or lower-case address.

    Attributes:
        favourites: of the favourites.
        last_contact_s: when the user last spoke with whom, epoch seconds.
        now_s: epoch seconds.
    """

    favourites: Collection[str] = frozenset()
    last_contact_s: Mapping[str, float] = field(default_factory=dict)
    now_s: float = 0.0


NOBODY = Known()


def ranked(query: Query, people: Iterable[Person], known: Known, limit: int) -> tuple[Hit, ...]:
    """The best hits, best first; who is found in several sources is there once."""
    rows = [(_order(person, query, known), person) for person in without_doubles(people)]
    rows.sort(key=lambda row: row[0])
    return tuple(Hit(person, matched_number(person, query)) for _, person in rows[:limit])


def without_doubles(people: Iterable[Person]) -> list[Person]:
    """Each human once, as the best source knows them; the order is by source.

    The same name with a number or mail address in common is the same human; a favourite or past call with the number
    of somebody is that somebody.
    """
    kept: list[Person] = []
    seen: set[tuple[str, str]] = set()
    numbers: set[str] = set()
    for person in sorted(people, key=lambda person: (source_order(person.source), person.person_id)):
        marks = keys_of(person)
        name = " ".join(sorted(words(person.name)))
        is_double = any((name, mark) in seen for mark in marks)
        if not is_double and not (person.source in _DERIVED and not numbers.isdisjoint(marks)):
            kept.append(person)
        seen.update((name, mark) for mark in marks)
        numbers.update(marks)
    return kept


def keys_of(person: Person) -> tuple[str, ...]:
    """What identifies the person: normalised numbers and lower-case addresses."""
    keys = [number.e164 for number in person.numbers if number.e164]
    keys += [address_key(number.text) for number in person.numbers if "@" in number.text]
    keys += [address_key(person.sip_address), address_key(person.email)]
    return tuple(dict.fromkeys(key for key in keys if key))


def address_key(address: str) -> str:
    """``anna@example.com`` for whatever way the address is written; empty for none."""
    address = address.strip().lower().removeprefix("sips:").removeprefix("sip:").removeprefix("mailto:")
    return _PORT.sub("", address.partition(";")[0].strip("<>")) if "@" in address else ""


def source_order(source: str) -> int:
    """The better known source first."""
    return SOURCES.index(source) if source in SOURCES else SOURCES.index(CONTACTS) + 1


def matched_number(person: Person, query: Query) -> int | None:
    """Which number has the digits that were typed; the one that is exactly what was typed before others."""
    if not query.runs:
        return None
    numbers = [number.e164 for number in person.numbers]
    if query.number and query.number in numbers:
        return numbers.index(query.number)
    spelled = plain_words(f"{person.name} {person.department} {person.company} {person.title}")
    for runs in query.runs:
        if any(word.startswith(runs[0]) for word in spelled):
            continue
        for index, number in enumerate(person.numbers):
            digits = "".join(c for c in number.text if c.isdecimal())
            if any(run in number.e164 or run in digits for run in runs):
                return index
    return None


def _order(person: Person, query: Query, known: Known) -> tuple[float, int, str]:
    score = _exactness(person, query) + _familiarity(person, known)
    return -score, source_order(person.source), " ".join(plain_words(f"{person.family_name} {person.name}"))


def _exactness(person: Person, query: Query) -> float:
    if query.number:
        return _number_exactness(person, query)
    if not query.words:
        return _SOMEWHERE
    typed = " ".join(query.plain)
    spellings = _spellings(person)
    if typed in spellings:
        return _WHOLE
    if any(spelling.startswith(typed) for spelling in spellings):
        return _START
    if _all_begin(query.plain, plain_words(person.name)):
        return _NAMES
    name = f"{person.name} {person.given_name} {person.family_name}"
    if _all_begin(query.words, words(name)) or typed in initials(person.name):
        return _CLOSE
    return _SOMEWHERE


def _number_exactness(person: Person, query: Query) -> float:
    numbers = [number.e164.lstrip("+") for number in person.numbers]
    if query.number.lstrip("+") in numbers:
        return _WHOLE
    runs = query.runs[0]
    if any(number.startswith(run) for number in numbers for run in runs):
        return _NAMES
    return _CLOSE if any(number.endswith(run) for number in numbers for run in runs) else _SOMEWHERE


def _spellings(person: Person) -> tuple[str, ...]:
    given, family = person.given_name, person.family_name
    return tuple(" ".join(plain_words(text)) for text in (person.name, f"{family} {given}", f"{given} {family}"))


def _all_begin(typed: Iterable[str], name: Collection[str]) -> bool:
    return all(any(word.startswith(beginning) for word in name) for beginning in typed)


def _familiarity(person: Person, known: Known) -> float:
    keys = keys_of(person)
    score = 0.0
    if any(key in known.favourites for key in keys):
        score += _FAVOURITE
    times = [known.last_contact_s[key] for key in keys if key in known.last_contact_s]
    if times:
        age_s = max(0.0, known.now_s - max(times))
        score += _RECENT * math.exp2(-age_s / _HALF_LIFE_S)
    return score
