"""Calls in a row with the same person, shown as one line; a missed call never gets lost in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from softphone.history.entry import HistoryEntry


@dataclass(frozen=True, slots=True)
class Fold:
    """Calls of one person that follow each other in what is shown, newest first; at least one."""

    entries: tuple[HistoryEntry, ...]

    @property
    def newest(self) -> HistoryEntry:
        return self.entries[0]

    @property
    def missed(self) -> int:
        """How many of them were missed: to be shown whatever the newest one was."""
        return sum(entry.is_missed for entry in self.entries)

    @property
    def unseen(self) -> int:
        """How many of them were missed and not seen."""
        return sum(entry.is_missed and not entry.is_seen for entry in self.entries)


def fold(entries: Iterable[HistoryEntry]) -> tuple[Fold, ...]:
    """Joins neighbours of the same person. Callers who withhold their number are never taken for one."""
    folds: list[list[HistoryEntry]] = []
    for entry in entries:
        key = _person(entry)
        if folds and key is not None and _person(folds[-1][-1]) == key:
            folds[-1].append(entry)
        else:
            folds.append([entry])
    return tuple(Fold(tuple(group)) for group in folds)


def _person(entry: HistoryEntry) -> tuple[str, str] | None:
    if entry.is_anonymous or entry.is_under_way or not (entry.number_key or entry.address):
        return None
    return ("number", entry.number_key) if entry.number_key else ("address", entry.address)
