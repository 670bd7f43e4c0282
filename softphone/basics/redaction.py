"""Takes private numbers out of texts, however they are written there: for logs, and for whatever is handed on."""

import logging
import re
import sys
import traceback
import unicodedata
from collections.abc import Iterable
from types import TracebackType

from softphone.basics.secret import Secret

MASK = "[private number]"
# What people, URIs and percent-encoding put between digits.
_BETWEEN = (
    r"(?:[\s().\-\u2010-\u2015\u2212\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069/_~]"
    r"|%2[0-9A-Fa-f]|%[CEce]2(?:%[89ABab][0-9A-Fa-f]){1,2}){0,4}"
)
_COUNTRY = re.compile(r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")  # ITU-T E.164
_LONGEST_LEAD = 24
_LEAD = re.compile(rf"(?:\+|%2[Bb]){_BETWEEN}(?P<code>(?:\d{_BETWEEN}){{1,3}}?)(?:0{_BETWEEN})?$")
_SHORTEST = 5  # of a number within its country, without the leading zero


def country_code(number: str) -> str:
    """The digits of an E.164 number that name the country; empty for none."""
    found = _COUNTRY.match(number.lstrip("+"))
    return found.group() if found else ""


class Redaction:
    """Knows numbers and finds them in texts. One writes, every thread may ask."""

    def __init__(self) -> None:
        self._patterns: tuple[tuple[re.Pattern[str], str], ...] = ()

    def know(self, numbers: Iterable[Secret]) -> None:
        """These E.164 numbers are private from now on, and no others."""
        found = (_pattern(number.reveal()) for number in numbers)
        self._patterns = tuple(each for each in found if each is not None)

    @property
    def is_idle(self) -> bool:
        """No private number is known."""
        return not self._patterns

    def masked(self, text: str) -> str:
        """The text with `MASK` in place of each private number in any spelling: international, national, with codes
        or an outside prefix in front, with separators, percent-encoded, in the digits of any script."""
        for pattern, country in self._patterns:
            for start, end in reversed(_places(pattern, country, text)):
                text = text[:start] + MASK + text[end:]
        return text

    def finds(self, text: str) -> bool:
        """Whether a private number is in the text."""
        return any(_places(pattern, country, text) for pattern, country in self._patterns)


class MaskingFormatter(logging.Formatter):
    """Masks the whole line, its traceback included."""

    def __init__(self, redaction: Redaction, style: str) -> None:
        super().__init__(style)
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction.masked(super().format(record))


# What this process must not write anywhere. One for the process, because its logs are.
PRIVATE_NUMBERS = Redaction()


def mask_stderr() -> None:
    """From now on, nothing that Python itself prints there names a private number: the desktop keeps a journal."""
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(MaskingFormatter(PRIVATE_NUMBERS, "%(message)s"))
    sys.excepthook = _print_masked


def _print_masked(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if sys.stderr is not None:
        print(PRIVATE_NUMBERS.masked("".join(traceback.format_exception(kind, error, trace))), file=sys.stderr, end="")


def _pattern(number: str) -> tuple[re.Pattern[str], str] | None:
    """Finds the digits behind the country's code; None for what is no number."""
    digits = "".join(c for c in number if c.isascii() and c.isdecimal())
    country = country_code(digits)
    national = digits[len(country) :]
    if len(national) < _SHORTEST:
        return None
    body = _BETWEEN.join(f"(?:{digit}|%3{digit})" for digit in national)
    return re.compile(rf"{body}(?!\d|%3\d)"), country


def _places(pattern: re.Pattern[str], country: str, text: str) -> list[tuple[int, int]]:
    plain = text if text.isascii() else _with_plain_digits(text)
    places = []
    for match in pattern.finditer(plain):
        start = _beginning(plain, match.start(), country)
        if start is not None:
            places.append((start, match.end()))
    return places


def _beginning(text: str, at: int, country: str) -> int | None:
    """Where the number begins whose national digits begin at `at`; None when a code in front makes it another one."""
    offset = max(0, at - _LONGEST_LEAD)
    before = text[offset:at]
    lead = _LEAD.search(before)
    if lead is None:
        own = re.search(rf"(?:00{_BETWEEN})?{_BETWEEN.join(country)}{_BETWEEN}(?:0{_BETWEEN})?$", before)
        return at if own is None else offset + own.start()
    code = "".join(c for c in lead["code"] if c.isdecimal())
    is_other = code != country and country_code(code) == code
    return None if is_other else offset + lead.start()


def _with_plain_digits(text: str) -> str:
    """Digits of any script and width as 0 to 9, each in its place."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)
