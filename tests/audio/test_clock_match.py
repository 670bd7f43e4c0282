"""Two clocks kept together without a gap, a click or a growing delay."""

import math
from array import array
from collections.abc import Iterator

import pytest

from softphone.engine.audio.clock_match import SAMPLE_BYTES, FrameStretcher
from softphone.engine.audio.ports import FRAME_SAMPLES, MicrophonePort, SpeakerPort
from softphone.engine.pj import pj

RATE_HZ = 16_000
MINUTE_OF_FRAMES = 6_000
TONE_HZ = 1000.0
PEAK = 12_000


def tone(start: int, count: int) -> bytes:
    step = 2 * math.pi * TONE_HZ / RATE_HZ
    return array("h", (round(PEAK * math.sin(step * n)) for n in range(start, start + count))).tobytes()


def worst_bend(samples: "array[int]") -> float:
    """How far, at the worst, a sample is from where a tone's two neighbours say that it should be."""
    twice_cos = 2 * math.cos(2 * math.pi * TONE_HZ / RATE_HZ)
    return max(abs(a + c - twice_cos * b) for a, b, c in zip(samples, samples[1:], samples[2:], strict=False))


def test_frames_that_are_not_stretched_come_out_two_samples_late_and_unchanged() -> None:
    stretcher = FrameStretcher()
    out = b"".join(stretcher.feed(tone(n * FRAME_SAMPLES, FRAME_SAMPLES), FRAME_SAMPLES) for n in range(5))
    assert out[2 * SAMPLE_BYTES :] == tone(0, 5 * FRAME_SAMPLES)[: -2 * SAMPLE_BYTES]


@pytest.mark.parametrize("lengths", [(159,), (161,), (160, 161, 160, 159, 159, 160)])
def test_a_stretched_tone_has_no_seams(lengths: tuple[int, ...]) -> None:
    stretcher = FrameStretcher()
    out = array("h")
    for n in range(60):
        length = lengths[n % len(lengths)]
        frame = stretcher.feed(tone(n * FRAME_SAMPLES, FRAME_SAMPLES), length)
        assert len(frame) == length * SAMPLE_BYTES
        out.frombytes(frame)
    assert worst_bend(out[FRAME_SAMPLES:]) < 0.02 * PEAK


def test_the_loudest_sound_is_clipped_and_does_not_wrap() -> None:
    stretcher = FrameStretcher()
    square = array("h", [32767 if n // 8 % 2 else -32768 for n in range(FRAME_SAMPLES)]).tobytes()
    stretched = array("h", stretcher.feed(square, 161))
    assert max(stretched) == 32767
    assert min(stretched) == -32768


class DriftingCard:
    """A sound card in simulated time: exchanges blocks of its own size by its own clock, which is wrong.

    Serves as an input and an output stream. ppm: how much faster than the media clock it runs.
    """

    BLOCK = 85

    def __init__(self, ppm: float) -> None:
        self.rate_hz = RATE_HZ
        self._speed = 1 + ppm / 1e6
        self._blocks = 0
        self._position = 0
        self._buffer = bytearray()
        self.underruns = 0
        self.fullest = 0

    def tick(self, media_time_s: float, is_input: bool) -> None:
        """What the card does until then."""
        while self._blocks * self.BLOCK < media_time_s * RATE_HZ * self._speed:
            self._blocks += 1
            if is_input:
                self._buffer += tone(self._position, self.BLOCK)
                self._position += self.BLOCK
            elif self._buffer:
                self.underruns += len(self._buffer) < self.BLOCK * SAMPLE_BYTES
                del self._buffer[: self.BLOCK * SAMPLE_BYTES]
        self.fullest = max(self.fullest, len(self._buffer) // SAMPLE_BYTES)

    def available(self) -> int:
        return len(self._buffer) // SAMPLE_BYTES

    queued = available

    def read(self, count: int) -> bytes:
        data = bytes(self._buffer[: count * SAMPLE_BYTES])
        del self._buffer[: count * SAMPLE_BYTES]
        return data

    def write(self, samples: bytes) -> None:
        self._buffer += samples

    def close(self) -> None:
        pass


def tick_times() -> Iterator[float]:
    """A minute of the media clock; most ticks are late by up to a millisecond."""
    return ((n + n * 7919 % 11 / 110) * 0.01 for n in range(1, MINUTE_OF_FRAMES + 1))


@pytest.mark.parametrize("ppm", [-300, 0, 300])
def test_a_minute_of_microphone_by_another_clock_has_no_glitch(endpoint: pj.Endpoint, ppm: float) -> None:
    card, port, heard = DriftingCard(ppm), MicrophonePort("drifting"), array("h")
    port.attach(card)
    for time_s in tick_times():
        card.tick(time_s, is_input=True)
        heard.frombytes(port._next())
    settled = heard[2 * RATE_HZ :]
    assert port.glitches == 0
    assert worst_bend(settled) < 0.02 * PEAK
    assert card.available() < RATE_HZ * 0.015


@pytest.mark.parametrize("ppm", [-300, 0, 300])
def test_a_minute_of_speaker_by_another_clock_has_no_glitch(endpoint: pj.Endpoint, ppm: float) -> None:
    card, port = DriftingCard(ppm), SpeakerPort("drifting")
    port.attach(card)
    for number, time_s in enumerate(tick_times()):
        card.tick(time_s, is_input=False)
        port._play(card, tone(number * FRAME_SAMPLES, FRAME_SAMPLES))
        if number == 300:
            card.fullest = 0
    assert (port.glitches, card.underruns) == (0, 0)
    assert card.fullest < RATE_HZ * 0.03
