"""Names and queries brought to one spelling, so that Müller, Mueller and Muller are the same word."""

import re
import unicodedata
from functools import lru_cache

MAX_TEXT = 512
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t"}
)
_WORD = re.compile(r"[^\W_]+")
_UMLAUT_IN_TWO = re.compile(r"([aou])e")


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The words of the text as they are indexed and looked for, in their order.

    No case, no accents, ß as ss, and ae, oe, ue as a, o, u: what an umlaut becomes either way. The beginning of a
    word always folds to the beginning of the folded word, so that search as you type never loses a hit.
    """
    return tuple(_UMLAUT_IN_TWO.sub(r"\1", word) for word in plain_words(text))


@lru_cache(maxsize=2048)
def plain_words(text: str) -> tuple[str, ...]:
    """As `words`, but ae, oe and ue stay: closer to what was typed, for ranking."""
    text = text[:MAX_TEXT].casefold().translate(_APOSTROPHES)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").casefold().translate(_LETTERS)
    return tuple(_WORD.findall(text))


def initials(*names: str) -> tuple[str, ...]:
    """What people type for a name in a hurry: for Anna-Lena Meyer ``alm``, ``am`` and ``ma``."""
    letters = [word[0] for name in names for word in plain_words(name)]
    if len(letters) < 2:
        return ()
    short = letters[0] + letters[-1]
    return tuple(dict.fromkeys(("".join(letters), short, short[::-1])))
