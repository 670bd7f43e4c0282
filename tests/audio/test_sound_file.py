"""Recorded messages as samples: every format that PBXs send, and other speeds at the same pitch."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from softphone.engine.audio.files import FileRefused
from softphone.engine.audio.ports import BRIDGE_RATE_HZ
from softphone.engine.audio.sound_file import Samples, as_frames, read_sound, stretched

HZ = 440.0


def tone(seconds: float, rate_hz: int) -> Samples:
    t = np.arange(int(seconds * rate_hz)) / rate_hz
    return np.asarray(0.5 * np.sin(2 * np.pi * HZ * t), dtype=np.float32)


def loudest_hz(samples: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * BRIDGE_RATE_HZ / len(samples)


@pytest.mark.parametrize(
    ("rate_hz", "subtype"), [(8000, "PCM_16"), (8000, "GSM610"), (8000, "ULAW"), (16_000, "PCM_16"), (44_100, "PCM_16")]
)
def test_formats_and_rates(tmp_path: Path, rate_hz: int, subtype: str) -> None:
    path = tmp_path / "message.wav"
    soundfile.write(path, tone(12.5, rate_hz), rate_hz, subtype=subtype)
    samples = read_sound(path)
    assert abs(len(samples) / BRIDGE_RATE_HZ - 12.5) < 0.1  # GSM comes in blocks
    assert abs(loudest_hz(samples) - HZ) < 2
    assert 0.3 < float(np.max(np.abs(samples[4000:-4000]))) < 0.6
    assert len(as_frames(samples)) == 2 * len(samples)


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.5, 2.0])
def test_speed_keeps_the_pitch(speed: float) -> None:
    samples = tone(4.0, BRIDGE_RATE_HZ)
    changed = stretched(samples, speed)
    assert abs(len(changed) / len(samples) * speed - 1) < 0.03
    assert abs(loudest_hz(changed) - HZ) < 4


def test_no_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    soundfile.write(path, np.zeros(0, dtype=np.float32), 8000)
    with pytest.raises(FileRefused):
        read_sound(path)
