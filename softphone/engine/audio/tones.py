"""Tones of the telephone network, made by PJSIP's generator: European cadences, 425 Hz (ETSI TR 101 041-2)."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.engine.audio.ports import BRIDGE_RATE_HZ
from softphone.engine.pj import pj


class Tone(StrEnum):
    """A tone that lasts until it is stopped."""

    RINGBACK = "ringback"
    BUSY = "busy"
    CONGESTION = "congestion"
    CALL_WAITING = "call_waiting"
    WARNING = "warning"
    TEST = "test"


@dataclass(frozen=True)
class Cadence:
    """What a tone sounds like. peak: 0 to 32767. beats_ms: on and off, in turn, repeated as a whole."""

    frequency_hz: int
    peak: int
    beats_ms: tuple[tuple[int, int], ...]


EUROPEAN: dict[Tone, Cadence] = {
    Tone.RINGBACK: Cadence(425, 3300, ((1000, 4000),)),
    Tone.BUSY: Cadence(425, 3300, ((480, 480),)),
    Tone.CONGESTION: Cadence(425, 3300, ((240, 240),)),
    Tone.CALL_WAITING: Cadence(425, 4300, ((200, 600), (200, 7000))),
    Tone.WARNING: Cadence(1400, 3300, ((150, 100), (150, 10_000))),
    Tone.TEST: Cadence(440, 4600, ((400, 200), (400, 1000))),
}
_RECORDING_BEEP = Cadence(1400, 1600, ((400, 14_600),))
_DIGIT_PEAK = 2300
_DIGIT_GAP_MS = 60
DTMF_DIGITS = "0123456789*#ABCD"


def tone_generator() -> pj.ToneGenerator:
    """A generator at the bridge's rate, silent until it is told to play."""
    generator = pj.ToneGenerator()
    generator.createToneGenerator(BRIDGE_RATE_HZ, 1)
    return generator


def recording_beep() -> pj.ToneGenerator:
    """A short tone every 15 s, which says that a call is recorded (ITU-T E.180)."""
    generator = tone_generator()
    _repeat(generator, _RECORDING_BEEP)
    return generator


def play(generator: pj.ToneGenerator, tone: Tone) -> None:
    """Plays the tone over and over."""
    _repeat(generator, EUROPEAN[tone])


def _repeat(generator: pj.ToneGenerator, cadence: Cadence) -> None:
    generator.play([_beat(cadence, on, off) for on, off in cadence.beats_ms], True)


def play_digits(generator: pj.ToneGenerator, digits: str, duration_ms: int) -> None:
    """Plays the digits ``0-9*#A-D`` one after the other, softly. Others are left out."""
    wanted = [digit for digit in digits.upper() if digit in DTMF_DIGITS]
    if wanted:
        generator.playDigits([_digit(digit, duration_ms) for digit in wanted], False)


def _beat(cadence: Cadence, on_ms: int, off_ms: int) -> pj.ToneDesc:
    beat = pj.ToneDesc()
    beat.freq1 = cadence.frequency_hz
    beat.freq2 = 0
    beat.on_msec = on_ms
    beat.off_msec = off_ms
    beat.volume = cadence.peak
    beat.flags = 0
    return beat


def _digit(digit: str, duration_ms: int) -> pj.ToneDigit:
    tone = pj.ToneDigit()
    tone.digit = digit
    tone.on_msec = duration_ms
    tone.off_msec = _DIGIT_GAP_MS
    tone.volume = _DIGIT_PEAK
    return tone


class TonePlayer:
    """The tones that sound now, each from a generator of its own; the bridge joins them with an end or a leg."""

    def __init__(self) -> None:
        self._generators: dict[Tone, pj.ToneGenerator] = {}
        self._levels: dict[Tone, float] = {}
        self._digits: pj.ToneGenerator | None = None

    @property
    def sounding(self) -> tuple[tuple[pj.ToneGenerator, float], ...]:
        """The generators of tones that play until they are stopped, and how loud: 1.0 leaves them as they are."""
        return tuple((generator, self._levels.get(kind, 1.0)) for kind, generator in self._generators.items())

    @property
    def digits(self) -> pj.ToneGenerator:
        """The generator of digits, made when it is first asked for."""
        if self._digits is None:
            self._digits = tone_generator()
        return self._digits

    @property
    def has_digits(self) -> bool:
        """True once the generator of digits was made."""
        return self._digits is not None

    def set_level(self, kind: Tone, level: float) -> None:
        """How loud the tone is from now on, 0.0 to 1.0."""
        self._levels[kind] = level

    def start(self, kind: Tone) -> bool:
        """Plays a tone over and over. False: it does so already."""
        if kind in self._generators:
            return False
        generator = tone_generator()
        play(generator, kind)
        self._generators[kind] = generator
        return True

    def stop(self, kind: Tone | None) -> list[pj.ToneGenerator]:
        """Ends the tone, None: all of them; returns the generators, which are to be disconnected."""
        kinds = [kind] if kind is not None else list(self._generators)
        return [self._generators.pop(each) for each in kinds if each in self._generators]

    def drop_digits(self) -> pj.ToneGenerator | None:
        """Forgets the generator of digits; returns it, to be disconnected."""
        generator, self._digits = self._digits, None
        return generator
