"""Listeners: order, removal while announcing, a callback that fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.listeners import Listeners


@given(st.lists(st.integers(0, 5), max_size=8), st.data())
def test_announces_to_whoever_is_left_in_order(names: list[int], data: st.DataObject) -> None:
    listeners: Listeners[str] = Listeners()
    heard: list[int] = []
    removers = [(at, listeners.add(lambda _value, at=at: heard.append(at))) for at in range(len(names))]  # type: ignore[misc]
    left = list(range(len(names)))
    for at, remove in removers:
        if data.draw(st.booleans()):
            remove()
            remove()
            left.remove(at)
    listeners.announce("x")
    assert heard == left


def test_change_while_announcing_takes_effect_with_the_next_value() -> None:
    listeners: Listeners[int] = Listeners()
    heard: list[tuple[str, int]] = []

    def first(value: int) -> None:
        heard.append(("first", value))
        remove_second()
        listeners.add(lambda value: heard.append(("third", value)))

    remove_first = listeners.add(first)
    remove_second = listeners.add(lambda value: heard.append(("second", value)))
    listeners.announce(1)
    remove_first()
    listeners.announce(2)
    assert heard == [("first", 1), ("second", 1), ("third", 2)]


@pytest.mark.logs_errors
def test_failing_callback_is_logged_and_keeps_nobody_else_from_hearing(caplog: pytest.LogCaptureFixture) -> None:
    listeners: Listeners[int] = Listeners()
    heard: list[int] = []

    def fail(value: int) -> None:
        raise RuntimeError("no")

    listeners.add(fail)
    listeners.add(heard.append)
    listeners.announce(1)
    assert heard == [1]
    assert "listener failed" in caplog.text
