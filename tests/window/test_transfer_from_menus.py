"""While a call is up, whoever is in the history or among the contacts can be its target by a menu."""

import pytest
from PySide6.QtWidgets import QMenu

from softphone.calls.transfer import TransferView
from softphone.directory.person import Hit
from softphone.protocol.commands import Dial
from tests.window.menus import MENUS
from tests.window.people_stage import ANNA, PeopleStage
from ui.directory.person_words import numbers_of


def _texts(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions()]


def _choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().replace("&", "") == words).trigger()


@pytest.mark.parametrize("name", ["history", "person"])
def test_without_a_call_there_is_nothing_to_transfer(qapp: object, name: str) -> None:
    menu = MENUS[name](PeopleStage())
    assert menu is not None
    assert not [text for text in _texts(menu) if "transfer" in text.lower()]


def test_a_call_goes_to_somebody_of_the_history(qapp: object) -> None:
    stage = PeopleStage()
    menu = MENUS["history in a call"](stage)
    assert menu is not None
    _choose(menu, "Transfer the call here")
    stage.advance(0.1)
    assert [view.first for view in _transfers(stage)] == [stage.softphone.calls.calls()[-1].call_id]


def test_somebody_among_the_contacts_is_asked_first(qapp: object) -> None:
    stage = PeopleStage()
    menu = MENUS["person in a call"](stage)
    assert menu is not None
    number = numbers_of(Hit(ANNA).person)[-1].text
    entry = next(action for action in menu.actions() if "Ask here" in action.text())
    below = entry.menu()
    assert isinstance(below, QMenu)
    assert len(below.actions()) == len(numbers_of(Hit(ANNA).person)) > 1
    below.actions()[-1].trigger()
    stage.advance(0.1)
    assert len(_transfers(stage)) == 1
    assert _transfers(stage)[0].target_text == number
    dialled = [command for command in stage.engine.commands if isinstance(command, Dial)][-1]
    assert dialled.target.startswith("sip:")


def _transfers(stage: PeopleStage) -> list[TransferView]:
    calls = stage.softphone.calls.calls()
    views = [stage.softphone.transfers.of(call.call_id) for call in calls]
    return list({view.first: view for view in views if view is not None}.values())
