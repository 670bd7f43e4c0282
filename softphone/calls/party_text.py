"""Names and numbers of far parties made fit for a window: they come from the network and may be hostile."""

import unicodedata

import msgspec

from softphone.basics.redaction import PRIVATE_NUMBERS
from softphone.basics.words import translate
from softphone.calls.call_guard import OWN_MOBILE
from softphone.protocol.snapshots import Party, TransferSnapshot

MAX_NAME = 64
MAX_NUMBER = 48
_MAX_MARKS = 2  # accents that may sit on one letter; more are meant to smear over the window
_QUOTES = "\"'“”„‟«»‘’`"


def own_mobile_name() -> str:
    """What the user's own mobile is called."""
    return translate("calls", "My mobile")


def cleaned(party: Party) -> Party:
    """The party with a name and number that can be shown anywhere: one line, bounded, no invisible characters; the
    user's own mobile by its word, so that its number goes no further."""
    if PRIVATE_NUMBERS.finds(party.number) or PRIVATE_NUMBERS.finds(party.uri):
        return msgspec.structs.replace(party, name=own_mobile_name(), number=OWN_MOBILE, uri=OWN_MOBILE)
    number = clean_text(party.number, MAX_NUMBER)
    name = clean_text(party.name, MAX_NAME)
    return msgspec.structs.replace(party, name="" if name == number else name, number=number)


def cleaned_transfer(transfer: TransferSnapshot | None) -> TransferSnapshot | None:
    """The transfer with the user's own mobile by its word."""
    if transfer is None or not PRIVATE_NUMBERS.finds(transfer.target):
        return transfer
    return msgspec.structs.replace(transfer, target=OWN_MOBILE)


def clean_text(text: str, limit: int) -> str:
    """One line without quotes around it, control, direction or invisible characters; at most `limit` characters."""
    # Bounded before the work: a megabyte of accents must not cost the window a second.
    text = unicodedata.normalize("NFC", text[: limit * 8])
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me", "Mc") else 0
        if category.startswith("Z") or character in "\t\r\n\v\f":
            kept.append(" ")
        elif not category.startswith("C") and marks <= _MAX_MARKS:
            kept.append(character)
    line = _unquoted(" ".join("".join(kept).split()))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def display_name(party: Party) -> str:
    """What to call the far party: name, else number, else what is known about the lack of both."""
    if party.name:
        return party.name
    if party.is_anonymous:
        return translate("calls", "Number withheld")
    return party.number or translate("calls", "Unknown caller")


def _unquoted(text: str) -> str:
    while len(text) >= 2 and text[0] in _QUOTES and text[-1] in _QUOTES:
        text = text[1:-1].strip()
    return text
