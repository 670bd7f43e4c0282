"""Delays between tries: they double up to a limit, are spread, and never undercut what the server asked for."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.backoff import FIRST_DELAY_S, JITTER, LONGEST_DELAY_S, Backoff


def middle(low: float, high: float) -> float:
    return (low + high) / 2


def test_delays_double_up_to_the_limit_and_stay_there() -> None:
    backoff = Backoff(middle)
    delays = [backoff.next_delay_s() for _ in range(100)]
    assert delays[:4] == [FIRST_DELAY_S, 2 * FIRST_DELAY_S, 4 * FIRST_DELAY_S, 8 * FIRST_DELAY_S]
    assert delays == sorted(delays)
    assert delays[-1] == LONGEST_DELAY_S


def test_a_success_starts_anew() -> None:
    backoff = Backoff(middle)
    for _ in range(5):
        backoff.next_delay_s()
    backoff.reset()
    assert backoff.next_delay_s() == FIRST_DELAY_S


def test_a_thousand_phones_do_not_come_together() -> None:
    firsts = [Backoff(random.Random(seed).uniform).next_delay_s() for seed in range(1000)]
    assert min(firsts) < FIRST_DELAY_S * (1 - 0.9 * JITTER)
    assert max(firsts) > FIRST_DELAY_S * (1 + 0.9 * JITTER)
    seconds = sorted(firsts)
    assert seconds[750] - seconds[250] > FIRST_DELAY_S * JITTER * 0.8


def test_usual_delays_are_spread_without_being_told() -> None:
    assert len({Backoff().next_delay_s() for _ in range(20)}) > 10


@given(st.integers(0, 60), st.floats(0, 3600), st.integers(0, 2**32))
def test_retry_after_is_never_undercut_and_hardly_exceeded(failures: int, asked_s: float, seed: int) -> None:
    backoff = Backoff(random.Random(seed).uniform)
    for _ in range(failures):
        backoff.next_delay_s()
    delay_s = backoff.next_delay_s(asked_s)
    assert asked_s <= delay_s <= max(asked_s, LONGEST_DELAY_S) * (1 + JITTER)


@pytest.mark.parametrize("asked_s", [-5.0, 1e9])
def test_nonsense_of_a_server_does_no_harm(asked_s: float) -> None:
    assert 0 < Backoff().next_delay_s(asked_s) <= 3600 * (1 + JITTER)
