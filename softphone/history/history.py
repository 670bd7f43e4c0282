"""The call history as the windows use it: records by itself, answers questions in the background."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from softphone.accounts.accounts import Accounts
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners
from softphone.basics.redaction import PRIVATE_NUMBERS
from softphone.calls.call import Call
from softphone.calls.calls import Calls
from softphone.history.entry import HistoryFilter, HistoryPage, address_of
from softphone.history.lane import Lane
from softphone.history.matching import fits
from softphone.history.private_numbers import without_private_numbers
from softphone.history.recorder import Circumstances, Recorder
from softphone.history.search_text import digits_of
from softphone.history.store import HistoryStore
from softphone.history.writing import Writing, as_problem
from softphone.runtime import Runtime, Timer

OPEN_AFTER_S = 1.0
PAGE_SIZE = 50


class History:
    """Every call that was made, taken or missed.

    Nothing here blocks: answers come by callback on the runtime's thread.

    Args:
        new_store: makes the store; called once, in the background, because loading a database is work.
        device: names microphone and speaker in use.
        measure: lets the figures of the sound come during talks; returns what ends that.

    Attributes:
        changed: announces that entries were added, changed or removed, or seen.
        problem: announces, once for each trouble, that the history cannot be read or written, and what helps.
        unseen_missed: missed calls that the user has not seen.
    """

    def __init__(
        self,
        runtime: Runtime,
        calls: Calls,
        accounts: Accounts,
        new_store: Callable[[], HistoryStore],
        device: Callable[[], str] = lambda: "",
        measure: Callable[[], Callable[[], None]] = lambda: lambda: None,
    ) -> None:
        self.changed: Listeners[None] = Listeners()
        self.problem: Listeners[UserFacingError] = Listeners()
        self.unseen_missed = 0
        self._runtime = runtime
        self._calls = calls
        self._accounts = accounts
        self._store = _once(new_store)
        self._device = device
        self._lane = Lane(runtime)
        self._writing = Writing(runtime, self._lane, self._store, self._written, self._cannot_write)
        self._recorder = Recorder(runtime, self._circumstances, self._writing.add, measure)
        self._opening: Timer | None = None
        self._told = self._told_of_writing = ""
        self._is_closed = False
        self._forget_calls = calls.changed.add(self._recorder.take)
        for call in calls.calls():
            self._recorder.take(call)

    def start(self) -> None:
        """Opens the history a little later, so that it does not delay the window."""
        self._opening = self._runtime.call_later(OPEN_AFTER_S, self._open)

    def page(
        self,
        wanted: HistoryFilter,
        after: int | None,
        limit: int,
        on_done: Callable[[HistoryPage], None],
    ) -> Callable[[], None]:
        """Gives at most `limit` entries, newest first, from behind the cursor; an empty page when it cannot be read.

        In front of the first page comes what could not be written yet, with 0 as its id.

        after: `HistoryPage.next` of the page before, None for the first. Returns what takes the question back, which
        helps only while others are before it.
        """

        if self._is_closed:
            self._runtime.post(lambda: on_done(HistoryPage()))
            return lambda: None

        def answer(page: HistoryPage) -> None:
            on_done(page if after is not None else self._with_unsaved(page, wanted))

        def done(page: HistoryPage) -> None:
            self._told = ""
            answer(page)

        def failed(error: Exception) -> None:
            self._failed(error)
            answer(HistoryPage())

        return self._lane.submit(lambda: self._store().page(wanted, after, limit), done, failed)

    def mark_seen(self) -> None:
        """The user has seen the missed calls."""
        if self.unseen_missed:
            self._change(lambda: self._store().mark_seen())

    def set_note(self, entry_id: int, text: str) -> None:
        """Replaces the note of an entry."""
        self._change(lambda: self._store().set_note(entry_id, PRIVATE_NUMBERS.masked(text.strip())))

    def set_tags(self, entry_id: int, tags: Sequence[str]) -> None:
        """Replaces the tags of an entry; each is one line."""
        lines = (" ".join(tag.split()) for tag in tags)
        clean = tuple(dict.fromkeys(PRIVATE_NUMBERS.masked(tag) for tag in lines if tag))
        self._change(lambda: self._store().set_tags(entry_id, clean))

    def delete(self, entry_ids: Collection[int]) -> None:
        """Removes entries; one whose call goes on stays."""
        wanted = tuple(entry_ids)
        self._change(lambda: self._store().delete(wanted))

    def forget_private_numbers(self) -> None:
        """Takes out of earlier calls what has become private since."""
        self._change(lambda: self._store().rewrite(without_private_numbers))

    def export_csv(
        self,
        path: Path,
        wanted: HistoryFilter,
        on_done: Callable[[int], None],
        on_error: Callable[[UserFacingError], None],
    ) -> None:
        """Writes all entries that fit to a CSV file; gives their number, or says why there is no file."""

        def work() -> int:
            from softphone.history.csv_export import write_csv

            return write_csv(path, self._store().each(wanted))

        def failed(error: Exception) -> None:
            on_error(as_problem(error))

        def begin(_: None) -> None:
            # Beside the lane: a long export keeps no call from being written.
            self._runtime.run_in_background(work, on_done, failed)

        self._lane.submit(lambda: self._store().open(), begin, failed)

    def note_transfer(self, call_id: CallId, kind: str, target: str) -> None:
        """The far party of a call that lives was transferred. kind: ``blind`` or ``consult``."""
        self._recorder.note_transfer(call_id, kind, target)

    def note_recording(self, call_id: CallId, path: str) -> None:
        """A call that lives is being recorded to this file."""
        self._recorder.note_recording(call_id, path)

    def close(self, on_done: Callable[[], None]) -> None:
        """Writes what waits, with one more try, and gives the database back; then calls back.

        What is asked afterwards gets an empty page, and changes nothing.
        """
        self._is_closed = True
        self._forget_calls()
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        self._recorder.stop()
        self._writing.finish()
        # After what is being written, and after the last try that may follow it.
        self._lane.submit(lambda: None, lambda _: self._close_store(on_done), lambda _: on_done())

    # -------------------------------------------------------------------- inside

    def _with_unsaved(self, page: HistoryPage, wanted: HistoryFilter) -> HistoryPage:
        unsaved = tuple(entry for entry in self._writing.unsaved if fits(entry, wanted, digits_of))
        newer = {entry.call_id for entry in unsaved}
        return HistoryPage((*unsaved, *(entry for entry in page.entries if entry.call_id not in newer)), page.next)

    def _close_store(self, on_done: Callable[[], None]) -> None:
        self._lane.submit(lambda: self._store().close(), lambda _: on_done(), lambda _: on_done())

    def _open(self) -> None:
        self._opening = None

        def work() -> int:
            self._store().open()
            return self._store().unseen_missed()

        self._lane.submit(work, self._counted, self._failed)

    def _change(self, change: Callable[[], None]) -> None:
        if self._is_closed:
            return

        def work() -> int:
            change()
            return self._store().unseen_missed()

        self._lane.submit(work, self._counted, self._failed)

    def _written(self, unseen_missed: int) -> None:
        self._told_of_writing = ""
        self._counted(unseen_missed)

    def _cannot_write(self, problem: UserFacingError) -> None:
        self._told_of_writing = problem.title
        if problem.title != self._told:
            self.problem.announce(problem)

    def _counted(self, unseen_missed: int) -> None:
        self._told = ""
        self.unseen_missed = unseen_missed
        self.changed.announce(None)

    def _failed(self, error: Exception) -> None:
        problem = as_problem(error)
        is_known = problem.title in (self._told, self._told_of_writing)
        self._told = problem.title
        if not is_known:
            self.problem.announce(problem)

    def _circumstances(self, call: Call) -> Circumstances:
        view = self._accounts.view(call.account_id)
        return Circumstances(
            dialled_text="" if call.is_incoming or call.taken_from else self._calls.last_dialled,
            work_identity=address_of(view.config.address_of_record) if view else "",
            device=self._device(),
        )


def _once(new_store: Callable[[], HistoryStore]) -> Callable[[], HistoryStore]:
    """Gives the same store each time; called from one piece of background work at a time."""
    made: list[HistoryStore] = []

    def store() -> HistoryStore:
        if not made:
            made.append(new_store())
        return made[0]

    return store
