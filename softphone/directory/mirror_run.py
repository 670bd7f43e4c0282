"""Brings the local index up to date with the directory server: once whole, then by what changed (blocking).

OpenLDAP tells when an entry changed (modifyTimestamp), Active Directory counts changes on each server (uSNChanged).
Neither tells what was deleted: for that the ids are compared now and then.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

from softphone.directory.ldap_attributes import PersonMaker, changed_filter
from softphone.directory.ldap_entries import Entry
from softphone.directory.ldap_problem import DirectoryError, DirectoryProblem
from softphone.directory.mirror_mark import MARK_FACT, MirrorMark, fingerprint_of, read_mark, written_mark
from softphone.directory.person import LDAP, Person
from softphone.settings.directory_server import DirectoryServer

COMPARE_AFTER_S = 6 * 3600.0
_OVERLAP = timedelta(minutes=5)  # servers that copy from each other are late
_TIME_FORMAT = "%Y%m%d%H%M%SZ"


class MirrorTarget(Protocol):
    """What the mirror needs of the index."""

    def put(self, source: str, persons: Iterable[Person]) -> None: ...
    def remove(self, source: str, person_ids: Iterable[str]) -> None: ...
    def ids(self, source: str) -> dict[str, str]: ...
    def fact(self, name: str) -> str: ...
    def set_fact(self, name: str, value: str) -> None: ...


class PeopleServer(Protocol):
    """What the mirror needs of a connection; see LdapConnection."""

    def pages(self, query: str, attributes: list[str], size: int) -> Iterator[list[Entry]]: ...
    def root(self, *attributes: str) -> dict[str, list[bytes]]: ...


class MirrorRun:
    """One run. What it has written stays when it is broken off; the next one passes over it.

    Args:
        on_progress: called with how many people are done and how many there are (0 when not known).
        compares: look for deleted people in any case.
        now_s: seconds since the epoch.
    """

    def __init__(
        self,
        index: MirrorTarget,
        there: PeopleServer,
        server: DirectoryServer,
        on_progress: Callable[[int, int], None],
        *,
        compares: bool,
        now_s: float,
    ) -> None:
        self._index = index
        self._there = there
        self._server = server
        self._on_progress = on_progress
        self._now_s = now_s
        self._maker = PersonMaker(server)
        self._known: dict[str, str] = {}
        self._mark = read_mark(index.fact(MARK_FACT))
        self._compares = compares or now_s - self._mark.compared_s >= COMPARE_AFTER_S
        self.changed = 0

    def run(self) -> None:
        """Raises DirectoryError; sqlite3.Error and OSError of the index."""
        identity, highest = self._identity()
        fingerprint = fingerprint_of(self._server)
        old = self._mark
        is_same = (old.fingerprint, old.server) == (fingerprint, identity)
        self._known = self._index.ids(LDAP)
        if old.fingerprint != fingerprint:
            self._known = dict.fromkeys(self._known, "")  # everybody may look otherwise now
            self._note(MirrorMark(fingerprint, identity))
        try:
            mark, compared_s = self._take(old if is_same else MirrorMark())
        except DirectoryError as error:
            if error.problem is DirectoryProblem.SIZE_LIMIT:  # more will not come
                self._note(MirrorMark(fingerprint, identity, "", len(self._known), self._now_s))
            raise
        self._note(MirrorMark(fingerprint, identity, highest or mark, len(self._known), self._now_s, compared_s))

    @property
    def total(self) -> int:
        """How many people are in the index now."""
        return len(self._known)

    def _note(self, mark: MirrorMark) -> None:
        self._index.set_fact(MARK_FACT, written_mark(mark))

    def _take(self, old: MirrorMark) -> tuple[str, float]:
        """What is new since the old mark. Returns the new mark and when ids were compared."""
        if not old.mark:
            return self._take_everybody(), self._now_s
        mark = self._take_changes(old.mark)
        if not self._compares:
            return mark, old.compared_s
        self._compare()
        return mark, self._now_s

    def _identity(self) -> tuple[str, str]:
        """Active Directory's servers count each for itself: which one this is, and how far it has counted."""
        if self._maker.map.changed_attribute != "usnchanged":
            return "", ""
        root = self._there.root("dsServiceName", "highestCommittedUSN")
        names = ("dsservicename", "highestcommittedusn")
        name, highest = (root.get(key, [b""])[0].decode("utf-8", "replace") for key in names)
        return name, highest

    def _take_changes(self, mark: str) -> str:
        """People who changed since the mark. Returns the new mark."""
        highest = mark
        for page in self._there.pages(self._changed_filter(mark), self._maker.map.wanted, self._server.page_size):
            highest = max(highest, self._take_page(page, set()))
            self._on_progress(len(self._known), len(self._known))
        return highest

    def _changed_filter(self, mark: str) -> str:
        with contextlib.suppress(ValueError):
            mark = (datetime.strptime(mark, _TIME_FORMAT).replace(tzinfo=UTC) - _OVERLAP).strftime(_TIME_FORMAT)
        return changed_filter(self._maker.map, mark)

    def _take_everybody(self) -> str:
        """Everybody; then those who were not seen are gone. Returns the new mark."""
        seen: set[str] = set()
        mark = ""
        total = self._mark.total
        for page in self._there.pages(self._maker.map.people, self._maker.map.wanted, self._server.page_size):
            mark = max(mark, self._take_page(page, seen))
            self._on_progress(len(seen), total if total >= len(seen) else 0)
        self._forget_others(seen)
        return mark

    def _compare(self) -> None:
        """The ids of everybody: who is missing there is gone, who is missing here has come unnoticed."""
        seen: set[str] = set()
        attribute = self._maker.map.id_attribute
        for page in self._there.pages(self._maker.map.people, [attribute or "1.1"], self._server.page_size):
            seen.update(self._maker.id_of(*entry) for entry in page)
        if seen - self._known.keys():
            self._take_everybody()
        else:
            self._forget_others(seen)

    def _take_page(self, page: list[Entry], seen: set[str]) -> str:
        """Writes those of the page who differ. Returns the highest version in it."""
        highest = ""
        changed: list[Person] = []
        for dn, attributes in page:
            person = self._maker.person(dn, attributes)
            if person is None:
                continue
            seen.add(person.person_id)
            highest = max(highest, person.version)
            if not person.version or self._known.get(person.person_id) != person.version:
                changed.append(person)
        if changed:
            self._index.put(LDAP, changed)
            self._known.update((person.person_id, person.version) for person in changed)
            self.changed += len(changed)
        return highest

    def _forget_others(self, seen: set[str]) -> None:
        if not seen:
            raise DirectoryError(DirectoryProblem.NOBODY_FOUND, self._server)
        gone = self._known.keys() - seen
        if gone:
            self._index.remove(LDAP, gone)
            self.changed += len(gone)
            for person_id in gone:
                del self._known[person_id]


def clear(index: MirrorTarget) -> None:
    """No directory is set up any more: nobody of it stays."""
    index.remove(LDAP, index.ids(LDAP))
    index.set_fact(MARK_FACT, "")
