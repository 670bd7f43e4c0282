"""Dialling by field, pad and keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.protocol.commands import Dial
from softphone.protocol.snapshots import LegState
from tests.window.window_stage import WindowStage


def _targets(stage: WindowStage) -> list[str]:
    return [command.target for command in stage.engine.commands if isinstance(command, Dial)]


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("1002", "sip:1002@pbx.example.com"),
        ("+49 (30) 123-45", "sip:+493012345@pbx.example.com"),
        ("*43", "sip:*43@pbx.example.com"),
        ("sip:bob@other.example.org", "sip:bob@other.example.org"),
        ("bob@other.example.org", "sip:bob@other.example.org"),
    ],
)
def test_enter_calls_numbers_codes_and_addresses(phone: WindowStage, typed: str, target: str) -> None:
    QTest.keyClicks(phone.main.dial.field, typed)
    QTest.keyClick(phone.main.dial.field, Qt.Key.Key_Return)
    phone.advance(0)
    assert _targets(phone) == [target]
    assert phone.main.dial.field.text() == "", "the field is free for the next"


def test_the_dial_command_leaves_within_the_click(phone: WindowStage) -> None:
    sent: list[object] = []
    phone.engine.send = sent.append  # type: ignore[method-assign, assignment]
    phone.main.dial.field.setText("1002")
    phone.main.dial.call_button.click()
    assert len(sent) == 1, "nothing is put off between the click and the command"


@pytest.mark.parametrize("typed", ["what is this?", "sip:", "12ab"])
def test_what_cannot_be_called_is_told_below_the_field(phone: WindowStage, typed: str) -> None:
    phone.type_and_call(typed)
    assert phone.main.dial.problem.isVisible()
    assert phone.main.dial.problem.text()
    assert not phone.calls()
    assert phone.main.dial.field.text() == typed, "what was typed can be mended"
    QTest.keyClicks(phone.main.dial.field, "1")
    assert phone.main.dial.problem.isHidden()


def test_without_an_account_calling_says_so(stage: WindowStage) -> None:
    stage.type_and_call("1002")
    assert "account" in stage.main.dial.problem.text().lower()


def test_while_the_engine_is_down_calling_says_so(phone: WindowStage) -> None:
    phone.engine.crash()
    phone.advance(0)
    phone.type_and_call("1002")
    assert "restart" in phone.main.dial.problem.text().lower()


def test_arrow_up_goes_back_through_what_was_dialled(phone: WindowStage) -> None:
    field = phone.main.dial.field
    for number in ("1002", "1003"):
        phone.type_and_call(number)
        phone.advance(2)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "1003"
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "1002"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "1003"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == ""


def test_enter_in_the_empty_field_brings_back_the_last_number_and_enter_again_calls_it(phone: WindowStage) -> None:
    phone.type_and_call("1002")
    phone.advance(2)
    field = phone.main.dial.field
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "1002"
    assert len(_targets(phone)) == 1
    QTest.keyClick(field, Qt.Key.Key_Return)
    phone.advance(0)
    assert len(_targets(phone)) == 2


def test_escape_empties_the_field(phone: WindowStage) -> None:
    phone.main.dial.field.setText("1002")
    QTest.keyClick(phone.main.dial.field, Qt.Key.Key_Escape)
    assert phone.main.dial.field.text() == ""


def test_the_pad_types_into_the_field(phone: WindowStage) -> None:
    for digit in "*12#0":
        phone.main.dial.pad.key(digit).click()
    assert phone.main.dial.field.text() == "*12#0"
    phone.main.dial.erase_button.click()
    assert phone.main.dial.field.text() == "*12#"


def test_digits_typed_anywhere_reach_the_field(phone: WindowStage) -> None:
    phone.main.settings_button.setFocus()
    QTest.keyClicks(phone.main, "+4930")
    assert phone.main.dial.field.text() == "+4930"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("tel:+49-30-123;phone-context=x", "+49-30-123"),
        ("callto:1002", "1002"),
        ("SIP:anna@example.com", "SIP:anna@example.com"),
        ("tel:+4930123;ext=5", "tel:+4930123;ext=5"),
    ],
)
def test_a_link_from_another_program_is_proposed_not_called(phone: WindowStage, link: str, shown: str) -> None:
    phone.main.propose(link)
    phone.advance(1)
    assert phone.main.dial.field.text() == shown
    assert not _targets(phone)


def test_calling_card_follows_the_call(phone: WindowStage) -> None:
    phone.type_and_call("ringing@pbx.example.com")
    phone.advance(0.1)
    assert phone.calls()[0].state == LegState.RINGBACK
    assert phone.card().state_words() == "It is ringing there…"
