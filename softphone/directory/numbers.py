"""The dial plan of the site: from numbers as people write them and PBXs present them to E.164 or an extension."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from softphone.settings.declared import AREA_CODE, COUNTRY, EXTENSION_LENGTHS, OUTSIDE_PREFIX, OWN_TRUNK
from softphone.settings.settings import Settings

if TYPE_CHECKING:
    from phonenumbers import PhoneMetadata

MAX_TEXT = 128
MAX_DIGITS = 15  # of E.164
TAIL_DIGITS = 7
_LONGEST_GUESSED_EXTENSION = 5
_BRACKETED_ZERO = re.compile(r"\(\s*0\s*\)")
_ITALIAN = re.compile(r"\s*(?:\+|00)\s*39")  # there the 0 belongs to the number
_EXTENSION_WORD = re.compile(r"(?<=\d)\s*(?:;|,|extension|ext|durchwahl|poste|x).*", re.IGNORECASE | re.DOTALL)
_NOT_DIALLED = re.compile(r"[^0-9*#+]")


@dataclass(frozen=True, slots=True)
class NumberPlan:
    """How numbers are dialled here. Without a country, numbers are compared by their last digits.

    Attributes:
        country: ISO 3166 code such as ``DE``; empty when not known.
        area_code: of numbers that are written without one, with or without the 0 in front.
        outside_prefix: what is dialled before numbers outside of the company, such as ``0``; empty for none.
        own_trunk: the company's number without extension, such as ``+49 30 1234``.
        extension_lengths: how many digits extensions have; empty for up to five.
    """

    country: str = ""
    area_code: str = ""
    outside_prefix: str = ""
    own_trunk: str = ""
    extension_lengths: tuple[int, ...] = ()

    @staticmethod
    def of(settings: Settings) -> "NumberPlan":
        """The plan that the settings describe."""
        return NumberPlan(
            settings.get(COUNTRY).upper(),
            settings.get(AREA_CODE),
            settings.get(OUTSIDE_PREFIX),
            settings.get(OWN_TRUNK),
            settings.get(EXTENSION_LENGTHS),
        )

    def normalised(self, text: str) -> str:
        """``+4930123456``; the digits of an extension, also when it was written in full; codes as they are; digits as
        they are when the plan says nothing about them. Empty when the text is no number."""
        number = dialled(text)
        if "*" in number or "#" in number:
            return number.lstrip("+")
        return self._shortest(self._international(number) or number)

    def same(self, one: str, other: str) -> bool:
        """True when both reach the same telephone, as far as the plan knows."""
        first, second = self.normalised(one), self.normalised(other)
        return bool(first) and (first == second or _have_same_tail(first, second))

    def formatted(self, text: str) -> str:
        """The number with the spaces that are usual; as it was written where the plan does not know it."""
        number = self.normalised(text)
        if not number.startswith("+"):
            return text.strip()
        import phonenumbers

        try:
            parsed = phonenumbers.parse(number, None)
        except phonenumbers.NumberParseException:
            return text.strip()
        is_own = bool(self.country) and phonenumbers.region_code_for_number(parsed) == self.country
        form = phonenumbers.PhoneNumberFormat
        return phonenumbers.format_number(parsed, form.NATIONAL if is_own else form.INTERNATIONAL)

    def dialled_here(self, text: str) -> str:
        """What to dial at this site for a number that begins with ``+``: the extension, or with the outside prefix as
        it is dialled from this country. Anything else as it is, and everything where the plan has no outside prefix."""
        written = text.strip()
        region = _region(self.country)
        if not self.outside_prefix or not written.startswith("+") or any(c.isalpha() or c in ";,@" for c in written):
            return text
        number = self.normalised(written)
        if not number.startswith("+"):
            return number
        return text if region is None else self.outside_prefix + region.dialled(number)

    def is_extension(self, text: str) -> bool:
        """True when this is somebody's number within the company."""
        return self._is_extension(self.normalised(text))

    def searchable(self, text: str) -> tuple[str, ...]:
        """All runs of digits under which the number should be found."""
        number = dialled(text)
        full = self._international(number)
        if not full and self._trunk and self._is_extension(number):
            full = self._trunk + number
        short = self._shortest(full or number)
        typed = "" if number.lstrip("+0") in full else number
        return tuple(dict.fromkeys(run.lstrip("+") for run in (full, short, typed) if run))

    @property
    def fingerprint(self) -> str:
        """Changes whenever numbers would be normalised differently."""
        return repr(self)

    def warm_up(self) -> None:
        """Loads what the first number would have to wait for; for a worker thread."""
        _region(self.country)

    @property
    def _trunk(self) -> str:
        return dialled(self.own_trunk) if self.own_trunk.strip().startswith("+") else ""

    def _shortest(self, number: str) -> str:
        trunk = self._trunk
        if trunk and number.startswith(trunk) and self._is_extension(number[len(trunk) :]):
            return number[len(trunk) :]
        return number

    def _is_extension(self, digits: str) -> bool:
        if not digits.isdigit():
            return False
        if self.extension_lengths:
            return len(digits) in self.extension_lengths
        return len(digits) <= _LONGEST_GUESSED_EXTENSION

    def _international(self, number: str) -> str:
        """E.164, or empty when the plan cannot tell."""
        region = _region(self.country)
        if number.startswith("+"):
            return number if region is None else region.without_national_prefix(number)
        if region is None or self._is_extension(number) or len(number) < 3:
            return ""
        outside = self.outside_prefix
        if outside and number.startswith(outside):
            inner = number[len(outside) :]
            readings = (region.read(number), region.read(inner))
            return next((reading for reading in readings if reading and region.is_valid(reading)), readings[0])
        local = region.read(self.area_code.lstrip("0") + number, is_whole=True) if self.area_code else ""
        return region.read(number) or local


class _Region:
    """What phonenumbers knows of the site's own country."""

    def __init__(self, metadata: "PhoneMetadata") -> None:
        self._id: str = metadata.id
        self._code = f"+{metadata.country_code}"
        self._abroad = re.compile(metadata.international_prefix or "00")
        way = metadata.preferred_international_prefix or metadata.international_prefix or ""
        self._way_abroad: str = way if way.isdecimal() else "00"
        self._trunk_prefix: str = metadata.national_prefix or ""
        description = metadata.general_desc
        self._pattern = re.compile((description and description.national_number_pattern) or r"\d+")
        self._lengths = frozenset(description.possible_length if description else range(3, MAX_DIGITS))
        for_parsing = metadata.national_prefix_for_parsing or ""
        self._is_plain = not metadata.national_prefix_transform_rule and for_parsing == self._trunk_prefix

    def read(self, number: str, *, is_whole: bool = False) -> str:
        """E.164 of what is dialled in this country; empty when it cannot be told. is_whole: it has no prefix."""
        if is_whole:
            return self._code + number
        abroad = self._abroad.match(number)
        if abroad:
            rest = number[abroad.end() :]
            return f"+{rest}" if rest and rest[0] != "0" and len(rest) <= MAX_DIGITS else ""
        if not self._is_plain:
            return self._parsed(number)
        if self._is_whole(number):
            return self._code + number
        if self._trunk_prefix and number.startswith(self._trunk_prefix):
            rest = number[len(self._trunk_prefix) :]
            return self._code + rest if len(rest) >= 3 and not rest.startswith("0") else ""
        return ""

    def _is_whole(self, number: str) -> bool:
        """Nothing is in front, and nothing needs to be: no such prefix here, or numbers have one length only."""
        if not self._trunk_prefix:
            return len(number) in self._lengths
        return self._lengths == {len(number)} and self._pattern.fullmatch(number) is not None

    def dialled(self, number: str) -> str:
        """E.164 as it is dialled in this country."""
        rest = number.removeprefix(self._code)
        if rest != number:
            return self._trunk_prefix + rest
        return self._way_abroad + number.lstrip("+")

    def without_national_prefix(self, number: str) -> str:
        """``+49 030 …`` is written often and wrong."""
        rest = number.removeprefix(self._code)
        if rest != number and self._is_plain and self._trunk_prefix == "0" and rest.startswith("0"):
            return self._code + rest[1:]
        return number

    def is_valid(self, number: str) -> bool:
        """True when the number can exist: own country by its pattern, others by phonenumbers."""
        rest = number.removeprefix(self._code)
        if rest != number:
            return len(rest) in self._lengths and self._pattern.fullmatch(rest) is not None
        import phonenumbers

        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(number, None))
        except phonenumbers.NumberParseException:
            return False

    def _parsed(self, number: str) -> str:
        import phonenumbers

        try:
            parsed = phonenumbers.parse(number, self._id)
        except phonenumbers.NumberParseException:
            return ""
        if not phonenumbers.is_possible_number(parsed):
            return ""
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4)
def _region(country: str) -> _Region | None:
    if not country:
        return None
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country, None)
    return None if metadata is None else _Region(metadata)


@lru_cache(maxsize=64)
def dialled(text: str) -> str:
    """Digits, ``*``, ``#`` and a leading ``+`` of the text, without an extension in words; empty for an address."""
    text = with_ascii_digits(text[:MAX_TEXT])
    if "@" in text:
        return ""
    text = _EXTENSION_WORD.sub("", text)
    if "(" in text and not _ITALIAN.match(text) and text.lstrip().startswith(("+", "00")):
        text = _BRACKETED_ZERO.sub("", text)
    kept = _NOT_DIALLED.sub("", text)
    return kept[:1] + kept[1:].replace("+", "") if kept != "+" else ""


def with_ascii_digits(text: str) -> str:
    """The text with the digits of any script and width as 0 to 9."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def tail(number: str) -> str:
    """The last seven digits, by which numbers are compared when their beginnings differ; empty for short ones."""
    digits = number.lstrip("+0")
    return digits[-TAIL_DIGITS:] if len(digits) >= TAIL_DIGITS else ""


def _have_same_tail(one: str, other: str) -> bool:
    """One is the other with something in front: +49 30 1234567 and 030 1234567. Two full numbers are not compared."""
    if one.startswith("+") and other.startswith("+"):
        return False
    shorter, longer = sorted((one.lstrip("+0"), other.lstrip("+0")), key=len)
    return len(shorter) >= TAIL_DIGITS and longer.endswith(shorter)


def may_be_same(one: str, other: str) -> bool:
    """True for equal normalised numbers, and for those of which one is the end of the other."""
    return bool(one) and (one == other or _have_same_tail(one, other))
