"""A call goes on when the far side gives it another leg: transfers by others, and calls that are picked up."""

import msgspec
import pytest

from softphone.calls.call import CallAction
from softphone.history.entry import HistoryFilter
from softphone.protocol.commands import HangUp
from softphone.protocol.events import CallLegChanged
from softphone.protocol.snapshots import Direction, EndKind, LegState
from tests.unit.app.phone import Phone

CAROL = "sip:1003@pbx.example.com"


@pytest.fixture
def phone() -> Phone:
    return Phone.signed_in()


def test_a_caller_who_sends_us_on_is_replaced_in_the_same_call(phone: Phone) -> None:
    call_id = phone.ring_from("1002", "Bob")
    phone.calls.answer(call_id)
    phone.advance(10)
    new = phone.engine.transfers.far_refers(phone.leg_id(call_id), CAROL)
    phone.advance(0.1)
    assert phone.call(call_id).state == LegState.RINGBACK
    phone.advance(5)
    call = phone.call(call_id)
    assert (call.state, call.leg.leg_id, call.name, call.is_active) == (LegState.ESTABLISHED, new, "1003", True)
    assert [each.call_id for each in phone.calls.calls()] == [call_id]
    assert call.duration_s(phone.runtime.now_s()) == pytest.approx(15, abs=0.5)
    assert call.leg.direction == Direction.INCOMING
    assert len(phone.alerts) == 1
    phone.calls.hang_up(call_id)
    phone.advance()
    assert phone.call(call_id).is_ended
    assert phone.call(call_id).talked_s == pytest.approx(15.5, abs=0.6)


@pytest.mark.parametrize("target", ["busy", "nobody"])
def test_who_cannot_be_reached_leaves_us_with_whom_we_had(phone: Phone, target: str) -> None:
    call_id = phone.talk_to("1002")
    old = phone.leg_id(call_id)
    phone.engine.transfers.far_refers(old, f"sip:{target}@pbx.example.com")
    phone.advance(2)
    call = phone.call(call_id)
    assert (call.state, call.leg.leg_id, call.name) == (LegState.ESTABLISHED, old, "1002")
    assert call.is_active
    assert CallAction.HOLD in call.actions


def test_who_sent_us_on_may_leave_before_the_answer(phone: Phone) -> None:
    call_id = phone.talk_to("1002")
    old = phone.leg_id(call_id)
    phone.engine.transfers.far_refers(old, "sip:ringing@pbx.example.com")
    phone.advance()
    phone.engine.far_hangs_up(old, EndKind.REPLACED)
    phone.advance()
    assert phone.call(call_id).state == LegState.RINGBACK
    phone.engine.far_answers(phone.leg_id(call_id))
    phone.advance()
    assert phone.call(call_id).state == LegState.ESTABLISHED


def test_when_neither_is_left_the_call_has_ended(phone: Phone) -> None:
    call_id = phone.talk_to("1002")
    old = phone.leg_id(call_id)
    phone.engine.transfers.far_refers(old, "sip:noanswer@pbx.example.com")
    phone.advance()
    phone.engine.far_hangs_up(old, EndKind.REPLACED)
    phone.advance(30)
    assert phone.calls.get(call_id) is None or phone.call(call_id).is_ended


def test_hanging_up_meanwhile_ends_both_legs(phone: Phone) -> None:
    call_id = phone.talk_to("1002")
    old = phone.leg_id(call_id)
    new = phone.engine.transfers.far_refers(old, "sip:ringing@pbx.example.com")
    phone.advance()
    phone.calls.hang_up(call_id)
    phone.advance()
    assert {command.leg_id for command in phone.told(HangUp) if isinstance(command, HangUp)} == {old, new}
    assert phone.call(call_id).is_ended


def test_a_call_that_another_takes_over_is_not_answered_again(phone: Phone) -> None:
    call_id = phone.talk_to("1002")
    phone.calls.set_muted(call_id, True)
    phone.advance()
    phone.engine.transfers.far_replaces(phone.leg_id(call_id), "1003", "Carol")
    phone.advance()
    call = phone.call(call_id)
    assert (call.state, call.name, call.leg.is_muted, call.is_active) == (LegState.ESTABLISHED, "Carol", True, True)
    assert phone.alerts == []
    assert call.leg.direction == Direction.OUTGOING


def test_a_call_that_still_rings_and_is_taken_over_goes_on_ringing(phone: Phone) -> None:
    call_id = phone.ring_from("1002", "Bob")
    phone.engine.transfers.far_replaces(phone.leg_id(call_id), "1003", "Carol")
    phone.advance()
    assert (phone.call(call_id).state, phone.call(call_id).name) == (LegState.ALERTING, "Carol")
    assert len(phone.alerts) == 1
    phone.calls.answer(call_id)
    phone.advance()
    assert phone.call(call_id).state == LegState.ESTABLISHED


def test_a_held_call_stays_held_when_it_is_taken_over(phone: Phone) -> None:
    first, second = phone.talk_to("1002"), phone.talk_to("1003")
    phone.engine.transfers.far_replaces(phone.leg_id(first), "1004", "Dave")
    phone.advance()
    assert phone.call(first).is_held
    assert phone.call(second).is_active


def test_the_name_follows_the_far_party(phone: Phone) -> None:
    call_id = phone.talk_to("1002")
    leg = phone.engine.leg(phone.leg_id(call_id))
    party = msgspec.structs.replace(leg.remote, number="1003", name="Carol", uri=CAROL, is_asserted=True)
    phone.engine.announce(CallLegChanged(leg=msgspec.structs.replace(leg, remote=party)))
    phone.advance()
    assert phone.call(call_id).name == "Carol"


def test_the_history_has_one_entry_with_both_legs(phone: Phone) -> None:
    call_id = phone.ring_from("1002", "Bob")
    phone.app.history.start()
    phone.calls.answer(call_id)
    phone.advance()
    phone.engine.transfers.far_refers(phone.leg_id(call_id), CAROL)
    phone.advance()
    phone.calls.hang_up(call_id)
    phone.advance(3)
    (entry,) = phone.history_store.each(HistoryFilter())
    assert entry.direction == Direction.INCOMING
    assert not entry.is_missed
    assert [leg.remote_uri for leg in entry.legs] == ["sip:1002@fake.example", CAROL]
