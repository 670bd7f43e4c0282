"""The directory as the rest of the program sees it: one search over all sources, and who belongs to a number."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from softphone.accounts.credentials import CredentialStore
from softphone.basics.errors import UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.directory.contacts_sqlite import ContactStore
from softphone.directory.directory_account import DirectoryAccount
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.ldap_mirror import LdapMirror, StartRun
from softphone.directory.local_contacts import LocalContacts
from softphone.directory.mirror_mark import MARK_FACT
from softphone.directory.numbers import NumberPlan
from softphone.directory.person import CONTACTS, LDAP, Hit, Person, SearchResult
from softphone.directory.ranking import Known, address_key
from softphone.directory.search import Search
from softphone.runtime import Runtime
from softphone.settings.declared import AREA_CODE, COUNTRY, EXTENSION_LENGTHS, OUTSIDE_PREFIX, OWN_TRUNK
from softphone.settings.settings import Settings

__all__ = ["Directory", "Hit", "Person", "Search", "SearchResult"]

INDEX_FILE = "directory.sqlite"
CONTACTS_FILE = "contacts.sqlite"
LIMIT = 50
_REMEMBERED_NUMBERS = 512
_PLAN_KEYS = frozenset(setting.key for setting in (COUNTRY, AREA_CODE, OUTSIDE_PREFIX, OWN_TRUNK, EXTENSION_LENGTHS))
_log = logging.getLogger("softphone.directory")


class Directory:
    """Everybody: the company's directory, the user's contacts, and what other features add by `replace_source`.

    Args:
        folder: where the index and the contacts are kept; made with the first start.
        start_mirror: carries out an order of the mirror, in a process of its own.

    Attributes:
        contacts: the user's own. mirror: the local copy of the company directory. account: its server.
        changed: people are others than before, or can be asked for now.
        favourites: gives the numbers and addresses of the favourites, to rank by.
        last_contacts: gives when the user last spoke with which number or address, epoch seconds.
    """

    def __init__(
        self,
        runtime: Runtime,
        settings: Settings,
        credentials: CredentialStore,
        folder: Path,
        start_mirror: StartRun,
    ) -> None:
        self.changed: Listeners[None] = Listeners()
        self.favourites: Callable[[], Iterable[str]] = tuple
        self.last_contacts: Callable[[], Mapping[str, float]] = dict
        self._runtime = runtime
        self._settings = settings
        self._folder = folder
        self._index = DirectoryIndex(folder / INDEX_FILE, on_emptied=lambda: runtime.post(self._refill))
        self.contacts = LocalContacts(runtime, ContactStore(folder / CONTACTS_FILE, runtime.wall_time_s), self._index)
        self.account = DirectoryAccount(runtime, settings, credentials)
        self.mirror = LdapMirror(
            runtime,
            self.account,
            folder / INDEX_FILE,
            lambda: self._index.fact(MARK_FACT),
            lambda: self.plan,
            start_mirror,
        )
        self._plan = NumberPlan.of(settings)
        self._is_open = False
        self._is_closed = False
        self._has_stale_numbers = False
        self._extra: dict[str, tuple[Person, ...]] = {}
        self._known: Known | None = None
        self._owners: dict[str, tuple[Person, ...]] = {}
        settings.changed.add(self._on_setting)
        self.contacts.changed.add(lambda _: self._on_people())
        self.mirror.updated.add(lambda _: self._on_people())
        self.mirror.changed.add(lambda _: self._renumber_stale())

    def start(self) -> None:
        """The settings are loaded. Opens the index in the background."""
        self._plan = NumberPlan.of(self._settings)
        self.account.start()
        plan = self._plan

        def work() -> None:
            self._index.open()
            plan.warm_up()
            self._index.use_plan(plan)

        self._runtime.run_in_background(work, lambda _: self._on_open(), self._on_open_failed)

    def close(self, on_done: Callable[[], None]) -> None:
        """After what is being written: closes the files, then calls back."""
        self.mirror.close()
        self.account.close()
        self._is_open = False
        self._is_closed = True

        def closed() -> None:
            self._index.close()
            on_done()

        self.contacts.close(closed)

    # ------------------------------------------------------------------- asking

    @property
    def plan(self) -> NumberPlan:
        """How numbers are dialled at this site."""
        return self._plan

    def search(self, text: str, on_result: Callable[[SearchResult], None]) -> Search:
        """Looks for people in the background. Calls back with what is found locally, and again when the company's
        server adds somebody; not any more after `cancel`, which whoever types on calls first."""
        search = Search(self._runtime, text, on_result, LIMIT)
        known = self._who_is_known()
        index = self._index

        def work() -> list[Hit]:
            return index.search(text, LIMIT, known, search.interrupter)

        has_live = self.account.server is not None and len(text.strip()) >= 2
        ask = self._ask_server if has_live else None
        if self._is_open:
            search.begin(work, ask)
        else:
            search.begin(list, ask)
        return search

    def people_for(self, number: str) -> tuple[Person, ...]:
        """Whose number or address this is, the best known first, everybody once. At once; nobody while the index is
        not open."""
        if not self._is_open or not number:
            return ()
        if number not in self._owners:
            if len(self._owners) >= _REMEMBERED_NUMBERS:
                self._owners.clear()
            self._owners[number] = tuple(self._index.people_for(number))
        return self._owners[number]

    def person(self, person_id: str) -> Person | None:
        """The person of this id, None when there is none. At once."""
        return self._index.person(person_id) if self._is_open else None

    def photo(self, person_id: str, on_done: Callable[[bytes | None], None]) -> None:
        """The picture as the source has it: bytes from strangers, to be decoded within limits only."""
        person = self.person(person_id)
        source = person.source if person is not None else person_id.partition(":")[0]
        if source == LDAP:
            self.account.photo(person_id, on_done)
        elif person is not None and source == CONTACTS and person.has_photo:
            self.contacts.photo(person_id, on_done)
        else:
            on_done(None)

    # ------------------------------------------------------------- other features

    def replace_source(self, source: str, people: Iterable[Person]) -> None:
        """Has the search find these people of another feature (favourites, callers), instead of its last ones."""
        self._extra[source] = tuple(replace(person, source=source) for person in people)
        if self._is_open:
            self._write_extra(source)

    def familiar_changed(self) -> None:
        """`favourites` or `last_contacts` would answer otherwise now."""
        self._known = None

    # ------------------------------------------------------------------- inside

    def _on_open(self) -> None:
        if self._is_closed:
            return
        self._is_open = True
        self.contacts.start()
        for source in self._extra:
            self._write_extra(source)
        self.mirror.start()
        self._on_people()

    def _on_open_failed(self, error: Exception) -> None:
        _log.warning("the directory's index: %s", _kind(error))
        self.contacts.problem.announce(
            UserFacingError(
                translate("directory", "People cannot be looked up, because the folder for them cannot be used."),
                translate(
                    "directory", "Check that {folder} can be written and that the disk is not full, then start again."
                ).format(folder=self._folder),
            )
        )

    def _refill(self) -> None:
        """The index was damaged and is empty."""
        if self._is_closed:
            return
        self.contacts.start()
        for source in self._extra:
            self._write_extra(source)
        self.mirror.index_emptied()
        self._on_people()

    def _on_people(self) -> None:
        self._owners.clear()
        self.changed.announce(None)

    def _write_extra(self, source: str) -> None:
        people = self._extra[source]

        def done(has_changed: bool) -> None:
            if has_changed:
                self._on_people()

        self._runtime.run_in_background(lambda: self._index.replace_source(source, people), done, _log_failure)

    def _on_setting(self, key: str) -> None:
        if key not in _PLAN_KEYS or NumberPlan.of(self._settings) == self._plan:
            return
        self._plan = NumberPlan.of(self._settings)
        self._known = None
        self._owners.clear()
        # A mirror that runs goes on with the old plan: what it writes is put right after it.
        self._has_stale_numbers = self.mirror.state.is_running
        if self._is_open:
            self._use_plan(self._plan)

    def _renumber_stale(self) -> None:
        if self._has_stale_numbers and self._is_open and not self.mirror.state.is_running:
            self._has_stale_numbers = False
            self._use_plan(self._plan, is_forced=True)

    def _use_plan(self, plan: NumberPlan, *, is_forced: bool = False) -> None:
        def work() -> bool:
            return self._index.use_plan(plan, is_forced=is_forced)

        self._runtime.run_in_background(work, lambda _: self._on_people(), _log_failure)

    def _who_is_known(self) -> Known:
        if self._known is None:
            favourites = frozenset(map(self._key, self.favourites())) - {""}
            times: dict[str, float] = {}
            for number, at_s in self.last_contacts().items():
                key = self._key(number)
                times[key] = max(at_s, times.get(key, 0.0))
            times.pop("", None)
            self._known = Known(favourites, times)
        return replace(self._known, now_s=self._runtime.wall_time_s())

    def _key(self, number: str) -> str:
        return address_key(number) or self._plan.normalised(number)

    def _ask_server(self, text: str, on_done: Callable[[list[Person]], None]) -> Callable[[], None]:
        def found(people: tuple[Person, ...]) -> None:
            on_done([self._index.normalised(person) for person in people])

        return self.account.search(text, LIMIT, found)


def _log_failure(error: Exception) -> None:
    # Only the kind: a message may quote what somebody is called.
    _log.error("the directory's index: %s", _kind(error))


def _kind(error: Exception) -> str:
    return str(getattr(error, "sqlite_errorname", type(error).__name__))
