"""Reading report descriptors and reports of headsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.headset.report_layout import Button, Lamp, layout_of
from tests.fakes.scripted_headset import ARRAY_DESCRIPTOR, DESCRIPTOR, FLASH, HOOK, KEYBOARD_DESCRIPTOR, MUTE


def test_buttons_are_read_from_the_report_that_holds_them() -> None:
    layout = layout_of(DESCRIPTOR)
    assert layout.is_useful
    assert layout.pressed(bytes([2, HOOK | MUTE])) == {Button.HOOK_SWITCH: True, Button.FLASH: False, Button.MUTE: True}
    assert layout.pressed(bytes([2, FLASH]))[Button.FLASH]
    assert layout.pressed(bytes([1, 0xFF])) == {}  # the volume keys
    assert layout.pressed(b"") == {}


@pytest.mark.parametrize(
    ("lamps", "body"),
    [
        (set(), 0),
        ({Lamp.MUTE}, 1),
        ({Lamp.OFF_HOOK, Lamp.MUTE}, 3),
        ({Lamp.RING}, 4),
        ({Lamp.HOLD}, 8),
    ],
)
def test_lamps_are_set_in_one_report(lamps: set[Lamp], body: int) -> None:
    assert layout_of(DESCRIPTOR).lamp_reports(lamps) == [bytes([2, body])]


def test_buttons_that_come_as_numbers() -> None:
    layout = layout_of(ARRAY_DESCRIPTOR)
    assert layout.is_useful
    assert layout.pressed(bytes([1])) == {Button.HOOK_SWITCH: True, Button.MUTE: False}
    assert layout.pressed(bytes([2])) == {Button.HOOK_SWITCH: False, Button.MUTE: True}
    assert layout.pressed(bytes([0])) == {Button.HOOK_SWITCH: False, Button.MUTE: False}
    assert layout.lamp_reports({Lamp.RING}) == []


def test_a_keyboard_is_of_no_use() -> None:
    assert not layout_of(KEYBOARD_DESCRIPTOR).is_useful


@given(st.binary(max_size=200))
def test_no_descriptor_does_harm(descriptor: bytes) -> None:
    try:
        layout = layout_of(descriptor)
    except ValueError:
        return
    layout.pressed(b"\x01\x02\x03")
    layout.lamp_reports(Lamp)
