"""Whether an entry is among those that were asked for; the database's queries say the same in SQL."""

from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryKind
from softphone.history.search_text import has_terms, note_text, person_keys, search_text, terms
from softphone.history.store import NumberKey


def fits(entry: HistoryEntry, wanted: HistoryFilter, number_key: NumberKey) -> bool:
    """True when every condition of the filter holds."""
    return (
        _is_of_kind(entry, wanted.kind) and _is_of_person(entry, wanted, number_key) and _has(entry, wanted, number_key)
    )


def _is_of_kind(entry: HistoryEntry, kind: HistoryKind) -> bool:
    match kind:
        case HistoryKind.MISSED:
            return entry.is_missed
        case HistoryKind.INCOMING:
            return entry.is_incoming
        case HistoryKind.OUTGOING:
            return not entry.is_incoming
        case _:
            return True


def _is_of_person(entry: HistoryEntry, wanted: HistoryFilter, number_key: NumberKey) -> bool:
    keys = {key for text in wanted.persons for _, key in person_keys(text, number_key)}
    return not wanted.persons or entry.address in keys or entry.number_key in keys


def _has(entry: HistoryEntry, wanted: HistoryFilter, number_key: NumberKey) -> bool:
    if not wanted.text.strip():
        return True
    text = f"{search_text(entry)}\n{note_text(entry.note, entry.tags)}"
    return has_terms(text, terms(wanted.text, number_key))
