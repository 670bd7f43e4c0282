"""Contract: the sound devices, as far as they can be told without any."""

from softphone.basics.ids import DeviceId, new_leg_id
from softphone.protocol.commands import (
    Dial,
    HangUp,
    RefreshAudioDevices,
    SelectAudio,
    SetMeasuring,
    StartAudioTest,
    StopAudioTest,
)
from softphone.protocol.events import AudioChanged
from softphone.protocol.snapshots import AudioSelection, LegState
from tests.contract.conftest import ALICE
from tests.contract.stations import FarParty, Station


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
