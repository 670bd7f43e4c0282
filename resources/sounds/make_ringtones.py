"""Makes the ringtones beside it: 16-bit mono WAV at 16 kHz, our own work, reproducible. Run it after a change."""

import math
import wave
from array import array
from pathlib import Path

RATE_HZ = 16_000
FOLDER = Path(__file__).parent
E5, G5, A5, B5, D6, E6 = 659.26, 783.99, 880.0, 987.77, 1174.66, 1318.51


def struck_bar(frequency_hz: float, seconds: float, strength: float) -> list[float]:
    """A wooden bar struck softly: the tone, its fourth partial that fades at once, and a long decay."""
    samples = []
    for n in range(int(seconds * RATE_HZ)):
        t = n / RATE_HZ
        attack = min(1.0, t / 0.004)
        body = math.sin(2 * math.pi * frequency_hz * t) * math.exp(-t * 5.5)
        knock = 0.22 * math.sin(2 * math.pi * 3.93 * frequency_hz * t) * math.exp(-t * 32)
        samples.append(strength * attack * (body + knock))
    return samples


def bell(seconds: float) -> list[float]:
    """The two gongs of a desk telephone, struck twenty times a second in turn."""
    samples = []
    for n in range(int(seconds * RATE_HZ)):
        t = n / RATE_HZ
        since_strike = t % 0.05
        gong_hz = 1180.0 if int(t / 0.05) % 2 else 1480.0
        swell = min(1.0, t / 0.03) * min(1.0, (seconds - t) / 0.06)
        ring = math.sin(2 * math.pi * gong_hz * t) + 0.35 * math.sin(2 * math.pi * gong_hz * 2.76 * t)
        samples.append(0.32 * swell * ring * (0.45 + 0.55 * math.exp(-since_strike * 45)))
    return samples


def mixed(seconds: float, parts: list[tuple[float, list[float]]]) -> list[float]:
    """The parts, each from its second on, together."""
    out = [0.0] * int(seconds * RATE_HZ)
    for start_s, part in parts:
        first = int(start_s * RATE_HZ)
        for n, sample in enumerate(part[: len(out) - first]):
            out[first + n] += sample
    return out


def calm() -> list[float]:
    """A rising figure, an answer, and a rest."""
    rise = [(0.00, E5), (0.16, G5), (0.32, B5), (0.48, E6)]
    answer = [(0.96, D6), (1.12, B5), (1.28, A5), (1.44, B5)]
    return mixed(3.4, [(at, struck_bar(pitch, 1.1, 0.42)) for at, pitch in rise + answer])


def classic() -> list[float]:
    """Two rings and a rest, as a desk telephone."""
    return mixed(3.4, [(0.0, bell(0.5)), (0.7, bell(0.5))])


def write(name: str, samples: list[float]) -> None:
    """Writes the samples, brought to -3 dBFS at their loudest."""
    scale = 0.7 * 32767 / max(abs(sample) for sample in samples)
    data = array("h", (round(sample * scale) for sample in samples))
    with wave.open(str(FOLDER / name), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(data.tobytes())


if __name__ == "__main__":
    write("calm.wav", calm())
    write("classic.wav", classic())
