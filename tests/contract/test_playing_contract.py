"""Contract: a sound file on the speaker."""

from pathlib import Path

import numpy as np
import pytest

from softphone.basics.ids import DeviceId
from softphone.protocol.commands import (
    AnyCommand,
    MovePlaying,
    PausePlaying,
    PlayFile,
    SelectAudio,
    SetPlayingSpeed,
    StopPlaying,
)
from softphone.protocol.events import PlayingChanged, PlayingState, RejectCode, Rejected
from softphone.protocol.snapshots import AudioSelection, LegState
from tests.contract.conftest import ALICE
from tests.contract.stations import FarParty, Station
from tests.harness.sound_probe import write_wav

S = PlayingState


@pytest.fixture
def message(tmp_path: Path) -> str:
    """Two seconds as telephones record them."""
    path = tmp_path / "message.wav"
    write_wav(path, 0.3 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 8000), 8000)
    return str(path)


def listen(engine: Station, tmp_path: Path) -> None:
    """Sound goes to a file: the test needs no device."""
    nowhere = AudioSelection(
        microphone=DeviceId("no device"), speaker=DeviceId(f"file:{tmp_path / 'heard.wav'}"), ringer=None
    )
    engine.accepted(SelectAudio(selection=nowhere))


def told(engine: Station, state: PlayingState, count: int = 1) -> PlayingChanged:
    engine.wait(
        lambda: sum(event.state == state for event in engine.events(PlayingChanged)) >= count, f"{state} {count} times"
    )
    return [event for event in engine.events(PlayingChanged) if event.state == state][-1]


def refusal(engine: Station, command: AnyCommand) -> RejectCode:
    reply = engine.reply(command)
    assert isinstance(reply, Rejected)
    return reply.code


def test_a_file_is_played_to_its_end_and_again(engine: Station, message: str, tmp_path: Path) -> None:
    listen(engine, tmp_path)
    engine.accepted(PlayFile(playing_id="a", path=message))
    end = told(engine, S.PLAYED)
    assert (end.playing_id, end.position_s, end.length_s) == ("a", 2.0, 2.0)
    steps = [e.position_s for e in engine.events(PlayingChanged) if e.state == S.PLAYING]
    assert steps == sorted(steps)
    assert len(steps) > 3
    Path(message).unlink()  # it was read once
    engine.accepted(PausePlaying(is_paused=False))
    told(engine, S.PLAYED, 2)


def test_it_is_paused_moved_and_goes_on(engine: Station, message: str, tmp_path: Path) -> None:
    listen(engine, tmp_path)
    engine.accepted(PlayFile(playing_id="a", path=message, position_s=0.5))
    assert told(engine, S.PLAYING).position_s == 0.5
    engine.accepted(PausePlaying(is_paused=True))
    held = told(engine, S.PAUSED)
    assert 0.5 <= held.position_s < 2.0
    engine.accepted(MovePlaying(position_s=1.5))
    assert told(engine, S.PAUSED, 2).position_s == 1.5
    engine.accepted(PausePlaying(is_paused=False))
    assert told(engine, S.PLAYED).position_s == 2.0


def test_speed_changes_while_it_plays(engine: Station, message: str, tmp_path: Path) -> None:
    listen(engine, tmp_path)
    engine.accepted(PlayFile(playing_id="a", path=message, speed=2.0))
    assert told(engine, S.PLAYING).speed == 2.0
    engine.accepted(SetPlayingSpeed(speed=1.5))
    end = told(engine, S.PLAYED)
    assert (end.speed, end.position_s) == (1.5, 2.0)
    for speed in (0.1, 3.0):
        assert refusal(engine, SetPlayingSpeed(speed=speed)) == RejectCode.BAD_ARGUMENT
        assert refusal(engine, PlayFile(playing_id="b", path=message, speed=speed)) == RejectCode.BAD_ARGUMENT


def test_what_is_stopped_has_no_end(engine: Station, message: str, tmp_path: Path) -> None:
    listen(engine, tmp_path)
    engine.accepted(PlayFile(playing_id="a", path=message))
    told(engine, S.PLAYING)
    engine.accepted(StopPlaying())
    assert told(engine, S.ENDED).playing_id == "a"
    engine.settle(2.5)
    assert not [event for event in engine.events(PlayingChanged) if event.state == S.PLAYED]


def test_what_is_no_sound_file_fails(engine: Station, tmp_path: Path) -> None:
    listen(engine, tmp_path)
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF nothing")
    for number, path in enumerate((broken, tmp_path / "none.wav"), 1):
        engine.accepted(PlayFile(playing_id=path.name, path=str(path)))
        assert told(engine, S.FAILED, number).playing_id == path.name


def test_a_call_takes_the_speaker(near: Station, far: FarParty, message: str, tmp_path: Path) -> None:
    listen(near, tmp_path)
    near.accepted(PlayFile(playing_id="a", path=message))
    told(near, S.PLAYING)
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    held = told(near, S.PAUSED)
    assert held.playing_id == "a"
    assert refusal(near, PausePlaying(is_paused=False)) == RejectCode.WRONG_STATE
    assert refusal(near, PlayFile(playing_id="b", path=message)) == RejectCode.WRONG_STATE
    far.hang_up()
    near.wait_state(leg_id, LegState.ENDED)
