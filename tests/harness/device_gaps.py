"""How long nothing is heard when sound devices come and go in a call between two real engines.

Alice speaks one tone and Bob another. Whatever device Alice is heard by hears the same mouth, and one ear hears
whatever device she listens to; so each direction is one recording, and the gap is counted in its samples.
"""

import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from softphone_lab import Lab
from softphone_lab.sound_devices import Pair

from softphone.basics.ids import DeviceId
from softphone.protocol.commands import HangUp, SelectAudio, SetAudioProcessing
from softphone.protocol.events import AudioChanged
from softphone.protocol.snapshots import AudioProcessing, AudioSelection, AudioSnapshot, LegState
from tests.harness.engine_pair import EnginePair
from tests.harness.engine_process import EngineProcess
from tests.harness.sound_probe import Samples, read_wav, write_tone

ALICE_HZ, BOB_HZ = 500.0, 1000.0
HEADSET = AudioSelection(microphone=DeviceId("usb_microphone"), speaker=DeviceId("usb_headset"))
BUILT_IN = AudioSelection(microphone=DeviceId("alice_microphone"), speaker=DeviceId("alice_speaker"))
_UNTOUCHED = AudioProcessing(has_echo_cancellation=False, has_noise_suppression=False, has_gain_control=False)
_BLOCK_S = 0.01
_TONE_S = 60.0
_SETTLE_S = 1.0
_PATIENCE_S = 20.0


@dataclass(frozen=True)
class Gaps:
    """The longest silence in each direction, milliseconds."""

    far_ms: float
    user_ms: float


class DeviceDesk:
    """A sound server with Alice's headset, which a test pulls out and puts back. Use as a context manager."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self._sound = lab.sound
        self._folder = folder
        self._env = dict(lab.facts.sound.env) if lab.facts.sound is not None else {}
        self._is_plugged = False

    def __enter__(self) -> "DeviceDesk":
        write_tone(self._folder / "alice.wav", _TONE_S, ALICE_HZ)
        write_tone(self._folder / "bob.wav", _TONE_S, BOB_HZ)
        self._sound.add_source("person_ear", "alice_speaker")
        self.plug()
        return self

    def __exit__(self, *exception: object) -> None:
        self.unplug()
        self._sound.remove("person_ear")

    def plug(self) -> None:
        """The headset is put in, unless it is."""
        if self._is_plugged:
            return
        self._sound.add_sink("usb_headset")
        self._sound.join(Pair("usb_headset", "person_ear"))
        self._sound.add_source("usb_microphone", "alice_mouth")
        self._is_plugged = True

    def unplug(self) -> None:
        """The headset is pulled out, unless it is."""
        if not self._is_plugged:
            return
        self._sound.remove("usb_headset")
        self._sound.remove("usb_microphone")
        self._is_plugged = False

    def measure(self, act: Callable[[EngineProcess], object], used: AudioSelection) -> Gaps:
        """A call in which Alice does something to her devices; over when she uses these."""
        heard_by_user, heard_by_far = self._folder / "user.wav", self._folder / "far.wav"
        with ExitStack() as stack:
            environment = {**os.environ, **self._env}
            alice = stack.enter_context(EngineProcess(environment))
            bob = stack.enter_context(EngineProcess(environment))
            pair = EnginePair(alice, bob)
            for engine in (alice, bob):
                engine.do(SetAudioProcessing(processing=_UNTOUCHED))
            alice.do(SelectAudio(selection=HEADSET))
            ends = (DeviceId(f"file:{self._folder / 'bob.wav'}"), DeviceId(f"file:{heard_by_far}"))
            bob.do(SelectAudio(selection=AudioSelection(microphone=ends[0], speaker=ends[1])))
            stack.enter_context(self._sound.playing(self._folder / "alice.wav", "alice_mouth"))
            leg_id, far_id = pair.talk()
            _wait_used(alice, HEADSET if self._is_plugged else BUILT_IN)
            with self._sound.recording("person_ear", heard_by_user):
                alice.read_for(_SETTLE_S)
                act(alice)
                _wait_used(alice, used)
                alice.read_for(_SETTLE_S)
            alice.do(HangUp(leg_id=leg_id))
            bob.wait_leg(far_id, LegState.ENDED)
            _wait_closed(bob)
        return Gaps(
            longest_gap_ms(heard_by_far, ALICE_HZ, after_s=_SETTLE_S / 2),
            longest_gap_ms(heard_by_user, BOB_HZ, after_s=_SETTLE_S / 4),
        )


def longest_gap_ms(path: Path, frequency_hz: float, after_s: float) -> float:
    """The longest time for which the tone is not heard, from a moment after it was first heard to its last."""
    sound, rate_hz = read_wav(path)
    strength = _strength(sound[0], frequency_hz, rate_hz)
    usual = float(np.percentile(strength, 80))
    heard = np.flatnonzero(strength > 0.3 * usual)
    if usual < 0.01 or not len(heard):
        raise AssertionError(f"{path.name}: the tone was not heard")
    heard = heard[heard >= heard[0] + round(after_s / _BLOCK_S)]
    return float((np.diff(heard) - 1).max(initial=0)) * _BLOCK_S * 1000


def _strength(sound: Samples, frequency_hz: float, rate_hz: int) -> Samples:
    """Of the tone, in blocks of 10 ms."""
    block = int(rate_hz * _BLOCK_S)
    count = len(sound) // block
    turned = sound[: count * block] * np.exp(-2j * np.pi * frequency_hz * np.arange(count * block) / rate_hz)
    strength: Samples = np.abs((turned.reshape(count, block) * np.hanning(block)).sum(axis=1) / (block / 4))
    return strength


def _wait_used(engine: EngineProcess, wanted: AudioSelection) -> None:
    def is_used(audio: AudioSnapshot) -> bool:
        return (audio.used.microphone, audio.used.speaker) == (wanted.microphone, wanted.speaker)

    _wait_audio(engine, is_used)


def _wait_closed(engine: EngineProcess) -> None:
    _wait_audio(engine, lambda audio: not audio.is_open)


def _wait_audio(engine: EngineProcess, is_so: Callable[[AudioSnapshot], bool]) -> None:
    """Until the last word about the devices is so."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        told = [event.audio for event in engine.events if isinstance(event, AudioChanged)]
        if told and is_so(told[-1]):
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"devices are not as they should be; last told: {told[-1:]}")
        engine.read(0.2)
