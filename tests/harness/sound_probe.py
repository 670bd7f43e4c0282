"""Measures sound between two points of PipeWire: how late it is, and whether pieces of it are missing.

Chirps are played into the mouth's sink. One recorder is linked to the monitor of that sink and to the place where the
sound should arrive, one channel each, so that both are recorded in the same cycles and there are no clocks to compare.
Any phone can be measured that way; nothing of it is touched.
"""

import os
import re
import subprocess
import time
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from softphone_lab.sound_control import hurry

RATE_HZ = 48_000
_CHIRP_S = 0.08
_LONGEST_DELAY_S = 0.4
_PATIENCE_S = 5.0
Samples = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Delays:
    """Delay of each chirp that was found, milliseconds. missed: chirps that were not."""

    milliseconds: tuple[float, ...]
    missed: int


def chirp() -> Samples:
    """A sweep of 80 ms from 400 to 3,200 Hz with soft ends: speech band, found exactly by correlation."""
    t = np.arange(int(_CHIRP_S * RATE_HZ)) / RATE_HZ
    sweep = np.sin(2 * np.pi * (400 * t + (3200 - 400) / (2 * _CHIRP_S) * t**2))
    return sweep * np.hanning(len(t)) ** 0.5


def write_chirps(path: Path, seconds: float, every_s: float = 0.55, peak: float = 0.4, seed: int = 1) -> list[float]:
    """Writes a 16-bit mono WAV with a chirp about every so often; returns when each begins, in seconds.

    The distances vary by up to 60 ms, so that no period of the system under test hides in them.
    """
    random = np.random.default_rng(seed)
    sound = np.zeros(int(seconds * RATE_HZ))
    shape = chirp() * peak
    starts, at = [], 0.3
    while at + _CHIRP_S + _LONGEST_DELAY_S < seconds:
        first = int(at * RATE_HZ)
        sound[first : first + len(shape)] += shape
        starts.append(at)
        at += every_s + random.uniform(-0.03, 0.03)
    write_wav(path, sound)
    return starts


def write_tone(
    path: Path, seconds: float, frequency_hz: float = 440.0, peak: float = 0.3, rate_hz: int = RATE_HZ
) -> None:
    """Writes a 16-bit mono WAV with a steady tone."""
    t = np.arange(int(seconds * rate_hz)) / rate_hz
    write_wav(path, peak * np.sin(2 * np.pi * frequency_hz * t), rate_hz)


def write_wav(path: Path, sound: Samples, rate_hz: int = RATE_HZ) -> None:
    """Writes samples of -1.0 to 1.0 as 16-bit mono."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate_hz, 0, "NONE", ""))
        file.writeframes(np.round(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def read_wav(path: Path) -> tuple[npt.NDArray[np.float64], int]:
    """The samples, one row a channel, as -1.0 to 1.0, and the rate."""
    with wave.open(str(path), "rb") as file:
        rate_hz, channels = file.getframerate(), file.getnchannels()
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return data.reshape(-1, channels).T / 32768.0, rate_hz


class TwoPointRecorder:
    """Records two ports of PipeWire (`node:port`) side by side. Use as a context manager; `sound` after it.

    environment: what leads to the PipeWire to be used.
    """

    def __init__(self, first_port: str, second_port: str, path: Path, environment: Mapping[str, str]) -> None:
        self._ports = (first_port, second_port)
        self._path = path
        self._environment = {**os.environ, **environment, "LC_ALL": "C"}
        self._name = f"probe_{os.getpid()}_{time.monotonic_ns()}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "TwoPointRecorder":
        properties = f'{{ node.name = "{self._name}" node.autoconnect = false }}'
        self._process = subprocess.Popen(
            ["pw-record", "--target", "0", "-P", properties, "--rate", str(RATE_HZ), "--channels", "2",
             "--format", "s16", "--latency", "1024", str(self._path)],
            env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        hurry(self._process.pid)
        for port, own in zip(self._ports, ("input_FL", "input_FR"), strict=True):
            self._link(port, f"{self._name}:{own}")
        return self

    def __exit__(self, *exception: object) -> None:
        assert self._process is not None
        self._process.send_signal(2)
        self._process.wait(_PATIENCE_S)

    @property
    def sound(self) -> npt.NDArray[np.float64]:
        """What was recorded, two rows."""
        return read_wav(self._path)[0]

    def _link(self, source: str, sink: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            done = subprocess.run(
                ["pw-link", source, sink], env=self._environment, capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                return
            if time.monotonic() > deadline:
                raise RuntimeError(f"{source} -> {sink}: {done.stderr.strip()}")
            time.sleep(0.05)


def play(path: Path, sink: str, environment: Mapping[str, str]) -> None:
    """Plays a WAV file into a sink; returns when it is over."""
    subprocess.run(
        ["pw-play", "--target", sink, "--latency", "1024", str(path)],
        env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def monitor_port(sink: str, environment: Mapping[str, str]) -> str:
    """The first monitor port of a sink, as `node:port`. Raises LookupError."""
    return _port("-o", sink, "monitor", environment)


def output_port(source: str, environment: Mapping[str, str]) -> str:
    """The first port from which a source's sound comes, as `node:port`. Raises LookupError."""
    return _port("-o", source, "(?:capture|output)", environment)


def _port(direction: str, node: str, kind: str, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        ["pw-link", direction], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    found = re.search(rf"^\s*({re.escape(node)}:{kind}_\w+)\s*$", done.stdout, re.MULTILINE)
    if found is None:
        raise LookupError(f"no {kind} port of {node}")
    return found[1]


# --------------------------------------------------------------------------- what the recordings say


def delays(said: Samples, heard: Samples) -> Delays:
    """Finds each chirp in what was said, and how much later it was heard."""
    shape = chirp()
    match_said = _match(said, shape)
    match_heard = _match(heard, shape)
    found, missed = [], 0
    longest = int(_LONGEST_DELAY_S * RATE_HZ)
    for at in _peaks(match_said):
        window = match_heard[at : at + longest]
        if len(window) < longest:
            break
        best = int(window.argmax())
        if window[best] > 0.5:
            found.append(best * 1000 / RATE_HZ)
        else:
            missed += 1
    return Delays(tuple(found), missed)


def _match(sound: Samples, shape: Samples) -> Samples:
    """Normalised correlation with the shape at each position: 1.0 where it is heard undistorted, at any volume."""
    size = 1 << (len(sound) + len(shape)).bit_length()
    product = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(shape, size))
    correlation = np.fft.irfft(product, size)[: len(sound)]
    total = np.concatenate(([0.0], np.cumsum(sound**2)))
    ends = np.minimum(np.arange(len(sound)) + len(shape), len(sound))
    energy = total[ends] - total[: len(sound)]
    floor = 1e-5 * len(shape)
    return np.asarray(correlation / np.sqrt(np.maximum(energy, floor) * np.sum(shape**2)))


def _peaks(match: Samples) -> list[int]:
    found: list[int] = []
    for at in np.flatnonzero(match > 0.9):
        if found and at - found[-1] < RATE_HZ // 5:
            if match[at] > match[found[-1]]:
                found[-1] = int(at)
        else:
            found.append(int(at))
    return found


def dropouts(tone: Samples, frequency_hz: float, rate_hz: int = RATE_HZ) -> list[float]:
    """Where a steady tone is broken, in seconds: silence, a repeated or a missing piece.

    Compares the tone's phase and strength in blocks of 10 ms. A clock that is slowly brought into line moves the phase
    by a few degrees per block; a piece of 2 ms that is missing moves it by a large angle at 440 Hz.
    """
    block = rate_hz // 100
    count = len(tone) // block
    t = np.arange(count * block) / rate_hz
    turned = tone[: count * block] * np.exp(-2j * np.pi * frequency_hz * t)
    windows = (turned.reshape(count, block) * np.hanning(block)).sum(axis=1) / (block / 4)
    strength = np.abs(windows)
    usual = float(np.median(strength))
    steps = np.abs(np.angle(windows[1:] * np.conj(windows[:-1])))
    broken = (steps > 0.5) | (strength[1:] < 0.6 * usual) | (strength[1:] > 1.6 * usual)
    places = np.flatnonzero(broken) * block / rate_hz
    merged: list[float] = []
    for place in places:
        if not merged or place - merged[-1] > 0.1:
            merged.append(float(place))
    return merged


def loudest_frequency(sound: Samples, rate_hz: int) -> float:
    """The frequency with the most power, in Hz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum[1:]) + 1) * rate_hz / len(sound)


def level_dbfs(sound: Samples) -> float:
    """Root mean square in dBFS; -100 for silence."""
    power = float(np.mean(sound**2)) if len(sound) else 0.0
    return 10 * float(np.log10(power)) if power > 1e-10 else -100.0


def share_of(sound: Samples, frequency_hz: float, rate_hz: int) -> float:
    """The share of the power that is within 15 Hz of a frequency, 0.0 to 1.0."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / rate_hz)
    return float(power[np.abs(frequencies - frequency_hz) <= 15].sum() / power.sum())


def write_bytes(path: Path, samples: bytes, rate_hz: int) -> None:
    """Writes 16-bit mono samples as they are."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate_hz, 0, "NONE", ""))
        file.writeframes(samples)


def read_bytes(path: Path) -> bytes:
    """The samples of a 16-bit WAV as they are."""
    with wave.open(str(path), "rb") as file:
        return file.readframes(file.getnframes())
