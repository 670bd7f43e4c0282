"""The user's own contacts: kept whatever happens, found at once, in and out of files without doubles."""

import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from softphone.basics.errors import UserFacingError
from softphone.directory.contact_import import ImportReport
from softphone.directory.contacts_sqlite import SCHEMA, ContactStore
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.local_contacts import LocalContacts
from softphone.directory.person import CONTACTS, Person, PersonNumber
from tests.fakes.virtual_runtime import VirtualRuntime

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
ANNA = Person("", CONTACTS, "Anna Meyer", "Anna", "Meyer", numbers=(PersonNumber("work", "030 5551234"),))


class Shelf:
    """Contacts on a runtime with virtual time, and what they said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runtime = VirtualRuntime()
        self.store = ContactStore(folder / "contacts.sqlite", self.runtime.wall_time_s)
        self.index = DirectoryIndex(folder / "directory.sqlite")
        self.contacts = LocalContacts(self.runtime, self.store, self.index)
        self.changes: list[None] = []
        self.problems: list[UserFacingError] = []
        self.contacts.changed.add(self.changes.append)
        self.contacts.problem.add(self.problems.append)
        self.contacts.start()
        self.runtime.run_posted()

    def add(self, person: Person, photo: bytes | None = None) -> Person:
        done: list[Person] = []
        self.contacts.add(person, photo, done.append)
        self.runtime.run_posted()
        return done[0]

    def people(self) -> list[Person]:
        done: list[tuple[Person, ...]] = []
        self.contacts.people(done.append)
        self.runtime.run_posted()
        return list(done[0])

    def photo(self, person_id: str) -> bytes | None:
        done: list[bytes | None] = []
        self.contacts.photo(person_id, done.append)
        self.runtime.run_posted()
        return done[0]

    def take(self, content: str | bytes, name: str = "in.vcf") -> ImportReport:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        done: list[ImportReport] = []
        self.contacts.import_file(path, done.append)
        self.runtime.run_posted()
        return done[0]

    def found(self, text: str) -> list[str]:
        return [hit.person.name for hit in self.index.search(text)]

    def close(self) -> None:
        self.store.close()
        self.index.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


def test_a_contact_is_found_by_name_and_number(shelf: Shelf) -> None:
    added = shelf.add(ANNA)
    assert added.person_id.startswith("contact:")
    assert shelf.found("anna") == ["Anna Meyer"]
    assert [p.person_id for p in shelf.index.people_for("+49305551234")] == [added.person_id]
    assert len(shelf.changes) == 1


def test_a_contact_out_of_the_search_is_kept_as_it_was_typed(shelf: Shelf) -> None:
    shelf.add(ANNA)
    (hit,) = shelf.index.search("anna")
    assert hit.person.numbers[0].e164
    shelf.contacts.change(hit.person)
    assert [number.e164 for number in shelf.people()[0].numbers] == [""]


def test_changes_and_removal_reach_the_index(shelf: Shelf) -> None:
    added = shelf.add(ANNA)
    shelf.contacts.change(replace(added, name="Anna Neumann", family_name="Neumann"))
    shelf.runtime.run_posted()
    assert shelf.found("meyer") == []
    assert shelf.found("neumann") == ["Anna Neumann"]
    shelf.contacts.remove([added.person_id, "contact:unknown"])
    shelf.runtime.run_posted()
    assert shelf.found("anna") == []
    assert shelf.people() == []


def test_orders_are_carried_out_in_their_order(shelf: Shelf) -> None:
    done: list[Person] = []
    shelf.contacts.add(ANNA, None, done.append)
    shelf.contacts.add(replace(ANNA, name="Bert"), None, lambda bert: shelf.contacts.remove([bert.person_id]))
    shelf.contacts.add(replace(ANNA, name="Carl"))
    shelf.runtime.run_posted()
    assert [p.name for p in shelf.people()] == ["Anna Meyer", "Carl"]


def test_contacts_outlive_the_program_and_the_index(shelf: Shelf) -> None:
    shelf.add(ANNA, PNG)
    shelf.close()
    for file in shelf.folder.glob("directory.sqlite*"):
        file.unlink()
    again = Shelf(shelf.folder)
    assert again.found("anna") == ["Anna Meyer"]
    assert again.photo(again.people()[0].person_id) == PNG
    again.close()


def test_a_photo_is_kept_until_it_is_taken_away(shelf: Shelf) -> None:
    added = shelf.add(ANNA, PNG)
    assert added.has_photo
    shelf.contacts.change(replace(added, note="x"))
    assert shelf.photo(added.person_id) == PNG
    shelf.contacts.change(replace(added, has_photo=False))
    assert shelf.photo(added.person_id) is None


def test_what_is_no_picture_is_refused(shelf: Shelf) -> None:
    shelf.contacts.add(ANNA, b"<script>")
    assert [problem.title for problem in shelf.problems] == ["This picture cannot be used."]
    assert shelf.people() == []


def test_only_the_user_may_read_the_file(shelf: Shelf) -> None:
    shelf.add(ANNA)
    assert stat.S_IMODE((shelf.folder / "contacts.sqlite").stat().st_mode) == 0o600


def test_a_damaged_file_is_kept_aside_and_said(shelf: Shelf) -> None:
    shelf.close()
    file = shelf.folder / "contacts.sqlite"
    file.write_bytes(b"not a database, but somebody's contacts")
    again = Shelf(shelf.folder)
    assert len(again.problems) == 1
    aside = list(shelf.folder.glob("contacts.sqlite.damaged-*"))
    assert [path.read_bytes() for path in aside] == [b"not a database, but somebody's contacts"]
    assert aside[0].name in again.problems[0].remedy
    again.add(ANNA)
    assert again.found("anna") == ["Anna Meyer"]
    again.close()


def test_a_file_of_a_newer_version_is_not_touched(shelf: Shelf) -> None:
    shelf.add(ANNA)
    shelf.close()
    file = shelf.folder / "contacts.sqlite"
    database = sqlite3.connect(file)
    database.execute(f"PRAGMA user_version={SCHEMA + 1}")
    database.close()
    before = file.read_bytes()
    again = Shelf(shelf.folder)
    assert "newer version" in again.problems[0].title
    assert file.read_bytes() == before
    again.close()


def test_a_full_disk_costs_nothing_that_was_there(shelf: Shelf) -> None:
    shelf.add(ANNA)
    shelf.store._do(lambda db: db.execute("PRAGMA max_page_count=1"))  # what SQLite says on a full disk, too
    failed: list[UserFacingError] = []
    shelf.contacts.add(replace(ANNA, name="Bert", note="x" * 20_000), PNG, lambda _: None, failed.append)
    shelf.runtime.run_posted()
    assert "disk is full" in failed[0].title
    assert [p.name for p in shelf.people()] == ["Anna Meyer"]
    assert shelf.found("bert") == []


def test_the_same_file_twice_makes_no_doubles(shelf: Shelf) -> None:
    file = card("FN:Anna", "UID:1", "TEL:1") + card("FN:Bert", "TEL:2") + card("FN:Bert", "TEL:3")
    report = shelf.take(file)
    assert (report.added, report.changed, report.unchanged, report.problems) == (3, 0, 0, ())
    report = shelf.take(file)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 3)
    assert [p.name for p in shelf.people()] == ["Anna", "Bert", "Bert"]


def test_a_contact_with_a_uid_becomes_what_the_file_says(shelf: Shelf) -> None:
    photo = "PHOTO;ENCODING=b:iVBORw0KGgoAAAA="
    shelf.take(card("FN:Anna", "UID:1", "TEL:1", "TEL:2", photo))
    report = shelf.take(card("FN:Anna Neumann", "UID:1", "TEL:2"))
    assert (report.added, report.changed) == (0, 1)
    (anna,) = shelf.people()
    assert (anna.name, [n.text for n in anna.numbers], anna.has_photo) == ("Anna Neumann", ["2"], True)
    assert shelf.found("neumann") == ["Anna Neumann"]


def test_without_a_uid_a_known_contact_is_completed(shelf: Shelf) -> None:
    shelf.add(replace(ANNA, company="Nordwind"))
    report = shelf.take(card("N:Meyer;Anna", "TEL:0305551234", "TEL;TYPE=cell:0170 1", "TITLE:Chefin"))
    assert (report.added, report.changed) == (0, 1)
    (anna,) = shelf.people()
    assert (anna.company, anna.title) == ("Nordwind", "Chefin")
    assert [n.text for n in anna.numbers] == ["030 5551234", "0170 1"]


def test_bad_lines_are_reported_and_the_rest_is_there(shelf: Shelf) -> None:
    report = shelf.take(card("FN:Anna", "bad line", "TEL:1") + card("NOTE:nobody") + card("FN:Bert"))
    assert report.added == 2
    assert [p.line for p in report.problems] == [4, 7]
    assert shelf.found("bert") == ["Bert"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["in.vcf", "in.csv"])
def test_files_of_any_charset(shelf: Shelf, encoding: str, name: str) -> None:
    content = card("FN:Jörg Groß", "TEL:1") if name == "in.vcf" else "Name;Telefon\r\nJörg Groß;1\r\n"
    assert shelf.take(content.encode(encoding), name).added == 1
    assert shelf.found("jorg gross") == ["Jörg Groß"]


@pytest.mark.parametrize("name", ["out.vcf", "out.csv"])
def test_exported_contacts_can_be_imported_elsewhere(shelf: Shelf, name: str) -> None:
    shelf.add(ANNA, PNG)
    shelf.add(replace(ANNA, name="Bert, „B“; \\", given_name="", family_name="", note="=1+1\nzwei"))
    counts: list[int] = []
    shelf.contacts.export_file(shelf.folder / name, counts.append)
    shelf.runtime.run_posted()
    assert counts == [2]
    (other := shelf.folder / "other").mkdir()
    there = Shelf(other)
    assert there.take((shelf.folder / name).read_bytes(), name).added == 2
    had_photo = name.endswith("vcf")
    assert there.people() == [replace(p, has_photo=p.has_photo and had_photo) for p in shelf.people()]
    assert there.take((shelf.folder / name).read_bytes(), name).unchanged == 2
    there.close()


def test_an_export_that_fails_leaves_the_old_file(shelf: Shelf) -> None:
    shelf.add(ANNA)
    failed: list[UserFacingError] = []
    done: list[Any] = []
    shelf.contacts.export_file(shelf.folder / "missing" / "out.vcf", done.append, failed.append)
    shelf.contacts.export_file(shelf.folder, done.append, failed.append)
    shelf.contacts.import_file(shelf.folder / "missing.vcf", done.append, failed.append)
    shelf.runtime.run_posted()
    assert (len(failed), done) == (3, [])
    assert not list(shelf.folder.glob(".*"))


def test_an_import_can_be_broken_off(shelf: Shelf) -> None:
    path = shelf.folder / "many.vcf"
    path.write_text("".join(card(f"FN:Name{n}", f"TEL:{n}") for n in range(50)))
    done: list[ImportReport] = []
    shelf.contacts.import_file(path, done.append).cancel()
    shelf.runtime.run_posted()
    assert not done[0].is_complete
    assert shelf.people() == []


def test_a_large_file_is_taken_over_bit_by_bit(shelf: Shelf) -> None:
    path = shelf.folder / "many.vcf"
    path.write_text("".join(card(f"FN:Name{n}", f"UID:{n}", f"TEL:{n}") for n in range(1000)))
    counts: list[int] = []
    done: list[ImportReport] = []
    shelf.contacts.import_file(path, done.append, None, counts.append)
    shelf.runtime.run_posted()
    assert done[0].added == 1000
    assert len(counts) >= 5
    assert counts == sorted(counts)
