"""vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350): contacts out of files and into them, nothing fetched from elsewhere."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, unquote_to_bytes

from softphone.basics.words import translate
from softphone.directory.contact_card import Card, LineProblem, is_picture, person_of, uid_of
from softphone.directory.person import NumberKind, Person
from softphone.directory.vcard_lines import ContentLine, content_line, escaped, folded, split_value, unescaped, unfolded

Version = Literal["3.0", "4.0"]
_MAX_UID = 200
_KINDS: tuple[tuple[str, NumberKind], ...] = (
    ("FAX", "fax"),
    ("CELL", "mobile"),
    ("IPHONE", "mobile"),
    ("CAR", "mobile"),
    ("HOME", "home"),
    ("WORK", "work"),
    ("MAIN", "work"),
)
_TYPES: dict[NumberKind, str] = {
    "work": "work,voice",
    "mobile": "cell",
    "home": "home,voice",
    "fax": "fax",
    "other": "voice",
}
_TEXTS = {"FN": "name", "TITLE": "title", "EMAIL": "email", "NOTE": "note"}
_SIP = ("IMPP", "X-SIP", "X-SIP-ADDRESS")


def read_cards(lines: Iterable[bytes]) -> Iterator[Card | LineProblem]:
    """The contacts in the lines of a file, one after the other, and what could not be read.

    A line that is no property costs only itself; a card without an end or without a name costs only itself.
    """
    card: _Reading | None = None
    nested = 0  # a card inside a card (AGENT) is passed over
    is_stray_told = False
    for number, raw in unfolded(lines):
        if not raw.strip():
            continue
        line = content_line(number, raw)
        mark = "" if line is None or line.value.strip().upper() != "VCARD" else line.name
        if mark == "BEGIN" and card is not None and card.is_in_agent:
            nested += 1
        elif mark == "BEGIN":
            if card is not None:
                yield LineProblem(
                    card.line, translate("directory", "This card has no end; what was before the next card was read.")
                )
                yield card.done()
            card, nested = _Reading(number), 0
        elif nested:
            nested -= mark == "END"
        elif card is None:
            if not is_stray_told:
                yield LineProblem(number, translate("directory", "This is not part of a card."))
            is_stray_told = True
        elif mark == "END":
            yield from card.problems
            yield card.done()
            card, is_stray_told = None, False
        elif line is None:
            yield LineProblem(number, translate("directory", "This line is not a property of a card."))
        else:
            card.take(line)
    if card is not None:
        yield LineProblem(card.line, translate("directory", "This card has no end; the file may be cut off."))
        yield card.done()


def card_lines(person: Person, photo: bytes | None, version: Version = "3.0") -> Iterator[bytes]:
    """The card of a person, line by line."""
    yield b"BEGIN:VCARD\r\n"
    yield folded(f"VERSION:{version}")
    yield folded(f"UID:{escaped(uid_of(person.person_id))}")
    yield folded(f"FN:{escaped(person.name)}")
    yield folded(f"N:{escaped(person.family_name)};{escaped(person.given_name)};;;")
    if person.company or person.department:
        yield folded(f"ORG:{escaped(person.company)};{escaped(person.department)}".rstrip(";"))
    for name, text in (("TITLE", person.title), ("EMAIL", person.email), ("NOTE", person.note)):
        if text:
            yield folded(f"{name}:{escaped(text)}")
    for number in person.numbers:
        if number.kind == "sip":
            yield folded(f"IMPP:{_sip_uri(number.text)}")
        else:
            yield folded(f"TEL;TYPE={_quoted(_TYPES[number.kind], version)}:{escaped(number.text)}")
    if person.sip_address:
        yield folded(f"IMPP:{_sip_uri(person.sip_address)}")
    if photo:
        yield _photo_line(photo, version)
    yield b"END:VCARD\r\n"


@dataclass(slots=True)
class _Reading:
    """The card that is being read."""

    line: int
    texts: dict[str, str] = field(default_factory=dict)
    numbers: list[tuple[NumberKind, str]] = field(default_factory=list)
    problems: list[LineProblem] = field(default_factory=list)
    uid: str = ""
    photo: bytes | None = None
    is_in_agent: bool = False

    def take(self, line: ContentLine) -> None:
        """One property; those that mean nothing to us are passed over."""
        self.is_in_agent = line.name == "AGENT"
        match line.name:
            case "N":
                family, given, *_ = [*split_value(line.value, ";"), ""]
                self._note("family_name", family)
                self._note("given_name", given)
            case "ORG":
                company, department, *_ = [*split_value(line.value, ";"), ""]
                self._note("company", company)
                self._note("department", department)
            case "TEL":
                self._take_number(line)
            case "UID":
                self.uid = "".join(c for c in unescaped(line.value) if c.isprintable()).strip()[:_MAX_UID]
                self.uid = self.uid.removeprefix("urn:uuid:")
            case "PHOTO":
                self._take_photo(line)
            case name if name in _SIP:
                self._take_sip(line.value.strip())
            case name if name in _TEXTS:
                self._note(_TEXTS[name], unescaped(line.value))

    def done(self) -> Card | LineProblem:
        """The card; a problem when nobody is in it."""
        person = person_of(self.texts, self.numbers, has_photo=self.photo is not None)
        if person is None:
            return LineProblem(self.line, translate("directory", "This card has neither a name nor a number."))
        return Card(person, self.uid, self.photo, self.line)

    def _note(self, name: str, text: str) -> None:
        if text.strip() and name not in self.texts:
            self.texts[name] = text

    def _take_number(self, line: ContentLine) -> None:
        text = unescaped(line.value).strip()
        if text.lower().startswith("tel:"):
            text = unquote(text[4:]).partition(";")[0]
        if text.lower().startswith(("sip:", "sips:")):
            self._take_sip(text)
        elif text:
            types = line.types
            self.numbers.append((next((kind for name, kind in _KINDS if name in types), "other"), text))

    def _take_sip(self, value: str) -> None:
        scheme, _, address = value.rpartition(":")
        if scheme.lower() in ("", "sip", "sips") and "@" in address:
            self._note("sip_address", unquote(address))

    def _take_photo(self, line: ContentLine) -> None:
        content = _photo(line)
        if content is None:
            return  # a link: following it would tell somebody that this card was opened
        if not is_picture(content):
            self.problems.append(
                LineProblem(
                    line.number, translate("directory", "The picture is damaged, too large or of an unknown kind.")
                )
            )
        else:
            self.photo = content


def _photo(line: ContentLine) -> bytes | None:
    value = line.value.strip()
    head, comma, data = value.partition(",")
    try:
        if head.lower().startswith("data:") and comma:
            if head.lower().endswith(";base64"):
                return base64.b64decode(unquote_to_bytes(data))
            return unquote_to_bytes(data)
        if line.is_base64:
            return base64.b64decode("".join(value.split()))
    except (binascii.Error, ValueError):
        return b""
    return None


def _photo_line(photo: bytes, version: Version) -> bytes:
    kind = "PNG" if photo.startswith(b"\x89PNG") else "GIF" if photo.startswith(b"GIF8") else "JPEG"
    kind = "WEBP" if photo.startswith(b"RIFF") else kind
    data = base64.b64encode(photo).decode()
    if version == "4.0":
        return folded(f"PHOTO:data:image/{kind.lower()};base64,{data}")
    return folded(f"PHOTO;ENCODING=b;TYPE={kind}:{data}")


def _quoted(types: str, version: Version) -> str:
    return f'"{types}"' if version == "4.0" and "," in types else types


def _sip_uri(address: str) -> str:
    return address if address.lower().startswith(("sip:", "sips:")) else f"sip:{address}"
