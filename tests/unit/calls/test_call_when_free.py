"""Calling again who was busy."""

import pytest

from softphone.calls.call_when_free import AGAIN_AFTER_S, GIVEN_UP_AFTER_S, CallWhenFree, FreeNotice
from softphone.calls.number_lamps import NumberLamp
from tests.fakes.number_lamps import SwitchedLamps
from tests.unit.app.phone import Phone


@pytest.fixture
def phone() -> Phone:
    return Phone.signed_in()


@pytest.fixture
def lamps() -> SwitchedLamps:
    return SwitchedLamps()


@pytest.fixture
def waiting(phone: Phone, lamps: SwitchedLamps) -> CallWhenFree:
    return CallWhenFree(phone.runtime, phone.calls, lamps)


@pytest.fixture
def ready(waiting: CallWhenFree) -> list[FreeNotice]:
    notices: list[FreeNotice] = []
    waiting.ready.add(notices.append)
    return notices


def test_it_is_offered_for_who_was_busy_only(phone: Phone, waiting: CallWhenFree) -> None:
    busy, declined = phone.talk_to("busy@pbx.example.com"), phone.talk_to("decline@pbx.example.com")
    assert waiting.offer(busy) == "busy"
    assert waiting.offer(declined) == ""
    caller = phone.ring_from("1005")
    phone.calls.reject(caller)
    phone.advance()
    assert waiting.offer(caller) == ""


def test_a_lamp_that_goes_out_is_told_once(
    phone: Phone, lamps: SwitchedLamps, waiting: CallWhenFree, ready: list[FreeNotice]
) -> None:
    lamps.switch("1002", NumberLamp(is_known=True, is_busy=True))
    waiting.watch("1002", "Bob Baker")
    waiting.watch("1002", "Bob Baker")
    phone.advance(3 * AGAIN_AFTER_S)
    assert (ready, lamps.awaited, waiting.watched()) == ([], ["1002"], ("1002",))
    lamps.free("1002")
    phone.advance(GIVEN_UP_AFTER_S)
    assert ready == [FreeNotice("1002", "Bob Baker", is_certain=True)]
    assert waiting.watched() == ()


def test_without_a_lamp_another_try_is_offered_after_a_while(
    phone: Phone, lamps: SwitchedLamps, waiting: CallWhenFree, ready: list[FreeNotice]
) -> None:
    waiting.watch("0301234")
    phone.advance(AGAIN_AFTER_S + 1)
    assert ready == [FreeNotice("0301234", "0301234", is_certain=False)]
    assert lamps.awaited == []


def test_who_stays_busy_for_an_hour_is_given_up(
    phone: Phone, lamps: SwitchedLamps, waiting: CallWhenFree, ready: list[FreeNotice]
) -> None:
    lamps.switch("1002", NumberLamp(is_known=True, is_busy=True))
    waiting.watch("1002")
    phone.advance(GIVEN_UP_AFTER_S + AGAIN_AFTER_S)
    assert (ready, waiting.watched(), lamps.awaited) == ([], (), [])


def test_a_wish_can_be_taken_back(
    phone: Phone, lamps: SwitchedLamps, waiting: CallWhenFree, ready: list[FreeNotice]
) -> None:
    waiting.watch("1002")
    waiting.stop("1002")
    waiting.stop("1002")
    phone.advance(GIVEN_UP_AFTER_S)
    assert (ready, lamps.awaited) == ([], [])
