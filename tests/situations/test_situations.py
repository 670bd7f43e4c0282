"""Each situation of a call, played by a scripted far party to a real engine, three times at once."""

from collections.abc import Iterator

import pytest

from tests.situations import fast_clock
from tests.situations.scene import Situation
from tests.situations.scripts import all_situations
from tests.situations.stage import Stage


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with Stage() as made:
        yield made


@pytest.mark.parametrize("situation", [s for s in all_situations() if not s.is_long], ids=lambda s: s.name)
def test_situation(stage: Stage, situation: Situation) -> None:
    failures = stage.play(situation.script, times=3)
    assert not failures, failures[0]
    stage.wait_for_nothing_left()
    assert not stage.complaints()


def test_situations_that_last_long() -> None:
    """All those that wait for SIP's own timers, at the same time, where time passes faster."""
    scripts = [s.script for s in all_situations() if s.is_long]
    with Stage(clock_speed=fast_clock.SPEED) as stage:
        failures = stage.play(*scripts, times=3)
        assert not failures, failures[0]
        stage.wait_for_nothing_left()
        assert not stage.complaints()
    assert not stage.complaints()
