"""Call cards: only what is possible now, who and how long, held and active apart, ends in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.calls.call import CallAction
from softphone.protocol.commands import Hold, Reject, Resume, SendDtmf, SetMuted
from softphone.protocol.snapshots import EndKind, LegState, MediaSnapshot, RejectReason
from tests.window.window_stage import WindowStage
from ui.calls.call_card import CallCard

A = CallAction


def _visible(card: CallCard) -> set[str]:
    return {a.value for a in A if a in _ROW and not card.actions_row.button(a).isHidden()}


_ROW = (A.ANSWER, A.RESUME, A.HOLD, A.MUTE, A.DTMF, A.REJECT, A.DECLINE, A.HANG_UP)


def _talk(stage: WindowStage, number: str = "1002") -> CallCard:
    stage.type_and_call(number)
    stage.advance(1)
    return stage.main.calls.cards()[-1]


def test_only_the_possible_actions_are_offered(phone: WindowStage) -> None:
    phone.type_and_call("ringing@pbx.example.com")
    phone.advance(0.1)
    assert _visible(phone.card()) == {"mute", "hang_up"}
    phone.engine.far_answers(phone.calls()[0].leg.leg_id)
    phone.advance(0.1)
    assert _visible(phone.card()) == {"hold", "mute", "dtmf", "hang_up"}
    phone.card().actions_row.button(A.HOLD).click()
    phone.advance(0.1)
    assert _visible(phone.card()) == {"resume", "hang_up"}
    phone.card().actions_row.button(A.HANG_UP).click()
    phone.advance(0.1)
    assert _visible(phone.card()) == set()
    assert phone.card().call_back.isVisible()
    phone.incoming("1003", "Carol")
    assert _visible(phone.card()) == {"answer", "reject", "decline"}


def test_timer_runs_from_the_answer(phone: WindowStage) -> None:
    phone.type_and_call("ringing@pbx.example.com")
    phone.advance(10)
    assert phone.card().timer_text() == ""
    phone.engine.far_answers(phone.calls()[0].leg.leg_id)
    phone.advance(65)
    phone.card().tick(phone.runtime.now_s())
    assert phone.card().timer_text() == "1:05"
    phone.advance(3600)
    phone.card().tick(phone.runtime.now_s())
    assert phone.card().timer_text() == "1:01:05"


def test_hold_and_resume(phone: WindowStage) -> None:
    card = _talk(phone)
    card.actions_row.button(A.HOLD).click()
    phone.advance(0.1)
    assert card.state_words() == "On hold"
    assert card.property("emphasis") == "quiet"
    card.actions_row.button(A.RESUME).click()
    phone.advance(0.1)
    assert card.state_words() == "Connected"
    assert card.property("emphasis") == "active"
    assert [type(c) for c in phone.engine.commands if isinstance(c, Hold | Resume)] == [Hold, Resume]


def test_hold_by_the_other_side_is_told(phone: WindowStage) -> None:
    card = _talk(phone)
    phone.engine.far_holds(card.call.leg.leg_id)
    phone.advance(0.1)
    assert card.state_words() == "The other side put you on hold"


def test_mute_is_a_toggle_and_is_told(phone: WindowStage) -> None:
    card = _talk(phone)
    mute = card.actions_row.button(A.MUTE)
    mute.click()
    phone.advance(0.1)
    assert card.state_words() == "Your microphone is off"
    assert mute.isChecked()
    assert mute.text() == "Unmute"
    mute.click()
    phone.advance(0.1)
    assert card.state_words() == "Connected"
    assert not mute.isChecked()
    assert [c.is_muted for c in phone.engine.commands if isinstance(c, SetMuted)] == [True, False]


def test_keypad_sends_what_is_clicked_and_typed(phone: WindowStage) -> None:
    card = _talk(phone)
    card.actions_row.button(A.DTMF).click()
    assert card.is_keypad_open()
    assert phone.main.focusWidget() is card.actions_row.button(A.DTMF), "the field would take the digits"
    QTest.keyClicks(phone.main, "12#")
    phone.advance(0.1)
    assert "".join(c.digits for c in phone.engine.commands if isinstance(c, SendDtmf)) == "12#"
    assert phone.main.dial.field.text() == ""
    card.actions_row.button(A.DTMF).click()
    assert not card.is_keypad_open()


def test_opening_one_keypad_closes_the_other(phone: WindowStage) -> None:
    first = _talk(phone, "1002")
    first.set_keypad_open(True)
    second = _talk(phone, "1003")
    assert not first.is_keypad_open(), "a held call takes no tones"
    second.set_keypad_open(True)
    assert phone.main.calls.card_with_keypad() is second


def test_a_second_call_holds_the_first(phone: WindowStage) -> None:
    first, second = _talk(phone, "1002"), _talk(phone, "1003")
    assert (first.property("emphasis"), second.property("emphasis")) == ("quiet", "active")
    first.actions_row.button(A.RESUME).click()
    phone.advance(0.2)
    assert (first.property("emphasis"), second.property("emphasis")) == ("active", "quiet")


def test_ended_call_says_why_stays_and_goes(phone: WindowStage) -> None:
    card = _talk(phone)
    phone.engine.far_hangs_up(card.call.leg.leg_id)
    phone.advance(1)
    assert card.state_words() == "The other side hung up"
    phone.advance(60)
    assert phone.main.calls.cards() == ()


@pytest.mark.parametrize("user", ["busy", "decline", "nobody"])
def test_failed_call_is_told_in_words(phone: WindowStage, user: str) -> None:
    phone.type_and_call(f"{user}@pbx.example.com")
    phone.advance(2)
    assert phone.card().state_words()
    assert phone.card().call.end_text is not None
    assert phone.card().call_back.text() == "Call again"


def test_missed_call_stays_until_it_is_dismissed(phone: WindowStage) -> None:
    leg = phone.incoming("1003", "Carol")
    phone.engine.far_hangs_up(leg, EndKind.MISSED)
    phone.advance(3600)
    assert phone.card().state_words() == "Missed call"
    assert phone.card().call_back.text() == "Call back"
    phone.card().dismiss.click()
    phone.settle()
    assert phone.main.calls.cards() == ()


def test_calling_back_a_missed_caller(phone: WindowStage) -> None:
    leg = phone.incoming("1003", "Carol")
    phone.engine.far_hangs_up(leg, EndKind.MISSED)
    phone.advance(1)
    phone.card().call_back.click()
    phone.advance(1)
    assert [(card.call.leg.remote.number, card.call.state) for card in phone.main.calls.cards()] == [
        ("1003", LegState.ESTABLISHED)
    ]


def test_live_calls_stand_above_ended_ones(phone: WindowStage) -> None:
    first, second = _talk(phone, "1002"), _talk(phone, "1003")
    phone.engine.far_hangs_up(first.call.leg.leg_id, EndKind.NETWORK_LOST)
    phone.advance(0.1)
    assert phone.main.calls.cards() == (second, first)


@pytest.mark.parametrize(("action", "reason"), [(A.REJECT, RejectReason.BUSY), (A.DECLINE, RejectReason.DECLINE)])
def test_busy_and_decline_tell_the_caller_apart(phone: WindowStage, action: CallAction, reason: RejectReason) -> None:
    phone.incoming("1003", "Carol")
    phone.card().actions_row.button(action).click()
    phone.advance(0.1)
    assert [c.reason for c in phone.engine.commands if isinstance(c, Reject)] == [reason]


def test_engine_loss_ends_the_call_in_words(phone: WindowStage) -> None:
    card = _talk(phone)
    phone.engine.crash()
    phone.advance(0.1)
    assert "lost" in card.state_words()


def test_encryption_and_codec_are_told(phone: WindowStage) -> None:
    card = _talk(phone)
    media = MediaSnapshot(codec="G722", clock_rate_hz=16000, is_encrypted=True)
    phone.set_leg(card.call.leg.leg_id, media=media)
    phone.engine.far_holds(card.call.leg.leg_id)
    phone.advance(0.1)
    assert card.timer_tooltip() == "G.722, 16 kHz, encrypted"


def test_long_name_is_elided_with_the_whole_in_the_tooltip(phone: WindowStage) -> None:
    name = "Freifrau Dr. Annegret-Charlotte von Hohenlohe-Waldenburg-Schi"
    phone.main.resize(phone.main.minimumSize())
    phone.incoming("1003", name)
    phone.settle()
    label = phone.card().name_label
    assert label.text().endswith("…")
    assert label.toolTip() == name
    assert label.accessibleName() == name
    assert phone.card().width() <= phone.main.calls.viewport().width(), "nothing is cut off"


def test_alt_number_picks_a_call(phone: WindowStage) -> None:
    first = _talk(phone, "1002")
    _talk(phone, "1003")
    phone.incoming("1004", "Dave")
    QTest.keyClick(phone.main, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    phone.advance(0.2)
    assert first.call.is_active
    QTest.keyClick(phone.main, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    phone.advance(0.2)
    assert phone.card(2).call.state == LegState.ESTABLISHED


def test_five_calls_at_once_have_one_active(phone: WindowStage) -> None:
    for number in range(1002, 1007):
        _talk(phone, str(number))
    emphases = [card.property("emphasis") for card in phone.main.calls.cards()]
    assert emphases == ["quiet"] * 4 + ["active"]


def test_card_is_whole_beside_an_open_page_and_the_page_is_back_after_the_call(phone: WindowStage) -> None:
    phone.main.resize(420, 660)
    phone.main.show_page("history")
    phone.advance(1)
    leg = phone.incoming("1002", "Bob Baker")
    phone.advance(0.5)
    assert phone.main.pages.is_open()
    assert phone.main.calls.height() >= phone.card().height(), "what is to be answered is clipped"
    phone.engine.far_hangs_up(leg)
    phone.advance(0.5)
    phone.type_and_call("1003")
    phone.advance(1)
    assert not phone.main.pages.is_open()
    phone.softphone.calls.hang_up(phone.calls()[-1].call_id)
    phone.advance(1)
    assert phone.main.pages.is_open(), "only ended calls are left"


def test_the_keyboard_goes_to_the_field_when_its_call_is_over(phone: WindowStage) -> None:
    phone.type_and_call("1003")
    phone.advance(1)
    phone.card().actions_row.button(CallAction.HANG_UP).setFocus()
    phone.softphone.calls.hang_up(phone.calls()[-1].call_id)
    phone.advance(1)
    assert phone.main.dial.field.hasFocus()
