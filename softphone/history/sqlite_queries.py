"""Which entries of the database are wanted: SQL and its parameters for a filter and a cursor."""

from softphone.history.entry import HistoryFilter, HistoryKind
from softphone.history.search_text import Term, person_keys, terms
from softphone.history.sqlite_rows import Value
from softphone.history.store import NumberKey

_TRIPLET = 3
_MAX_TRIPLETS = 6
_KINDS = {
    HistoryKind.ALL: "",
    HistoryKind.MISSED: "calls.is_missed = 1",
    HistoryKind.INCOMING: "calls.direction = 'incoming'",
    HistoryKind.OUTGOING: "calls.direction = 'outgoing'",
}
_FIRST = 1 << 62  # behind every id

Query = tuple[str, list[Value]]


def page_ids(wanted: HistoryFilter, after: int | None, limit: int, number_key: NumberKey) -> Query:
    """SQL that gives the ids of at most `limit` entries, newest first, from behind the cursor."""
    conditions = [_KINDS[wanted.kind]] if _KINDS[wanted.kind] else []
    parameters: list[Value] = []
    words = terms(wanted.text, number_key) if wanted.text.strip() else ()
    for term in words:
        conditions.append(" OR ".join("instr(calls.search_text, ?) OR instr(calls.note_text, ?)" for _ in term))
        parameters += [form for form in term for _ in range(2)]
    cursor = _FIRST if after is None else after
    if wanted.persons:
        return _of_persons(wanted.persons, conditions, parameters, cursor, limit, number_key)
    match = _match(words)
    if match:
        where = _and(["call_search MATCH ?", "call_search.rowid < ?", *conditions])
        return (
            "SELECT calls.id FROM call_search CROSS JOIN calls ON calls.id = call_search.rowid "
            f"WHERE {where} ORDER BY call_search.rowid DESC LIMIT ?",
            [match, cursor, *parameters, limit],
        )
    where = _and(["calls.id < ?", *conditions])
    return f"SELECT calls.id FROM calls WHERE {where} ORDER BY calls.id DESC LIMIT ?", [cursor, *parameters, limit]


def _of_persons(
    persons: tuple[str, ...],
    conditions: list[str],
    parameters: list[Value],
    cursor: int,
    limit: int,
    number_key: NumberKey,
) -> Query:
    """One index look-up for each address or number, so that the sorting never sees more than `limit` of each."""
    parts: list[str] = []
    all_parameters: list[Value] = []
    for column, key in dict.fromkeys(key for person in persons for key in person_keys(person, number_key)):
        where = _and([f"calls.{column} = ?", "calls.id < ?", *conditions])
        parts.append(f"SELECT * FROM (SELECT calls.id FROM calls WHERE {where} ORDER BY calls.id DESC LIMIT ?)")
        all_parameters += [key, cursor, *parameters, limit]
    if not parts:
        return "SELECT 0 WHERE 0", []
    return f"SELECT id FROM ({' UNION '.join(parts)}) ORDER BY id DESC LIMIT ?", [*all_parameters, limit]


def _match(words: tuple[Term, ...]) -> str:
    """The FTS5 expression that has to hold for every term; empty when the index knows none of them.

    The index holds triplets of characters, without their places: it says which entries may have the term, and the
    conditions on the text itself then say which have.
    """
    return " AND ".join(
        "(" + " OR ".join(_all_triplets(form) for form in term) + ")"
        for term in words
        if all(len(form) >= _TRIPLET for form in term)
    )


def _all_triplets(form: str) -> str:
    triplets = list(dict.fromkeys(form[at : at + _TRIPLET] for at in range(len(form) - _TRIPLET + 1)))
    if len(triplets) > _MAX_TRIPLETS:  # spread over the word; more would cost more than they rule out
        step = (len(triplets) - 1) / (_MAX_TRIPLETS - 1)
        triplets = [triplets[round(step * at)] for at in range(_MAX_TRIPLETS)]
    return "(" + " AND ".join('"' + triplet.replace('"', '""') + '"' for triplet in triplets) + ")"


def _and(conditions: list[str]) -> str:
    return " AND ".join(f"({condition})" for condition in conditions)
