"""Several calls at once: one is active, whoever else would talk is held."""

import random
from collections.abc import Callable

import pytest

from softphone.basics.ids import CallId
from softphone.basics.secret import Secret
from softphone.calls.call import CallAction
from softphone.protocol.commands import Answer, Dial, Hold, Reject, Resume
from softphone.protocol.events import RejectCode
from softphone.protocol.snapshots import HoldState, LegState, RejectReason
from softphone.settings.declared import HAS_CALL_WAITING
from tests.fakes.fake_pbx import RINGS_FOR_EVER, Answers, FakePbx, Rings
from tests.fakes.fake_stage import Refused
from tests.unit.app.phone import ALICE, Phone


def talking(phone: Phone) -> list[CallId]:
    """Calls in which the engine lets the user speak now."""
    return [
        call.call_id
        for call in phone.calls.calls()
        if call.state == LegState.ESTABLISHED
        and phone.engine.leg(call.leg.leg_id).hold in (HoldState.NONE, HoldState.REMOTE)
    ]


def test_dialling_holds_the_active_call_before_the_new_one_goes_out() -> None:
    phone = Phone.signed_in()
    first = phone.talk_to("1002")
    second = phone.calls.dial("1003")
    assert phone.call(first).is_held
    assert phone.call(second).is_active
    phone.advance()
    assert [type(command) for command in phone.engine.commands[-2:]] == [Hold, Dial]
    assert talking(phone) == [second]


def test_answering_a_waiting_call_holds_the_active_one_first() -> None:
    phone = Phone.signed_in()
    first = phone.talk_to("1002")
    waiting = phone.ring_from("1003")
    assert phone.call(first).is_active
    phone.calls.answer(waiting)
    phone.advance()
    assert [type(command) for command in phone.engine.commands[-2:]] == [Hold, Answer]
    assert talking(phone) == [waiting]


def test_resuming_one_holds_the_other() -> None:
    phone = Phone.signed_in()
    first, second = phone.talk_to("1002"), phone.talk_to("1003")
    phone.calls.resume(first)
    phone.advance()
    assert [type(command) for command in phone.engine.commands[-2:]] == [Hold, Resume]
    assert talking(phone) == [first]
    assert phone.call(second).is_held


def test_when_the_active_call_ends_the_held_ones_stay_held() -> None:
    phone = Phone.signed_in()
    first, second = phone.talk_to("1002"), phone.talk_to("1003")
    phone.engine.far_hangs_up(phone.leg_id(second))
    phone.advance()
    assert phone.calls.active() is None
    assert phone.call(first).is_held


def test_a_call_answered_while_the_user_went_back_to_another_is_held() -> None:
    phone = Phone(FakePbx(scripts={"slow": ((0.1, Rings()), (5, Answers()))}))
    phone.app.start()
    phone.advance(1)
    phone.accounts.add_ephemeral(ALICE, Secret("right"))
    phone.advance(1)
    first = phone.talk_to("1002")
    slow = phone.calls.dial("slow@pbx.example.com")
    phone.advance(1)
    phone.calls.resume(first)
    phone.advance(10)
    assert phone.call(slow).is_held
    assert talking(phone) == [first]


def test_a_call_that_is_answered_when_no_other_is_active_becomes_active() -> None:
    phone = Phone.signed_in()
    call_id = phone.calls.dial("ringing@pbx.example.com")
    phone.advance()
    waiting = phone.ring_from("1003")
    phone.calls.answer(waiting)
    phone.advance()
    phone.calls.hang_up(waiting)
    phone.advance()
    assert phone.calls.active() is None
    phone.engine.far_answers(phone.leg_id(call_id))
    phone.advance()
    assert phone.call(call_id).is_active


def test_the_far_side_holding_does_not_make_a_call_inactive() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.engine.far_holds(phone.leg_id(call_id))
    phone.advance()
    assert phone.call(call_id).is_active


def test_a_hold_that_the_far_side_refuses_is_shown_and_not_repeated() -> None:
    phone = Phone.signed_in()
    first = phone.talk_to("1002")
    legs = phone.engine._handlers
    told: list[object] = []

    def refuse(command: object, command_id: int) -> None:
        told.append(command)
        raise Refused(RejectCode.FAILED, "488 Not Acceptable Here")

    legs[Hold] = refuse
    second = phone.talk_to("1003")
    phone.advance(30)
    assert len(told) == 1
    assert not phone.call(first).is_held
    assert phone.call(second).is_active
    phone.calls.hang_up(second)
    phone.advance(1)
    assert phone.call(first).is_active  # it talks, so it is the active one now


def test_an_answer_that_is_refused_leaves_the_call_alerting() -> None:
    phone = Phone.signed_in()
    call_id = phone.ring_from("1002")

    def refuse(command: object, command_id: int) -> None:
        raise Refused(RejectCode.FAILED, "busy")

    phone.engine._handlers[Answer] = refuse
    phone.calls.answer(call_id)
    phone.advance(0.5)
    assert phone.call(call_id).state == LegState.ALERTING
    assert CallAction.ANSWER in phone.call(call_id).actions
    assert phone.calls.active() is None


def test_five_callers_are_answered_in_the_order_in_which_they_came() -> None:
    phone = Phone.signed_in()
    waiting = [phone.ring_from(f"100{n}") for n in range(5)]
    answered: list[CallId] = []
    while (call := phone.calls.next_alerting()) is not None:
        phone.calls.answer(call.call_id)
        phone.advance()
        answered.append(call.call_id)
        assert talking(phone) == [call.call_id]
    assert answered == waiting
    assert [call.call_id for call in phone.calls.calls()] == waiting


@pytest.mark.parametrize("seed", range(25))
def test_whatever_the_user_and_the_callers_do_at_most_one_call_talks(seed: int) -> None:
    chance = random.Random(seed)
    phone = Phone(FakePbx(scripts={"9": RINGS_FOR_EVER}))
    phone.app.start()
    phone.advance(1)
    phone.accounts.add_ephemeral(ALICE, Secret("right"))
    phone.advance(1)
    for step in range(60):
        alive = [call for call in phone.calls.calls() if not call.is_ended]
        if not alive or (len(alive) < 6 and chance.random() < 0.25):
            if chance.random() < 0.5:
                phone.engine.incoming(ALICE.account_id, f"20{step}", "")
            else:
                phone.calls.dial(chance.choice(["9", f"10{step}"]))
        else:
            _do_something(phone, chance)
        phone.advance(chance.choice([0.0, 0.005, 0.03, 0.3]))
    phone.advance(1)
    assert len(talking(phone)) <= 1
    active = phone.calls.active()
    assert active is None or active.state != LegState.ESTABLISHED or talking(phone) == [active.call_id]
    for call in phone.calls.calls():
        if not call.is_ended:
            assert phone.engine.leg(call.leg.leg_id).hold == call.leg.hold


def _do_something(phone: Phone, chance: random.Random) -> None:
    call = chance.choice(phone.calls.calls())
    if call.actions and chance.random() < 0.8:
        calls = phone.calls
        clicks: dict[CallAction, Callable[[CallId], None]] = {
            CallAction.ANSWER: calls.answer,
            CallAction.REJECT: calls.reject,
            CallAction.HANG_UP: calls.hang_up,
            CallAction.HOLD: calls.hold,
            CallAction.RESUME: calls.resume,
            CallAction.DISMISS: calls.dismiss,
            CallAction.MUTE: lambda call_id: calls.set_muted(call_id, True),
            CallAction.UNMUTE: lambda call_id: calls.set_muted(call_id, False),
        }
        click = clicks.get(chance.choice(sorted(call.actions)))
        if click is not None:
            click(call.call_id)
        return
    leg_id = call.leg.leg_id
    if call.state == LegState.ESTABLISHED:
        chance.choice([phone.engine.far_holds, phone.engine.far_resumes, phone.engine.far_hangs_up])(leg_id)
    elif call.state in (LegState.RINGBACK, LegState.CALLING):
        phone.engine.far_hangs_up(leg_id)


def test_swap_goes_back_and_forth_between_two_calls() -> None:
    phone = Phone.signed_in()
    phone.calls.swap()
    first, second = phone.talk_to("1002"), phone.talk_to("1003")
    for expected in (first, second, first):
        phone.advance(3)
        phone.calls.swap()
        phone.advance()
        assert talking(phone) == [expected]


def test_swap_takes_the_call_that_was_held_last() -> None:
    phone = Phone.signed_in()
    first, second, third = (phone.talk_to(f"100{n}") for n in (2, 3, 4))
    phone.calls.swap()
    phone.advance()
    assert talking(phone) == [second]
    phone.calls.resume(first)
    phone.advance()
    phone.calls.hang_up(third)
    phone.advance()
    phone.calls.swap()
    phone.advance()
    assert talking(phone) == [second]


def test_ending_the_active_call_to_answer_the_next() -> None:
    phone = Phone.signed_in()
    first, waiting = phone.talk_to("1002"), phone.ring_from("1003")
    phone.calls.end_and_answer(waiting)
    phone.advance()
    assert phone.call(first).is_ended
    assert talking(phone) == [waiting]
    phone.calls.end_and_answer(waiting)  # answered already: nothing is ended
    phone.advance()
    assert talking(phone) == [waiting]


def test_how_long_a_caller_waits_and_is_held_is_known() -> None:
    phone = Phone.signed_in()
    waiting = phone.ring_from("1003")
    phone.advance(20)
    assert phone.call(waiting).phase_s(phone.runtime.now_s()) == pytest.approx(20, abs=1)
    phone.calls.answer(waiting)
    phone.advance(10)
    phone.calls.hold(waiting)
    phone.advance(30)
    call = phone.call(waiting)
    assert call.phase_s(phone.runtime.now_s()) == pytest.approx(30, abs=1)
    assert call.duration_s(phone.runtime.now_s()) == pytest.approx(40, abs=1)


def test_without_call_waiting_a_second_caller_hears_busy_and_is_seen_as_missed() -> None:
    phone = Phone.signed_in()
    phone.app.settings.set(HAS_CALL_WAITING, False)
    alone = phone.ring_from("1002")
    assert phone.call(alone).state == LegState.ALERTING
    second = phone.ring_from("1003")
    phone.advance()
    assert [call.call_id for call in phone.alerts] == [alone]
    assert phone.told(Reject) == [Reject(leg_id=phone.leg_id(second), reason=RejectReason.BUSY)]
    phone.advance(60)
    assert phone.call(second).is_missed
    assert phone.call(alone).state == LegState.ALERTING
