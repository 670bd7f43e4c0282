"""A second caller is heard softly in the ear of who talks, as loud as the user likes, or not at all."""

from pathlib import Path

import numpy as np
import pytest

from softphone.basics.ids import DeviceId, LegId
from softphone.protocol.commands import Answer, HangUp, SelectAudio, SetCallWaitingTone
from softphone.protocol.events import AudioChanged
from softphone.protocol.snapshots import AudioSelection, LegState
from tests.harness.engine_pair import BOB, EnginePair
from tests.harness.sound_probe import level_dbfs, read_wav, share_of

TONE_HZ = 425


def beep(pair: EnginePair, folder: Path, volume: float | None) -> np.ndarray:
    """What Alice hears while Bob, who is silent, calls her a second time."""
    ear = folder / f"ear-{volume}.wav"
    pair.alice.do(SelectAudio(selection=AudioSelection(speaker=DeviceId(f"file:{ear}"))))
    if volume is not None:
        pair.alice.do(SetCallWaitingTone(volume=volume))
    legs = [call(pair)]  # Bob calls: who is called hears no ringback in the ear, however long it takes
    pair.alice.do(Answer(leg_id=legs[0]))
    pair.alice.wait_leg(legs[0], LegState.ESTABLISHED)
    legs.append(call(pair))
    pair.alice.read_for(1.5)
    for leg_id in legs[::-1]:
        pair.alice.do(HangUp(leg_id=leg_id))
        pair.alice.wait_leg(leg_id, LegState.ENDED)
    since = len(pair.alice.frames) - 1
    pair.alice.wait(AudioChanged, lambda event: not event.audio.is_open, since=max(0, since - 5))
    sound: np.ndarray = read_wav(ear)[0][0]
    loud = np.flatnonzero(np.abs(sound) > 0.001)
    return sound[loud[0] : loud[0] + 3000] if len(loud) else sound[:0]


def call(pair: EnginePair) -> LegId:
    """Alice's leg, once Bob's call has come to her."""
    since = len(pair.alice.frames)
    pair.bob.dial(BOB, f"sip:alice@127.0.0.1:{pair.alice_port}")
    return pair.alice.wait_incoming(since).leg_id


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PIPEWIRE_REMOTE", "none")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    return tmp_path


def test_it_is_soft_and_can_be_louder_or_off(folder: Path, pair: EnginePair) -> None:
    usual = beep(pair, folder, None)
    assert share_of(usual, TONE_HZ, 16_000) > 0.8
    assert -36 < level_dbfs(usual) < -26
    assert level_dbfs(beep(pair, folder, 1.0)) == pytest.approx(level_dbfs(usual) + 10.5, abs=1.5)
    assert len(beep(pair, folder, 0.0)) == 0
