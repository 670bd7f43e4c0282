"""Files of contacts on the disk: which kind they are, reading them bit by bit, writing them all or not at all."""

import codecs
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.directory.contact_card import Card, LineProblem
from softphone.directory.csv_file import head_row, person_row, read_rows
from softphone.directory.person import Person
from softphone.directory.vcard_file import card_lines, read_cards
from softphone.directory.vcard_lines import MAX_LINE

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SNIFFED = 4096


def read_contacts(path: Path) -> Iterator[Card | LineProblem]:
    """The contacts in a vCard or CSV file, one after the other, whatever its size. Raises UserFacingError."""
    try:
        if not path.is_file():
            raise UserFacingError(
                translate("directory", "There is no such file."),
                translate("directory", "Choose a vCard (.vcf) or CSV file."),
            )
        with path.open("rb") as stream:
            start = stream.read(_SNIFFED)
            stream.seek(0)
            lines = _lines(stream, start)
            text = start.decode("utf-16", "ignore") if start.startswith(_UTF_16) else start.decode("latin-1")
            if "BEGIN:VCARD" in text.upper() or path.suffix.lower() in (".vcf", ".vcard"):
                yield from read_cards(lines)
            else:
                yield from read_rows(lines)
    except OSError as error:
        raise UserFacingError(
            translate("directory", "This file cannot be read."),
            translate("directory", "Check that it is there and that you may read it."),
        ) from error


def write_contacts(path: Path, people: Iterable[Person], photo: Callable[[str], bytes | None]) -> int:
    """Writes the people as CSV or, for any other ending than .csv, as vCard 3.0 with their pictures.

    Args:
        photo: the picture by id; asked only for those who have one.

    Returns how many there are. Raises UserFacingError; then a file that was there before is as it was.
    """
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}")
    try:
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                count = _write(stream, people, photo, is_csv=path.suffix.lower() == ".csv")
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UserFacingError(
            translate("directory", "The contacts could not be written to this file."),
            translate("directory", "Choose another folder, or free some space."),
        ) from error
    return count


def _write(stream: BinaryIO, people: Iterable[Person], photo: Callable[[str], bytes | None], *, is_csv: bool) -> int:
    count = 0
    if is_csv:
        stream.write(head_row().encode())
    for person in people:
        count += 1
        if is_csv:
            stream.write(person_row(person).encode())
        else:
            stream.writelines(card_lines(person, photo(person.person_id) if person.has_photo else None))
    stream.flush()
    os.fsync(stream.fileno())
    return count


def _lines(stream: BinaryIO, start: bytes) -> Iterator[bytes]:
    """Lines as UTF-8 or whatever 8-bit charset they have; one without an end comes in pieces."""
    if start.startswith(_UTF_16):
        reader = codecs.getreader("utf-16")(stream, "replace")
        while text := reader.readline():
            yield text.encode()
        return
    if start.startswith(codecs.BOM_UTF8):
        stream.seek(len(codecs.BOM_UTF8))
    while line := stream.readline(MAX_LINE):
        yield line
