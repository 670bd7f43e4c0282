"""Calls that are answered by themselves."""

import pytest
from msgspec.structs import replace

from softphone.basics.ids import CallId
from softphone.calls.auto_answer import AutoAnswer
from softphone.presence.state import PresenceState
from softphone.protocol.commands import Answer
from softphone.protocol.snapshots import LegState
from softphone.settings.call_settings import AUTO_ANSWER, AUTO_ANSWER_HINTED, AUTO_ANSWERED_NUMBERS, AUTO_ANSWERS_MUTED
from tests.unit.app.phone import ALICE, Phone


@pytest.fixture
def phone() -> Phone:
    return Phone.signed_in()


def intercom(phone: Phone, after_s: float = 0.0) -> CallId:
    """The PBX rings and asks for an answer."""
    leg_id = phone.engine.incoming(ALICE.account_id, "1002", "Bob", answer_after_s=after_s)
    phone.advance(0.1)
    return CallId(leg_id.replace("leg-", "call-"))


def test_it_is_off_by_default(phone: Phone) -> None:
    call_id = intercom(phone)
    phone.advance(5)
    assert phone.call(call_id).state == LegState.ALERTING


def test_a_call_that_asks_for_it_is_answered_with_a_warning(phone: Phone) -> None:
    phone.app.settings.set(AUTO_ANSWER, True)
    call_id = intercom(phone, after_s=3.0)
    phone.advance(2)
    assert phone.call(call_id).state == LegState.ALERTING
    phone.advance(2)
    assert phone.call(call_id).state == LegState.ESTABLISHED
    assert phone.app.auto_answer.answered(call_id)
    (answer,) = phone.told(Answer)
    assert isinstance(answer, Answer)
    assert (answer.warns, answer.is_muted) == (True, False)


def test_the_microphone_may_stay_off(phone: Phone) -> None:
    phone.app.settings.set(AUTO_ANSWER, True)
    phone.app.settings.set(AUTO_ANSWERS_MUTED, True)
    call_id = intercom(phone)
    phone.advance(1)
    assert phone.call(call_id).leg.is_muted


def test_who_is_listed_is_answered_after_a_look_however_the_number_is_written(phone: Phone) -> None:
    phone.app.settings.set(AUTO_ANSWERED_NUMBERS, ("030 / 123 45 67",))
    call_id = phone.ring_from("+49301234567")
    other = phone.ring_from("1003")
    phone.calls.reject(other)
    assert phone.call(call_id).state == LegState.ALERTING
    phone.advance(3)
    assert phone.call(call_id).state == LegState.ESTABLISHED
    assert phone.call(other).state == LegState.ENDED


def test_never_beside_another_call(phone: Phone) -> None:
    phone.app.settings.set(AUTO_ANSWER, True)
    phone.talk_to("1003")
    call_id = intercom(phone)
    phone.advance(5)
    assert phone.call(call_id).state == LegState.ALERTING


def test_never_on_do_not_disturb(phone: Phone) -> None:
    phone.app.settings.set(AUTO_ANSWER, True)
    phone.app.own_status.choose(PresenceState.DO_NOT_DISTURB)
    call_id = intercom(phone)
    phone.advance(5)
    assert phone.call(call_id).state == LegState.ALERTING


def test_a_caller_who_gave_up_is_left_alone(phone: Phone) -> None:
    phone.app.settings.set(AUTO_ANSWER, True)
    call_id = intercom(phone, after_s=3.0)
    phone.calls.reject(call_id)
    phone.advance(5)
    assert phone.told(Answer) == []


def test_a_call_that_does_not_ask_rings(phone: Phone) -> None:
    phone.app.settings.set(AUTO_ANSWER, True)
    call_id = phone.ring_from("1002")
    phone.advance(5)
    assert phone.call(call_id).state == LegState.ALERTING
    assert replace(phone.call(call_id).leg).answer_after_s is None


def test_where_it_is_switched_on_is_said_once(phone: Phone) -> None:
    plain = phone.ring_from("1003")
    assert not phone.app.auto_answer.is_hinted(plain)
    phone.calls.reject(plain)
    first = intercom(phone)
    assert phone.app.auto_answer.is_hinted(first)
    phone.engine.far_hangs_up(phone.call(first).leg.leg_id)
    phone.advance(1)
    assert phone.app.auto_answer.is_hinted(first), "its card may still be there"
    second = intercom(phone)
    assert not phone.app.auto_answer.is_hinted(second)
    next_start = AutoAnswer(phone.runtime, phone.app.settings, phone.calls, str.__eq__, lambda: True)
    assert not next_start.is_hinted(first)


def test_who_has_it_on_is_told_nothing(phone: Phone) -> None:
    phone.app.settings.set(AUTO_ANSWER, True)
    assert not phone.app.auto_answer.is_hinted(intercom(phone))
    phone.app.settings.set(AUTO_ANSWER, False)
    assert not phone.app.settings.get(AUTO_ANSWER_HINTED)
