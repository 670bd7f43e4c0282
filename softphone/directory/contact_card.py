"""What a file of contacts is read into: people with pictures, and what was wrong in which line."""

import os
from dataclasses import dataclass

from softphone.directory.person import CONTACTS, NumberKind, Person, PersonNumber

MAX_TEXT = 500
MAX_NOTE = 20_000
MAX_NUMBERS = 50
MAX_PHOTO = 4_000_000  # bytes
_ID = "contact:"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Something in a file that could not be read. line: counted from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One contact of a file.

    Attributes:
        uid: what the file calls it, so that it is known again; empty when it has no such name.
        photo: JPEG, PNG, GIF or WebP; None without a picture.
        line: where it begins.
    """

    person: Person
    uid: str = ""
    photo: bytes | None = None
    line: int = 0


def contact_id(uid: str = "") -> str:
    """The id of the contact with this name in files; a new one without it."""
    return _ID + (uid or os.urandom(16).hex())


def uid_of(person_id: str) -> str:
    """What a contact is called in files."""
    return person_id.removeprefix(_ID)


def is_picture(content: bytes) -> bool:
    """True for what may be kept as a photo. It is not decoded here."""
    return len(content) <= MAX_PHOTO and content.startswith(_IMAGES)


def line_of_text(text: str, limit: int = MAX_TEXT) -> str:
    """One line without characters that cannot be seen, bounded."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[: limit * 2]).split())[:limit]


def note_of_text(text: str) -> str:
    """Several lines, bounded."""
    lines = text[:MAX_NOTE].replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in lines).strip()


def person_of(
    texts: dict[str, str], numbers: list[tuple[NumberKind, str]], *, has_photo: bool = False
) -> Person | None:
    """A contact of what a file says; None when it says nothing by which it could be called.

    Args:
        texts: fields of `Person` by name; others are passed over.
    """
    clean = {name: line_of_text(text) for name, text in texts.items() if name != "note"}
    kept = tuple(dict.fromkeys((kind, line_of_text(text, 100)) for kind, text in numbers if text.strip()))
    given, family = clean.get("given_name", ""), clean.get("family_name", "")
    first_number = next((text for _, text in kept), "")
    called = (clean.get("name"), f"{given} {family}".strip(), clean.get("company"), clean.get("email"), first_number)
    name = next((text for text in called if text), "")
    if not name:
        return None
    return Person(
        person_id="",
        source=CONTACTS,
        name=name,
        given_name=given,
        family_name=family,
        department=clean.get("department", ""),
        company=clean.get("company", ""),
        title=clean.get("title", ""),
        email=clean.get("email", ""),
        numbers=tuple(PersonNumber(kind, text) for kind, text in kept[:MAX_NUMBERS]),
        sip_address=clean.get("sip_address", ""),
        note=note_of_text(texts.get("note", "")),
        has_photo=has_photo,
    )
