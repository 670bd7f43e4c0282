"""Writes changes in the background, in their order, and loses none of the user's own: they wait and are tried again."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.messaging.message import ConversationId, Kept, MessageId
from softphone.messaging.store import Change, MessagesError, MessageStore, PutMessage
from softphone.runtime import Runtime, Timer

T = TypeVar("T")
RETRY_S: Final = (1.0, 2.0, 5.0, 10.0, 30.0)
_AT_ONCE = 200
_log = logging.getLogger("softphone.messaging")


@dataclass(frozen=True, slots=True)
class _Job:
    change: Change
    on_done: Callable[[bool], None]
    on_failed: Callable[[], None] | None


class Saving:
    """One piece of work at a time on the store: changes that wait go together, then what is asked.

    Args:
        store: gives the store; called in the background.
        on_problem: told once for each time that writing has become impossible.
        on_mended: writing works again.
    """

    def __init__(
        self,
        runtime: Runtime,
        store: Callable[[], MessageStore],
        on_problem: Callable[[UserFacingError], None],
        on_mended: Callable[[], None],
    ) -> None:
        self._runtime = runtime
        self._store = store
        self._on_problem = on_problem
        self._on_mended = on_mended
        self._jobs: deque[_Job] = deque()
        self._writing: tuple[_Job, ...] = ()
        self._questions: deque[Callable[[], None]] = deque()
        self._is_busy = self._is_due = False
        self._failures = 0
        self._told = ""
        self._retry: Timer | None = None
        self._is_finishing = False

    def change(
        self,
        change: Change,
        on_done: Callable[[bool], None] = lambda has_changed: None,
        on_failed: Callable[[], None] | None = None,
    ) -> None:
        """Writes the change as soon as may be; then `on_done` gets its result.

        on_failed: called when it cannot be written now, and it is not tried again; without it, it waits.
        """
        self._jobs.append(_Job(change, on_done, on_failed))
        self._soon()

    def ask(self, work: Callable[[MessageStore], T], on_done: Callable[[T], None], fallback: T) -> None:
        """Asks the store behind the changes that wait now; gives the fallback when it cannot answer."""

        def begin() -> None:
            self._runtime.run_in_background(lambda: work(self._store()), done, failed)

        def done(answer: T) -> None:
            self._end()
            self._call(lambda: on_done(answer))

        def failed(error: Exception) -> None:
            self._tell(error)
            self._end()
            self._call(lambda: on_done(fallback))

        self._questions.append(begin)
        self._soon()

    @property
    def is_idle(self) -> bool:
        """Nothing waits to be written."""
        return not self._jobs and not self._writing

    def unsaved(self, conversation_id: ConversationId) -> dict[MessageId, Kept]:
        """Messages whose latest change is not written yet."""
        return {
            job.change.kept.message_id: job.change.kept
            for job in (*self._writing, *self._jobs)
            if isinstance(job.change, PutMessage) and job.change.kept.conversation_id == conversation_id
        }

    def unsaved_message(self, message_id: MessageId) -> Kept | None:
        """The message as it will be written; None when nothing of it waits."""
        found = None
        for job in (*self._writing, *self._jobs):
            if isinstance(job.change, PutMessage) and job.change.kept.message_id == message_id:
                found = job.change.kept
        return found

    def finish(self, on_done: Callable[[], None]) -> None:
        """One more try for what waits; then the store is closed, and it calls back."""
        self._is_finishing = True
        self._failures = 0  # those before do not keep it from the last try
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
        self.ask(lambda store: store.close(), lambda _: on_done(), None)

    # ------------------------------------------------------------------ inside

    def _soon(self) -> None:
        """What is asked for in one turn goes together."""
        if not self._is_due:
            self._is_due = True
            self._runtime.post(self._next)

    def _next(self) -> None:
        self._is_due = False
        if self._is_busy:
            return
        if self._jobs and self._retry is None and not (self._is_finishing and self._failures):
            self._write()
        elif self._questions:
            self._is_busy = True
            self._questions.popleft()()

    def _write(self) -> None:
        self._is_busy = True
        batch = self._writing = tuple(self._jobs.popleft() for _ in range(min(len(self._jobs), _AT_ONCE)))
        changes = tuple(job.change for job in batch)
        now_s = self._runtime.wall_time_s()

        def work() -> tuple[bool, ...]:
            return self._store().write(changes, now_s)

        self._runtime.run_in_background(work, lambda results: self._written(batch, results), self._failed)

    def _written(self, batch: tuple[_Job, ...], results: tuple[bool, ...]) -> None:
        self._writing = ()
        if self._failures:
            self._on_mended()
        self._failures, self._told = 0, ""
        self._is_busy = False
        for job, result in zip(batch, results, strict=True):
            self._call(lambda job=job, result=result: job.on_done(result))  # type: ignore[misc]
        self._soon()

    def _failed(self, error: Exception) -> None:
        batch, self._writing = self._writing, ()
        lost = [job for job in (*batch, *self._jobs) if job.on_failed is not None]
        self._jobs = deque(job for job in (*batch, *self._jobs) if job.on_failed is None)
        delay_s = RETRY_S[min(self._failures, len(RETRY_S) - 1)]
        self._failures += 1
        self._is_busy = False
        self._tell(error)
        for job in lost:
            self._call(job.on_failed or (lambda: None))
        if self._jobs and not self._is_finishing and self._retry is None:
            self._retry = self._runtime.call_later(delay_s, self._try_again)
        self._soon()

    def _try_again(self) -> None:
        self._retry = None
        self._next()

    def _end(self) -> None:
        self._is_busy = False
        self._soon()

    def _tell(self, error: Exception) -> None:
        problem = as_problem(error)
        if problem.title != self._told:
            self._told = problem.title
            self._on_problem(problem)

    @staticmethod
    def _call(function: Callable[[], None]) -> None:
        try:
            function()
        except Exception:
            _log.exception("what follows a change failed")


def as_problem(error: Exception) -> UserFacingError:
    """The error in words. One that has none is a mistake of ours, which the log has to show."""
    if isinstance(error, UserFacingError):
        return error
    _log.error("messages failed: %s", type(error).__name__, exc_info=error)
    return MessagesError(
        translate("messaging", "The messages cannot be used."),
        translate("messaging", "Calls work; start the program again to see the messages."),
    )
