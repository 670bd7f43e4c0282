"""The directory server that is set up: its settings, its password, and live searches that never lock anybody out."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone.accounts.credentials import CredentialStore
from softphone.accounts.passwords import Passwords
from softphone.basics.errors import CredentialError, UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.directory.directory_config import normalised
from softphone.directory.ldap_problem import NEEDS_CHANGE, DirectoryProblem
from softphone.directory.live_search import LiveSearch, NewSource, Source
from softphone.directory.person import Person
from softphone.runtime import Runtime
from softphone.settings.declared import DIRECTORIES
from softphone.settings.directory_server import DirectoryServer
from softphone.settings.settings import Settings

if TYPE_CHECKING:
    from softphone.directory.ldap_trial import TrialProgress

_log = logging.getLogger("softphone.directory")


class DirectoryAccount:
    """At most one server is used: the first that is switched on.

    A refused sign-in is not tried again until the settings or the password change. A server that does not answer is
    left alone for a while, longer each time.

    Attributes:
        changed: the server or its password is another now, or `problem` is.
        problems: a password could not be kept or forgotten.
    """

    def __init__(
        self, runtime: Runtime, settings: Settings, credentials: CredentialStore, new_source: NewSource | None = None
    ) -> None:
        """new_source: makes what is searched; a connection to the real server unless given."""
        self.changed: Listeners[None] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self._runtime = runtime
        self._settings = settings
        self._new_source = new_source or _ldap_source
        self._passwords = Passwords(runtime, credentials)
        self._server: DirectoryServer | None = None
        self._password: Secret | None = None
        self._is_fetched = False
        self._turn = 0
        self._waiting: list[tuple[Callable[[Secret | None], None], Callable[[DirectoryProblem], None]]] = []
        self._refusal: DirectoryProblem | None = None
        self._live: LiveSearch | None = None
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
        title = translate("directory", "The password of the directory was not saved. {why}").format(why=error.title)
        self.problems.announce(CredentialError(title, translate("directory", "It is used until the program ends.")))

    def _begin_anew(self) -> None:
        self._refusal = None
        if self._live is not None:
            self._live.close()
        server = self.server
        self._live = None if server is None else LiveSearch(self._runtime, self, server, self._new_source)
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


def _ldap_source(server: DirectoryServer, password: Secret | None) -> Source:
    from softphone.directory.ldap_source import LdapSource

    return LdapSource(server, password)


def _log_failure(error: Exception) -> None:
    _log.error("trying the directory failed: %s", type(error).__name__)
