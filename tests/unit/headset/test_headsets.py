"""Headsets that come, press, shine and go, on a scripted bus."""

from collections.abc import Iterator

import pytest

from softphone.headset.headsets import Headsets
from softphone.headset.report_layout import Button, Lamp
from softphone.runtime import PlainRuntime
from tests.fakes.scripted_headset import HOOK, KEYBOARD_DESCRIPTOR, MUTE, ScriptedHeadset, ScriptedHidBus


class Desk:
    """names: each that was announced. pressed: each button."""

    def __init__(self, *headsets: ScriptedHeadset) -> None:
        self.runtime = PlainRuntime()
        self.bus = ScriptedHidBus(*headsets)
        self.headsets = Headsets(self.runtime, self.bus)
        self.names: list[str] = []
        self.pressed: list[tuple[Button, bool]] = []
        self.headsets.changed.add(self.names.append)
        self.headsets.pressed.add(self.pressed.append)

    def wait(self, what: object) -> None:
        assert callable(what)
        assert self.runtime.run_until(lambda: bool(what()), 10)

    def close(self) -> None:
        self.headsets.close()
        self.runtime.run_until(lambda: all(h.is_closed or h not in self.used for h in self.bus.headsets), 10)
        self.runtime.close()

    @property
    def used(self) -> list[ScriptedHeadset]:
        return [self.bus.headsets[int(path)] for path in self.bus.opened if path not in self.bus.refused]


@pytest.fixture
def headset() -> ScriptedHeadset:
    return ScriptedHeadset()


@pytest.fixture
def desk(headset: ScriptedHeadset) -> Iterator[Desk]:
    built = Desk(headset)
    yield built
    built.close()


def test_buttons_are_told_once_for_each_change(desk: Desk, headset: ScriptedHeadset) -> None:
    desk.headsets.look()
    desk.wait(lambda: desk.names == ["Headset 0"])
    for buttons in (HOOK, HOOK, HOOK | MUTE, HOOK, 0):
        headset.tell(buttons)
    desk.wait(lambda: len(desk.pressed) == 4)
    assert desk.pressed == [
        (Button.HOOK_SWITCH, True),
        (Button.MUTE, True),
        (Button.MUTE, False),
        (Button.HOOK_SWITCH, False),
    ]


def test_lamps_shine_also_on_a_headset_that_comes_later(desk: Desk, headset: ScriptedHeadset) -> None:
    desk.headsets.set_lamps(frozenset({Lamp.RING}))
    desk.headsets.look()
    desk.wait(lambda: headset.lamps == 4)
    desk.headsets.set_lamps(frozenset({Lamp.OFF_HOOK}))
    desk.wait(lambda: headset.lamps == 2)


def test_one_that_is_unplugged_is_let_go_and_another_found(desk: Desk, headset: ScriptedHeadset) -> None:
    desk.headsets.look()
    desk.wait(lambda: desk.names == ["Headset 0"])
    headset.unplug()
    desk.wait(lambda: desk.names == ["Headset 0", ""])
    assert headset.is_closed
    desk.bus.headsets.append(ScriptedHeadset())
    desk.headsets.look()
    desk.wait(lambda: desk.headsets.name == "Headset 1")


def test_what_is_no_headset_or_may_not_be_opened_is_passed_over(desk: Desk) -> None:
    desk.bus.headsets[:0] = [ScriptedHeadset(KEYBOARD_DESCRIPTOR), ScriptedHeadset(b"\xff\xff"), ScriptedHeadset()]
    desk.bus.refused.add(b"2")
    desk.headsets.look()
    desk.wait(lambda: desk.names == ["Headset 3"])
    assert [headset.is_closed for headset in desk.bus.headsets] == [True, True, False, False]


def test_other_devices_are_not_even_opened(desk: Desk) -> None:
    desk.bus.usage_page = 0x01
    done: list[bool] = []
    desk.headsets.look()
    desk.runtime.run_in_background(lambda: None, lambda _: done.append(True), lambda _: None)
    desk.wait(lambda: done)
    assert desk.bus.opened == []


def test_strange_reports_do_no_harm(desk: Desk, headset: ScriptedHeadset) -> None:
    desk.headsets.look()
    desk.wait(lambda: desk.names)
    for report in (b"\x02", b"\xff" * 64, b"\x00"):
        headset.send(report)
    headset.tell(MUTE)
    desk.wait(lambda: (Button.MUTE, True) in desk.pressed)


def test_one_that_is_let_go_does_nothing_until_it_is_looked_for(desk: Desk, headset: ScriptedHeadset) -> None:
    desk.headsets.look()
    desk.wait(lambda: desk.names == ["Headset 0"])
    desk.headsets.set_lamps(frozenset({Lamp.RING}))
    desk.wait(lambda: headset.lamps == 4)
    desk.headsets.let_go()
    desk.headsets.let_go()
    assert desk.headsets.name == ""
    assert desk.names == ["Headset 0", ""]
    desk.wait(lambda: headset.lamps == 0)
    headset.tell(HOOK)
    desk.headsets.look()
    assert desk.headsets.name == "Headset 0"
    desk.wait(lambda: headset.lamps == 4)
