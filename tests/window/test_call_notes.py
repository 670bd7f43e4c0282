"""What is out of the ordinary is told in the card: recording, encryption, redirect, no sound, who sent the call."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.calls.call import CallAction
from softphone.calls.parking import Slot
from softphone.protocol.snapshots import (
    MediaProblem,
    MediaSnapshot,
    Party,
    RecordingProblem,
    RecordingSnapshot,
    RecordingState,
    SrtpKeying,
)
from softphone.settings.call_settings import AUTO_ANSWER, GROUP_PICK_UP_CODE, PARK_NUMBER
from softphone.settings.recording_settings import RECORDING_ALLOWED, RECORDING_FOLDER
from tests.fakes.control_spies import ControlSpies
from tests.window.window_stage import ALICE, WindowStage
from ui.settings.setting_row import SettingRow

A = CallAction
CTRL = Qt.KeyboardModifier.ControlModifier
ANNA = Party(uri="sip:1002@pbx.example.com", number="1002", name="Anna Müller")


@pytest.fixture
def spies(phone: WindowStage) -> ControlSpies:
    """Call control of the test's making in the window of `phone`, in a call."""
    made = ControlSpies(phone.softphone.calls)
    phone.main.commands.set_control(made.control)
    leg_id = phone.incoming("1003", "Carol")
    phone.softphone.calls.answer(phone.call_id(leg_id))
    phone.advance(1)
    return made


def _change(phone: WindowStage, **changes: object) -> None:
    """The engine says something new of the call."""
    leg_id = phone.calls()[0].leg.leg_id
    phone.set_leg(leg_id, **changes)
    phone.engine.far_holds(leg_id)
    phone.engine.far_resumes(leg_id)
    phone.advance(0.1)


def _call_id(phone: WindowStage) -> CallId:
    return phone.calls()[0].call_id


def _click(phone: WindowStage, key: str) -> None:
    notes = phone.card().extras.notes
    assert notes is not None
    button = notes.button(key)
    assert button is not None
    button.click()
    phone.advance(0)


def test_the_lock_tells_the_truth_about_the_sound(phone: WindowStage, spies: ControlSpies) -> None:
    assert phone.card().security_text() == "The sound is not encrypted"
    media = MediaSnapshot(codec="opus", is_encrypted=True, keying=SrtpKeying.DTLS, crypto_suite="AES_256_GCM")
    _change(phone, media=media)
    assert phone.card().security_text() == "The sound is encrypted (AES-256-GCM, DTLS)"
    assert "encrypted (AES-256-GCM" in phone.card().accessibleDescription()


def test_recording_is_seen_with_its_time_paused_and_ended(phone: WindowStage, spies: ControlSpies) -> None:
    card, call_id = phone.card(), _call_id(phone)
    card.actions_row.button(A.RECORD).click()
    _change(phone, recording=RecordingSnapshot(state=RecordingState.RUNNING, path="x.wav", recorded_s=0.0))
    phone.advance(31)
    card.tick(phone.runtime.now_s())
    assert card.extras.sign is not None
    assert card.extras.sign.isVisible()
    assert card.extras.sign.words() == "Recording 0:31"
    card.extras.sign.pause.click()
    _change(phone, recording=RecordingSnapshot(state=RecordingState.PAUSED, path="x.wav", recorded_s=31.0))
    phone.advance(10)
    card.tick(phone.runtime.now_s())
    assert card.extras.sign.words() == "Recording paused 0:31"
    card.extras.sign.pause.click()
    QTest.keyClick(phone.main, Qt.Key.Key_R, CTRL)
    deeds = ["start", "pause", "resume", "stop"]
    assert spies.recordings.asked == [(deed, call_id) for deed in deeds]
    _change(phone, recording=RecordingSnapshot(state=RecordingState.ENDED, path="x.wav", recorded_s=31.0))
    assert card.extras.sign.isHidden()


def test_refused_recording_says_why_in_the_card(phone: WindowStage, spies: ControlSpies) -> None:
    spies.recordings.refusal = Explanation("Recording calls is switched off", "Ask your administrator.")
    QTest.keyClick(phone.main, Qt.Key.Key_R, CTRL)
    assert phone.card().extras.texts() == ("Recording calls is switched off. Ask your administrator.",)
    _click(phone, "close_refusal")
    assert phone.card().extras.texts() == ()


def test_no_button_for_what_is_switched_off(phone: WindowStage) -> None:
    phone.softphone.settings.set(RECORDING_ALLOWED, "off")
    phone.type_and_call("1002")
    phone.advance(1)
    row = phone.card().actions_row
    assert row.button(A.RECORD).isHidden()
    assert row.button(A.PARK).isHidden(), "no way to park is set"
    assert row.button(A.TRANSFER).isVisible()
    phone.softphone.settings.set(PARK_NUMBER, "700")
    phone.softphone.settings.set(RECORDING_ALLOWED, "on_demand")
    assert row.button(A.PARK).isVisible()
    assert row.button(A.RECORD).isVisible()


def test_a_redirect_is_asked(phone: WindowStage, spies: ControlSpies) -> None:
    _change(phone, redirect_to=ANNA)
    assert phone.card().extras.texts() == ("They ask you to call Anna Müller (1002) instead.",)
    _click(phone, "follow")
    _click(phone, "refuse")
    assert spies.redirects.answers == [(_call_id(phone), True), (_call_id(phone), False)]


def test_silence_is_explained_and_the_note_goes_with_it(phone: WindowStage, spies: ControlSpies) -> None:
    _change(phone, media_problem=MediaProblem.NOTHING_RECEIVED)
    assert "VPN" in phone.card().extras.texts()[0]
    assert "VPN" in phone.card().accessibleDescription()
    _change(phone, media_problem=MediaProblem.SERVER_SILENT)
    assert phone.card().extras.texts()[0].startswith("Nothing is heard, and the phone server does not answer.")
    _change(phone, media_problem=MediaProblem.FAR_SILENT)
    assert "Your line stands." in phone.card().extras.texts()[0]
    _change(phone, media_problem=None)
    assert phone.card().extras.texts() == ()
    assert phone.card().extras.isHidden()


def test_who_sent_the_call_and_that_it_was_answered_by_itself(phone: WindowStage, spies: ControlSpies) -> None:
    spies.auto_answer.by_itself.add(_call_id(phone))
    _change(phone, referred_by=ANNA)
    assert phone.card().extras.texts() == ("Transferred by Anna Müller", "Answered by itself")


def test_an_intercom_call_leads_to_the_setting_for_it(phone: WindowStage) -> None:
    phone.engine.incoming(ALICE.account_id, "1003", "Carol", 0.0)
    phone.advance(0.5)
    (text,) = phone.card().extras.texts()
    assert "answered by itself" in text
    _click(phone, "auto_answer")
    phone.advance(0.5)
    dialog = phone.windows.open_settings("calls")
    assert dialog.isVisible()
    (row,) = [row for row in dialog.findChildren(SettingRow) if row.property("found")]
    assert row.setting is AUTO_ANSWER
    assert row.isVisible()
    dialog.close()
    phone.softphone.calls.answer(phone.calls()[0].call_id)
    phone.advance(1)
    assert phone.card().extras.texts() == ()


def test_notes_stay_where_they_are_when_others_come(phone: WindowStage, spies: ControlSpies) -> None:
    _change(phone, referred_by=ANNA)
    notes = phone.card().extras.notes
    assert notes is not None
    rows = list(notes._rows.values())
    _change(phone, media_problem=MediaProblem.WRONG_KEYS)
    assert rows[0] in notes._rows.values(), "not made anew"


def test_parking_into_a_slot_and_taking_back(phone: WindowStage, spies: ControlSpies) -> None:
    now_s = phone.runtime.wall_time_s()
    spies.parking.show(Slot("701", True, "Dave", now_s - 65), Slot("702"))
    QTest.keyClick(phone.main, Qt.Key.Key_P, CTRL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    texts = {action.text(): action for action in menu.actions()}
    assert list(texts)[:1] == ["&Park in any free slot"]
    texts["Park in 702"].trigger()
    texts["Take Dave from 701  ·  1:05"].trigger()
    menu.close()
    assert spies.parking.asked == [("park", _call_id(phone), "702"), ("retrieve", "701")]


def test_a_parked_call_is_taken_back_from_its_card(phone: WindowStage, spies: ControlSpies) -> None:
    call_id = _call_id(phone)
    spies.parking.where[call_id] = "702"
    phone.softphone.calls.hang_up(call_id)
    phone.advance(0.5)
    assert phone.card().call_back.text() == "Take back"
    phone.card().call_back.click()
    assert spies.parking.asked == [("retrieve", "702")]


def test_enter_takes_the_first_entry_of_the_park_menu(phone: WindowStage, spies: ControlSpies) -> None:
    menu = phone.main.deeds.open_park_menu(phone.calls()[0], None)
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert spies.parking.asked == [("park", _call_id(phone), None)]


def test_the_window_shows_who_is_parked(phone: WindowStage) -> None:
    from ui.calls.parked_line import ParkedLine

    spies = ControlSpies(phone.softphone.calls)
    line = ParkedLine(spies.parking, phone.main.commands.attempt, phone.runtime.wall_time_s, phone.main.body)
    phone.main.body.add_note(line)
    assert line.words() == ""
    spies.parking.show(Slot("701", True, "Dave", phone.runtime.wall_time_s() - 65), Slot("702"))
    assert line.words() == "Parked: 701 Dave (1:05)"
    line.take.click()
    assert spies.parking.asked == [("retrieve", "701")]
    spies.parking.show(Slot("701"), Slot("702"))
    assert line.isHidden()


def test_a_busy_call_offers_to_tell_when_free(phone: WindowStage) -> None:
    phone.type_and_call("busy@pbx.example.com")
    phone.advance(1)
    _click(phone, "watch")
    assert phone.card().extras.texts() == ("You are told when busy is free.",)
    assert phone.softphone.call_when_free.watched() == ("busy",)
    _click(phone, "unwatch")
    assert phone.softphone.call_when_free.watched() == ()


def test_group_pick_up_by_key_and_menu(phone: WindowStage) -> None:
    texts = [action.text() for action in phone.windows.build_menu().actions()]
    assert "&Pick up a group call" not in texts, "no code is set"
    phone.softphone.settings.set(GROUP_PICK_UP_CODE, "*8")
    texts = [action.text() for action in phone.windows.build_menu().actions()]
    assert "&Pick up a group call" in texts
    QTest.keyClick(phone.main, Qt.Key.Key_G, CTRL)
    phone.advance(0.1)
    assert [call.leg.remote.number for call in phone.calls()] == ["*8"]


def test_why_nothing_was_recorded_is_gone_once_something_is(phone: WindowStage, tmp_path: Path) -> None:
    phone.softphone.settings.set(RECORDING_FOLDER, str(tmp_path))
    phone.type_and_call("1002")
    phone.advance(1)
    phone.engine.mixing.recording_problem = RecordingProblem.NOT_WRITABLE
    phone.card().actions_row.button(A.RECORD).click()
    phone.advance(1)
    assert phone.main.notice.title() == "The recording cannot be written"
    phone.engine.mixing.recording_problem = None
    phone.card().actions_row.button(A.RECORD).click()
    phone.advance(1)
    assert phone.main.notice.title() == ""
    phone.engine.mixing.recording_fails(phone.calls()[0].leg.leg_id, RecordingProblem.DISK_FULL)
    phone.advance(1)
    assert "broken off" in phone.main.notice.title()
