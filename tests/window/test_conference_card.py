"""The conference as one card: who is in it, who speaks, and what can be done with each."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.calls.call import CallAction
from softphone.protocol.commands import HangUp, Hold, SetMuted
from softphone.protocol.snapshots import LegState
from tests.fakes.control_spies import ControlSpies, MemberShown
from tests.window.people_stage import PeopleStage
from tests.window.window_stage import WindowStage
from ui.calls.conference_card import ConferenceCard

A = CallAction
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def spied(phone: WindowStage) -> tuple[WindowStage, ControlSpies]:
    """A window whose conference a test makes."""
    spies = ControlSpies(phone.softphone.calls)
    phone.main.commands.set_control(spies.control)
    return phone, spies


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[PeopleStage]:
    stage = PeopleStage()
    yield stage
    stage.close()


def _talk(stage: WindowStage, *numbers: str) -> None:
    for number in numbers:
        stage.type_and_call(number)
        stage.advance(2)


def _shown(stage: WindowStage, spies: ControlSpies, **second: bool) -> ConferenceCard:
    """Everybody is in the conference; the second one as given."""
    stage.softphone.calls.set_mixed(frozenset(call.call_id for call in stage.calls()))
    stage.softphone.calls.resume(stage.calls()[0].call_id)
    stage.advance(0.2)
    members = [MemberShown(call.call_id, **(second if place == 1 else {})) for place, call in enumerate(stage.calls())]
    spies.conference.show(*members)
    stage.settle()
    card = stage.main.calls.groups.conference
    assert card is not None
    return card


def test_merging_is_one_click_when_one_waits(spied: tuple[WindowStage, ControlSpies]) -> None:
    phone, spies = spied
    _talk(phone, "1002", "1003")
    merge = phone.card(1).actions_row.button(A.CONFERENCE)
    assert merge.text() == "Merge"
    assert "1002" in merge.toolTip()
    merge.click()
    assert spies.conference.asked == [("add", phone.calls()[0].call_id)]
    assert phone.card(0).actions_row.button(A.CONFERENCE).isHidden(), "what waits is merged from what is active"


def test_merge_is_offered_as_soon_as_somebody_waits(spied: tuple[WindowStage, ControlSpies]) -> None:
    phone, _ = spied
    _talk(phone, "1002")
    assert phone.card(0).actions_row.button(A.CONFERENCE).text() == "Add"
    leg_id = phone.incoming("1003", "Carol")
    phone.softphone.calls.answer(phone.call_id(leg_id))
    phone.advance(0.5)
    assert phone.card(1).actions_row.button(A.CONFERENCE).text() == "Merge"


def test_members_are_one_card_with_who_speaks(spied: tuple[WindowStage, ControlSpies]) -> None:
    phone, spies = spied
    _talk(phone, "1002", "1003", "1004")
    card = _shown(phone, spies, is_speaking=True)
    assert card.title() == "Conference with 3 others"
    assert [one.isVisible() for one in phone.main.calls.cards()] == [False] * 3
    assert [row.words()[1] for row in card.rows.values()] == ["Listens", "Speaks", "Listens"]
    spies.conference.show(*(MemberShown(call.call_id, is_far_muted=True) for call in phone.calls()[:2]))
    assert [row.words()[1] for row in card.rows.values()] == ["Nobody hears them"] * 2
    assert phone.main.calls.cards()[2].isVisible(), "who was taken out has a card again"


def test_each_member_is_muted_split_off_and_dropped(spied: tuple[WindowStage, ControlSpies]) -> None:
    phone, spies = spied
    _talk(phone, "1002", "1003")
    card = _shown(phone, spies)
    second = phone.calls()[1].call_id
    row = card.rows[second]
    for button in (row.mute, row.split, row.drop):
        assert "1003" in button.accessibleName()
        button.click()
    card.end.click()
    assert spies.conference.asked == [("mute", second, True), ("split", second), ("drop", second), ("end",)]


def test_hold_and_mute_are_for_all(spied: tuple[WindowStage, ControlSpies]) -> None:
    phone, spies = spied
    _talk(phone, "1002", "1003")
    card = _shown(phone, spies)
    before = len(phone.engine.commands)
    card.mute.click()
    phone.advance(0.1)
    muted = {c.leg_id for c in phone.engine.commands[before:] if isinstance(c, SetMuted) and c.is_muted}
    assert muted == {call.leg.leg_id for call in phone.calls()}
    card.hold.click()
    phone.advance(0.2)
    held = {c.leg_id for c in phone.engine.commands[before:] if isinstance(c, Hold)}
    assert held == {call.leg.leg_id for call in phone.calls()}
    assert card.hold.isChecked()


def test_leaving_the_two_is_offered_where_it_can_be(spied: tuple[WindowStage, ControlSpies]) -> None:
    phone, spies = spied
    _talk(phone, "1002", "1003")
    spies.conference.can_leave_joined = True
    card = _shown(phone, spies)
    card.leave.click()
    assert spies.conference.asked == [("leave",)]


def test_eight_members_fit_into_the_smallest_window(spied: tuple[WindowStage, ControlSpies]) -> None:
    phone, spies = spied
    _talk(phone, *(str(number) for number in range(1002, 1010)))
    phone.main.resize(phone.main.minimumSize())
    card = _shown(phone, spies)
    phone.advance(0.5)
    assert card.width() <= phone.main.calls.viewport().width(), "nothing is cut off"
    assert not card.add.isEnabled()
    assert len(card.rows) == 8


def test_real_conference_by_keyboard(desk: PeopleStage) -> None:
    _talk(desk, "1002", "1003")
    QTest.keyClick(desk.main, Qt.Key.Key_J, CTRL)
    desk.advance(1)
    card = desk.main.calls.groups.conference
    assert card is not None
    assert len(card.rows) == 2
    QTest.keyClick(desk.main, Qt.Key.Key_J, CTRL)
    desk.advance(0)
    assert desk.main.deeds.choice.strip.words().startswith("Add to the call")
    desk.type("1004")
    QTest.keyClick(desk.main.dial.field, Qt.Key.Key_Return)
    desk.advance(2)
    assert len(card.rows) == 3, "who answers is in it"
    assert all(call.state == LegState.ESTABLISHED and not call.is_held for call in desk.calls())
    card.end.click()
    desk.advance(1)
    assert sum(isinstance(command, HangUp) for command in desk.engine.commands) == 3
    assert desk.main.calls.groups.conference is None


def test_keys_for_hold_mute_and_end_mean_the_whole_conference(desk: PeopleStage) -> None:
    shifted = CTRL | Qt.KeyboardModifier.ShiftModifier
    _talk(desk, "1002", "1003")
    QTest.keyClick(desk.main, Qt.Key.Key_J, CTRL)
    desk.advance(1)
    QTest.keyClick(desk.main, Qt.Key.Key_M, shifted)
    desk.advance(0.2)
    assert [call.leg.is_muted for call in desk.calls()] == [True, True]
    QTest.keyClick(desk.main, Qt.Key.Key_H, shifted)
    desk.advance(0.5)
    assert [call.is_held for call in desk.calls()] == [True, True]
    QTest.keyClick(desk.main, Qt.Key.Key_H, shifted)
    desk.advance(0.5)
    assert [call.is_held for call in desk.calls()] == [False, False]
    QTest.keyClick(desk.main, Qt.Key.Key_E, shifted)
    desk.advance(0.5)
    assert all(call.is_ended for call in desk.calls())
