"""The window on the program's own directory, history and favourites: found, called, named, listed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from softphone.protocol.snapshots import EndKind
from tests.window.window_stage import WindowStage
from ui.directory.contact_dialog import ContactDialog
from ui.directory.contacts_page import ContactsPage


def _add(stage: WindowStage, given: str, family: str, number: str) -> None:
    dialog: QDialog = stage.windows.open_contact(None)
    assert isinstance(dialog, ContactDialog)
    dialog.form.given.setText(given)
    dialog.form.family.setText(family)
    dialog.form.numbers.findChildren(QLineEdit)[0].setText(number)
    dialog.save_button.click()
    stage.advance(2)
    assert not dialog.isVisible(), dialog.problem.text()


def _type(stage: WindowStage, text: str) -> None:
    QTest.keyClicks(stage.main.dial.field, text)
    stage.advance(1)


def test_an_own_contact_is_found_called_and_named(phone: WindowStage) -> None:
    _add(phone, "Jörg", "Öztürk", "1003")
    _type(phone, "oezt jo")
    assert [hit.person.name for hit in phone.main.results.list.people.hits()] == ["Jörg Öztürk"]
    QTest.keyClick(phone.main.dial.field, Qt.Key.Key_Return)
    phone.advance(2)
    assert phone.card().call.name == "Jörg Öztürk"
    assert phone.main.dial.field.text() == ""


def test_the_card_lists_the_calls_with_the_person(phone: WindowStage) -> None:
    _add(phone, "Jörg", "Öztürk", "1003")
    phone.type_and_call("1003")
    phone.advance(2)
    phone.engine.far_hangs_up(phone.calls()[0].leg.leg_id)
    phone.advance(3)
    _type(phone, "oztu")
    QTest.keyClick(phone.main.dial.field, Qt.Key.Key_Right)
    phone.advance(2)
    assert phone.main.card is not None
    assert len(phone.main.card.history.rows()) == 1
    phone.main.card.star.click()
    phone.advance(1)
    assert [favourite.number for favourite in phone.softphone.favourites.all()] == ["1003"]


def test_a_contact_that_is_deleted_leaves_page_and_card(phone: WindowStage) -> None:
    _add(phone, "Jörg", "Öztürk", "1003")
    phone.main.show_page("contacts")
    phone.advance(1)
    page = phone.main.pages.page("contacts")
    assert isinstance(page, ContactsPage)
    hit = page.list.people.hits()[0]
    page.person_wanted.emit(hit)
    phone.advance(1)
    card = phone.main.card
    assert card is not None
    card.edit.click()
    dialog = phone.windows.dialog(f"contact {hit.person.person_id}")
    assert isinstance(dialog, ContactDialog)
    dialog.remove_button.click()
    assert dialog._question is not None
    dialog._question.confirm.click()
    phone.advance(1)
    assert page.list.people.hits() == ()
    assert not card.is_open


def test_missed_calls_are_counted_at_the_tab_until_they_were_seen(phone: WindowStage) -> None:
    phone.advance(2)
    phone.engine.far_hangs_up(phone.incoming("1003", "Carol"), EndKind.MISSED)
    phone.advance(3)
    assert phone.main.pages.tab("history").badge() == 1
    phone.main.show_page("history")
    phone.advance(1)
    assert phone.main.pages.tab("history").badge() == 0
