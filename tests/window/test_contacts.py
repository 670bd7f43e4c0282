"""Own contacts: the page, the dialog, files; on a real store and index."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.basics.explanation import Explanation
from softphone.basics.listeners import Listeners
from softphone.directory.contacts_sqlite import ContactStore
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.ldap_mirror import MirrorState
from softphone.directory.local_contacts import LocalContacts
from softphone.directory.person import Person
from tests.fakes.fake_people import FakeLamps
from tests.fakes.virtual_runtime import VirtualRuntime
from ui.directory.contact_dialog import ContactDialog
from ui.directory.contacts_page import ContactsPage

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Jörg Öztürk
N:Öztürk;Jörg;;;
TEL;TYPE=work:+49 30 5550123
END:VCARD
"""


class StillMirror:
    """A copy of the company directory that the test moves."""

    def __init__(self) -> None:
        self.state = MirrorState()
        self.changed: Listeners[MirrorState] = Listeners()
        self.refreshes = 0

    def refresh(self) -> None:
        self.refreshes += 1

    def become(self, state: MirrorState) -> None:
        self.state = state
        self.changed.announce(state)


class Desk:
    """The page on a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.runtime = VirtualRuntime()
        index = DirectoryIndex(folder / "index.db")
        index.open()
        self.contacts = LocalContacts(self.runtime, ContactStore(folder / "contacts.db"), index)
        self.contacts.start()
        self.mirror = StillMirror()
        self.page = ContactsPage(self.contacts, self.mirror, FakeLamps())
        self.page.show()
        self.turn()

    def turn(self) -> None:
        self.runtime.run_posted()
        QApplication.processEvents()

    def names(self) -> list[str]:
        return [hit.person.name for hit in self.page.list.people.hits()]

    def dialog(self, person: Person | None = None) -> ContactDialog:
        dialog = ContactDialog(self.contacts, person, self.page)
        dialog.show()
        self.turn()
        return dialog

    def person(self, name: str) -> Person:
        return next(hit.person for hit in self.page.list.people.hits() if hit.person.name == name)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    built = Desk(tmp_path)
    yield built
    built.contacts.close(lambda: None)
    built.turn()
    built.page.deleteLater()


def _add(desk: Desk, given: str, family: str, number: str = "") -> None:
    dialog = desk.dialog()
    dialog.form.given.setText(given)
    dialog.form.family.setText(family)
    if number:
        dialog.form.numbers.findChildren(type(dialog.form.given))[0].setText(number)
    dialog.save_button.click()
    desk.turn()
    assert not dialog.isVisible(), dialog.problem.text()


def test_an_empty_page_says_what_to_do(desk: Desk) -> None:
    assert desk.page.empty.isVisible()
    assert "import" in desk.page.empty.words()
    assert not desk.page.export_button.isEnabled()


def test_a_contact_is_added_changed_and_deleted(desk: Desk) -> None:
    _add(desk, "Zoe", "Adams", "+49 30 123")
    _add(desk, "Ärmel", "Berg")
    assert desk.names() == ["Ärmel Berg", "Zoe Adams"]
    dialog = desk.dialog(desk.person("Zoe Adams"))
    dialog.form.family.setText("Clark")
    dialog.save_button.click()
    desk.turn()
    assert desk.names() == ["Ärmel Berg", "Zoe Clark"]
    assert desk.person("Zoe Clark").numbers[0].text == "+49 30 123"
    dialog = desk.dialog(desk.person("Ärmel Berg"))
    dialog.remove_button.click()
    assert dialog._question is not None
    dialog._question.confirm.click()
    desk.turn()
    assert desk.names() == ["Zoe Clark"]
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("given", "", "name is missing"),
        ("email", "anna", "e-mail"),
        ("sip_address", "not an address", "SIP address"),
    ],
)
def test_what_is_wrong_is_told_and_can_be_mended(desk: Desk, field: str, text: str, words: str) -> None:
    dialog = desk.dialog()
    dialog.form.given.setText("Anna")
    getattr(dialog.form, field).setText(text)
    dialog.save_button.click()
    assert words in dialog.problem.text()
    assert dialog.isVisible()
    assert dialog.focusWidget() is getattr(dialog.form, field)
    QTest.keyClicks(getattr(dialog.form, field), "a")
    assert not dialog.problem.isVisible()


def test_a_number_that_cannot_be_called_is_told(desk: Desk) -> None:
    dialog = desk.dialog()
    dialog.form.given.setText("Anna")
    dialog.form.numbers.add_button.click()
    QTest.keyClicks(dialog.focusWidget(), "call me")
    dialog.save_button.click()
    assert "call me" in dialog.problem.text()


def test_a_file_is_brought_in_with_a_summary(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(CARD + CARD.replace("Jörg", "Anna"), encoding="utf-8")
    desk.page.import_file(path)
    desk.turn()
    assert desk.names() == ["Anna Öztürk", "Jörg Öztürk"]
    assert desk.page.result.title() == "Imported: 2 added, 0 changed, 0 known already"
    desk.page.import_file(path)
    desk.turn()
    assert desk.page.result.title() == "Imported: 0 added, 0 changed, 2 known already"
    assert desk.page.import_button.isEnabled()


def test_what_could_not_be_read_is_told_by_line(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "broken.vcf"
    path.write_text(CARD + "BEGIN:VCARD\nVERSION:3.0\nTEL;TYPE=work\n", encoding="utf-8")
    desk.page.import_file(path)
    desk.turn()
    assert "1 added" in desk.page.result.title()
    assert "Line " in desk.page.result.text()


def test_contacts_are_written_to_a_file(desk: Desk, tmp_path: Path) -> None:
    _add(desk, "Zoe", "Adams", "1234")
    desk.page.export_file(tmp_path / "out.csv")
    desk.turn()
    assert "Zoe" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert desk.page.result.title() == "1 contact exported"
    desk.page.export_file(tmp_path / "no such folder" / "out.vcf")
    desk.turn()
    assert desk.page.result.property("banner") == "danger"


def test_the_copy_of_the_directory_is_told_in_one_line(desk: Desk) -> None:
    assert desk.page.mirror_line.full_text() == ""
    assert not desk.page.refresh_button.isVisible()
    desk.mirror.become(MirrorState(is_running=True, done=12_000, total=100_000))
    assert "12" in desk.page.mirror_line.full_text()
    assert not desk.page.refresh_button.isEnabled()
    desk.mirror.become(MirrorState(problem=Explanation("The directory does not answer.", "Check the network.")))
    assert desk.page.mirror_line.full_text() == "The directory does not answer. Check the network."
    desk.page.refresh_button.click()
    assert desk.mirror.refreshes == 1


def test_the_list_is_worked_by_keyboard(desk: Desk) -> None:
    _add(desk, "Zoe", "Adams", "1234")
    dialled: list[str] = []
    desk.page.dial_wanted.connect(dialled.append)
    desk.page.list.setFocus()
    desk.page.list.select_row(0)
    QTest.keyClick(desk.page.list, Qt.Key.Key_Return)
    assert dialled == ["1234"]
    opened: list[object] = []
    desk.page.person_wanted.connect(opened.append)
    QTest.keyClick(desk.page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert len(opened) == 1
    assert dialled == ["1234"]
