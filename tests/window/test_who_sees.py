"""Which number the other side sees, asked for in the main window."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.settings.declared import OWN_TRUNK
from softphone.settings.identity_settings import WORK_DOMAINS
from tests.window.window_stage import ALICE, WindowStage
from ui.mobility.who_sees import WhoSees

ME = replace(ALICE, address_of_record="sip:56@pbx.example.com")


@pytest.fixture
def sees(phone: WindowStage) -> WhoSees:
    return phone.windows.calls.who_sees


def test_it_is_told_when_asked_and_follows_what_is_typed(phone: WindowStage, sees: WhoSees) -> None:
    phone.softphone.settings.set(OWN_TRUNK, "+49 30 1234")
    phone.softphone.accounts.update(ME)
    phone.advance(1)
    field = phone.main.dial.field
    assert not sees.action.isVisible()
    QTest.keyClicks(field, "0309876543")
    phone.settle()
    assert sees.action.isVisible()
    assert not sees.line.isVisible()
    QTest.keyClick(field, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    phone.settle()
    assert sees.line.full_text() == "They see: +49 30 1234-56 (Alice Archer)"
    assert sees.line.accessibleName() == sees.line.full_text()
    field.setText("57")
    assert sees.line.full_text() == "They see: 56 (Alice Archer)"
    field.setText("#31#0309876543")
    assert sees.line.full_text() == "They see: no number (withheld)"
    field.clear()
    assert not sees.line.isVisible()
    field.setText("57")
    assert sees.line.isVisible()
    QTest.keyClick(field, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert not sees.line.isVisible()


def test_it_is_there_while_a_target_is_chosen(phone: WindowStage, sees: WhoSees) -> None:
    phone.type_and_call("1002")
    phone.advance(1)
    phone.main.deeds.transfer()
    phone.main.dial.field.setText("1003")
    sees.action.trigger()
    phone.settle()
    assert sees.line.isVisible()
    assert "Alice Archer" in sees.line.full_text()


def test_a_call_that_shows_something_private_is_coloured_and_refused_once(phone: WindowStage, sees: WhoSees) -> None:
    phone.softphone.settings.set(WORK_DOMAINS, ("company.example",))
    phone.main.dial.field.setText("1002")
    sees.action.trigger()
    assert sees.line.property("tone") == "warning"
    phone.main.dial.call_button.click()
    phone.settle()
    assert phone.calls() == ()
    assert "not your work identity" in phone.main.dial.problem.text()
    phone.main.dial.call_button.click()
    phone.settle()
    assert len(phone.calls()) == 1


def test_without_an_account_it_says_so(phone: WindowStage, sees: WhoSees) -> None:
    phone.softphone.accounts.remove(ALICE.account_id)
    phone.main.dial.field.setText("1002")
    sees.action.trigger()
    assert "no account" in sees.line.full_text()


def test_nothing_is_made_before_somebody_asks(phone: WindowStage, sees: WhoSees) -> None:
    phone.main.dial.field.setText("1002")
    assert "guard" not in phone.softphone.__dict__
