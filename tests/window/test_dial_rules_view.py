"""The table of the user's rules for dialling."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from softphone.calls.dial_rules import rules_of
from softphone.settings.call_settings import DIAL_RULES
from softphone.settings.dial_rule import DialRule
from tests.window.window_stage import WindowStage
from ui.settings.dial_rules_view import DialRulesView
from ui.settings.numbers_page import NumbersPage


@pytest.fixture
def page(phone: WindowStage) -> NumbersPage:
    page = phone.windows.open_settings("numbers").findChild(NumbersPage)
    assert page is not None
    return page


@pytest.fixture
def view(page: NumbersPage) -> DialRulesView:
    return page.rules


def starts(phone: WindowStage) -> list[str]:
    return [rule.begins_with for rule in rules_of(phone.softphone.settings)]


def write(view: DialRulesView, row: int, column: int, text: str) -> None:
    item = view.table.item(row, column)
    assert item is not None
    item.setText(text)


def test_a_rule_is_added_by_keyboard_and_tried(phone: WindowStage, page: NumbersPage, view: DialRulesView) -> None:
    view.add.setFocus()
    QTest.keyClick(view.add, Qt.Key.Key_Space)
    phone.settle()
    editor = view.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "+49 30")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    phone.settle()
    write(view, 0, 2, "0 030")
    (rule,) = rules_of(phone.softphone.settings)
    assert (rule.begins_with, rule.becomes) == ("+4930", "0030")
    page.trial.setText("+49 30 123456")
    assert page.dialled.full_text() == "Dialled as 0030123456"
    assert page.understood.full_text() == "Rule 1: what begins with +4930"


def test_an_emergency_number_is_said_to_be_one(phone: WindowStage, page: NumbersPage) -> None:
    phone.softphone.settings.put_entry(DIAL_RULES, DialRule(rule_id="all", becomes="0"))
    page.trial.setText("112")
    assert "emergency" in page.understood.full_text()
    assert page.dialled.full_text() == "Dialled as 112"
    page.trial.setText("1002")
    assert page.dialled.full_text() == "Dialled as 01002"


def test_order_and_removal(phone: WindowStage, view: DialRulesView) -> None:
    for start in "123":
        view.add.click()
        write(view, int(start) - 1, 0, start)
    assert starts(phone) == ["1", "2", "3"]
    view.table.setCurrentCell(2, 0)
    view.up.click()
    assert starts(phone) == ["1", "3", "2"]
    assert view.table.currentRow() == 1
    view.down.click()
    assert starts(phone) == ["1", "2", "3"]
    assert not view.down.isEnabled()
    view.remove.click()
    assert starts(phone) == ["1", "2"]


def test_what_is_no_rule_is_refused_in_words(phone: WindowStage, view: DialRulesView) -> None:
    view.add.click()
    write(view, 0, 0, "abc")
    assert view.problem.isVisible()
    assert starts(phone) == [""]
    item = view.table.item(0, 0)
    assert item is not None
    assert item.text() == ""
    write(view, 0, 0, "0049")
    assert not view.problem.isVisible()
    write(view, 0, 1, "many")
    assert rules_of(phone.softphone.settings)[0].digits == 0
