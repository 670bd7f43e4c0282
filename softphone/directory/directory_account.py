"""The directory server that is set up: its settings, its password, and live searches that never lock anybody out."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone.accounts.credentials import CredentialStore
from softphone.accounts.passwords import Passwords
from softphone.basics.errors import CredentialError, UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.secret import Secret
from softphone.directory.directory_config import normalised
from softphone.directory.ldap_problem import NEEDS_CHANGE, DirectoryError, DirectoryProblem
from softphone.directory.person import Person
from softphone.runtime import Runtime, Timer
from softphone.settings.declared import DIRECTORIES
from softphone.settings.directory_server import DirectoryServer
from softphone.settings.settings import Settings

if TYPE_CHECKING:
    from softphone.directory.ldap_source import LdapSource
    from softphone.directory.ldap_trial import TrialProgress

CLOSE_AFTER_S = 60.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 15.0, 300.0
_log = logging.getLogger("softphone.directory")


class DirectoryAccount:
    """At most one server is used: the first that is switched on.

    A refused sign-in is not tried again until the settings or the password change. A server that does not answer is
    left alone for a while, longer each time.

    Attributes:
        changed: the server or its password is another now, or `problem` is.
        problems: a password could not be kept or forgotten.
    """

    def __init__(self, runtime: Runtime, settings: Settings, credentials: CredentialStore) -> None:
        self.changed: Listeners[None] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self._runtime = runtime
        self._settings = settings
        self._passwords = Passwords(runtime, credentials)
        self._server: DirectoryServer | None = None
        self._password: Secret | None = None
        self._is_fetched = False
        self._turn = 0
        self._waiting: list[tuple[Callable[[Secret | None], None], Callable[[DirectoryProblem], None]]] = []
        self._refusal: DirectoryProblem | None = None
        self._live: _LiveSearch | None = None
        settings.changed.add(self._on_setting)

    def start(self) -> None:
        """The settings are loaded."""
        self._take_settings()

    @property
    def server(self) -> DirectoryServer | None:
        """The server that is used; None when none is set up or it is switched off."""
        server = self._server
        return server if server is not None and server.is_enabled and server.host else None

    @property
    def configured(self) -> DirectoryServer | None:
        """The server as it is set up, switched on or not."""
        return self._server

    @property
    def refusal(self) -> DirectoryProblem | None:
        """Why nothing is tried until the settings change; None when it is."""
        return self._refusal

    def refuse(self, problem: DirectoryProblem) -> None:
        """A try has shown that nothing can be done until the settings change."""
        if problem in NEEDS_CHANGE and self._refusal is not problem:
            self._refusal = problem
            self.changed.announce(None)

    # ------------------------------------------------------------------ settings

    def save(self, server: DirectoryServer, password: Secret | None, *, remembers: bool = True) -> None:
        """Uses these settings from now on. password: None to keep the one that is known. Raises UserFacingError."""
        server = normalised(server)
        if password is not None:
            self._take_password(server, password, remembers)
        is_same = self._settings.entries(DIRECTORIES)[:1] == (server,)
        if not is_same:
            self._settings.put_entry(DIRECTORIES, server)
        elif password is not None:
            self._begin_anew()

    def remove(self) -> None:
        """Forgets the server and its password."""
        server = self._server
        if server is not None:
            self._password, self._is_fetched = None, False
            self._settings.remove_entry(DIRECTORIES, server.server_id)
            self._passwords.forget(server.server_id, lambda: None, self.problems.announce)

    def with_password(
        self, on_done: Callable[[Secret | None], None], on_problem: Callable[[DirectoryProblem], None]
    ) -> None:
        """Calls back with what there is to sign in with, perhaps after the password store has answered."""
        server = self.server
        if server is None:
            on_problem(DirectoryProblem.NOT_SET_UP)
        elif self._refusal is not None:
            on_problem(self._refusal)
        elif not server.bind_dn or self._is_fetched:
            on_done(self._password if server.bind_dn else None)
        else:
            self._waiting.append((on_done, on_problem))
            if len(self._waiting) == 1:
                self._fetch(server)

    # ------------------------------------------------------------------ use

    def search(self, text: str, limit: int, on_done: Callable[[tuple[Person, ...]], None]) -> Callable[[], None]:
        """Asks the server; calls back with what it finds, nobody when it cannot be asked now. Returns what cancels."""
        if self._live is None:
            on_done(())
            return lambda: None
        return self._live.search(text, limit, on_done)

    def photo(self, person_id: str, on_done: Callable[[bytes | None], None]) -> None:
        """Asks the server for the person's picture."""
        if self._live is None:
            on_done(None)
        else:
            self._live.photo(person_id, on_done)

    def test(
        self, server: DirectoryServer, password: Secret | None, on_progress: Callable[["TrialProgress"], None]
    ) -> Callable[[], None]:
        """Tries these settings step by step. password: None for the one that is known. Returns what stops the
        reports. Raises UserFacingError."""
        server = normalised(server)
        is_dropped = False

        def tell(progress: "TrialProgress") -> None:
            if not is_dropped:
                on_progress(progress)

        def run(known: Secret | None) -> None:
            def work() -> None:
                from softphone.directory.ldap_trial import try_server

                try_server(server, known, lambda progress: self._runtime.post(lambda: tell(progress)))

            self._runtime.run_in_background(work, lambda _: None, _log_failure)

        def drop() -> None:
            nonlocal is_dropped
            is_dropped = True

        if password is not None or not server.bind_dn or self._is_fetched:
            run(password or self._password)
        else:
            self._passwords.fetch(server.server_id, run, lambda _: run(None))
        return drop

    def close(self) -> None:
        """The program ends."""
        if self._live is not None:
            self._live.close()

    # ------------------------------------------------------------------ inside

    def _on_setting(self, key: str) -> None:
        if key == DIRECTORIES.key:
            self._take_settings()

    def _take_settings(self) -> None:
        server = next(iter(self._settings.entries(DIRECTORIES)), None)
        if server == self._server:
            return
        old = self._server
        self._server = server
        if old is not None and server is not None and old.server_id != server.server_id:
            self._password, self._is_fetched = None, False
        self._begin_anew()

    def _take_password(self, server: DirectoryServer, password: Secret, remembers: bool) -> None:
        self._password, self._is_fetched = password, True
        self._turn += 1
        if remembers:
            self._passwords.keep(server.server_id, password, lambda: None, self._on_not_kept)
        else:
            self._passwords.forget(server.server_id, lambda: None, self.problems.announce)

    def _on_not_kept(self, error: CredentialError) -> None:
        title = f"The password of the directory was not saved. {error.title}"
        self.problems.announce(CredentialError(title, "It is used until the program ends."))

    def _begin_anew(self) -> None:
        self._refusal = None
        if self._live is not None:
            self._live.close()
        server = self.server
        self._live = None if server is None else _LiveSearch(self._runtime, self, server)
        self.changed.announce(None)

    def _fetch(self, server: DirectoryServer) -> None:
        turn = self._turn

        def done(password: Secret | None) -> None:
            if turn == self._turn and server is self._server:
                self._password, self._is_fetched = password, True
            waiting, self._waiting = self._waiting, []
            if self._password is None:
                self.refuse(DirectoryProblem.PASSWORD_MISSING)
            for on_done, on_problem in waiting:
                if self._password is None:
                    on_problem(DirectoryProblem.PASSWORD_MISSING)
                else:
                    on_done(self._password)

        def failed(error: CredentialError) -> None:
            self.problems.announce(error)
            done(None)

        self._passwords.fetch(server.server_id, done, failed)


class _LiveSearch:
    """Searches on one server, one at a time; of those that wait only the latest is carried out."""

    def __init__(self, runtime: Runtime, account: DirectoryAccount, server: DirectoryServer) -> None:
        self._runtime = runtime
        self._account = account
        self._server = server
        self._source: LdapSource | None = None
        self._is_busy = False
        self._next: _Search | None = None
        self._is_closed = False
        self._pause_s = 0.0
        self._paused_until_s = 0.0
        self._idle: Timer | None = None

    def search(self, text: str, limit: int, on_done: Callable[[tuple[Person, ...]], None]) -> Callable[[], None]:
        search = _Search(text, limit, on_done)
        if self._account.refusal is not None or self._runtime.now_s() < self._paused_until_s:
            search.finish(())
            return lambda: None
        if self._next is not None:
            self._next.finish(())
        self._next = search
        self._go_on()
        return search.cancel

    def photo(self, person_id: str, on_done: Callable[[bytes | None], None]) -> None:
        def run(password: Secret | None) -> None:
            def work() -> bytes | None:
                return self._source_with(password).photo(person_id)

            self._runtime.run_in_background(work, on_done, lambda _: on_done(None))

        self._account.with_password(run, lambda _: on_done(None))

    def close(self) -> None:
        self._is_closed = True
        self._close_source()

    def _go_on(self) -> None:
        search = self._next
        if self._is_busy or search is None:
            return
        self._next = None
        self._is_busy = True
        self._account.with_password(lambda password: self._run(search, password), lambda _: self._done(search, ()))

    def _run(self, search: "_Search", password: Secret | None) -> None:
        def work() -> tuple[Person, ...]:
            return self._source_with(password).search(search.text, search.limit, lambda: search.is_cancelled)

        def failed(error: Exception) -> None:
            if isinstance(error, DirectoryError):
                self._note_failure(error.problem)
            else:
                _log_failure(error)
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

    def _note_failure(self, problem: DirectoryProblem) -> None:
        if self._is_closed:
            return
        self._account.refuse(problem)
        self._pause_s = min(max(_FIRST_PAUSE_S, 2 * self._pause_s), _LONGEST_PAUSE_S)
        self._paused_until_s = self._runtime.now_s() + self._pause_s

    def _source_with(self, password: Secret | None) -> "LdapSource":
        """On a worker thread."""
        if self._source is None:
            from softphone.directory.ldap_source import LdapSource

            self._source = LdapSource(self._server, password)
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


def _log_failure(error: Exception) -> None:
    _log.error("asking the directory failed: %s", type(error).__name__)
