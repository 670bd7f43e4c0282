"""The company directory on its LDAP server: searched and read whole. Blocking, for worker threads.

Private numbers are handed on as the server gives them; nothing of a person is ever logged.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator

from softphone.basics.secret import Secret
from softphone.directory import ldap_attributes
from softphone.directory.ldap_attributes import PersonMaker
from softphone.directory.ldap_connection import LdapConnection
from softphone.directory.ldap_entries import Entry
from softphone.directory.ldap_problem import NEEDS_CHANGE, DirectoryError
from softphone.directory.person import Person
from softphone.settings.directory_server import DirectoryServer

SEARCH_TIME_LIMIT_S = 8


class LdapSource:
    """One server's people. Searches share a connection, which `close` ends; every other work opens its own.

    Every function may raise DirectoryError.
    """

    def __init__(
        self,
        server: DirectoryServer,
        password: Secret | None,
        *,
        answer_timeout_s: float = SEARCH_TIME_LIMIT_S + 2.0,
    ) -> None:
        self._timeout_s = answer_timeout_s
        self._server = server
        self._password = password
        self._maker = PersonMaker(server)
        self._turn = threading.Lock()
        self._live: LdapConnection | None = None
        self._refusal: DirectoryError | None = None

    def search(self, text: str, limit: int, is_stopped: Callable[[], bool] = lambda: False) -> tuple[Person, ...]:
        """People who match every word or the number, `limit` at most, as the server orders them.

        is_stopped: asked before the server is; then nothing is found.
        """
        query = ldap_attributes.search_filter(self._maker.map, text)
        if not query:
            return ()
        with self._turn:
            if is_stopped():
                return ()
            entries = self._asking(
                lambda there: there.search(query, self._maker.map.wanted, limit=limit, time_limit_s=SEARCH_TIME_LIMIT_S)
            )
        return tuple(person for entry in entries if (person := self._maker.person(*entry)) is not None)

    def photo(self, person_id: str) -> bytes | None:
        """The person's picture as it is in the directory (JPEG mostly); None when there is none."""
        query = ldap_attributes.entry_filter(self._maker.map, person_id)
        names = self._maker.map.fields["photo"]
        if not query or not names:
            return None
        with self._turn:
            entries = self._asking(lambda there: there.search(query, list(names), limit=1))
        for _, attributes in entries:
            for name in names:
                if attributes.get(name):
                    return attributes[name][0]
        return None

    def pages(self) -> Iterator[list[Person]]:
        """Everybody, page by page."""
        with contextlib.closing(LdapConnection(self._server, self._password)) as there:
            for page in there.pages(self._maker.map.people, self._maker.map.wanted, self._server.page_size):
                yield [person for entry in page if (person := self._maker.person(*entry)) is not None]

    def close(self) -> None:
        """Ends the connection that searches use; the next search opens another."""
        live, self._live = self._live, None
        if live is not None:
            live.close()

    def _asking(self, ask: Callable[[LdapConnection], list[Entry]]) -> list[Entry]:
        """Asks on the kept connection; when that has died meanwhile, once more on a new one."""
        if self._refusal is not None:
            raise self._refusal  # to sign in again would be in vain, and could lock the account
        was_kept = self._live is not None
        try:
            there = self._live = self._live or LdapConnection(
                self._server, self._password, answer_timeout_s=self._timeout_s
            )
            return ask(there)
        except DirectoryError as error:
            self.close()
            if error.problem in NEEDS_CHANGE:
                self._refusal = error
            if not was_kept or error.problem in NEEDS_CHANGE:
                raise
        return self._asking(ask)
