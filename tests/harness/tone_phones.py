"""Engines that each say a tone of their own, so that it can be told who hears whom."""

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from softphone.basics.ids import DeviceId, LegId
from softphone.protocol.commands import Answer, SelectAudio
from softphone.protocol.snapshots import AudioSelection, LegState
from tests.harness.engine_process import EngineProcess, local_account, udp_port
from tests.harness.sound_probe import write_tone

TONES_HZ = {"alice": 500.0, "bob": 800.0, "carol": 1300.0}
RATE_HZ = 16_000
_SAID_S = 60
_SAID_PEAK, _HEARD_PEAK = 0.15, 0.01
_LOOK_S = 0.3
_HEADER_BYTES = 44
_TRIES, _TRY_S = 60, 0.25


class TonePhone:
    """An engine that says its tone, and keeps what it hears in a file."""

    def __init__(self, engine: EngineProcess, user: str, folder: Path) -> None:
        self.engine = engine
        self.user = user
        self._heard = folder / f"{user}_heard.wav"
        said = folder / f"{user}.wav"
        write_tone(said, _SAID_S, TONES_HZ[user], peak=_SAID_PEAK, rate_hz=RATE_HZ)
        engine.wait_started()
        engine.put_account(local_account(user))
        self.address = f"sip:{user}@127.0.0.1:{udp_port(engine)}"
        files = AudioSelection(microphone=DeviceId(f"file:{said}"), speaker=DeviceId(f"file:{self._heard}"))
        engine.do(SelectAudio(selection=files))

    def call(self, other: "TonePhone") -> tuple[LegId, LegId]:
        """This phone's leg and the other's, once they talk."""
        since = len(other.engine.frames)
        ours = self.engine.dial(local_account(self.user).account_id, other.address)
        theirs = other.engine.wait_incoming(since).leg_id
        other.engine.do(Answer(leg_id=theirs))
        self.engine.wait_leg(ours, LegState.ESTABLISHED)
        other.engine.wait_leg(theirs, LegState.ESTABLISHED)
        return ours, theirs

    def hears_now(self) -> frozenset[str] | None:
        """Whose tones it has heard for the last moment; None before there is anything."""
        size = round(RATE_HZ * _LOOK_S)
        data = self._heard.read_bytes()[_HEADER_BYTES:] if self._heard.exists() else b""
        sound = np.frombuffer(data[: len(data) // 2 * 2], "<i2")[-size:] / 32768.0
        return tones_in(sound) if len(sound) == size else None

    def wait_hearing(self, *users: str) -> None:
        """Waits until it hears exactly these."""
        heard: frozenset[str] | None = None
        for _ in range(_TRIES):
            heard = self.hears_now()
            if heard == frozenset(users):
                return
            self.engine.read_for(_TRY_S)
        raise AssertionError(f"{self.user} hears {heard and sorted(heard)} instead of {sorted(users)}")


class ToneDesk:
    """Alice, Bob and Carol, each started when first needed and ended with the stack."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    @cached_property
    def alice(self) -> TonePhone:
        return self._phone("alice")

    @cached_property
    def bob(self) -> TonePhone:
        return self._phone("bob")

    @cached_property
    def carol(self) -> TonePhone:
        return self._phone("carol")

    def _phone(self, user: str) -> TonePhone:
        return TonePhone(self._stack.enter_context(EngineProcess()), user, self._folder)


def tones_in(sound: npt.NDArray[np.float64]) -> frozenset[str]:
    """Whose tones are in it, by the strength at each one's frequency (Goertzel)."""
    return frozenset(user for user, frequency_hz in TONES_HZ.items() if strength(sound, frequency_hz) > _HEARD_PEAK)


def strength(sound: npt.NDArray[np.float64], frequency_hz: float) -> float:
    """The amplitude of the sound at that frequency, 1.0 for full scale."""
    t = np.arange(len(sound)) / RATE_HZ
    return float(abs(np.mean(2 * np.hanning(len(sound)) * sound * np.exp(-2j * np.pi * frequency_hz * t)))) * 2
