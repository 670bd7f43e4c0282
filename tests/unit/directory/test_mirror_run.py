"""One run of the mirror on a directory in memory and a real index: first all, then what changed, then who is gone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from softphone.basics.ids import DirectoryServerId
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.ldap_entries import Entry
from softphone.directory.ldap_problem import DirectoryError, DirectoryProblem
from softphone.directory.mirror_mark import MARK_FACT, read_mark
from softphone.directory.mirror_run import COMPARE_AFTER_S, MirrorRun, clear
from softphone.directory.person import LDAP
from softphone.settings.directory_server import DirectoryKind, DirectoryServer

SERVER = DirectoryServer(server_id=DirectoryServerId("directory-1"), host="ldap.example.com", page_size=10)
AD = msgspec.structs.replace(SERVER, kind=DirectoryKind.ACTIVE_DIRECTORY)
NOW_S = 1_800_000_000.0


class FakeDirectory:
    """People by number, each with the time or count of its last change; breaks off after so many pages if told to."""

    def __init__(self, people: int, changed: str = "20270101000000Z") -> None:
        self.people = {number: (f"Person {number}", changed) for number in range(people)}
        self.pages_before_failure: int | None = None
        self.size_limit: int | None = None
        self.asked: list[str] = []
        self.sent = 0
        self.name, self.highest = "dc1", "100"

    def pages(self, query: str, attributes: list[str], size: int) -> Iterator[list[Entry]]:
        self.asked.append(query)
        since = re.search(r"\((?:modifytimestamp|usnchanged)>=(\w+)\)", query)
        found = [n for n, (_, changed) in self.people.items() if since is None or _rank(changed) >= _rank(since[1])]
        for page, begin in enumerate(range(0, max(1, len(found)), size)):
            if page == self.pages_before_failure:
                raise DirectoryError(DirectoryProblem.NO_ANSWER, SERVER)
            if self.size_limit is not None and begin >= self.size_limit:
                raise DirectoryError(DirectoryProblem.SIZE_LIMIT, SERVER)
            self.sent += len(found[begin : begin + size])
            yield [self._entry(number, attributes) for number in found[begin : begin + size]]

    def root(self, *attributes: str) -> dict[str, list[bytes]]:
        return {"dsservicename": [self.name.encode()], "highestcommittedusn": [self.highest.encode()]}

    def _entry(self, number: int, attributes: list[str]) -> Entry:
        name, changed = self.people[number]
        every = {
            "cn": name.encode(),
            "telephonenumber": f"+1555{number:04}".encode(),
            "entryuuid": f"00000000-0000-0000-0000-{number:012}".encode(),
            "objectguid": number.to_bytes(16, "little"),
            "modifytimestamp": changed.encode(),
            "usnchanged": changed.encode(),
        }
        return f"uid={number}", {key: [value] for key, value in every.items() if key in attributes}


def _rank(changed: str) -> tuple[int, str]:
    return (len(changed), changed)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[DirectoryIndex]:
    opened = DirectoryIndex(tmp_path / "index.sqlite")
    yield opened
    opened.close()


def run(
    index: DirectoryIndex,
    there: FakeDirectory,
    server: DirectoryServer = SERVER,
    *,
    compares: bool = False,
    now_s: float = NOW_S,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """One run; returns how many people it wrote or removed."""
    work = MirrorRun(index, there, server, on_progress, compares=compares, now_s=now_s)
    work.run()
    return work.changed


def names(index: DirectoryIndex) -> set[str]:
    found = (index.person(person_id) for person_id in index.ids(LDAP))
    return {person.name for person in found if person is not None}


def test_the_first_run_takes_everybody_and_tells_how_far_it_is(index: DirectoryIndex) -> None:
    told: list[tuple[int, int]] = []
    assert run(index, FakeDirectory(35), on_progress=lambda done, total: told.append((done, total))) == 35
    assert told == [(10, 0), (20, 0), (30, 0), (35, 0)]
    assert index.count(LDAP) == 35
    assert [person.name for person in index.people_for("+15550007")] == ["Person 7"]
    mark = read_mark(index.fact(MARK_FACT))
    assert (mark.mark, mark.total, mark.completed_s) == ("20270101000000Z", 35, NOW_S)


def test_later_runs_ask_for_what_changed_only(index: DirectoryIndex) -> None:
    there = FakeDirectory(35, changed="20260101000000Z")
    there.people[0] = ("Latest", "20270101000000Z")
    run(index, there)
    there.people[3] = ("Renamed", "20270101010000Z")
    there.people[99] = ("New", "20270101010001Z")
    there.sent = 0
    assert run(index, there) == 2
    assert there.sent == 3, "and the one of the mark's own time"
    assert {"Renamed", "New"} <= names(index)
    assert "Person 3" not in names(index)


def test_people_who_changed_shortly_before_the_mark_are_looked_at_again(index: DirectoryIndex) -> None:
    """Servers that copy from each other bring changes in late."""
    there = FakeDirectory(5)
    run(index, there)
    there.people[9] = ("Late", "20261231235800Z")
    assert run(index, there) == 1
    assert "Late" in names(index)


def test_deleted_people_go_when_ids_are_compared(index: DirectoryIndex) -> None:
    there = FakeDirectory(35)
    run(index, there)
    del there.people[4]
    assert run(index, there) == 0
    assert index.count(LDAP) == 35
    assert run(index, there, now_s=NOW_S + COMPARE_AFTER_S) == 1
    del there.people[5]
    assert run(index, there, compares=True) == 1
    assert names(index).isdisjoint({"Person 4", "Person 5"})


def test_people_who_came_unnoticed_are_found_when_ids_are_compared(index: DirectoryIndex) -> None:
    there = FakeDirectory(5)
    run(index, there)
    there.people[50] = ("Old entry, newly visible", "20200101000000Z")
    run(index, there)
    assert index.count(LDAP) == 5
    run(index, there, compares=True)
    assert "Old entry, newly visible" in names(index)


def test_a_run_that_was_broken_off_goes_on(index: DirectoryIndex) -> None:
    there = FakeDirectory(35)
    there.pages_before_failure = 2
    with pytest.raises(DirectoryError):
        run(index, there)
    assert index.count(LDAP) == 20
    there.pages_before_failure = None
    assert run(index, there) == 15, "what is there already is not written again"
    assert index.count(LDAP) == 35


def test_nobody_is_forgotten_because_a_run_failed_or_the_server_shows_nobody(index: DirectoryIndex) -> None:
    there = FakeDirectory(35)
    run(index, there)
    there.pages_before_failure = 1
    with pytest.raises(DirectoryError):
        run(index, there, compares=True)
    there.pages_before_failure = None
    there.people.clear()
    with pytest.raises(DirectoryError) as told:
        run(index, there, compares=True)
    assert told.value.problem is DirectoryProblem.NOBODY_FOUND
    assert index.count(LDAP) == 35


def test_a_server_that_gives_a_part_only_is_told_and_the_part_kept(index: DirectoryIndex) -> None:
    there = FakeDirectory(35)
    there.size_limit = 20
    with pytest.raises(DirectoryError) as told:
        run(index, there)
    assert told.value.problem is DirectoryProblem.SIZE_LIMIT
    assert index.count(LDAP) == 20
    assert read_mark(index.fact(MARK_FACT)).completed_s == NOW_S


def test_other_settings_make_everybody_anew(index: DirectoryIndex) -> None:
    there = FakeDirectory(12)
    run(index, there)
    moved = msgspec.structs.replace(SERVER, base="ou=elsewhere")
    del there.people[0]
    assert run(index, there, moved) == 12, "eleven are written, one is gone"
    assert index.count(LDAP) == 11


def test_active_directory_counts_by_itself(index: DirectoryIndex) -> None:
    there = FakeDirectory(12, changed="90")
    run(index, there, AD)
    assert read_mark(index.fact(MARK_FACT)).mark == "100"
    there.people[3], there.highest = ("Renamed", "105"), "110"
    there.sent = 0
    assert run(index, there, AD) == 1
    assert there.sent == 1


def test_another_domain_controller_has_other_counts(index: DirectoryIndex) -> None:
    there = FakeDirectory(12, changed="90")
    run(index, there, AD)
    there.name, there.sent = "dc2", 0
    there.people = {number: (name, "40") for number, (name, _) in there.people.items()}
    run(index, there, AD)
    assert there.sent == 12
    assert read_mark(index.fact(MARK_FACT)).server == "dc2"


def test_a_directory_that_is_no_longer_set_up_leaves_nobody(index: DirectoryIndex) -> None:
    run(index, FakeDirectory(12))
    clear(index)
    assert index.count(LDAP) == 0
    assert read_mark(index.fact(MARK_FACT)).mark == ""
