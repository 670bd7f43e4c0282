"""Contract: the sound devices, as far as they can be told without any."""

from pathlib import Path

import numpy as np
import pytest

from softphone.basics.ids import DeviceId, new_leg_id
from softphone.protocol.commands import (
    Dial,
    HangUp,
    PlayAudioTest,
    RefreshAudioDevices,
    SelectAudio,
    SetCallWaitingTone,
    SetMeasuring,
    SetMuted,
    StartAudioTest,
    StopAudioTest,
)
from softphone.protocol.events import AudioChanged, AudioTestPlayed, RejectCode, Rejected, TalkedWhileMuted
from softphone.protocol.snapshots import AudioSelection, LegState
from tests.contract.conftest import ALICE
from tests.contract.stations import FarParty, Station
from tests.harness.sound_probe import write_wav


def test_refresh_is_followed_by_a_snapshot_each_time(engine: Station) -> None:
    for _ in range(2):
        engine.settle()
        count = len(engine.events(AudioChanged))
        engine.accepted(RefreshAudioDevices())
        engine.wait(lambda count=count: len(engine.events(AudioChanged)) > count, "AudioChanged")  # type: ignore[misc]


def test_selection_is_told_back(engine: Station) -> None:
    selection = AudioSelection(microphone=DeviceId("no such device"))
    engine.accepted(SelectAudio(selection=selection))
    engine.wait_event(AudioChanged, lambda event: event.audio.wanted == selection, "the selection")


def test_audio_outcomes_name_their_command(engine: Station) -> None:
    for command in (RefreshAudioDevices(), SelectAudio(selection=AudioSelection(microphone=DeviceId("x")))):
        command_id = engine.accepted(command)
        engine.wait(
            lambda command_id=command_id: command_id in engine.causes(AudioChanged),  # type: ignore[misc]
            f"AudioChanged whose cause is {type(command).__name__}",
        )


def test_device_that_does_not_exist_is_not_used(engine: Station) -> None:
    wanted = DeviceId("no such device")
    engine.accepted(SelectAudio(selection=AudioSelection(microphone=wanted, speaker=wanted)))
    audio = engine.wait_event(AudioChanged, lambda event: event.audio.wanted.microphone == wanted).audio
    assert wanted not in (audio.used.microphone, audio.used.speaker)


def test_test_opens_and_closes(engine: Station) -> None:
    def is_open() -> bool:
        changes = engine.events(AudioChanged)
        return bool(changes) and changes[-1].audio.is_open

    engine.accepted(StartAudioTest())
    engine.wait(is_open, "open")
    engine.accepted(StopAudioTest())
    engine.wait(lambda: not is_open(), "closed")


def test_call_opens_and_closes(near: Station, far: FarParty) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    near.wait_event(AudioChanged, lambda event: event.audio.is_open, "open")
    far.hang_up()
    near.wait_state(leg_id, LegState.ENDED)
    near.wait(lambda: not near.events(AudioChanged)[-1].audio.is_open, "closed")


def test_a_silent_call_opens_nothing(near: Station, far: FarParty) -> None:
    leg_id = new_leg_id()
    near.accepted(Dial(leg_id=leg_id, account_id=ALICE, target=far.target, is_silent=True))
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    near.settle(0.3)
    near.accepted(HangUp(leg_id=leg_id))
    near.wait_state(leg_id, LegState.ENDED)
    assert not any(event.audio.is_open for event in near.events(AudioChanged))


def test_measuring_measures_until_it_is_switched_off(near: Station, far: FarParty) -> None:
    from softphone.protocol.events import LevelsMeasured, StatisticsMeasured

    near.accepted(SetMeasuring(is_on=True, interval_ms=50))
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    near.wait_event(LevelsMeasured, what="levels")
    measured = near.wait_event(StatisticsMeasured, what="statistics")
    assert measured.statistics.leg_id == leg_id
    near.accepted(SetMeasuring(is_on=False))
    near.settle(0.3)
    count = len(near.events(LevelsMeasured)) + len(near.events(StatisticsMeasured))
    near.settle(0.5)
    assert len(near.events(LevelsMeasured)) + len(near.events(StatisticsMeasured)) == count


def rejected(station: Station, command: PlayAudioTest | SetCallWaitingTone) -> RejectCode:
    reply = station.reply(command)
    assert isinstance(reply, Rejected)
    return reply.code


def test_what_a_test_records_is_played_once(engine: Station) -> None:
    engine.accepted(StartAudioTest(records=True))
    engine.settle(1)
    for times in (1, 2):  # it can be heard again
        engine.accepted(PlayAudioTest())
        engine.wait(lambda times=times: len(engine.events(AudioTestPlayed)) == times, "the end")  # type: ignore[misc]
    engine.settle(2)
    assert len(engine.events(AudioTestPlayed)) == 2
    assert engine.events(AudioChanged)[-1].audio.is_open  # the test goes on
    engine.accepted(StopAudioTest())
    assert rejected(engine, PlayAudioTest()) == RejectCode.WRONG_STATE


def test_a_playback_that_is_stopped_has_no_end(engine: Station) -> None:
    engine.accepted(StartAudioTest(records=True))
    engine.settle(1)
    engine.accepted(PlayAudioTest())
    engine.accepted(StopAudioTest())
    engine.settle(1.5)
    assert engine.events(AudioTestPlayed) == []


def test_nothing_can_be_played_that_was_not_recorded(engine: Station) -> None:
    assert rejected(engine, PlayAudioTest()) == RejectCode.WRONG_STATE
    engine.accepted(StartAudioTest())
    engine.settle(0.3)
    assert rejected(engine, PlayAudioTest()) == RejectCode.WRONG_STATE


def test_the_tone_of_a_second_caller_is_not_louder_than_all(engine: Station) -> None:
    for volume in (0.0, 1.0):
        engine.accepted(SetCallWaitingTone(volume=volume))
    for volume in (-0.1, 1.1):
        assert rejected(engine, SetCallWaitingTone(volume=volume)) == RejectCode.BAD_ARGUMENT


@pytest.fixture
def talker(tmp_path: Path) -> SelectAudio:
    """Somebody who talks for half a minute, in syllables of a fifth of a second."""
    t = np.arange(30 * 16_000) / 16_000
    voice = 0.3 * np.sin(2 * np.pi * 300 * t) * (t % 0.5 < 0.2)
    write_wav(tmp_path / "voice.wav", voice, 16_000)
    return SelectAudio(selection=AudioSelection(microphone=DeviceId(f"file:{tmp_path / 'voice.wav'}")))


def test_who_talks_while_muted_is_told_and_not_again_at_once(near: Station, far: FarParty, talker: SelectAudio) -> None:
    near.accepted(talker)
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    near.settle(3)
    assert near.events(TalkedWhileMuted) == []
    near.accepted(SetMuted(leg_id=leg_id, is_muted=True))
    near.wait_event(TalkedWhileMuted, what="a warning")
    near.settle(3)
    assert len(near.events(TalkedWhileMuted)) == 1
