"""A person of the directory: what every source delivers and the search finds."""

from dataclasses import dataclass, field
from typing import Literal

NumberKind = Literal["work", "mobile", "home", "fax", "other", "sip"]
NUMBER_KINDS: tuple[NumberKind, ...] = ("work", "mobile", "home", "fax", "other", "sip")

CONTACTS = "contacts"  # source of the user's own contacts
LDAP = "ldap"  # source of the company directory
FAVOURITES = "favourites"
HISTORY = "history"
SOURCES = (CONTACTS, LDAP, FAVOURITES, HISTORY)  # the better known one first


@dataclass(frozen=True, slots=True)
class PersonNumber:
    """A number of a person.

    Attributes:
        text: as it stands in the source; this is what is shown and dialled.
        e164: ``+4930123456``, or the digits of an extension. The index fills it in; sources leave it empty.
    """

    kind: NumberKind
    text: str
    e164: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one source knows them; texts are as they stand there.

    Attributes:
        person_id: unique over all sources and lasting, for instance ``ldap:…`` with the entry's UUID.
        source: which source delivered it, one of `SOURCES`.
        name: what the person is called; never empty.
        sip_address: ``user@host``, empty when not known.
        has_photo: True when `Directory.photo` can deliver one.
        version: changes whenever the source's entry changes; what a mirror compares. No part of the person.
    """

    person_id: str
    source: str
    name: str
    given_name: str = ""
    family_name: str = ""
    department: str = ""
    company: str = ""
    title: str = ""
    email: str = ""
    numbers: tuple[PersonNumber, ...] = ()
    sip_address: str = ""
    note: str = ""
    has_photo: bool = False
    version: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """A person that a search found. number_index: which of the numbers matched; None when something else did."""

    person: Person
    number_index: int | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What is found so far for the text, best first. is_complete: nothing is awaited any more."""

    text: str
    hits: tuple[Hit, ...]
    is_complete: bool
