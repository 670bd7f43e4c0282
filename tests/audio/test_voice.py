"""What the voice processing does to an echo, measured in a synthetic room."""

import numpy as np
import numpy.typing as npt
import pytest

from softphone.engine.audio.ports import BRIDGE_RATE_HZ, FRAME_SAMPLES
from softphone.engine.audio.voice import VoiceProcessor
from softphone.protocol.snapshots import AudioProcessing

ECHO_ONLY = AudioProcessing(has_echo_cancellation=True, has_noise_suppression=False, has_gain_control=False)
SECONDS = 8
Sound = npt.NDArray[np.float64]


def voice_like(seed: int, seconds: int = SECONDS) -> Sound:
    """Coloured noise in syllables: speaks about four times a second, as a voice does."""
    random = np.random.default_rng(seed)
    count = seconds * BRIDGE_RATE_HZ
    noise = np.convolve(random.normal(0, 1, count), np.exp(-np.arange(12) / 3), mode="same")
    syllables = np.abs(np.sin(np.arange(count) / BRIDGE_RATE_HZ * 2 * np.pi * 2.1)) ** 2
    return 2500 * noise * (0.15 + syllables)


def in_a_room(far: Sound, delay_ms: float) -> Sound:
    """What the microphone hears of the speaker: a direct path and a decaying tail of reflections."""
    random = np.random.default_rng(9)
    tail = random.normal(0, 1, BRIDGE_RATE_HZ // 12) * np.exp(-np.arange(BRIDGE_RATE_HZ // 12) / 250) * 0.12
    tail[0] = 0.5
    delay = int(BRIDGE_RATE_HZ * delay_ms / 1000)
    return np.concatenate((np.zeros(delay), np.convolve(far, tail)))[: len(far)]


def processed(processing: AudioProcessing, near: Sound, far: Sound) -> Sound:
    processor = VoiceProcessor(processing, BRIDGE_RATE_HZ)
    out = bytearray()
    frames = [np.clip(sound, -32768, 32767).astype("<i2").tobytes() for sound in (near, far)]
    size = FRAME_SAMPLES * 2
    for at in range(0, len(frames[0]) - size + 1, size):
        out += processor.process(frames[0][at : at + size])
        processor.hear(frames[1][at : at + size])
    processor.close()
    return np.frombuffer(bytes(out), "<i2").astype(float)


def power_db(sound: Sound) -> float:
    return 10 * float(np.log10(np.mean(sound**2) + 1))


@pytest.mark.parametrize("delay_ms", [30, 70, 150])
def test_an_echo_is_taken_away(delay_ms: float) -> None:
    far = voice_like(1)
    echo = in_a_room(far, delay_ms)
    left = processed(ECHO_ONLY, echo, far)
    half = len(left) // 2
    assert power_db(echo[half:]) - power_db(left[half:]) > 20


def test_the_own_voice_stays_when_only_the_user_speaks() -> None:
    near = voice_like(2)
    out = processed(ECHO_ONLY, near, np.zeros_like(near))
    half = len(out) // 2
    assert abs(power_db(out[half:]) - power_db(near[half:])) < 3


def test_steady_noise_is_suppressed() -> None:
    noise = np.random.default_rng(3).normal(0, 300, SECONDS * BRIDGE_RATE_HZ)
    only_noise = AudioProcessing(has_echo_cancellation=False, has_noise_suppression=True, has_gain_control=False)
    out = processed(only_noise, noise, np.zeros_like(noise))
    half = len(out) // 2
    assert power_db(noise[half:]) - power_db(out[half:]) > 8


def test_a_quiet_voice_is_raised() -> None:
    near = voice_like(4) * 0.08
    gain = AudioProcessing(has_echo_cancellation=False, has_noise_suppression=False, has_gain_control=True)
    out = processed(gain, near, np.zeros_like(near))
    half = len(out) // 2
    assert power_db(out[half:]) - power_db(near[half:]) > 3
