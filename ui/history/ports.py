"""What the history's view needs of the feature."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from softphone.basics.errors import UserFacingError
from softphone.basics.listeners import Listeners
from softphone.history.entry import HistoryFilter, HistoryPage


class CallHistory(Protocol):
    """The call history as the window sees it; nothing here blocks."""

    unseen_missed: int

    @property
    def changed(self) -> Listeners[None]:
        """Announces that entries were added, changed or removed, or seen."""

    @property
    def problem(self) -> Listeners[UserFacingError]:
        """Announces that the history cannot be read or written."""

    def page(
        self, wanted: HistoryFilter, after: int | None, limit: int, on_done: Callable[[HistoryPage], None]
    ) -> Callable[[], None]:
        """Gives entries, newest first, from behind the cursor. Returns what takes the question back."""

    def mark_seen(self) -> None:
        """The user has seen the missed calls."""

    def set_note(self, entry_id: int, text: str) -> None:
        """Replaces a note."""

    def set_tags(self, entry_id: int, tags: Sequence[str]) -> None:
        """Replaces the tags."""

    def delete(self, entry_ids: Collection[int]) -> None:
        """Removes entries."""

    def export_csv(
        self,
        path: Path,
        wanted: HistoryFilter,
        on_done: Callable[[int], None],
        on_error: Callable[[UserFacingError], None],
    ) -> None:
        """Writes all entries that fit to a CSV file."""
