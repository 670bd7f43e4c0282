"""The test of the microphone: the own voice is kept, the last ten seconds of it, and heard once."""

from pathlib import Path

import pytest
from softphone_lab import Lab

from softphone.engine.audio.device_test import DeviceTest
from softphone.protocol.snapshots import AudioProcessing
from tests.audio.conftest import Stage
from tests.audio.test_bridge import HEADSET, loud_part
from tests.harness import sound_probe

pytestmark = pytest.mark.lab


def test_what_was_said_is_heard_once_and_no_more_is_kept(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    played: list[int] = []
    stage.bridge.on_test_played = lambda: played.append(1)
    stage.bridge.select(HEADSET)
    stage.bridge.set_processing(
        AudioProcessing(has_echo_cancellation=False, has_noise_suppression=False, has_gain_control=False)
    )
    sound_probe.write_tone(tmp_path / "voice.wav", 1.0, 700)
    stage.bridge.start_test(plays_tone=False, ringer=False, records=True)
    stage.run_until(lambda: stage.bridge._microphone.used == "alice_microphone")
    sound_lab.sound.play(tmp_path / "voice.wav", "alice_mouth")
    stage.run(0.3)
    for _ in range(2):
        played.clear()
        with sound_lab.sound.recording("alice_ear", tmp_path / "ear.wav"):
            assert stage.bridge.play_test()
            stage.run_until(lambda: bool(played), patience_s=15)
            stage.run(0.2)
        heard = loud_part(sound_probe.read_wav(tmp_path / "ear.wav")[0][0])
        assert 0.7 < len(heard) / 48_000 < 1.5
        # the buffers of devices that were opened just now are brought down by playing a little faster
        assert sound_probe.loudest_frequency(heard, 48_000) == pytest.approx(700, abs=20)
    stage.bridge.stop_test()
    stage.run(0.1)
    assert not stage.bridge.play_test()
    assert not stage.bridge.snapshot().is_open


def test_only_the_last_ten_seconds_are_kept(stage: Stage) -> None:
    test = DeviceTest(stage.loop.post, lambda: None)
    test.start(is_on_ringer=False, records=True)
    assert test._tap is not None
    for number in range(1500):
        test._tap.frames.append(bytes([number % 256]) * 320)
    assert len(test._tap.frames) == 1000
    assert test._tap.frames[-1][0] == 1499 % 256
    test.release()
