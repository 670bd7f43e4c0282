"""Text folded for search: without case and accents, so that what is typed finds what was written."""

import unicodedata

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_MAX_QUERY = 200
_MAX_WORDS = 8


def folded(text: str) -> str:
    """Lower case without accents, words one space apart: ``Grüße`` is ``grusse``."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    return " ".join(plain.split())


def whole(text: str) -> str:
    """With a sign in place of each half of a character, which nothing keeps and nothing sends."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def words(query: str) -> tuple[str, ...]:
    """What is looked for: each has to be somewhere in the text."""
    return tuple(dict.fromkeys(folded(whole(query[:_MAX_QUERY])).split()))[:_MAX_WORDS]


def has_words(text: str, wanted: tuple[str, ...]) -> bool:
    """True when the text has each of the folded words."""
    found_in = folded(text)
    return all(word in found_in for word in wanted)
