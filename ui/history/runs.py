"""Several calls in a row with one person as one row; a missed call is never one of several."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from softphone.history.entry import HistoryEntry


@dataclass(frozen=True, slots=True)
class Run:
    """Calls with the same person in the same direction on one day, newest first; mostly one."""

    entries: tuple[HistoryEntry, ...]

    @property
    def first(self) -> HistoryEntry:
        """The newest call: the one that is shown."""
        return self.entries[0]

    @property
    def count(self) -> int:
        """How many calls it stands for."""
        return len(self.entries)

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of all calls."""
        return tuple(entry.entry_id for entry in self.entries)


def folded(
    entries: Iterable[HistoryEntry], unfolded: frozenset[int] | set[int], day_of: Callable[[float], int]
) -> list[Run]:
    """The entries as runs, in their order. unfolded: ids that stand alone; day_of: the local day of a time."""
    runs: list[list[HistoryEntry]] = []
    for entry in entries:
        if runs and _belong_together(runs[-1][-1], entry, unfolded, day_of):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return [Run(tuple(run)) for run in runs]


def _belong_together(
    newer: HistoryEntry, older: HistoryEntry, unfolded: frozenset[int] | set[int], day_of: Callable[[float], int]
) -> bool:
    return (
        _may_fold(newer, unfolded)
        and _may_fold(older, unfolded)
        and newer.direction == older.direction
        and party_key(newer) == party_key(older)
        and day_of(newer.started_s) == day_of(older.started_s)
    )


def _may_fold(entry: HistoryEntry, unfolded: frozenset[int] | set[int]) -> bool:
    """What is missed, has a note or tags, goes on, or may be anybody, stands alone."""
    has_words = bool(entry.note or entry.tags)
    is_special = entry.is_missed or entry.is_under_way or has_words or entry.entry_id in unfolded
    return not is_special and bool(party_key(entry))


def party_key(entry: HistoryEntry) -> str:
    """The same for calls with the same far party; empty when nobody knows who it was."""
    return "" if entry.is_anonymous else entry.number_key or entry.address or entry.presented_number
