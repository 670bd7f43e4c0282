"""Keeps the history for the life of the program only; for a program that must leave no trace."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryPage
from softphone.history.matching import fits
from softphone.history.search_text import digits_of, with_number_key
from softphone.history.store import NumberKey


class MemoryHistoryStore:
    """See HistoryStore."""

    def __init__(self, number_key: NumberKey = digits_of) -> None:
        self._number_key = number_key
        self._entries: dict[int, HistoryEntry] = {}
        self._last_id = 0

    def open(self) -> None:
        """There is nothing to make ready."""

    def write(self, entries: Sequence[HistoryEntry]) -> None:
        for bare in entries:
            entry = with_number_key(bare, self._number_key)
            before = next((e for e in self._entries.values() if e.call_id == entry.call_id), None)
            self._last_id += before is None
            is_seen = not entry.is_missed if before is None else before.is_seen
            if before is not None and entry.is_missed and not before.is_missed:
                is_seen = False
            kept = before or replace(entry, entry_id=self._last_id, note="", tags=())
            self._entries[kept.entry_id] = replace(
                entry, entry_id=kept.entry_id, note=kept.note, tags=kept.tags, is_seen=is_seen
            )

    def page(self, wanted: HistoryFilter, after: int | None, limit: int) -> HistoryPage:
        rest = [entry for entry in self.each(wanted) if after is None or entry.entry_id < after]
        return HistoryPage(tuple(rest[:limit]), rest[limit - 1].entry_id if len(rest) > limit else None)

    def each(self, wanted: HistoryFilter) -> Iterator[HistoryEntry]:
        for entry in sorted(self._entries.values(), key=lambda entry: -entry.entry_id):
            if fits(entry, wanted, self._number_key):
                yield entry

    def unseen_missed(self) -> int:
        return sum(entry.is_missed and not entry.is_seen for entry in self._entries.values())

    def mark_seen(self) -> None:
        self._entries = {key: replace(entry, is_seen=True) for key, entry in self._entries.items()}

    def set_note(self, entry_id: int, text: str) -> None:
        if entry_id in self._entries:
            self._entries[entry_id] = replace(self._entries[entry_id], note=text)

    def set_tags(self, entry_id: int, tags: Sequence[str]) -> None:
        if entry_id in self._entries:
            self._entries[entry_id] = replace(self._entries[entry_id], tags=tuple(tags))

    def rewrite(self, as_kept: Callable[[HistoryEntry], HistoryEntry]) -> None:
        self._entries = {key: with_number_key(as_kept(e), self._number_key) for key, e in self._entries.items()}

    def delete(self, entry_ids: Collection[int]) -> None:
        for entry_id in entry_ids:
            if entry_id in self._entries and not self._entries[entry_id].is_under_way:
                del self._entries[entry_id]

    def close(self) -> None:
        """There is nothing to give back."""
