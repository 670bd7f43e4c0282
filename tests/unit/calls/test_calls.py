"""Calls one at a time: what can be done when, what is shown, how each ends."""

import pytest

from softphone.basics.errors import DialError, EngineUnavailable
from softphone.basics.secret import Secret
from softphone.calls.call import CallAction
from softphone.protocol.commands import Dial, HangUp, Hold, Reject, Resume, SendDtmf
from softphone.protocol.events import CallLegChanged
from softphone.protocol.snapshots import EndKind, HoldState, LegState, RejectReason
from tests.unit.app.phone import ALICE, WORK, Phone

A = CallAction


def test_dialling_shows_the_call_before_the_engine_says_anything() -> None:
    phone = Phone.signed_in()
    call_id = phone.calls.dial("1002")
    call = phone.call(call_id)
    assert (call.state, call.name, call.number, call.is_active) == (LegState.CALLING, "1002", "", True)
    assert call.actions == {A.HANG_UP, A.MUTE}


def test_a_call_that_is_answered_can_be_held_muted_and_keyed() -> None:
    phone = Phone.signed_in()
    call = phone.call(phone.talk_to("1002"))
    assert call.state == LegState.ESTABLISHED
    assert call.actions == {A.HANG_UP, A.HOLD, A.MUTE, A.DTMF, A.TRANSFER, A.CONFERENCE, A.PARK, A.PUSH, A.RECORD}
    assert phone.told(Dial)[0].target == "sip:1002@pbx.example.com"  # type: ignore[attr-defined]


def test_ringback_and_early_media_are_shown() -> None:
    phone = Phone.signed_in()
    ringing = phone.calls.dial("ringing@pbx.example.com")
    phone.advance(0.1)
    assert phone.call(ringing).state == LegState.RINGBACK
    phone.calls.hang_up(ringing)
    early = phone.calls.dial("early@pbx.example.com")
    phone.advance(0.1)
    assert phone.call(early).state == LegState.EARLY_MEDIA
    assert A.DTMF in phone.call(early).actions


def test_the_timer_runs_from_the_answer_to_the_end_and_survives_a_changed_clock() -> None:
    phone = Phone.signed_in()
    call_id = phone.calls.dial("1002")
    assert phone.call(call_id).duration_s(phone.runtime.now_s()) == 0.0
    phone.advance(0.25)
    phone.advance(60)
    assert phone.call(call_id).duration_s(phone.runtime.now_s()) == pytest.approx(60, abs=0.5)
    phone.runtime.stall(3600, asleep=True)
    assert phone.call(call_id).duration_s(phone.runtime.now_s()) == pytest.approx(60, abs=0.5)
    phone.calls.hang_up(call_id)
    phone.advance(0.1)
    phone.advance(1)
    assert phone.call(call_id).duration_s(phone.runtime.now_s()) == pytest.approx(60, abs=0.5)


def test_a_call_that_was_never_answered_has_no_duration() -> None:
    phone = Phone.signed_in()
    call_id = phone.calls.dial("busy@pbx.example.com")
    phone.advance(0.5)
    assert phone.call(call_id).talked_s == 0.0


@pytest.mark.parametrize(
    ("target", "kind", "title"),
    [
        ("busy", EndKind.BUSY, "Busy"),
        ("decline", EndKind.DECLINED, "The call was declined"),
        ("nobody", EndKind.NOT_FOUND, "This number is not in use"),
    ],
)
def test_an_end_is_said_in_words(target: str, kind: EndKind, title: str) -> None:
    phone = Phone.signed_in()
    call_id = phone.calls.dial(f"{target}@pbx.example.com")
    phone.advance(1)
    call = phone.call(call_id)
    assert call.end_text is not None
    assert call.end_text.title == title
    assert call.leg.end is not None
    assert call.leg.end.kind == kind
    assert call.actions == {A.DISMISS, A.CALL_BACK}
    assert phone.calls.active() is None


def test_an_ended_call_is_shown_a_few_seconds_and_a_failure_longer() -> None:
    phone = Phone.signed_in()
    removed: list[str] = []
    phone.calls.removed.add(removed.append)
    talked = phone.talk_to("1002")
    phone.calls.hang_up(talked)
    phone.advance(0.5)
    failed = phone.calls.dial("busy@pbx.example.com")
    phone.advance(5)
    assert removed == [talked]
    phone.advance(10)
    assert removed == [talked, failed]
    assert phone.calls.calls() == ()


def test_hanging_up_a_call_that_is_not_answered_cancels_it() -> None:
    phone = Phone.signed_in()
    call_id = phone.calls.dial("ringing@pbx.example.com")
    phone.advance(0.2)
    phone.calls.hang_up(call_id)
    assert phone.call(call_id).actions == frozenset()  # a second click does nothing
    phone.calls.hang_up(call_id)
    phone.advance(0.2)
    assert str(phone.call(call_id).end_text) == "Cancelled"
    assert len(phone.told(HangUp)) == 1


def test_an_incoming_call_alerts_once_and_is_answered() -> None:
    phone = Phone.signed_in()
    call_id = phone.ring_from("1002", "Bob")
    assert [call.call_id for call in phone.alerts] == [call_id]
    call = phone.call(call_id)
    assert (call.name, call.number, call.is_incoming, call.is_active) == ("Bob", "1002", True, False)
    assert call.actions == {A.ANSWER, A.REJECT, A.DECLINE}
    phone.calls.answer(call_id)
    assert phone.call(call_id).state == LegState.ANSWERING
    assert phone.call(call_id).is_active
    phone.calls.answer(call_id)  # a double click
    phone.advance()
    assert phone.call(call_id).state == LegState.ESTABLISHED
    assert len(phone.alerts) == 1


@pytest.mark.parametrize("reason", list(RejectReason))
def test_an_incoming_call_is_rejected_with_the_chosen_reason(reason: RejectReason) -> None:
    phone = Phone.signed_in()
    call_id = phone.ring_from("1002")
    phone.calls.reject(call_id, reason)
    phone.advance()
    assert [command.reason for command in phone.told(Reject)] == [reason]  # type: ignore[attr-defined]
    assert str(phone.call(call_id).end_text) == "Rejected"


def test_a_missed_call_stays_until_it_is_dismissed() -> None:
    phone = Phone.signed_in()
    call_id = phone.ring_from("1002", "Bob")
    phone.engine.far_hangs_up(phone.leg_id(call_id), EndKind.MISSED)
    phone.advance(3600)
    assert phone.call(call_id).is_missed
    phone.calls.dismiss(call_id)
    assert phone.calls.calls() == ()


def test_a_thousand_missed_calls_leave_the_latest_twenty() -> None:
    phone = Phone.signed_in()
    for number in range(100):
        call_id = phone.ring_from(str(number))
        phone.engine.far_hangs_up(phone.leg_id(call_id), EndKind.MISSED)
        phone.advance(0.1)
    assert [call.leg.remote.number for call in phone.calls.calls()] == [str(n) for n in range(80, 100)]


def test_a_call_that_lives_cannot_be_dismissed() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.calls.dismiss(call_id)
    assert phone.calls.get(call_id) is not None


def test_a_call_answered_on_another_device_is_not_missed() -> None:
    phone = Phone.signed_in()
    call_id = phone.ring_from("1002")
    phone.engine.far_hangs_up(phone.leg_id(call_id), EndKind.ANSWERED_ELSEWHERE)
    phone.advance(0.1)
    assert str(phone.call(call_id).end_text) == "Answered on another device"
    phone.advance(5)
    assert phone.calls.get(call_id) is None


def test_hold_and_resume_show_at_once_and_are_confirmed() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.calls.hold(call_id)
    call = phone.call(call_id)
    assert call.is_held
    assert not call.is_active
    assert call.actions == {A.HANG_UP, A.RESUME, A.MUTE, A.TRANSFER, A.CONFERENCE, A.PARK, A.PUSH, A.RECORD}
    phone.advance()
    phone.calls.resume(call_id)
    phone.advance()
    assert phone.call(call_id).leg.hold == HoldState.NONE
    assert phone.call(call_id).is_active


def test_hold_from_both_sides_is_shown_and_resolved_side_by_side() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.engine.far_holds(phone.leg_id(call_id))
    phone.advance(0.1)
    assert phone.call(call_id).leg.hold == HoldState.REMOTE
    assert phone.call(call_id).is_active
    phone.calls.hold(call_id)
    assert phone.call(call_id).leg.hold == HoldState.BOTH
    phone.advance()
    phone.calls.resume(call_id)
    assert phone.call(call_id).leg.hold == HoldState.REMOTE
    phone.advance()
    phone.engine.far_resumes(phone.leg_id(call_id))
    phone.advance(0.1)
    assert phone.call(call_id).leg.hold == HoldState.NONE


def test_clicks_faster_than_the_far_side_end_in_the_last_wish() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    for _ in range(3):
        phone.calls.hold(call_id)
        phone.calls.resume(call_id)
    phone.advance(1)
    assert phone.call(call_id).leg.hold == HoldState.NONE
    assert phone.call(call_id).is_active
    phone.calls.hold(call_id)
    phone.calls.resume(call_id)
    phone.calls.hold(call_id)
    phone.advance(1)
    assert phone.engine.leg(phone.leg_id(call_id)).hold == HoldState.LOCAL
    assert len(phone.told(Hold)) - len(phone.told(Resume)) == 1


def test_mute_shows_at_once_and_is_kept_over_hold() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.calls.set_muted(call_id, True)
    assert phone.call(call_id).leg.is_muted
    assert A.UNMUTE in phone.call(call_id).actions
    phone.advance()
    phone.calls.hold(call_id)
    phone.advance()
    assert phone.call(call_id).leg.is_muted
    phone.calls.set_muted(call_id, False)
    phone.advance()
    assert not phone.engine.leg(phone.leg_id(call_id)).is_muted


def test_keys_are_sent_and_shown_and_anything_else_is_passed_over() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.calls.send_dtmf(call_id, "1 2a#")
    phone.calls.send_dtmf(call_id, "xyz")
    phone.calls.send_dtmf(call_id, "")
    phone.advance()
    assert [command.digits for command in phone.told(SendDtmf)] == ["12A#"]  # type: ignore[attr-defined]
    assert phone.call(call_id).digits_sent == "12A#"
    phone.calls.send_dtmf(call_id, "9" * 100)
    assert len(phone.call(call_id).digits_sent) == 32


def test_keys_are_not_sent_into_a_held_call() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.calls.hold(call_id)
    phone.calls.send_dtmf(call_id, "1")
    phone.advance()
    assert phone.told(SendDtmf) == []


def test_clicks_on_a_call_that_is_gone_do_nothing() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.engine.far_hangs_up(phone.leg_id(call_id))
    phone.advance(0.1)
    for click in (phone.calls.answer, phone.calls.hold, phone.calls.resume, phone.calls.hang_up, phone.calls.reject):
        click(call_id)
    phone.calls.set_muted(call_id, True)
    phone.advance(100)
    phone.calls.hang_up(call_id)
    assert phone.calls.call_back(call_id) is None
    assert phone.calls.get(call_id) is None


def test_a_click_that_crosses_with_the_far_side_hanging_up_is_harmless() -> None:
    phone = Phone.signed_in()
    call_id = phone.ring_from("1002")
    phone.engine.far_hangs_up(phone.leg_id(call_id), EndKind.MISSED)  # the news is still on its way
    phone.calls.answer(call_id)
    phone.advance(10)
    assert phone.call(call_id).is_missed
    assert phone.calls.active() is None


def test_dialling_without_an_account_says_what_to_do() -> None:
    phone = Phone()
    phone.app.start()
    phone.advance(1)
    with pytest.raises(DialError, match="Add your account"):
        phone.calls.dial("1002")


def test_dialling_before_the_engine_runs_is_refused_in_words_and_leaves_nothing_behind() -> None:
    phone = Phone()
    phone.app.start()
    phone.accounts.add_ephemeral(ALICE, Secret("right"))
    with pytest.raises(EngineUnavailable):
        phone.calls.dial("1002")
    assert phone.calls.calls() == ()
    assert phone.calls.last_dialled == ""


def test_bad_input_leaves_the_active_call_alone() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    with pytest.raises(DialError):
        phone.calls.dial("not a number")
    assert phone.call(call_id).is_active
    assert phone.told(Hold) == []


def test_dialling_with_a_password_that_was_refused_is_not_tried() -> None:
    phone = Phone()
    phone.app.start()
    phone.accounts.add(ALICE, Secret("wrong"))
    phone.advance(1)
    with pytest.raises(DialError, match="Enter the password"):
        phone.calls.dial("1002")
    assert phone.told(Dial) == []


def test_the_chosen_account_is_used_else_the_default() -> None:
    phone = Phone.signed_in(ALICE, WORK)
    assert phone.call(phone.calls.dial("1")).account_id == ALICE.account_id
    assert phone.call(phone.calls.dial("2", WORK.account_id)).account_id == WORK.account_id
    phone.accounts.set_default(WORK.account_id)
    assert phone.call(phone.calls.dial("3")).leg.remote.uri == "sip:3@work.example.com"


def test_enter_hit_twice_makes_one_call() -> None:
    phone = Phone.signed_in()
    first = phone.calls.dial("1002")
    assert phone.calls.dial("1002 ") == first
    phone.advance(0.1)
    assert phone.calls.dial("1002") == first
    phone.advance(2)
    assert phone.calls.dial("1002") != first


def test_redial_calls_the_last_number_again() -> None:
    phone = Phone.signed_in()
    with pytest.raises(DialError):
        phone.calls.redial()
    phone.calls.hang_up(phone.talk_to("(030) 12 34"))
    phone.advance(5)
    again = phone.calls.redial()
    assert phone.call(again).leg.remote.uri == "sip:0301234@pbx.example.com"


def test_a_missed_call_is_called_back_with_the_account_it_came_in_on() -> None:
    phone = Phone.signed_in(ALICE, WORK)
    missed = phone.ring_from("1002", "Bob", WORK)
    phone.engine.far_hangs_up(phone.leg_id(missed), EndKind.MISSED)
    phone.advance(0.1)
    back = phone.calls.call_back(missed)
    assert back is not None
    assert phone.call(back).leg.remote.uri == "sip:1002@work.example.com"
    assert phone.calls.get(missed) is None


def test_an_engine_that_refuses_a_call_is_explained() -> None:
    phone = Phone.signed_in()
    for number in range(64):
        phone.calls.dial(f"ringing@h{number}.example.com")
        phone.advance(2)
    call_id = phone.calls.dial("1002")
    phone.advance(0.1)
    assert str(phone.call(call_id).end_text) == "There are too many calls at once. End a call, then try again."


def test_losing_the_engine_ends_every_call_in_words() -> None:
    phone = Phone.signed_in()
    held, active, alerting = phone.talk_to("1002"), phone.talk_to("1003"), phone.ring_from("1004")
    phone.engine.crash()
    phone.advance(0.1)
    for call_id in (held, active, alerting):
        call = phone.call(call_id)
        assert call.leg.end is not None
        assert call.leg.end.kind == EndKind.ENGINE_LOST
        assert "call again" in str(call.end_text)
    phone.advance(5)
    assert phone.view().is_registered
    assert phone.call(phone.talk_to("1002")).state == LegState.ESTABLISHED


def test_statistics_are_shown_with_their_call() -> None:
    phone = Phone.signed_in()
    stop = phone.app.devices.measure(500)
    call_id = phone.talk_to("1002")
    phone.advance(2)
    statistics = phone.call(call_id).statistics
    assert statistics is not None
    assert statistics.rx_packets == 100
    stop()


def test_a_request_that_comes_to_nothing_is_taken_back() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.engine.hang()  # it lives, but does nothing; the supervisor has not noticed yet
    phone.calls.hold(call_id)
    assert phone.call(call_id).is_held
    phone.advance(4)
    assert phone.call(call_id).is_held
    phone.advance(60)
    assert phone.calls.active() is None


def test_a_late_word_about_a_call_that_is_over_does_not_bring_it_back() -> None:
    phone = Phone.signed_in(ALICE)
    call_id = phone.talk_to("1002")
    leg = phone.call(call_id).leg
    phone.calls.hang_up(call_id)
    phone.advance(10)
    phone.engine.announce(CallLegChanged(leg=leg))
    phone.advance(1)
    assert phone.calls.calls() == ()


def test_hostile_names_are_fit_for_the_window() -> None:
    phone = Phone.signed_in()
    call = phone.call(phone.ring_from("1002\n\u202e", '"\u202eBob\x00\r\n' + "e\u0301\u0301\u0301\u0301" * 500))
    assert call.name.startswith('"Bob')  # one quote: the name was cut before the other came
    assert len(call.name) <= 64
    assert call.name.isprintable()
    assert call.leg.remote.number == "1002"
