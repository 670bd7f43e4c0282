"""Sound files of any kind as samples for the bridge, faster or slower at the same pitch (WSOLA)."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from softphone.engine.audio.files import FileRefused
from softphone.engine.audio.ports import BRIDGE_RATE_HZ

MAX_SECONDS = 3600
_WINDOW = 2 * BRIDGE_RATE_HZ * 20 // 1000
_HOP = _WINDOW // 2
_SEARCH = BRIDGE_RATE_HZ * 6 // 1000
_BLOCK_S = 10

Samples = npt.NDArray[np.float32]


def read_sound(path: Path) -> Samples:
    """The file's sound, mono at the bridge's rate, -1.0 to 1.0. Raises FileRefused."""
    import soundfile

    try:
        with soundfile.SoundFile(str(path)) as file:
            if file.frames > MAX_SECONDS * file.samplerate:
                raise FileRefused("the sound is too long")
            found = file.read(file.frames, dtype="float32", always_2d=True)  # GSM cannot be sought in
            rate_hz = int(file.samplerate)
    except (RuntimeError, ValueError, OSError) as error:  # what soundfile raises is a RuntimeError
        raise FileRefused(str(error)) from error
    if not len(found):
        raise FileRefused("there is no sound in it")
    mono: Samples = np.asarray(found.mean(axis=1), dtype=np.float32)
    return mono if rate_hz == BRIDGE_RATE_HZ else _at_bridge_rate(mono, rate_hz)


def _at_bridge_rate(samples: Samples, rate_hz: int) -> Samples:
    """Exact in the band that both rates have: through the spectrum, in blocks that overlap by a tenth of a second."""
    edge, block = rate_hz // 10, _BLOCK_S * rate_hz
    parts = []
    for start in range(0, len(samples), block):
        piece = np.zeros(block + 2 * edge, dtype=np.float32)
        first, last = start - edge, min(len(samples), start + block + edge)
        piece[max(0, -first) : last - first] = samples[max(0, first) : last]
        count = len(piece) * BRIDGE_RATE_HZ // rate_hz
        spectrum = np.fft.rfft(piece)
        wide = np.fft.irfft(spectrum[: count // 2 + 1], count) * (count / len(piece))
        kept = min(block, len(samples) - start) * BRIDGE_RATE_HZ // rate_hz
        lead = edge * BRIDGE_RATE_HZ // rate_hz
        parts.append(wide[lead : lead + kept].astype(np.float32))
    return np.concatenate(parts)


def stretched(samples: Samples, speed: float) -> Samples:
    """The same sound in 1/speed of the time, its pitch kept: pieces are laid where they fit what came before."""
    if abs(speed - 1.0) < 0.01 or len(samples) < 3 * _WINDOW:
        return samples
    window = np.hanning(_WINDOW + 1)[:_WINDOW].astype(np.float32)
    hops = int((len(samples) - _WINDOW - 2 * _SEARCH) / (_HOP * speed))
    out = np.zeros(hops * _HOP + _WINDOW, dtype=np.float32)
    place = 0
    for hop in range(hops):
        wanted = int(hop * _HOP * speed)
        if hop:
            place = _best_place(samples, place + _HOP, wanted)
        out[hop * _HOP : hop * _HOP + _WINDOW] += samples[place : place + _WINDOW] * window
    return out


def _best_place(samples: Samples, natural: int, wanted: int) -> int:
    """Where, near `wanted`, the sound goes on most like at `natural`, which would follow without a seam."""
    first = max(0, wanted - _SEARCH)
    last = min(len(samples) - _WINDOW, wanted + _SEARCH)
    template = samples[natural : natural + _HOP]
    if len(template) < _HOP or last <= first:
        return max(0, min(wanted, len(samples) - _WINDOW))
    near = samples[first : last + _HOP]
    likeness = np.correlate(near, template, mode="valid")
    return first + int(np.argmax(likeness))


def as_frames(samples: Samples) -> bytes:
    """16-bit samples for the bridge."""
    return (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2").tobytes()
