"""Each situation of a call, played by a scripted far party to a real engine, three times at once."""

from collections.abc import Iterator

import pytest

from tests.situations import offers, progress  # noqa: F401  enter their scripts into the list
from tests.situations.scene import SITUATIONS, Situation
from tests.situations.stage import Stage


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with Stage() as made:
        yield made


@pytest.mark.parametrize("situation", [s for s in SITUATIONS if not s.is_long], ids=lambda s: s.name)
def test_situation(stage: Stage, situation: Situation) -> None:
    failures = stage.play(situation.script, times=3, at_once=3)
    assert not failures, failures[0]
    stage.wait_for_nothing_left()
