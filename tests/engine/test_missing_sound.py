"""A call in which nothing arrives any more: offered anew once, then said; and over when the sound is back."""

import signal
from collections.abc import Iterator

import pytest

from softphone.protocol.snapshots import MediaProblem
from tests.harness.engine_pair import EnginePair
from tests.harness.engine_process import EngineProcess


@pytest.fixture
def pair() -> Iterator[EnginePair]:
    with EngineProcess() as alice, EngineProcess() as bob:
        yield EnginePair(alice, bob)


def test_sound_that_stops_is_said_and_cleared_when_it_comes_back(pair: EnginePair) -> None:
    dialled, _ = pair.talk()
    pair.alice.read_for(1.0)
    pair.bob.process.send_signal(signal.SIGSTOP)  # neither sound nor reports nor answers
    try:
        since = len(pair.alice.frames)
        pair.alice.wait_leg(
            dialled, lambda leg: leg.media_problem == MediaProblem.SERVER_SILENT, timeout_s=30, since=since
        )
        since = len(pair.alice.frames)
    finally:
        pair.bob.process.send_signal(signal.SIGCONT)
    pair.alice.wait_leg(dialled, lambda leg: leg.media_problem is None, since=since)
