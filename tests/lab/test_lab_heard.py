"""What Alice hears from dialling to the end, recorded from her speaker: early media, ringback, busy, call waiting."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from softphone_lab import Lab

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.headless import HeadlessError, HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore
from tests.harness.sound_probe import Samples, level_dbfs, loudest_frequency, read_wav, share_of

pytestmark = pytest.mark.lab
EARLY_MEDIA_HZ, OURS_HZ = 440, 425
_BLOCK_S = 0.05


class Alice:
    """A phone without microphone whose speaker is recorded."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self.phone = HeadlessPhone(
            PlainRuntime(), settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore()
        )
        self.phone.start()
        self._said, self._heard = folder / "said.wav", folder / "heard.wav"
        self.phone.use_files("", str(self._heard))
        assert self.phone.sign_in(*lab_account(lab.facts, "1001")).is_registered

    def heard(self) -> tuple[Samples, int]:
        """All that was heard, and its rate in Hz."""
        self.phone.wait_for_silence(8)
        (sound, *_), rate_hz = read_wav(self._heard)
        return sound, rate_hz

    def loud(self) -> list[tuple[float, float]]:
        """When a tone was heard that may be one of ours: begin and length in seconds."""
        return bursts(*self.heard(), OURS_HZ)


def bursts(sound: Samples, rate_hz: int, frequency_hz: int) -> list[tuple[float, float]]:
    """Runs of 50 ms blocks in which most of the sound is that tone: begin and length in seconds."""
    size = round(rate_hz * _BLOCK_S)
    found: list[tuple[float, float]] = []
    for index in range(len(sound) // size):
        block = np.asarray(sound[index * size : (index + 1) * size])
        if level_dbfs(block) < -50 or share_of(np.tile(block, 4), frequency_hz, rate_hz) < 0.6:
            continue
        begin_s = index * _BLOCK_S
        if found and begin_s - sum(found[-1]) < _BLOCK_S / 2:
            found[-1] = (found[-1][0], begin_s + _BLOCK_S - found[-1][0])
        else:
            found.append((begin_s, _BLOCK_S))
    return found


@pytest.fixture
def alice(lab: Lab, tmp_path: Path) -> Iterator[Alice]:
    built = Alice(lab, tmp_path)
    yield built
    built.phone.close()
    built.phone.runtime.close()


def test_early_media_is_heard_in_place_of_ringback_and_then_busy(alice: Alice) -> None:
    with pytest.raises(HeadlessError, match="Busy"):
        alice.phone.dial("183")
    begin_s, length_s = max(alice.loud(), key=lambda burst: burst[1])
    assert length_s > 3.0
    sound, rate_hz = alice.heard()
    early = sound[round((begin_s + 0.1) * rate_hz) : round((begin_s + length_s - 0.6) * rate_hz)]
    assert loudest_frequency(early, rate_hz) == pytest.approx(EARLY_MEDIA_HZ, abs=2)
    afterwards = sound[round((begin_s + length_s + 0.7) * rate_hz) :]
    assert loudest_frequency(afterwards, rate_hz) == pytest.approx(OURS_HZ, abs=5)


def test_busy_is_heard_in_its_rhythm_and_ends(alice: Alice) -> None:
    with pytest.raises(HeadlessError, match="Busy"):
        alice.phone.dial("486")
    lengths = [length_s for _, length_s in alice.loud()]
    assert len(lengths) >= 3
    assert lengths[1:-1] == pytest.approx([0.48] * (len(lengths) - 2), abs=0.11)


def test_ringback_is_heard_while_it_rings_there(alice: Alice) -> None:
    call_id = alice.phone.app.calls.dial("180")
    alice.phone.wait_for_call(call_id, LegState.RINGBACK)
    alice.phone.pause(1.5)
    alice.phone.hang_up(call_id)
    (first, *more) = alice.loud()
    assert first[1] == pytest.approx(1.0, abs=0.11)
    assert more == []


def test_a_second_caller_is_heard_as_call_waiting(alice: Alice, lab: Lab) -> None:
    talk = alice.phone.dial("*43")
    alice.phone.pause(0.5)
    waiting: list[str] = []
    alice.phone.app.calls.incoming.add(lambda call: waiting.append(call.call_id))
    lab.call_out("1001")
    alice.phone.wait_for(lambda: bool(waiting), 10, "Nobody called.")
    alice.phone.pause(2.0)
    alice.phone.hang_up(talk.call_id)
    lengths = [length_s for _, length_s in alice.loud()]
    assert lengths == pytest.approx([0.2, 0.2], abs=0.11)
