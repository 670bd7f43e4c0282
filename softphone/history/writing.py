"""Writes entries in the background and loses none: what cannot be written waits and is tried again."""

import logging
from collections.abc import Callable
from typing import Final

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.history.entry import HistoryEntry
from softphone.history.lane import Lane
from softphone.history.private_numbers import without_private_numbers
from softphone.history.store import HistoryError, HistoryStore
from softphone.runtime import Runtime, Timer

RETRY_S: Final = (1.0, 2.0, 5.0, 10.0, 30.0)
_log = logging.getLogger("softphone.history")


class Writing:
    """Each entry says all that is known of its call, so of several that wait only the last is written.

    Args:
        store: gives the store; called in the background.
        on_written: entries were written; gets the number of missed calls that were not seen.
        on_problem: told once for each time that writing has become impossible, not for each try.
    """

    def __init__(
        self,
        runtime: Runtime,
        lane: Lane,
        store: Callable[[], HistoryStore],
        on_written: Callable[[int], None],
        on_problem: Callable[[UserFacingError], None],
    ) -> None:
        self._runtime = runtime
        self._lane = lane
        self._store = store
        self._on_written = on_written
        self._on_problem = on_problem
        self._waiting: dict[CallId, HistoryEntry] = {}
        self._is_writing = False
        self._is_finishing = False
        self._failures = 0
        self._told = ""
        self._retry: Timer | None = None

    @property
    def unsaved(self) -> tuple[HistoryEntry, ...]:
        """What could not be written, newest first; nothing while all is well."""
        return tuple(reversed(self._waiting.values())) if self._failures else ()

    def add(self, entry: HistoryEntry) -> None:
        """Writes the entry as soon as may be."""
        self._waiting[entry.call_id] = without_private_numbers(entry)
        if self._retry is None:
            self._write()

    def try_now(self) -> None:
        """Tries again without waiting for the time to do so."""
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
        self._write()

    def finish(self) -> None:
        """One more try; from now on what fails is not tried again."""
        self._is_finishing = True
        self.try_now()

    def _write(self) -> None:
        if self._is_writing or not self._waiting:
            return
        self._is_writing = True
        batch, self._waiting = self._waiting, {}

        def work() -> int:
            self._store().write(tuple(batch.values()))
            return self._store().unseen_missed()

        self._lane.submit(work, self._done, lambda error: self._failed(batch, error))

    def _done(self, unseen_missed: int) -> None:
        self._is_writing = False
        self._failures = 0
        self._told = ""
        self._on_written(unseen_missed)
        self._write()

    def _failed(self, batch: dict[CallId, HistoryEntry], error: Exception) -> None:
        self._is_writing = False
        self._waiting = batch | self._waiting
        problem = as_problem(error)
        delay_s = RETRY_S[min(self._failures, len(RETRY_S) - 1)]
        self._failures += 1
        if not self._is_finishing:
            self._retry = self._runtime.call_later(delay_s, self.try_now)
        if problem.title != self._told:
            self._told = problem.title
            self._on_problem(problem)


def as_problem(error: Exception) -> UserFacingError:
    """The error in words. One that has none is a mistake of ours, which the log has to show."""
    if isinstance(error, UserFacingError):
        return error
    _log.error("history failed", exc_info=error)
    return HistoryError(
        translate("history", "The call history failed."),
        translate("history", "Calls work; start the program again to see the history."),
    )
