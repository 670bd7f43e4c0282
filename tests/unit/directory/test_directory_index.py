"""The index: what is found by which words and digits, in which order, and what becomes of a damaged file."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.directory.index_file import SCHEMA
from softphone.directory.index_search import Interrupter
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.numbers import NumberPlan
from softphone.directory.person import CONTACTS, FAVOURITES, HISTORY, LDAP, Person, PersonNumber
from softphone.directory.ranking import Known

BERLIN = NumberPlan("DE", "030", "0", "+49 30 1234", (3, 4))


def person(name: str, *numbers: str, key: str = "", source: str = LDAP, **fields: str) -> Person:
    given, _, family = name.rpartition(" ")
    return Person(
        person_id=f"{source}:{key or name}",
        source=source,
        name=name,
        given_name=given,
        family_name=family,
        numbers=tuple(PersonNumber("work", number) for number in numbers),
        **fields,  # type: ignore[arg-type]
    )


PEOPLE = (
    person("Anna Meyer", "+49 30 1234-501", "0170 5551234", department="Vertrieb 7", email="a.meyer@example.com"),
    person("Anna-Lena Meyerhoff", "502", department="Einkauf", company="Nordwind AG"),
    person("Jörg Müller", "503", title="Leiter Vertrieb", sip_address="jm@pbx.example"),
    person("Zoe Gross", "030 7771234", department="Recht"),
    person("Manuel Groß", "+33 1 23 45 67 89"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "directory.sqlite"


@pytest.fixture
def index(path: Path) -> Iterator[DirectoryIndex]:
    index = DirectoryIndex(path, BERLIN)
    index.put(LDAP, PEOPLE)
    yield index
    index.close()


def found(index: DirectoryIndex, text: str, known: Known | None = None) -> list[str]:
    return [hit.person.name for hit in index.search(text, known=known or Known())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("anna mey", ["Anna Meyer", "Anna-Lena Meyerhoff"]),
        ("Meyer, Anna", ["Anna Meyer", "Anna-Lena Meyerhoff"]),
        ("mueller", ["Jörg Müller"]),
        ("MULLER j", ["Jörg Müller"]),
        ("müller jorg", ["Jörg Müller"]),
        ("groß", ["Zoe Gross", "Manuel Groß"]),
        ("gross", ["Zoe Gross", "Manuel Groß"]),
        ("zoe", ["Zoe Gross"]),
        ("am", ["Anna Meyer", "Anna-Lena Meyerhoff"]),
        ("alm", ["Anna-Lena Meyerhoff"]),
        ("gm", ["Manuel Groß"]),
        ("nordwind", ["Anna-Lena Meyerhoff"]),
        ("vertrieb", ["Anna Meyer", "Jörg Müller"]),
        ("vertrieb 7", ["Anna Meyer"]),
        ("anna vert", ["Anna Meyer"]),
        ("jm@pbx.example", ["Jörg Müller"]),
        ("a.meyer@example.com", ["Anna Meyer", "Anna-Lena Meyerhoff"]),
        ("nobody", []),
        ("  ", []),
        ("\"' OR *) --", []),
    ],
)
def test_words_find(index: DirectoryIndex, text: str, names: list[str]) -> None:
    assert sorted(found(index, text)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("502", ["Anna-Lena Meyerhoff"]),
        ("50", ["Anna Meyer", "Anna-Lena Meyerhoff", "Jörg Müller"]),
        ("5", ["Anna Meyer", "Anna-Lena Meyerhoff", "Jörg Müller"]),
        ("02", ["Anna-Lena Meyerhoff"]),
        ("+49 30 1234 503", ["Jörg Müller"]),
        ("030 1234 503", ["Jörg Müller"]),
        ("0170 555", ["Anna Meyer"]),
        ("5512", ["Anna Meyer"]),
        ("77712", ["Zoe Gross"]),
        ("0033 123", ["Manuel Groß"]),
        ("meyer 502", ["Anna-Lena Meyerhoff"]),
        ("anna 01 70", ["Anna Meyer"]),
        ("999", []),
    ],
)
def test_any_part_of_a_number_finds(index: DirectoryIndex, text: str, names: list[str]) -> None:
    hits = found(index, text)
    assert set(names) <= set(hits)
    assert len(text) < 3 or sorted(hits) == sorted(names)


def test_the_hit_says_which_number_matched(index: DirectoryIndex) -> None:
    assert index.search("0170 555")[0].number_index == 1
    assert index.search("501")[0].number_index == 0
    assert index.search("anna meyer")[0].number_index is None
    assert index.search("vertrieb 7")[0].number_index is None


def test_every_beginning_of_a_name_keeps_finding_it(index: DirectoryIndex) -> None:
    for name in ("Jörg Müller", "Mueller Joerg", "meyerhoff anna-lena"):
        for length in range(1, len(name) + 1):
            wanted = "Anna-Lena Meyerhoff" if name.startswith("meyer") else "Jörg Müller"
            assert wanted in found(index, name[:length]), name[:length]


def test_exact_before_beginning_before_somewhere(index: DirectoryIndex) -> None:
    index.put(LDAP, [person("Bert Anna"), person("Anna"), person("Carl Zett", department="Anna")])
    assert found(index, "anna")[0] == "Anna"
    assert found(index, "anna")[-1] == "Carl Zett"


def test_favourites_and_people_of_late_come_first_also_among_thousands(index: DirectoryIndex) -> None:
    index.remove(LDAP, [person.person_id for person in PEOPLE])
    index.put(LDAP, [person(f"Anna Aab{n:04d}", f"9{n:04d}", key=str(n)) for n in range(3000)])
    index.put(LDAP, PEOPLE)
    now_s = 1_700_000_000.0
    known = Known({"+491705551234"}, {"502": now_s - 60, "503": now_s - 86_400 * 900}, now_s)
    assert found(index, "anna", known)[:2] == ["Anna Meyer", "Anna-Lena Meyerhoff"]
    assert "Anna Meyer" in found(index, "a", known)
    assert found(index, "77712", known) == ["Zoe Gross"]
    assert len(found(index, "a")) == 50


@pytest.mark.parametrize("number", ["501", "+49301234501", "030 1234501", "0 030 1234501", "0049170 5551234"])
def test_the_person_behind_a_number(index: DirectoryIndex, number: str) -> None:
    assert [person.name for person in index.people_for(number)] == ["Anna Meyer"]


@pytest.mark.parametrize("address", ["sip:JM@pbx.example;transport=tls", "a.meyer@example.com"])
def test_the_person_behind_an_address(index: DirectoryIndex, address: str) -> None:
    assert len(index.people_for(address)) == 1


@pytest.mark.parametrize("number", ["", "anonymous", "+49301234999", "1", "jm", "jm@elsewhere.example"])
def test_nobody_is_made_up(index: DirectoryIndex, number: str) -> None:
    assert index.people_for(number) == []


def test_without_a_plan_the_end_of_the_number_decides(path: Path) -> None:
    index = DirectoryIndex(path)
    index.put(LDAP, [person("Zoe Gross", "+49 30 7771234"), person("Anna Abroad", "+43 30 7771234")])
    assert [p.name for p in index.people_for("0307771234")] == ["Anna Abroad", "Zoe Gross"]
    assert [p.name for p in index.people_for("+49307771234")] == ["Zoe Gross"]
    index.close()


def test_one_number_of_several_people(index: DirectoryIndex) -> None:
    index.put(LDAP, [person("Bert Berg", "501")])
    assert [person.name for person in index.people_for("501")] == ["Anna Meyer", "Bert Berg"]


def test_who_is_in_several_sources_is_one_person(index: DirectoryIndex) -> None:
    index.put(CONTACTS, [person("Meyer Anna", "501", source=CONTACTS)])
    index.put(FAVOURITES, [person("Annie", "501", source=FAVOURITES)])
    index.put(HISTORY, [person("Anna from the call", "501", source=HISTORY), person("Hal", "888", source=HISTORY)])
    assert [p.source for p in index.people_for("501")] == [CONTACTS]
    assert index.people_for("888") == []
    index.put(HISTORY, [person("Zoe", "0307771234", source=HISTORY)])
    assert [p.name for p in index.people_for("0307771234")] == ["Zoe Gross"]
    assert [hit.person.source for hit in index.search("501")] == [CONTACTS]
    assert [hit.person.name for hit in index.search("888")] == ["Hal"]


def test_put_replaces_and_remove_removes(index: DirectoryIndex) -> None:
    index.put(
        LDAP,
        [replace(PEOPLE[0], name="Anna Neu", given_name="Anna", family_name="Neu", version="2", numbers=(), email="")],
    )
    assert found(index, "meyer") == ["Anna-Lena Meyerhoff"]
    assert found(index, "neu") == ["Anna Neu"]
    assert index.people_for("501") == []
    assert index.ids(LDAP)[PEOPLE[0].person_id] == "2"
    index.remove(LDAP, [PEOPLE[0].person_id, "ldap:unknown"])
    assert found(index, "neu") == []
    assert index.person(PEOPLE[0].person_id) is None
    assert index.count(LDAP) == len(PEOPLE) - 1


def test_a_source_changes_only_its_own_people(index: DirectoryIndex) -> None:
    index.remove(CONTACTS, [PEOPLE[0].person_id])
    assert index.count(LDAP) == len(PEOPLE)


def test_replacing_a_source_writes_what_differs(index: DirectoryIndex) -> None:
    assert not index.replace_source(LDAP, PEOPLE)
    assert index.replace_source(LDAP, [*PEOPLE[1:], person("New One")])
    assert found(index, "new one") == ["New One"]
    assert index.person(PEOPLE[0].person_id) is None


def test_a_new_dial_plan_is_applied_to_what_is_there(index: DirectoryIndex) -> None:
    swiss = NumberPlan("CH")
    index.put(LDAP, [person("Urs Ueli", "044 668 18 00")])
    assert index.people_for("+41446681800") == []
    assert index.use_plan(swiss)
    assert [p.name for p in index.people_for("+41446681800")] == ["Urs Ueli"]
    assert not index.use_plan(swiss)
    assert index.count(LDAP) == len(PEOPLE) + 1


def test_facts_are_kept(index: DirectoryIndex, path: Path) -> None:
    assert index.fact("last") == ""
    index.set_fact("last", "1")
    index.set_fact("last", "2")
    index.close()
    again = DirectoryIndex(path, BERLIN)
    assert again.open() is False
    assert again.fact("last") == "2"
    assert found(again, "zoe") == ["Zoe Gross"]
    again.close()


def test_only_the_user_may_read_the_files(index: DirectoryIndex, path: Path) -> None:
    files = list(path.parent.iterdir())
    assert len(files) >= 2, "the write-ahead log is a file of its own"
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\x00" + bytes(4000)])
def test_a_damaged_file_is_made_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    index = DirectoryIndex(path)
    assert index.open() is True
    index.put(LDAP, PEOPLE)
    assert found(index, "zoe") == ["Zoe Gross"]
    index.close()


def test_an_index_of_another_version_is_made_anew(index: DirectoryIndex, path: Path) -> None:
    index.close()
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version={SCHEMA + 1}")
    database.close()
    again = DirectoryIndex(path)
    assert again.open() is True
    assert again.count(LDAP) == 0
    again.close()


def test_damage_while_in_use_empties_the_index_and_says_so(path: Path) -> None:
    emptied: list[bool] = []
    index = DirectoryIndex(path, BERLIN, lambda: emptied.append(True))
    index.put(LDAP, [person(f"Anna Nummer{n}", str(n), key=str(n)) for n in range(2000)])
    index.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 8192) + content[-4096:])
    index = DirectoryIndex(path, BERLIN, lambda: emptied.append(True))
    was_empty = index.open()
    assert found(index, "anna") == []
    assert was_empty or emptied
    index.put(LDAP, PEOPLE)
    assert found(index, "anna mey") == ["Anna Meyer", "Anna-Lena Meyerhoff"]
    index.close()


def test_a_search_can_be_interrupted(index: DirectoryIndex) -> None:
    interrupter = Interrupter()
    interrupter.interrupt()
    assert index.search("anna", interrupter=interrupter) == []
    assert index.search("anna") != []


def test_a_running_statement_is_broken_off() -> None:
    interrupter = Interrupter()
    outcome: list[str] = []
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    began = threading.Event()

    def run() -> None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        try:
            with interrupter.watching(connection):
                began.set()
                connection.execute(endless).fetchone()
        except sqlite3.OperationalError as error:
            outcome.append(str(error))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert began.wait(30)
    while thread.is_alive():
        interrupter.interrupt()
        thread.join(0.01)
    assert outcome == ["interrupted"]


def test_reading_goes_on_while_others_write(index: DirectoryIndex, path: Path) -> None:
    """The mirror writes in a process of its own, contacts in worker threads."""
    others = [DirectoryIndex(path, BERLIN) for _ in range(2)]
    threads = [
        threading.Thread(
            target=lambda other=other, n=n: [
                other.put(f"source{n}", [person(f"Carl Nr{i}", f"6{i:03d}", source=f"source{n}") for i in range(300)])
                for _ in range(3)
            ]
        )
        for n, other in enumerate(others)
    ]
    for thread in threads:
        thread.start()
    is_over = False
    while not is_over:
        is_over = not any(thread.is_alive() for thread in threads)
        assert [p.name for p in index.people_for("501")] == ["Anna Meyer"]
        assert found(index, "zoe") == ["Zoe Gross"]
    assert [index.count(f"source{n}") for n in range(2)] == [300, 300]
    for other in others:
        other.close()


def test_no_use_after_closing(index: DirectoryIndex) -> None:
    index.close()
    assert index.search("anna") == []
    assert index.people_for("501") == []
