"""The directory as a whole: sources, callers, searches that overtake each other, a plan that changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import DirectoryServerId
from softphone.basics.secret import Secret
from softphone.directory.directory import CONTACTS_FILE, INDEX_FILE, Directory
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.ldap_mirror import Run
from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorSaid
from softphone.directory.naming import name_of
from softphone.directory.person import CONTACTS, FAVOURITES, LDAP, Person, PersonNumber, SearchResult
from softphone.runtime import Runtime
from softphone.settings.declared import COUNTRY, DIRECTORIES, OWN_TRUNK
from softphone.settings.directory_server import DirectoryServer
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.virtual_runtime import VirtualRuntime

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def person(name: str, *numbers: str, source: str = LDAP) -> Person:
    given, _, family = name.rpartition(" ")
    numbered = tuple(PersonNumber("work", number) for number in numbers)
    return Person(f"{source}:{name}", source, name, given, family, numbers=numbered)


ANNA = person("Anna Meyer", "+49 30 1234-501")
BERT = person("Bert Berg", "+49 30 1234-501", "+49 30 1234-502")


class NoCredentials:
    """No password is known."""

    def get(self, key: str) -> Secret | None:
        return None

    def set(self, key: str, secret: Secret) -> None: ...

    def delete(self, key: str) -> None: ...

    def close(self) -> None: ...


class MirrorSpy:
    """Carries nothing out; ends when told to."""

    def __init__(self) -> None:
        self.orders: list[MirrorOrder] = []
        self.say: Callable[[MirrorSaid], None] = lambda said: None

    def __call__(self, runtime: Runtime, order: MirrorOrder, on_said: Callable[[MirrorSaid], None]) -> Run:
        self.orders.append(order)
        self.say = on_said
        return self

    def stop(self) -> None: ...


class Desk:
    """A directory on virtual time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runtime = VirtualRuntime()
        self.settings = Settings(self.runtime, MemorySettingsStore())
        self.mirror = MirrorSpy()
        self.directory = Directory(self.runtime, self.settings, NoCredentials(), folder, self.mirror)
        self.changes: list[None] = []
        self.directory.changed.add(self.changes.append)

    def start(self) -> None:
        self.directory.start()
        self.runtime.run_posted()

    def mirrored(self, *people: Person) -> None:
        """As if the mirror's process had written these."""
        index = DirectoryIndex(self.folder / INDEX_FILE, self.directory.plan)
        index.replace_source(LDAP, people)
        index.close()
        self.directory.mirror.updated.announce(None)

    def results(self, text: str) -> list[SearchResult]:
        results: list[SearchResult] = []
        self.directory.search(text, results.append)
        self.runtime.advance(2)
        return results

    def found(self, text: str) -> list[str]:
        return [hit.person.name for hit in self.results(text)[-1].hits]

    def close(self) -> None:
        closed: list[bool] = []
        self.directory.close(lambda: closed.append(True))
        self.runtime.run_posted()
        assert closed == [True]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "data")
    yield desk
    desk.close()


def test_before_it_is_open_nobody_is_known_and_nothing_waits(desk: Desk) -> None:
    assert desk.directory.people_for("501") == ()
    assert desk.found("anna") == []
    assert not desk.folder.exists()


def test_all_sources_are_searched_together(desk: Desk) -> None:
    desk.start()
    desk.mirrored(ANNA, BERT)
    desk.directory.contacts.add(person("Anna Contact", "777"))
    desk.directory.replace_source(FAVOURITES, [person("Anna Favourite", "888")])
    desk.runtime.run_posted()
    assert sorted(desk.found("anna")) == ["Anna Contact", "Anna Favourite", "Anna Meyer"]
    assert desk.results("anna")[-1].is_complete


def test_a_source_given_before_the_start_is_there_after_it(desk: Desk) -> None:
    desk.directory.replace_source(FAVOURITES, [person("Anna Favourite", "888")])
    desk.start()
    assert desk.found("anna") == ["Anna Favourite"]
    desk.directory.replace_source(FAVOURITES, [])
    desk.runtime.run_posted()
    assert desk.found("anna") == []


def test_callers_are_known_at_once_and_follow_changes(desk: Desk) -> None:
    desk.start()
    assert desk.directory.people_for("+49301234501") == ()
    desk.mirrored(ANNA, BERT)
    assert desk.directory.people_for("+49301234501") == tuple(map(desk.directory._index.normalised, (ANNA, BERT)))
    desk.mirrored(BERT)
    assert [p.name for p in desk.directory.people_for("0301234501")] == ["Bert Berg"]
    assert desk.directory.person(BERT.person_id) is not None
    assert desk.directory.person(ANNA.person_id) is None


def test_favourites_and_last_contacts_rank(desk: Desk) -> None:
    desk.start()
    desk.mirrored(*(person(f"Anna Name{n}", str(n)) for n in range(100, 200)))
    desk.directory.favourites = lambda: ["150"]
    desk.directory.last_contacts = lambda: {"170": desk.runtime.wall_time_s()}
    desk.directory.familiar_changed()
    assert desk.found("anna")[:2] == ["Anna Name150", "Anna Name170"]


def test_a_cancelled_search_says_nothing(desk: Desk) -> None:
    desk.start()
    desk.mirrored(ANNA)
    results: list[SearchResult] = []
    first = desk.directory.search("ann", results.append)
    first.cancel()
    desk.directory.search("anna", results.append)
    desk.runtime.advance(2)
    assert [result.text for result in results] == ["anna"]


def test_a_new_plan_is_used_for_those_who_are_there(desk: Desk) -> None:
    desk.start()
    desk.mirrored(ANNA)
    assert desk.directory.people_for("501") == ()
    desk.settings.set(OWN_TRUNK, "+49 30 1234")
    desk.runtime.run_posted()
    assert [p.name for p in desk.directory.people_for("501")] == ["Anna Meyer"]


def test_what_a_mirror_wrote_by_the_old_plan_is_put_right(desk: Desk) -> None:
    server = DirectoryServer(server_id=DirectoryServerId("directory-1"), host="ldap.example.com", base="dc=example")
    desk.start()
    desk.settings.put_entry(DIRECTORIES, server)
    desk.runtime.run_until(lambda: bool(desk.mirror.orders))
    desk.settings.set(COUNTRY, "DE")
    desk.runtime.run_posted()
    index = DirectoryIndex(desk.folder / INDEX_FILE, desk.mirror.orders[0].plan)
    index.put(LDAP, [person("Anna Meyer", "030 5551234")])
    index.close()
    desk.mirror.say(MirrorEnded(None, 1, 1))
    desk.runtime.run_posted()
    (anna,) = desk.directory.people_for("+49305551234")
    assert anna.numbers[0].e164 == "+49305551234"


def test_a_damaged_index_is_filled_again(desk: Desk) -> None:
    desk.start()
    desk.directory.contacts.add(person("Anna Contact", "777"))
    desk.directory.replace_source(FAVOURITES, [person("Anna Favourite", "888")])
    desk.runtime.run_posted()
    desk.close()
    (desk.folder / INDEX_FILE).write_bytes(b"rubbish")
    again = Desk(desk.folder)
    again.directory.replace_source(FAVOURITES, [person("Anna Favourite", "888")])
    again.start()
    assert sorted(again.found("anna")) == ["Anna Contact", "Anna Favourite"]
    again.close()


def test_photos_come_from_their_source(desk: Desk) -> None:
    desk.start()
    desk.directory.contacts.add(person("Anna Contact", source=CONTACTS), PNG)
    desk.mirrored(BERT)
    photos: list[bytes | None] = []
    (anna,) = desk.results("anna")[-1].hits
    desk.directory.photo(anna.person.person_id, photos.append)
    desk.directory.photo(BERT.person_id, photos.append)
    desk.directory.photo("unknown", photos.append)
    desk.runtime.run_posted()
    assert sorted(photos, key=lambda photo: photo is None) == [PNG, None, None]


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    desk = Desk(tmp_path / "data")
    problems: list[UserFacingError] = []
    desk.directory.contacts.problem.add(problems.append)
    desk.start()
    assert ["cannot be looked up" in problem.title for problem in problems] == [True]
    assert desk.directory.people_for("501") == ()
    assert desk.found("anna") == []


def test_closing_while_it_opens_is_no_trouble(desk: Desk) -> None:
    desk.directory.start()
    desk.directory.close(lambda: None)
    desk.runtime.advance(10)
    assert desk.directory.people_for("501") == ()


def test_the_files_are_where_they_should_be(desk: Desk) -> None:
    desk.start()
    assert {path.name for path in desk.folder.iterdir()} >= {INDEX_FILE, CONTACTS_FILE}


@pytest.mark.parametrize(
    ("people", "presented", "name"),
    [
        ([], "Whoever", ""),
        ([ANNA], "Whoever", "Anna Meyer"),
        ([ANNA, BERT], "", "Anna Meyer or 1 other"),
        ([ANNA, BERT, person("Carl")], "", "Anna Meyer or 2 others"),
        ([ANNA, BERT], "BERG, Bert", "Bert Berg"),
        ([ANNA, BERT], "Whoever", "Anna Meyer or 1 other"),
    ],
)
def test_the_name_of_a_caller(people: list[Person], presented: str, name: str) -> None:
    assert name_of(people, presented) == name


def test_a_person_can_be_sent_and_kept() -> None:
    assert msgspec.json.decode(msgspec.json.encode(ANNA), type=Person) == ANNA
