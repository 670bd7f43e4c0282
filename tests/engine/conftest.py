"""Engines for the tests in this folder."""

from collections.abc import Iterator

import pytest

from tests.harness.engine_pair import EnginePair
from tests.harness.engine_process import EngineProcess


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    """One engine."""
    with EngineProcess() as process:
        yield process


@pytest.fixture
def pair() -> Iterator[EnginePair]:
    """Two engines on loopback that can call each other without a PBX."""
    with EngineProcess() as alice, EngineProcess() as bob:
        yield EnginePair(alice, bob)
