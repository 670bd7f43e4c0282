"""What the user typed, taken apart: words that begin names and the like, and parts of numbers."""

import re
from dataclasses import dataclass

from softphone.directory.folding import plain_words, words
from softphone.directory.numbers import NumberPlan, with_ascii_digits

MAX_TEXT = 200
MAX_TERMS = 8
_NUMBER = re.compile(r"^[+(]?[\d\s()/.+\-]*\d[\d\s()/.\-]*$")


@dataclass(frozen=True, slots=True)
class Query:
    """A search.

    Attributes:
        words: folded; each has to begin a word of the person.
        plain: the same words closer to what was typed, see `plain_words`.
        runs: for each number in the text, the runs of digits of which one has to be in a number of the person.
        number: the whole text as a normalised number; empty when it is none.
    """

    words: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()
    number: str = ""

    @staticmethod
    def of(text: str, plan: NumberPlan) -> "Query":
        """The query in the text."""
        text = with_ascii_digits(text[:MAX_TEXT])
        text = " ".join(part.partition("@")[0] for part in text.removeprefix("sip:").split())
        if _NUMBER.match(text):
            return Query(runs=(_runs(text, plan),), number=plan.normalised(text))
        named: list[str] = []
        numbers: list[str] = []
        was_number = False
        for part in text.split()[:MAX_TERMS]:
            is_number = _NUMBER.match(part) is not None
            if is_number and was_number:
                numbers[-1] += part
            else:
                (numbers if is_number else named).append(part)
            was_number = is_number
        rest = " ".join(named)
        return Query(
            words(rest)[:MAX_TERMS], plain_words(rest)[:MAX_TERMS], tuple(_runs(number, plan) for number in numbers)
        )

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.runs


def _runs(text: str, plan: NumberPlan) -> tuple[str, ...]:
    digits = "".join(c for c in text if c.isdecimal())
    shorter = digits.lstrip("0")
    outside = plan.outside_prefix
    inner = digits.removeprefix(outside).lstrip("0") if outside else ""
    # A single 0 in front may also be part of what is looked for: 03 in the middle of a number.
    runs = (digits, shorter if len(shorter) >= 3 else "", inner if len(inner) >= 3 else "")
    return tuple(dict.fromkeys(run for run in runs if run))
