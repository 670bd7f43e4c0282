"""Steady tones as WAV files, and how much of a sound is a given tone."""

import math
import struct
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path


def write_tone(path: Path, hz: float, seconds: float, rate: int = 8000, amplitude: int = 8000) -> None:
    """A mono 16-bit WAV of one steady tone."""
    samples = (int(amplitude * math.sin(2 * math.pi * hz * i / rate)) for i in range(int(rate * seconds)))
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(rate)
        wav.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


def read_wav(path: Path) -> tuple[int, "array[int]"]:
    """Sample rate and samples of the first channel of a 16-bit WAV."""
    with wave.open(str(path), "rb") as wav:
        samples = array("h", wav.readframes(wav.getnframes()))
        return wav.getframerate(), samples[:: wav.getnchannels()]


def share_of_tone(samples: Sequence[float], hz: float, rate: int) -> float:
    """The share of the samples' energy that lies at `hz` (Goertzel), 0 to 1; 0 for silence."""
    energy = math.fsum(s * s for s in samples)
    if not samples or energy < len(samples) * 100:
        return 0.0
    coefficient = 2 * math.cos(2 * math.pi * hz / rate)
    last = before = 0.0
    for sample in samples:
        last, before = sample + coefficient * last - before, last
    return 2 * (last * last + before * before - coefficient * last * before) / (len(samples) * energy)
