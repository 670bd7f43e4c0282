"""Keeps the user's private mobile number out of what is kept: the word for the own mobile stands in its place."""

from dataclasses import replace

from softphone.basics.redaction import PRIVATE_NUMBERS, Redaction
from softphone.calls.call_guard import OWN_MOBILE
from softphone.calls.party_text import own_mobile_name
from softphone.history.entry import HistoryEntry, HistoryLeg


def without_private_numbers(entry: HistoryEntry, private: Redaction = PRIVATE_NUMBERS) -> HistoryEntry:
    """The entry as it may be kept; the same where nothing private is in it."""
    if private.is_idle:
        return entry
    is_with_mobile = private.finds(entry.presented_number) or private.finds(entry.presented_uri)
    kept = replace(
        entry,
        dialled_text=_word(entry.dialled_text, private),
        presented_number=OWN_MOBILE if is_with_mobile else entry.presented_number,
        presented_name=own_mobile_name() if is_with_mobile else private.masked(entry.presented_name),
        presented_uri=OWN_MOBILE if is_with_mobile else entry.presented_uri,
        person_name="" if is_with_mobile else private.masked(entry.person_name),
        number_key="" if is_with_mobile else entry.number_key,
        end_text=private.masked(entry.end_text),
        note=private.masked(entry.note),
        tags=tuple(map(private.masked, entry.tags)),
        legs=tuple(_leg(leg, private) for leg in entry.legs),
    )
    return entry if kept == entry else kept


def _leg(leg: HistoryLeg, private: Redaction) -> HistoryLeg:
    return replace(leg, remote_uri=_word(leg.remote_uri, private), transfer_target=_word(leg.transfer_target, private))


def _word(text: str, private: Redaction) -> str:
    if not private.finds(text):
        return text
    return private.masked(text) if "*" in text or "#" in text else OWN_MOBILE
