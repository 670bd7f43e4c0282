"""What the buttons of a headset do with calls."""

import pytest

from softphone.basics.listeners import Listeners
from softphone.headset.control import HeadsetControl
from softphone.headset.report_layout import Button, Lamp
from softphone.protocol.snapshots import LegState
from tests.unit.app.phone import Phone


class Buttons:
    """Stands in for the headset: presses, and what shines."""

    def __init__(self) -> None:
        self.pressed: Listeners[tuple[Button, bool]] = Listeners()
        self.lit: frozenset[Lamp] = frozenset()

    def set_lamps(self, lit: frozenset[Lamp]) -> None:
        self.lit = lit


class Desk:
    def __init__(self) -> None:
        self.phone = Phone.signed_in()
        self.buttons = Buttons()
        HeadsetControl(self.phone.calls, self.buttons, self.phone.runtime.now_s).start()

    def hook(self, is_down: bool) -> None:
        self.buttons.pressed.announce((Button.HOOK_SWITCH, is_down))
        self.phone.advance()

    def key(self, button: Button) -> None:
        """Pressed and let go at once."""
        for is_down in (True, False):
            self.buttons.pressed.announce((button, is_down))
            self.phone.advance(0.1)
        self.phone.advance()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_lifting_answers_and_putting_down_ends(desk: Desk) -> None:
    call_id = desk.phone.ring_from("1003")
    assert desk.buttons.lit == {Lamp.RING}
    desk.hook(True)
    assert desk.phone.call(call_id).state == LegState.ESTABLISHED
    assert desk.buttons.lit == {Lamp.OFF_HOOK}
    desk.hook(False)
    assert desk.phone.call(call_id).is_ended
    assert desk.buttons.lit == frozenset()


def test_the_headsets_echo_of_its_lamp_does_nothing(desk: Desk) -> None:
    call_id = desk.phone.talk_to("1002")
    desk.hook(True)
    assert desk.phone.call(call_id).state == LegState.ESTABLISHED
    desk.phone.calls.hang_up(call_id)
    desk.phone.advance()
    other = desk.phone.ring_from("1003")
    desk.hook(False)
    assert desk.phone.call(other).state == LegState.ALERTING


def test_a_hook_that_springs_back_answers_and_ends(desk: Desk) -> None:
    call_id = desk.phone.ring_from("1003")
    desk.key(Button.HOOK_SWITCH)
    assert desk.phone.call(call_id).state == LegState.ESTABLISHED
    desk.key(Button.HOOK_SWITCH)
    assert desk.phone.call(call_id).is_ended


def test_a_hook_that_springs_back_ends_a_call_that_was_taken_by_mouse(desk: Desk) -> None:
    call_id = desk.phone.talk_to("1002")
    desk.key(Button.HOOK_SWITCH)
    assert desk.phone.call(call_id).is_ended


def test_mute_is_switched_and_shown(desk: Desk) -> None:
    call_id = desk.phone.talk_to("1002")
    desk.key(Button.MUTE)
    assert desk.phone.call(call_id).leg.is_muted
    assert desk.buttons.lit == {Lamp.OFF_HOOK, Lamp.MUTE}
    desk.key(Button.MUTE)
    assert not desk.phone.call(call_id).leg.is_muted


def test_flash_takes_the_waiting_call_and_then_swaps(desk: Desk) -> None:
    first = desk.phone.talk_to("1002")
    second = desk.phone.ring_from("1003")
    desk.key(Button.FLASH)
    assert desk.phone.call(second).state == LegState.ESTABLISHED
    assert desk.phone.call(first).is_held
    desk.key(Button.FLASH)
    assert desk.phone.call(second).is_held
    assert not desk.phone.call(first).is_held


def test_drop_declines(desk: Desk) -> None:
    call_id = desk.phone.ring_from("1003")
    desk.key(Button.REJECT)
    assert desk.phone.call(call_id).is_ended


def test_a_held_call_is_shown_and_taken_back(desk: Desk) -> None:
    call_id = desk.phone.talk_to("1002")
    desk.phone.calls.hold(call_id)
    desk.phone.advance()
    assert desk.buttons.lit == {Lamp.HOLD}
    desk.hook(True)
    assert not desk.phone.call(call_id).is_held


def test_without_a_call_nothing_happens(desk: Desk) -> None:
    for button in Button:
        desk.key(button)
    assert desk.phone.calls.calls() == ()
