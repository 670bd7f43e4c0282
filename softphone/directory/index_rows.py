"""What the index keeps of a person: the folded words, runs of digits and keys under which they are found."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from softphone.directory.folding import initials, words
from softphone.directory.numbers import NumberPlan
from softphone.directory.person import Person, PersonNumber
from softphone.directory.ranking import keys_of

_encoder = msgspec.msgpack.Encoder()
decode = msgspec.msgpack.Decoder(Person).decode


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One row of the table of people, and the keys that lead to it.

    Attributes:
        names, initials, other: folded words, by what they are; for full text search.
        digits: the runs of digits of all numbers, each between spaces, so that its beginning and end can be found.
        by_given, by_family: the whole name either way round, folded; for names as they are typed.
        body: the person, encoded.
    """

    person_id: str
    version: str
    names: str
    initials: str
    other: str
    digits: str
    by_given: str
    by_family: str
    body: bytes
    keys: tuple[str, ...]


def row_of(person: Person, source: str, plan: NumberPlan) -> IndexRow:
    """The row of a person, with the numbers normalised by this plan."""
    person = replace(normalised_person(person, plan), source=source, version=version_of(person))
    given_first, family_first = _both_ways(person)
    runs = [run for number in person.numbers for run in plan.searchable(number.text)]
    return IndexRow(
        person.person_id,
        person.version,
        _joined((person.name, person.given_name, person.family_name)),
        " ".join(dict.fromkeys((*initials(person.name), *initials(given_first)))),
        _joined((person.department, person.company, person.title, *_local_parts(person))),
        "".join(f" {run} " for run in dict.fromkeys(runs)),
        " ".join(words(given_first)),
        " ".join(words(family_first)),
        _encoder.encode(person),
        index_keys(person),
    )


def version_of(person: Person) -> str:
    """The source's version; a hash of everything where the source has none."""
    if person.version:
        return person.version
    import hashlib

    return hashlib.blake2b(_encoder.encode(person), digest_size=12).hexdigest()


def normalised_person(person: Person, plan: NumberPlan) -> Person:
    """The person with each number's `e164` filled in."""
    numbers = (PersonNumber(number.kind, number.text, plan.normalised(number.text)) for number in person.numbers)
    return replace(person, numbers=tuple(numbers))


def index_keys(person: Person) -> tuple[str, ...]:
    """Under what the person is found at once. A person whose numbers were normalised."""
    return tuple(map(index_key, keys_of(person)))


def index_key(key: str) -> str:
    """How a normalised number or an address stands in the index."""
    return key if "@" in key else reversed_key(key)


def reversed_key(number: str) -> str:
    """Numbers are kept back to front: then those with the same end stand together."""
    return number[::-1]


def _both_ways(person: Person) -> tuple[str, str]:
    if person.family_name:
        return f"{person.given_name} {person.family_name}", f"{person.family_name} {person.given_name}"
    *rest, last = person.name.split() or [""]
    return person.name, " ".join((last, *rest))


def _local_parts(person: Person) -> Iterable[str]:
    addresses = (person.email, person.sip_address, *(n.text.removeprefix("sip:") for n in person.numbers))
    return (address.partition("@")[0] for address in addresses if "@" in address)


def _joined(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for text in texts for word in words(text)))
