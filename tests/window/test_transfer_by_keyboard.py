"""Transfers in the window: three keystrokes, the search with lamps, and back to the caller at every step."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.calls.call import CallAction
from softphone.protocol.commands import AnyCommand, Dial, HangUp, TransferToLeg
from softphone.protocol.snapshots import LegState
from tests.window.people_stage import PeopleStage
from ui.calls.transfer_card import TransferCard
from ui.presence.favourites_page import FavouritesPage

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
A = CallAction


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[PeopleStage]:
    """A receptionist who talks with a caller."""
    stage = PeopleStage()
    leg_id = stage.incoming("+49 89 5550199", "Maria Huber")
    stage.softphone.calls.answer(stage.call_id(leg_id))
    stage.advance(1)
    yield stage
    stage.close()


def _press(stage: PeopleStage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or stage.main, key, modifier)
    stage.advance(0)


def _sent(stage: PeopleStage, kind: type[AnyCommand]) -> list[AnyCommand]:
    return [command for command in stage.engine.commands if isinstance(command, kind)]


def _targets(stage: PeopleStage) -> list[str]:
    return [command.target for command in stage.engine.commands if isinstance(command, Dial)]


def _ask(stage: PeopleStage, text: str) -> TransferCard:
    _press(stage, K.Key_T, CTRL)
    stage.type(text)
    _press(stage, K.Key_Return, CTRL)
    stage.advance(0.05)
    return stage.main.calls.groups.pairs()[0]


def test_a_blind_transfer_is_a_key_a_name_and_enter(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    assert desk.main.deeds.choice.strip.words() == "Transfer Maria Huber to"
    assert desk.main.dial.field.hasFocus()
    desk.type("anna")
    _press(desk, K.Key_Return)
    assert _targets(desk) == ["sip:1002@pbx.example.com"]
    call = desk.softphone.calls.calls()[0]
    assert not desk.main.commands.offered(call) & {A.TRANSFER, A.CONFERENCE, A.PARK}, "it is on its way already"
    assert not desk.main.deeds.is_choosing
    assert desk.main.dial.field.text() == ""
    desk.advance(3)
    assert _sent(desk, TransferToLeg)
    assert desk.card().state_words() == "Transferred to 1002"


def test_the_only_way_back_during_a_blind_transfer_is_back_to_the_caller(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.type("ringing")
    _press(desk, K.Key_Return)
    desk.advance(0.5)
    card = desk.card()
    assert card.call.is_held
    assert card.extras.notes is not None
    assert card.extras.notes.button("back") is not None
    assert card.actions_row.button(A.RESUME).isHidden()
    assert card.actions_row.button(A.HANG_UP).isVisible()
    _press(desk, K.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    desk.advance(0.5)
    assert _sent(desk, HangUp), "the target does not ring any more"
    assert not card.call.is_held
    assert card.extras.notes.button("back") is None
    assert card.actions_row.button(A.HOLD).isVisible()


def test_any_number_is_a_target(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.type("+49 711 98765")
    _press(desk, K.Key_Return)
    assert _targets(desk) == ["sip:+4971198765@pbx.example.com"]


def test_the_search_shows_who_is_free(desk: PeopleStage) -> None:
    from softphone.presence.state import PresenceState

    desk.lamps.set("1003@pbx.example.com", PresenceState.ON_THE_PHONE)
    _press(desk, K.Key_T, CTRL)
    desk.type("ben")
    desk.advance(1)
    assert "On the phone" in desk.main.results.list.people.spoken(0)


def test_escape_ends_the_choice_and_the_call_goes_on(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.type("anna")
    _press(desk, K.Key_Escape)
    assert not desk.main.deeds.is_choosing
    assert desk.main.dial.call_button.isVisible()
    assert desk.calls()[0].state == LegState.ESTABLISHED
    assert not desk.calls()[0].is_held


def test_what_cannot_be_dialled_is_told_and_can_be_mended(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.type("what is this?")
    _press(desk, K.Key_Return)
    assert desk.main.dial.problem.isVisible()
    assert desk.main.deeds.is_choosing
    assert not _targets(desk)


def test_a_click_on_somebody_proposes_and_a_button_takes(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.main.call_now("1003")  # as a lamp, the history or a card does
    desk.advance(0)
    assert not _targets(desk)
    assert desk.main.dial.field.text() == "1003"
    desk.main.deeds.choice.buttons.now.click()
    desk.advance(0)
    assert _targets(desk) == ["sip:1003@pbx.example.com"]


def test_a_click_on_a_person_found_selects_and_shows_no_card(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.type("mul")
    results = desk.main.results.list
    place = results.visualRect(results.people.index(1)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.advance(0)
    assert desk.main.card is None or not desk.main.card.is_open
    desk.main.deeds.choice.buttons.ask_first.click()
    desk.advance(0)
    assert _targets(desk) == ["sip:1003@pbx.example.com"]
    assert desk.main.calls.groups.pairs()


def test_the_choice_ends_with_its_call(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.engine.far_hangs_up(desk.calls()[0].leg.leg_id)
    desk.advance(0.1)
    assert not desk.main.deeds.is_choosing


def test_a_consultation_is_one_card_of_who_waits_and_who_is_asked(desk: PeopleStage) -> None:
    card = _ask(desk, "ringing@pbx.example.com")
    assert card.isVisible()
    assert [one.isVisible() for one in desk.main.calls.cards()] == [False, False]
    assert card.caller.words()[:2] == ("Maria Huber", "Waits on hold")
    assert card.asked.words()[1] == "It is ringing there…"
    assert not card.swap.isEnabled()
    desk.engine.far_answers(desk.calls()[1].leg.leg_id)
    desk.advance(65)
    card.tick(desk.runtime.now_s())
    assert card.asked.words() == ("ringing", "Speaks with you", "1:05")
    assert card.caller.words()[2] == "1:05"
    assert card.swap.isEnabled()


def test_enter_completes(desk: PeopleStage) -> None:
    card = _ask(desk, "anna")
    desk.advance(1)
    assert card.hasFocus()
    _press(desk, K.Key_Return)
    assert len(_sent(desk, TransferToLeg)) == 1
    desk.advance(2)
    assert not desk.main.calls.groups.pairs()
    assert {one.state_words() for one in desk.main.calls.cards()} == {"Transferred", "Transferred to 1002"}


def test_the_transfer_key_completes_too(desk: PeopleStage) -> None:
    _ask(desk, "anna")
    desk.advance(1)
    _press(desk, K.Key_T, CTRL)
    assert len(_sent(desk, TransferToLeg)) == 1


@pytest.mark.parametrize("user", ["ringing@pbx.example.com", "1003"])
def test_escape_goes_back_to_the_caller_whatever_the_step(desk: PeopleStage, user: str) -> None:
    _ask(desk, user)
    desk.advance(1)
    _press(desk, K.Key_Escape)
    desk.advance(1)
    assert len(_sent(desk, HangUp)) == 1
    caller = desk.calls()[0]
    assert not caller.is_held
    assert desk.main.calls.card(caller.call_id) is not None
    assert desk.main.calls.cards()[0].isVisible()


def test_swap_by_key_changes_who_waits(desk: PeopleStage) -> None:
    card = _ask(desk, "anna")
    desk.advance(1)
    _press(desk, K.Key_X, CTRL | Qt.KeyboardModifier.ShiftModifier)
    desk.advance(1)
    assert card.caller.words()[1] == "Speaks with you"
    assert card.asked.words()[1] == "Waits on hold"
    assert card.cancel.text() == "Keep the caller"


def test_a_third_call_answered_meanwhile_leaves_both_waiting_and_one_key_leads_back(desk: PeopleStage) -> None:
    card = _ask(desk, "anna")
    desk.advance(1)
    third = desk.call_id(desk.incoming("+49 89 5550111", "Third Caller"))
    desk.softphone.calls.answer(third)
    desk.advance(1)
    assert {row.words()[1] for row in (card.caller, card.asked)} == {"Waits on hold"}
    assert card.title().endswith("wait on hold")
    desk.softphone.calls.hang_up(third)
    desk.advance(1)
    assert card.swap.text() == "Resume"
    _press(desk, K.Key_X, CTRL | Qt.KeyboardModifier.ShiftModifier)
    desk.advance(1)
    assert (card.caller.words()[1], card.asked.words()[1]) == ("Waits on hold", "Speaks with you")
    assert card.swap.text() == "Swap"


@pytest.mark.parametrize("asks_first", [True, False])
def test_a_target_that_is_busy_brings_the_caller_back_with_the_reason(desk: PeopleStage, asks_first: bool) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.type("busy@pbx.example.com")
    _press(desk, K.Key_Return, CTRL if asks_first else Qt.KeyboardModifier.NoModifier)
    desk.advance(2)
    card = desk.main.calls.cards()[0]
    assert card.isVisible()
    assert any("busy@pbx.example.com" in text and "Busy" in text for text in card.extras.texts())
    assert A.RESUME in card.call.actions
    assert card.extras.notes is not None
    close = card.extras.notes.button("dismiss")
    assert close is not None
    close.click()
    assert card.extras.texts() == ()


def test_the_other_party_hears_digits_and_silence(desk: PeopleStage) -> None:
    from softphone.protocol.commands import SendDtmf, SetMuted

    card = _ask(desk, "anna")
    desk.advance(1)
    card.keys.click()
    QTest.keyClicks(desk.main, "12")
    card.mute.click()
    desk.advance(0.1)
    asked = desk.calls()[1].leg.leg_id
    assert [(c.leg_id, c.digits) for c in desk.engine.commands if isinstance(c, SendDtmf)] == [
        (asked, "1"),
        (asked, "2"),
    ]
    assert [(c.leg_id, c.is_muted) for c in desk.engine.commands if isinstance(c, SetMuted)] == [(asked, True)]
    assert card.asked.words()[1] == "Your microphone is off"


def test_a_lamp_takes_the_call(desk: PeopleStage) -> None:
    desk.favourites.add("Ben Muller", "1003")
    desk.main.show_page("favourites")
    desk.advance(0.2)
    page = desk.main.pages.page("favourites")
    assert isinstance(page, FavouritesPage)
    menus = [page.menu_of(page.model.index(row)) for row in range(page.model.rowCount())]
    menu = next(one for one in menus if one is not None)
    texts = [action.text() for action in menu.actions()]
    assert "&Transfer the call here" in texts
    menu.actions()[texts.index("&Ask here before transferring")].trigger()
    desk.advance(0.1)
    assert _targets(desk) == ["sip:1003@pbx.example.com"]
    assert desk.main.calls.groups.pairs()


def test_tab_leads_from_the_field_to_the_buttons(desk: PeopleStage) -> None:
    _press(desk, K.Key_T, CTRL)
    desk.type("mul")
    reached = []
    for _ in range(4):
        _press(desk, K.Key_Tab)
        reached.append(QApplication.focusWidget())
    buttons = desk.main.deeds.choice.buttons
    assert buttons.now in reached
    assert buttons.ask_first in reached
