"""Text folded for search: without case, accents and separators, so that what is typed finds what is meant."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from softphone.history.entry import HistoryEntry, address_of

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_NUMBER = re.compile(r"^[\s\d+()/.\-*#]*\d[\s\d+()/.\-*#]*$")
_NOT_DIGITS = re.compile(r"[^\d*#]")
_MAX_QUERY = 200
_MAX_TERMS = 8

Term = tuple[str, ...]


def folded(text: str) -> str:
    """Lower case without accents, words one space apart: ``Müller`` is ``muller``, ``Straße`` is ``strasse``."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    return " ".join(plain.split())


def collapsed(text: str) -> str:
    """Folded text with ``ae``, ``oe``, ``ue`` as one letter, so that Mueller, Müller and Muller are the same."""
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def digits_of(text: str) -> str:
    """Digits, ``*`` and ``#`` of a number."""
    return _NOT_DIGITS.sub("", text)


def with_number_key(entry: HistoryEntry, number_key: Callable[[str], str]) -> HistoryEntry:
    """The entry as it is to be stored."""
    number = entry.presented_number
    return replace(entry, number_key=(number_key(number) or digits_of(number)) if number else "")


def person_keys(person: str, number_key: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Column and value of what is stored for an address ``user@host`` or a number.

    A number also in digits alone: the calls may be older than what is known of how numbers are dialled here.
    """
    if "@" in person:
        return (("address", address_of(person)),)
    keys = (number_key(person), digits_of(person))
    return tuple(("number_key", key) for key in dict.fromkeys(keys) if key)


def search_text(entry: HistoryEntry) -> str:
    """What names and numbers of the entry are found by."""
    return joined_search_text(
        entry.person_name,
        entry.presented_name,
        entry.presented_number,
        entry.address,
        entry.dialled_text,
        entry.number_key,
    )


def joined_search_text(
    person_name: str, presented_name: str, presented_number: str, address: str, dialled_text: str, number_key: str
) -> str:
    """What an entry with these texts is found by."""
    words = folded(" ".join((person_name, presented_name, presented_number, address, dialled_text)))
    return _joined(words, collapsed(words), *map(digits_of, (presented_number, number_key, dialled_text)))


def note_text(note: str, tags: tuple[str, ...]) -> str:
    """What note and tags are found by."""
    words = folded(" ".join((note, *tags)))
    return _joined(words, collapsed(words))


def terms(query: str, number_key: Callable[[str], str]) -> tuple[Term, ...]:
    """What the query asks for: each term has to be found, in any of its forms.

    A query that is a number is one term, as it was typed and as numbers are compared.
    """
    query = query[:_MAX_QUERY]
    if _NUMBER.match(query):
        return (tuple(dict.fromkeys(text for text in (digits_of(query), digits_of(number_key(query))) if text)),)
    return tuple(_forms(word) for word in folded(query).split()[:_MAX_TERMS])


def has_terms(text: str, wanted: tuple[Term, ...]) -> bool:
    """True when every term is in the text."""
    return all(any(form in text for form in term) for term in wanted)


def _forms(word: str) -> Term:
    if _NUMBER.match(word):
        return (digits_of(word) or word,)
    short = collapsed(word)
    return (word,) if short == word or len(short) < 3 else (word, short)


def _joined(*texts: str) -> str:
    """Each different text once: a word that was folded into itself is not kept twice."""
    return "\n".join(dict.fromkeys(text for text in texts if text))
