"""The port to where the history is kept."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Protocol

from softphone.basics.errors import UserFacingError
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryPage

NumberKey = Callable[
    [str], str
]  # brings a number into the form in which numbers are compared; called in the background


class HistoryError(UserFacingError):
    """The history cannot be read or written now."""


class HistoryStore(Protocol):
    """Blocking; called from worker threads, one call at a time, but `each` at any time beside the others.

    Every method but `close` opens what it needs, and raises HistoryError, in words, when it cannot do its work; then
    nothing of it was done and it may be tried again.
    """

    def open(self) -> None:
        """Makes ready; ends the entries of programs that are gone."""

    def write(self, entries: Sequence[HistoryEntry]) -> None:
        """Adds the entries or, where the call is there already, replaces what was recorded of it, all or nothing.

        Note, tags and what was seen stay; a call that has become a missed one becomes unseen. What is written when
        this returns survives the death of the process.
        """

    def page(self, wanted: HistoryFilter, after: int | None, limit: int) -> HistoryPage:
        """At most `limit` entries, newest first, from behind the cursor of the page before; None for the first."""

    def each(self, wanted: HistoryFilter) -> Iterator[HistoryEntry]:
        """All entries, newest first, without holding them all in memory."""

    def unseen_missed(self) -> int:
        """How many missed calls the user has not seen."""

    def mark_seen(self) -> None:
        """The user has seen all missed calls."""

    def set_note(self, entry_id: int, text: str) -> None:
        """Replaces the note."""

    def set_tags(self, entry_id: int, tags: Sequence[str]) -> None:
        """Replaces the tags."""

    def rewrite(self, as_kept: Callable[[HistoryEntry], HistoryEntry]) -> None:
        """Replaces what was recorded of each call, its note and its tags by what the function makes of it. Nothing of
        what stood there before can be found in the file afterwards."""

    def delete(self, entry_ids: Collection[int]) -> None:
        """Removes these entries, but those of calls that go on."""

    def close(self) -> None:
        """Gives everything back; never raises."""
