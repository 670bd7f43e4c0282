"""A known signal for proving that sound arrives: made from a seed, found again by correlation."""

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Samples: TypeAlias = npt.NDArray[np.float64]
RATE_HZ = 16000
_PARTS = 3
_BAND_HZ = (400.0, 3200.0)  # passes every telephone codec, G.711 included


@dataclass(frozen=True)
class Match:
    """Where a probe was found. correlation: 1.0 is the very same wave form, below 0.2 is chance."""

    offset_s: float
    correlation: float


def make_probe(seed: int, seconds: float = 1.5) -> Samples:
    """Band-limited noise from a seed, -1.0 to 1.0 at RATE_HZ; two seeds do not correlate."""
    count = int(seconds * RATE_HZ)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / RATE_HZ)
    spectrum[(frequencies < _BAND_HZ[0]) | (frequencies > _BAND_HZ[1])] = 0
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(0.5 * noise / np.max(np.abs(noise)), dtype=np.float64)


def find_probe(recording: Samples, probe: Samples) -> Match:
    """The place where the recording is most like a third of the probe. Both at RATE_HZ.

    By thirds, because a jitter buffer that adapts, as at the start of a stream, moves all that follows: then two of
    them are still heard as they were said.
    """
    length = len(probe) // _PARTS
    found = [_found(recording, probe[start : start + length], start) for start in range(0, length * _PARTS, length)]
    return max(found, key=lambda match: match.correlation)


def _found(recording: Samples, part: Samples, start: int) -> Match:
    """Where the probe begins that this part of it, beginning at its sample `start`, was heard of."""
    if len(recording) < len(part):
        return Match(0.0, 0.0)
    size = 1 << (len(recording) + len(part)).bit_length()
    product = np.fft.rfft(recording, size) * np.conj(np.fft.rfft(part, size))
    sums = np.fft.irfft(product, size)[: len(recording) - len(part) + 1]
    energy = np.concatenate(([0.0], np.cumsum(recording**2)))
    window = np.sqrt(np.maximum(energy[len(part) :] - energy[: -len(part)], 1e-9))
    correlation = sums / (window * np.linalg.norm(part))
    best = int(np.argmax(correlation))
    return Match((best - start) / RATE_HZ, float(correlation[best]))


def write_wav(path: Path, samples: Samples) -> None:
    """Writes mono 16-bit PCM at RATE_HZ."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def read_wav(path: Path) -> Samples:
    """Reads mono or stereo 16-bit PCM of any rate as RATE_HZ mono, -1.0 to 1.0."""
    with wave.open(str(path), "rb") as file:
        rate, channels = file.getframerate(), file.getnchannels()
        data = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float64) / 32768
    mono = data.reshape(-1, channels).mean(axis=1)
    if rate == RATE_HZ or not len(mono):
        return np.asarray(mono)
    times = np.arange(0, len(mono) / rate, 1 / RATE_HZ)
    return np.asarray(np.interp(times, np.arange(len(mono)) / rate, mono))
