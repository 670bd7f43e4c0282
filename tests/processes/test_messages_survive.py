"""Messages survive SIGKILL at any moment: each comes once, in order, through a real PBX."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from softphone_lab import Lab, Part

from tests.harness.message_killing import deliver

pytestmark = pytest.mark.lab


@pytest.fixture
def own_lab() -> Iterator[Lab]:
    lab = Lab(parts=[Part.PBX])
    lab.up()
    yield lab
    lab.down()


@pytest.mark.parametrize("kills_engine", [False, True])
def test_a_sender_that_is_killed_loses_and_doubles_nothing(own_lab: Lab, tmp_path: Path, kills_engine: bool) -> None:
    delivery = deliver(own_lab.facts, tmp_path, 100, kills=3, seed=7, kills_engine=kills_engine)
    assert (delivery.lost, delivery.doubled, delivery.kills) == (0, 0, 3)
    assert delivery.is_in_order
    assert delivery.states == '{"sent": 100}'
