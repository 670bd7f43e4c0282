"""The settings page of numbers: what becomes of a number as it is typed, the pick-up code; when one is away."""

import sys

import pytest
from PySide6.QtTest import QTest

from softphone.settings.call_settings import PICK_UP_CODE
from softphone.settings.declared import (
    AREA_CODE,
    AWAY_AFTER_S,
    COUNTRY,
    EXTENSION_LENGTHS,
    OUTSIDE_PREFIX,
    OWN_TRUNK,
)
from tests.window.window_stage import WindowStage
from ui.settings.numbers_page import NumbersPage
from ui.settings.program_page import ProgramPage
from ui.settings.setting_row import ResetButton


def _page(stage: WindowStage) -> NumbersPage:
    page = stage.windows.open_settings("numbers").findChild(NumbersPage)
    assert page is not None
    stage.settle()
    return page


def _set_up_berlin(stage: WindowStage) -> None:
    settings = stage.softphone.settings
    settings.set(COUNTRY, "DE")
    settings.set(AREA_CODE, "030")
    settings.set(OUTSIDE_PREFIX, "0")
    settings.set(OWN_TRUNK, "+49 30 1234")
    settings.set(EXTENSION_LENGTHS, (3,))


@pytest.mark.parametrize(
    ("text", "understood", "dialled"),
    [
        ("0172 1234567", "+491721234567", "01721234567"),
        ("+49 172 1234567", "+491721234567", "001721234567"),
        ("+43 1 5124080", "+4315124080", "0004315124080"),
        ("+49 30 1234 567", "the extension 567", "567"),
        ("567", "the extension 567", "567"),
        ("*8567", "A code for the phone server", "*8567"),
        ("112", "An emergency number", "112"),
        ("0112", "An emergency number", "0112"),
    ],
)
def test_what_becomes_of_a_number_is_shown_as_it_is_typed(
    phone: WindowStage, text: str, understood: str, dialled: str
) -> None:
    _set_up_berlin(phone)
    page = _page(phone)
    assert not page.understood.isVisible()
    QTest.keyClicks(page.trial, text)
    assert understood in page.understood.full_text()
    assert page.dialled.full_text() == f"Dialled as {dialled}"
    assert page.trial.accessibleDescription() == f"{page.understood.full_text()} {page.dialled.full_text()}"


def test_an_emergency_number_of_the_country_is_no_extension(phone: WindowStage) -> None:
    page = _page(phone)
    page.trial.setText("144")
    assert "extension" in page.understood.full_text()
    phone.softphone.settings.set(COUNTRY, "AT")
    assert "An emergency number" in page.understood.full_text()
    assert page.dialled.full_text() == "Dialled as 144"


def test_what_is_shown_is_what_is_dialled(phone: WindowStage) -> None:
    _set_up_berlin(phone)
    page = _page(phone)
    page.trial.setText("+49 172 1234567")
    phone.type_and_call("+49 172 1234567")
    phone.advance(1)
    number = page.dialled.full_text().removeprefix("Dialled as ")
    assert [call.name for call in phone.softphone.calls.calls()] == [number]


def test_the_trial_follows_the_settings(phone: WindowStage) -> None:
    page = _page(phone)
    page.trial.setText("0172 1234567")
    assert "Not known" in page.understood.full_text()
    page.form.country.choose("DE")
    page.form.country.activated.emit(page.form.country.currentIndex())
    assert "+491721234567" in page.understood.full_text()


def test_a_country_is_found_by_typing_its_name(phone: WindowStage) -> None:
    page = _page(phone)
    QTest.keyClicks(page.form.country, "Switz")
    assert page.form.country.chosen() == "CH"


def test_what_is_no_number_is_told(phone: WindowStage) -> None:
    page = _page(phone)
    page.trial.setText("???")
    assert page.understood.isVisible()
    assert "Understood" not in page.understood.full_text()
    page.trial.clear()
    assert not page.understood.isVisible()
    assert not page.dialled.isVisible()


def test_the_pick_up_code_is_taken_when_it_is_left(phone: WindowStage) -> None:
    page = _page(phone)
    QTest.keyClicks(page.pick_up, "*8")
    page.pick_up.editingFinished.emit()
    assert phone.softphone.settings.get(PICK_UP_CODE) == "*8"
    page.pick_up.setText("star")
    page.pick_up.editingFinished.emit()
    assert phone.softphone.settings.get(PICK_UP_CODE) == "*8"
    assert "not possible" in page.problem.text()
    assert page.problem.isVisible()
    page.pick_up.setText("")
    page.pick_up.editingFinished.emit()
    assert not page.problem.isVisible()


def test_the_pick_up_code_goes_back_to_its_default(phone: WindowStage) -> None:
    phone.softphone.settings.set(PICK_UP_CODE, "*8")
    page = _page(phone)
    (reset,) = (button for button in page.findChildren(ResetButton) if "Pick-up" in button.accessibleName())
    reset.click()
    assert page.pick_up.text() == ""
    assert not reset.isVisible()


def test_opening_the_page_loads_no_numbering_plans(phone: WindowStage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "phonenumbers", None)  # importing it would fail
    phone.softphone.settings.set(COUNTRY, "NZ")
    assert _page(phone).form.country.currentText() == "New Zealand"


def test_when_one_is_away_is_chosen(phone: WindowStage) -> None:
    phone.softphone.settings.set(AWAY_AFTER_S, 90)
    page = phone.windows.open_settings("program").findChild(ProgramPage)
    assert page is not None
    assert page.away_after.currentText() == "90 s"
    for seconds, words in ((1800, "30 minutes"), (0, "Never")):
        page.away_after.choose(seconds)
        page.away_after.activated.emit(page.away_after.currentIndex())
        assert page.away_after.currentText() == words
        assert phone.softphone.settings.get(AWAY_AFTER_S) == seconds
