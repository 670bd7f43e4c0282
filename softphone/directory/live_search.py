"""Searches on the directory server while the user types: one at a time, and none while they would be in vain."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from softphone.basics.secret import Secret
from softphone.directory.ldap_problem import DirectoryError, DirectoryProblem
from softphone.directory.person import Person
from softphone.runtime import Runtime, Timer
from softphone.settings.directory_server import DirectoryServer

CLOSE_AFTER_S = 60.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 15.0, 300.0
_log = logging.getLogger("softphone.directory")


class Source(Protocol):
    """What is searched; blocks, see LdapSource."""

    def search(self, text: str, limit: int, is_stopped: Callable[[], bool]) -> tuple[Person, ...]: ...
    def photo(self, person_id: str) -> bytes | None: ...
    def close(self) -> None: ...


NewSource = Callable[[DirectoryServer, Secret | None], Source]


class SignsIn(Protocol):
    """What a live search needs of the account; see DirectoryAccount."""

    @property
    def refusal(self) -> DirectoryProblem | None: ...
    def refuse(self, problem: DirectoryProblem) -> None: ...
    def with_password(
        self, on_done: Callable[[Secret | None], None], on_problem: Callable[[DirectoryProblem], None]
    ) -> None: ...


class LiveSearch:
    """Searches on one server, one at a time; of those that wait only the latest is carried out."""

    def __init__(self, runtime: Runtime, account: SignsIn, server: DirectoryServer, new_source: NewSource) -> None:
        self._new_source = new_source
        self._runtime = runtime
        self._account = account
        self._server = server
        self._lock = threading.Lock()
        self._source: Source | None = None
        self._is_busy = False
        self._next: _Search | None = None
        self._is_closed = False
        self._pause_s = 0.0
        self._paused_until_s = 0.0
        self._idle: Timer | None = None

    def search(self, text: str, limit: int, on_done: Callable[[tuple[Person, ...]], None]) -> Callable[[], None]:
        """Calls back with what the server finds; with nobody when it cannot be asked now or a later search overtook
        this one. Returns what cancels."""
        search = _Search(text, limit, on_done)
        if self._next is not None:
            self._next.finish(())
        self._next = search
        self._go_on()
        return search.cancel

    def photo(self, person_id: str, on_done: Callable[[bytes | None], None]) -> None:
        """Calls back with the picture, None when there is none or it cannot be had now."""

        def failed(error: Exception) -> None:
            self._note_failure(error)
            on_done(None)

        def run(password: Secret | None) -> None:
            self._runtime.run_in_background(lambda: self._source_with(password).photo(person_id), on_done, failed)

        if self._is_paused:
            on_done(None)
        else:
            self._account.with_password(run, lambda _: on_done(None))

    def close(self) -> None:
        """Ends the connection; what is under way finds nobody."""
        self._is_closed = True
        self._close_source()

    def _go_on(self) -> None:
        search = self._next
        if self._is_busy or search is None:
            return
        self._next = None
        if self._is_paused or self._is_closed:
            search.finish(())
            return
        self._is_busy = True
        self._account.with_password(lambda password: self._run(search, password), lambda _: self._done(search, ()))

    def _run(self, search: "_Search", password: Secret | None) -> None:
        def work() -> tuple[Person, ...]:
            return self._source_with(password).search(search.text, search.limit, lambda: search.is_cancelled)

        def failed(error: Exception) -> None:
            self._note_failure(error)
            self._done(search, ())

        def done(people: tuple[Person, ...]) -> None:
            self._pause_s = 0.0
            self._done(search, people)

        self._runtime.run_in_background(work, done, failed)

    def _done(self, search: "_Search", people: tuple[Person, ...]) -> None:
        self._is_busy = False
        search.finish(people)
        if self._is_closed:
            self._close_source()
            return
        if self._idle is not None:
            self._idle.cancel()
        self._idle = self._runtime.call_later(CLOSE_AFTER_S, self._close_source)
        self._go_on()

    @property
    def _is_paused(self) -> bool:
        return self._account.refusal is not None or self._runtime.now_s() < self._paused_until_s

    def _note_failure(self, error: Exception) -> None:
        if not isinstance(error, DirectoryError):
            _log.error("asking the directory failed: %s", type(error).__name__)
        elif self._is_closed:
            return  # that is why
        else:
            self._account.refuse(error.problem)
        self._pause_s = min(max(FIRST_PAUSE_S, 2 * self._pause_s), LONGEST_PAUSE_S)
        self._paused_until_s = self._runtime.now_s() + self._pause_s

    def _source_with(self, password: Secret | None) -> Source:
        """On a worker thread."""
        with self._lock:
            if self._source is None:
                self._source = self._new_source(self._server, password)
            return self._source

    def _close_source(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        source, self._source = self._source, None
        if source is not None:
            source.close()


class _Search:
    def __init__(self, text: str, limit: int, on_done: Callable[[tuple[Person, ...]], None]) -> None:
        self.text = text
        self.limit = limit
        self.is_cancelled = False
        self._on_done = on_done

    def cancel(self) -> None:
        self.is_cancelled = True

    def finish(self, people: tuple[Person, ...]) -> None:
        if not self.is_cancelled:
            self._on_done(people)
