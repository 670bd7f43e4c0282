"""Sound devices: the user's choice is kept, told to every engine, and its problems are said."""

import pytest

from softphone.basics.errors import EngineUnavailable, SettingsError
from softphone.basics.ids import DeviceId
from softphone.devices.explain import explain
from softphone.presence.state import PresenceState
from softphone.protocol.commands import (
    SelectAudio,
    SetAudioProcessing,
    SetCallWaitingTone,
    SetCodecs,
    SetMeasuring,
    SetRingtone,
    StopAudioTest,
)
from softphone.protocol.events import LevelsMeasured
from softphone.protocol.snapshots import AudioProblem, AudioProcessing, AudioSelection, AudioSnapshot
from softphone.settings.declared import MICROPHONE
from softphone.settings.sound_settings import WARNS_WHEN_MUTED
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_audio import BUILT_IN, HEADSET, MONITOR
from tests.unit.app.phone import Phone

HEADSET_ONLY = AudioSelection(microphone=HEADSET.device_id, speaker=HEADSET.device_id)


def started(values: dict[str, object] | None = None) -> Phone:
    phone = Phone(None, MemorySettingsStore(values))
    phone.app.start()
    phone.advance(1)
    return phone


def test_the_engine_tells_which_devices_there_are() -> None:
    phone = started()
    assert phone.app.devices.microphones() == (BUILT_IN, HEADSET)
    assert phone.app.devices.speakers() == (BUILT_IN, HEADSET, MONITOR)
    assert phone.app.devices.explanation is None


def test_a_choice_takes_effect_and_is_kept() -> None:
    phone = started()
    seen: list[AudioSnapshot] = []
    phone.app.devices.changed.add(seen.append)
    phone.app.devices.select(HEADSET_ONLY)
    phone.advance(1)
    assert seen[-1].used.microphone == HEADSET.device_id
    assert isinstance(phone.store, MemorySettingsStore)
    known = {"preferred_headsets": ("headset",)}
    assert phone.store.values["audio"] == {"microphone": "headset", "speaker": "headset", **known}
    phone.app.devices.select(AudioSelection())
    phone.advance(1)
    assert phone.store.values["audio"] == known


def test_the_kept_choice_is_told_to_the_engine_at_every_start() -> None:
    phone = started({"audio": {"microphone": "headset", "speaker": "monitor", "echo_cancellation": False}})
    for _ in range(2):
        (select,) = phone.told(SelectAudio)
        assert isinstance(select, SelectAudio)
        assert select.selection == AudioSelection(microphone=HEADSET.device_id, speaker=MONITOR.device_id)
        (processing,) = phone.told(SetAudioProcessing)
        assert isinstance(processing, SetAudioProcessing)
        assert not processing.processing.has_echo_cancellation
        phone.engine.crash()
        phone.advance(10)


def test_a_choice_for_this_run_only_is_not_kept() -> None:
    phone = started()
    phone.app.devices.select(AudioSelection(microphone=DeviceId("file:/a.wav")), keep=False)
    phone.advance(1)
    assert phone.app.devices.snapshot.used.microphone == "file:/a.wav"
    assert phone.app.settings.get(MICROPHONE) == ""


def test_processing_is_kept() -> None:
    phone = started()
    wanted = AudioProcessing(has_noise_suppression=False)
    phone.app.devices.set_processing(wanted)
    phone.advance(1)
    assert phone.app.devices.processing == wanted
    assert isinstance(phone.store, MemorySettingsStore)
    assert phone.store.values["audio"] == {"noise_suppression": False}


@pytest.mark.parametrize(
    ("ringtone", "path"),
    [("default", "/ring.wav"), ("none", ""), ("/music/my ring.wav", "/music/my ring.wav")],
)
def test_the_ringtone_is_the_default_none_or_a_file(ringtone: str, path: str) -> None:
    phone = started()
    phone.app.devices.set_ringtone(ringtone, 0.5)
    phone.advance(1)
    last = phone.told(SetRingtone)[-1]
    assert last == SetRingtone(path=path, volume=0.5)
    assert (phone.app.devices.ringtone, phone.app.devices.ringer_volume) == (ringtone, 0.5)


def test_nothing_rings_while_the_user_does_not_want_to_be_disturbed() -> None:
    phone = started()
    phone.app.own_status.choose(PresenceState.DO_NOT_DISTURB)
    phone.advance(1)
    assert phone.told(SetRingtone)[-1] == SetRingtone(path="", volume=0.8)
    phone.app.own_status.clear_choice()
    phone.advance(1)
    assert phone.told(SetRingtone)[-1] == SetRingtone(path="/ring.wav", volume=0.8)


def test_a_volume_out_of_range_is_refused_and_changes_nothing() -> None:
    phone = started()
    with pytest.raises(SettingsError):
        phone.app.devices.set_ringtone("none", 2.0)
    assert phone.app.devices.ringtone == "default"


def test_a_headset_that_is_unplugged_is_said_and_its_return_ends_that() -> None:
    phone = started()
    phone.app.devices.select(HEADSET_ONLY)
    phone.advance(1)
    phone.engine.set_devices(BUILT_IN)
    phone.advance(0.1)
    assert "not connected" in str(phone.app.devices.explanation)
    phone.engine.set_devices(BUILT_IN, HEADSET)
    phone.advance(0.1)
    assert phone.app.devices.explanation is None
    phone.engine.set_devices()
    phone.advance(0.1)
    assert "Calls still work" in str(phone.app.devices.explanation)


@pytest.mark.parametrize("problem", list(AudioProblem))
def test_each_problem_has_words_and_a_remedy(problem: AudioProblem) -> None:
    words = explain(problem)
    assert words.title.endswith(".")
    assert words.remedy.endswith(".")


def test_a_test_brings_levels_until_it_is_stopped() -> None:
    phone = started()
    levels: list[LevelsMeasured] = []
    phone.app.devices.levels.add(levels.append)
    phone.app.devices.start_test()
    phone.advance(1)
    assert levels
    phone.app.devices.stop_test()
    phone.app.devices.stop_test()
    phone.advance(0.2)
    count = len(levels)
    phone.advance(2)
    assert len(levels) == count
    assert len(phone.told(StopAudioTest)) == 1


def test_the_devices_are_closed_when_the_engine_that_had_them_open_is_gone() -> None:
    phone = started()
    phone.app.devices.start_test(plays_tone=False)
    phone.advance(1)
    assert phone.app.devices.snapshot.is_open
    seen: list[AudioSnapshot] = []
    phone.app.devices.changed.add(seen.append)
    phone.engine.crash()
    phone.advance(0.1)
    assert not seen[0].is_open


def test_a_test_without_an_engine_is_refused_and_its_end_is_harmless() -> None:
    phone = Phone()
    with pytest.raises(EngineUnavailable):
        phone.app.devices.start_test()
    phone.app.start()
    phone.advance(1)
    phone.app.devices.start_test()
    phone.engine.crash()
    phone.runtime.run_posted()
    phone.app.devices.stop_test()
    phone.advance(10)
    assert phone.told(StopAudioTest) == []


def test_several_may_measure_and_the_shortest_interval_wins() -> None:
    phone = started()
    stop_meter = phone.app.devices.measure(100)
    stop_quality = phone.app.devices.measure(1000)
    stop_meter()
    stop_meter()
    stop_quality()
    phone.advance(0.1)
    told = [(c.is_on, c.interval_ms) for c in phone.told(SetMeasuring) if isinstance(c, SetMeasuring)]
    assert told == [(True, 100), (True, 100), (True, 1000), (False, 100)]


def test_codecs_are_told_in_their_order_and_kept() -> None:
    phone = started()
    codecs = phone.app.codecs
    assert phone.told(SetCodecs) == [SetCodecs(codecs=("opus", "G722", "PCMA", "PCMU"))]
    assert set(codecs.available) >= set(codecs.codecs)
    codecs.set_codecs(("PCMA",))
    phone.advance(1)
    assert phone.told(SetCodecs)[-1] == SetCodecs(codecs=("PCMA",))
    assert isinstance(phone.store, MemorySettingsStore)
    assert phone.store.values["calls"] == {"codecs": ("PCMA",)}
    with pytest.raises(SettingsError):
        codecs.set_codecs(())


def test_codecs_that_this_engine_does_not_have_are_left_out() -> None:
    phone = started({"calls": {"codecs": ["g722", "AMR-WB", "PCMA"]}})
    assert phone.told(SetCodecs)[-1] == SetCodecs(codecs=("G722", "PCMA"))
    assert phone.app.codecs.codecs == ("g722", "AMR-WB", "PCMA")  # another computer's engine may have them


def test_codecs_of_which_none_exists_leave_the_engines_own() -> None:
    phone = started({"calls": {"codecs": ["AMR-WB"]}})
    assert phone.told(SetCodecs)[-1] == SetCodecs(codecs=("opus", "G722", "PCMA", "PCMU"))


def test_a_test_records_and_plays_back() -> None:
    phone = started()
    played: list[None] = []
    phone.app.devices.played_back.add(played.append)
    phone.app.devices.start_test(records=True)
    phone.advance(3)
    phone.app.devices.play_back()
    phone.advance(2)
    assert played == []
    phone.advance(2)
    assert played == [None]


def test_the_tone_of_a_second_caller_is_kept_and_told_to_the_engine_at_every_start() -> None:
    phone = started({"audio": {"call_waiting_volume": 0.0}})
    for _ in range(2):
        assert phone.told(SetCallWaitingTone) == [SetCallWaitingTone(volume=0.0)]
        phone.engine.crash()
        phone.advance(10)
    phone.app.devices.set_call_waiting_volume(0.7)
    phone.advance(1)
    assert phone.told(SetCallWaitingTone)[-1] == SetCallWaitingTone(volume=0.7)
    assert phone.app.devices.call_waiting_volume == 0.7
    with pytest.raises(SettingsError):
        phone.app.devices.set_call_waiting_volume(1.5)


@pytest.mark.parametrize("warns", [True, False])
def test_talk_into_a_muted_microphone_is_said_if_it_is_to_be(warns: bool) -> None:
    phone = Phone.signed_in()
    phone.app.settings.set(WARNS_WHEN_MUTED, warns)
    said: list[None] = []
    phone.app.devices.talked_while_muted.add(said.append)
    call_id = phone.talk_to("1002")
    phone.engine.talk.talk()
    phone.advance(0.1)
    assert said == []
    phone.calls.set_muted(call_id, True)
    phone.advance(0.1)
    phone.engine.talk.talk()
    phone.advance(0.1)
    assert said == ([None] if warns else [])
