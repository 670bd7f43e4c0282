"""A headset that is pulled out, put back or changed in a call between two engines: what both sides miss of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from softphone_lab import Lab

from softphone.protocol.commands import SelectAudio
from softphone.protocol.snapshots import AudioSelection
from tests.harness.device_gaps import BUILT_IN, HEADSET, DeviceDesk
from tests.harness.engine_process import EngineProcess

pytestmark = pytest.mark.lab
LIMIT_MS = 500
TRIES = 3  # another program may hold the machine up for that long; the bench has no such excuse


@pytest.fixture
def desk(sound_lab: Lab, tmp_path: Path) -> Iterator[DeviceDesk]:
    with DeviceDesk(sound_lab, tmp_path) as desk:
        yield desk


def assert_short(
    desk: DeviceDesk, before: Callable[[], None], act: Callable[[EngineProcess], object], used: AudioSelection
) -> None:
    gaps = []
    for _ in range(TRIES):
        before()
        gaps.append(desk.measure(act, used))
        if max(gaps[-1].far_ms, gaps[-1].user_ms) <= LIMIT_MS:
            return
    raise AssertionError(f"nothing was heard for too long: {gaps}")


def test_a_headset_that_is_pulled_out_is_replaced_at_once(desk: DeviceDesk) -> None:
    assert_short(desk, desk.plug, lambda alice: desk.unplug(), BUILT_IN)


def test_a_headset_that_is_put_back_is_used_again(desk: DeviceDesk) -> None:
    assert_short(desk, desk.unplug, lambda alice: desk.plug(), HEADSET)


def test_the_user_changes_over(desk: DeviceDesk) -> None:
    assert_short(desk, desk.plug, lambda alice: alice.do(SelectAudio(selection=BUILT_IN)), BUILT_IN)
