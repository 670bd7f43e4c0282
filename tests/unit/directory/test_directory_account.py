"""The directory's settings and password, and live searches that lock nobody out and wait for no dead server."""

import logging
from collections.abc import Callable

import msgspec
import pytest

from softphone.accounts.credentials import CredentialKey, MemoryCredentialStore
from softphone.basics.errors import CredentialError, UserFacingError
from softphone.basics.ids import DirectoryServerId
from softphone.basics.secret import Secret
from softphone.directory.directory_account import DirectoryAccount
from softphone.directory.ldap_problem import DirectoryError, DirectoryProblem
from softphone.directory.live_search import CLOSE_AFTER_S, FIRST_PAUSE_S
from softphone.directory.person import LDAP, Person
from softphone.settings.declared import DIRECTORIES
from softphone.settings.directory_server import DirectoryServer
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.virtual_runtime import VirtualRuntime

ID = DirectoryServerId("directory-1")
SERVER = DirectoryServer(server_id=ID, host="ldap.example.com", base="dc=x", bind_dn="cn=reader,dc=x")
ANNA = Person("ldap:1", LDAP, "Anna")


class FakeSource:
    """Finds Anna, or fails with `problem`."""

    def __init__(self, office: "Office", password: Secret | None) -> None:
        self._office = office
        self.password = password
        self.is_closed = False

    def search(self, text: str, limit: int, is_stopped: Callable[[], bool]) -> tuple[Person, ...]:
        self._office.asked.append(text)
        self._check()
        return (ANNA,)

    def photo(self, person_id: str) -> bytes | None:
        self._office.asked.append(person_id)
        self._check()
        return b"jpeg"

    def close(self) -> None:
        self.is_closed = True

    def _check(self) -> None:
        if self._office.problem is not None:
            raise DirectoryError(self._office.problem, SERVER)


class Office:
    """An account with all that is around it."""

    def __init__(self, server: DirectoryServer | None = SERVER, password: str | None = "right") -> None:
        self.runtime = VirtualRuntime()
        self.store = MemorySettingsStore()
        self.settings = Settings(self.runtime, self.store)
        self.credentials = MemoryCredentialStore()
        if server is not None:
            self.settings.put_entry(DIRECTORIES, server)
        if password is not None:
            self.credentials.set(ID, Secret(password))
        self.sources: list[FakeSource] = []
        self.asked: list[str] = []
        self.problem: DirectoryProblem | None = None
        self.account = DirectoryAccount(self.runtime, self.settings, self.credentials, self._new_source)
        self.account.start()
        self.runtime.run_posted()

    def _new_source(self, server: DirectoryServer, password: Secret | None) -> FakeSource:
        self.sources.append(FakeSource(self, password))
        return self.sources[-1]

    def search(self, text: str = "anna") -> list[tuple[Person, ...]]:
        """What the search calls back with, by now and later."""
        found: list[tuple[Person, ...]] = []
        self.account.search(text, 10, found.append)
        return found


def test_a_search_signs_in_with_the_password_of_the_keyring() -> None:
    office = Office()
    found = office.search()
    office.runtime.run_posted()
    assert found == [(ANNA,)]
    assert [source.password for source in office.sources] == [Secret("right")]


def test_the_password_is_kept_in_the_keyring_and_nowhere_else() -> None:
    office = Office(None, None)
    assert office.account.server is None
    office.account.save(msgspec.structs.replace(SERVER, host=" ldap://ldap.example.com "), Secret("s3cret words"))
    office.runtime.advance(1)
    assert office.account.server == SERVER
    assert office.credentials.get(ID) == Secret("s3cret words")
    assert "s3cret" not in repr(office.store.values)
    office.account.remove()
    office.runtime.advance(1)
    assert office.account.server is None
    assert office.credentials.get(ID) is None


def test_a_password_that_shall_not_be_remembered_is_used_until_the_end() -> None:
    office = Office()
    office.account.save(SERVER, Secret("other"), remembers=False)
    found = office.search()
    office.runtime.run_posted()
    assert found == [(ANNA,)]
    assert office.sources[-1].password == Secret("other")
    assert office.credentials.get(ID) is None


def test_without_a_directory_nobody_is_found() -> None:
    office = Office(None)
    assert office.search() == [()]
    off = Office(msgspec.structs.replace(SERVER, is_enabled=False))
    assert off.search() == [()]
    assert off.sources == []


def test_a_refused_sign_in_is_tried_once_until_the_settings_change() -> None:
    office = Office()
    office.problem = DirectoryProblem.WRONG_PASSWORD
    for _ in range(20):
        found = office.search()
        office.runtime.advance(600)
        assert found == [()]
    assert office.asked == ["anna"]
    assert office.account.refusal is DirectoryProblem.WRONG_PASSWORD
    photos: list[bytes | None] = []
    office.account.photo("ldap:1", photos.append)
    office.runtime.advance(1)
    assert (photos, len(office.asked)) == ([None], 1)
    office.problem = None
    office.account.save(SERVER, Secret("right this time"))
    found = office.search()
    office.runtime.run_posted()
    assert found == [(ANNA,)]


def test_a_picture_that_is_refused_counts_as_a_try_too() -> None:
    office = Office()
    office.problem = DirectoryProblem.WRONG_PASSWORD
    photos: list[bytes | None] = []
    office.account.photo("ldap:1", photos.append)
    office.runtime.advance(1)
    assert photos == [None]
    office.search()
    office.runtime.advance(1)
    assert office.asked == ["ldap:1"]


def test_a_server_that_does_not_answer_is_left_alone_for_a_while() -> None:
    office = Office()
    office.problem = DirectoryProblem.NO_ANSWER
    office.search()
    office.runtime.advance(FIRST_PAUSE_S - 1)
    assert office.search() == [()]
    office.runtime.advance(2)
    office.search()
    office.runtime.advance(FIRST_PAUSE_S + 2)
    assert office.search() == [()], "longer the second time"
    assert len(office.asked) == 2
    office.problem = None
    office.runtime.advance(600)
    found = office.search()
    office.runtime.run_posted()
    assert found == [(ANNA,)]


def test_of_searches_that_wait_only_the_latest_is_carried_out() -> None:
    office = Office()
    first, second, third = office.search("a"), office.search("an"), office.search("ann")
    office.runtime.run_posted()
    assert (first, second, third) == ([(ANNA,)], [()], [(ANNA,)])
    assert office.asked == ["a", "ann"]
    assert len(office.sources) == 1


def test_a_cancelled_search_says_nothing() -> None:
    office = Office()
    found: list[tuple[Person, ...]] = []
    office.account.search("anna", 10, found.append)()
    office.runtime.run_posted()
    assert found == []


def test_the_connection_is_given_back_when_nobody_searches() -> None:
    office = Office()
    office.search()
    office.runtime.advance(CLOSE_AFTER_S - 1)
    assert not office.sources[0].is_closed
    office.runtime.advance(2)
    assert office.sources[0].is_closed
    found = office.search()
    office.runtime.run_posted()
    assert found == [(ANNA,)]


def test_a_missing_password_is_asked_for_in_words() -> None:
    office = Office(password=None)
    assert office.search() == []
    office.runtime.run_posted()
    assert office.account.refusal is DirectoryProblem.PASSWORD_MISSING
    assert office.asked == []


def test_a_keyring_that_fails_is_told() -> None:
    class Locked(MemoryCredentialStore):
        def get(self, key: CredentialKey) -> Secret | None:
            raise CredentialError("The password store is locked.", "Unlock it.")

    runtime = VirtualRuntime()
    settings = Settings(runtime, MemorySettingsStore())
    settings.put_entry(DIRECTORIES, SERVER)
    account = DirectoryAccount(runtime, settings, Locked())
    account.start()
    told: list[UserFacingError] = []
    account.problems.add(told.append)
    found: list[tuple[Person, ...]] = []
    account.search("anna", 10, found.append)
    runtime.run_posted()
    assert found == [()]
    assert [error.title for error in told] == ["The password store is locked."]


def test_settings_that_cannot_be_used_are_refused_and_change_nothing() -> None:
    office = Office()
    with pytest.raises(UserFacingError):
        office.account.save(msgspec.structs.replace(SERVER, host="not a name"), Secret("x"))
    office.runtime.advance(1)
    assert office.account.server == SERVER
    assert office.credentials.get(ID) == Secret("right")


def test_neither_password_nor_people_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    office = Office(password="s3cret words")
    office.search("Anna Geheim")
    office.runtime.advance(1)
    office.problem = DirectoryProblem.NO_ANSWER
    office.search("Anna Geheim")
    office.runtime.advance(1)
    assert "s3cret" not in caplog.text
    assert "Anna" not in caplog.text
