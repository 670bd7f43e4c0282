"""Devices that are not there, vanish in a call and come back, on a real PipeWire."""

from array import array
from pathlib import Path

import pytest
from softphone_lab import Lab

from softphone.basics.ids import DeviceId, LegId
from softphone.engine.audio.tones import Tone
from softphone.protocol.snapshots import AudioProblem, AudioSelection
from tests.audio.conftest import Stage, undisturbed
from tests.audio.test_bridge import LEG, EchoLeg, loud_part, record, tone_leg
from tests.harness import sound_probe

pytestmark = pytest.mark.lab
USB = AudioSelection(microphone=DeviceId("alice_microphone"), speaker=DeviceId("usb_headset"))


def speaker_of(stage: Stage) -> DeviceId | None:
    return stage.bridge.snapshot().used.speaker


def tone_is_heard(lab: Lab, stage: Stage, source: str, frequency_hz: int, path: Path) -> None:
    """For 0.6 s, neither faster nor slower."""

    def hear() -> None:
        heard = record(lab, stage, source, 0.6, path)
        assert sound_probe.loudest_frequency(heard, 48_000) == pytest.approx(frequency_hz, abs=5)

    undisturbed(hear)


def test_a_speaker_that_vanishes_in_a_call_is_replaced_and_used_again_when_it_is_back(
    sound_lab: Lab, stage: Stage, tmp_path: Path
) -> None:
    sound_lab.sound.add_sink("usb_headset")
    stage.bridge.select(USB)
    stage.bridge.open()
    stage.bridge.legs.connect(tone_leg(600), LEG)
    stage.run_until(lambda: speaker_of(stage) == "usb_headset")
    stage.run(0.3)
    told = len(stage.snapshots)
    with sound_lab.sound.recording("alice_ear", tmp_path / "instead.wav"):
        sound_lab.sound.remove("usb_headset")
        stage.run_until(lambda: any(s.problem == AudioProblem.SPEAKER_GONE for s in stage.snapshots[told:]))
        stage.run(0.5)
    assert speaker_of(stage) == "alice_speaker"
    assert stage.bridge.snapshot().wanted.speaker == "usb_headset"
    instead = loud_part(sound_probe.read_wav(tmp_path / "instead.wav")[0][0])
    assert sound_probe.loudest_frequency(instead, 48_000) == pytest.approx(600, abs=5)

    sound_lab.sound.add_sink("usb_headset")
    stage.run_until(lambda: speaker_of(stage) == "usb_headset")
    assert stage.bridge.snapshot().problem is None
    tone_is_heard(sound_lab, stage, "usb_headset_ear", 600, tmp_path / "back.wav")
    stage.bridge.close()
    sound_lab.sound.remove("usb_headset")


def test_a_microphone_that_vanishes_in_a_call_is_replaced(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    sound_lab.sound.add_sink("usb_mouth", "usb_microphone")
    stage.bridge.select(AudioSelection(microphone=DeviceId("usb_microphone"), speaker=DeviceId("bob_speaker")))
    stage.bridge.open()
    stage.bridge.legs.connect(EchoLeg(stage), LEG)
    stage.run_until(lambda: stage.bridge._microphone.used == "usb_microphone")
    stage.run(0.3)
    sound_lab.sound.remove("usb_microphone")
    stage.run_until(lambda: stage.bridge.snapshot().problem == AudioProblem.MICROPHONE_GONE)
    assert stage.bridge.snapshot().used.microphone == "alice_microphone"
    sound_probe.write_tone(tmp_path / "tone.wav", 10, 500)
    with sound_lab.sound.playing(tmp_path / "tone.wav", "alice_mouth"):
        stage.run(3)  # until the buffers have come down to their margins
        tone_is_heard(sound_lab, stage, "bob_ear", 500, tmp_path / "heard.wav")
    stage.bridge.close()
    sound_lab.sound.remove("usb_mouth")


def test_another_device_is_chosen_in_a_call(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    stage.bridge.select(AudioSelection(speaker=DeviceId("alice_speaker")))
    stage.bridge.open()
    stage.bridge.legs.connect(tone_leg(600), LEG)
    stage.run_until(lambda: stage.bridge._speaker.used == "alice_speaker")
    stage.bridge.select(AudioSelection(speaker=DeviceId("bob_speaker")))
    stage.run_until(lambda: stage.bridge._speaker.used == "bob_speaker")
    stage.run(0.2)
    tone_is_heard(sound_lab, stage, "bob_ear", 600, tmp_path / "heard.wav")
    assert stage.bridge.snapshot().used.microphone == "alice_microphone"  # the default


def test_a_headset_that_was_chosen_before_stands_in_for_one_that_is_not_there(sound_lab: Lab, stage: Stage) -> None:
    known = (DeviceId("home_microphone"), DeviceId("office_headset"), DeviceId("home_headset"))
    stage.bridge.select(AudioSelection(speaker=DeviceId("travel_headset"), known=known))
    stage.bridge.open()
    stage.run_until(lambda: stage.bridge.snapshot().problem == AudioProblem.SPEAKER_GONE)
    assert speaker_of(stage) == "alice_speaker"  # the system's default
    sound_lab.sound.add_sink("home_headset")
    stage.run_until(lambda: speaker_of(stage) == "home_headset")
    assert stage.bridge.snapshot().problem is None  # the user chose it once: nothing to complain of
    sound_lab.sound.add_sink("office_headset")
    stage.run_until(lambda: speaker_of(stage) == "office_headset")
    sound_lab.sound.add_sink("travel_headset")
    stage.run_until(lambda: speaker_of(stage) == "travel_headset")
    sound_lab.sound.remove("travel_headset")
    stage.run_until(lambda: speaker_of(stage) == "office_headset")
    assert stage.bridge.snapshot().problem == AudioProblem.SPEAKER_GONE  # it was in use until now
    stage.bridge.close()
    assert speaker_of(stage) == "office_headset"  # the next call would use it
    for name in ("office_headset", "home_headset"):
        sound_lab.sound.remove(name)


def test_a_change_of_the_systems_default_leaves_the_chosen_headset_in_use(sound_lab: Lab, stage: Stage) -> None:
    sound_lab.sound.add_sink("usb_headset")
    stage.bridge.select(USB)
    stage.bridge.open()
    stage.run_until(lambda: speaker_of(stage) == "usb_headset")
    sound_lab.sound.set_default("bob_speaker")
    stage.bridge.refresh_devices()
    stage.run_until(lambda: any(d.is_default for d in stage.snapshots[-1].devices if d.device_id == "bob_speaker"))
    assert speaker_of(stage) == "usb_headset"
    sound_lab.sound.remove("usb_headset")
    stage.run_until(lambda: speaker_of(stage) == "bob_speaker")
    sound_lab.sound.add_sink("usb_headset")
    stage.run_until(lambda: speaker_of(stage) == "usb_headset")
    sound_lab.sound.set_default("alice_speaker")
    stage.bridge.close()
    sound_lab.sound.remove("usb_headset")


def test_a_ringer_that_is_gone_is_told_and_another_device_rings(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    sound_lab.sound.add_sink("loudspeaker")
    stage.bridge.select(AudioSelection(speaker=DeviceId("bob_speaker"), ringer=DeviceId("loudspeaker")))
    sound_probe.write_tone(tmp_path / "ring.wav", 2, 500)
    stage.bridge.start_ringing(str(tmp_path / "ring.wav"), 0.8)
    stage.run_until(lambda: stage.bridge._ringer.used == "loudspeaker")
    stage.run(0.3)
    sound_lab.sound.remove("loudspeaker")
    stage.run_until(lambda: stage.bridge.snapshot().problem == AudioProblem.RINGER_GONE)
    tone_is_heard(sound_lab, stage, "alice_ear", 500, tmp_path / "heard.wav")
    assert sound_probe.level_dbfs(record(sound_lab, stage, "bob_ear", 0.4, tmp_path / "headset.wav")) < -80
    stage.bridge.stop_ringing()


def test_a_device_that_is_not_there_at_the_start_is_told_and_another_one_used(stage: Stage) -> None:
    stage.bridge.select(AudioSelection(speaker=DeviceId("never_plugged_in")))
    stage.bridge.start_tone(Tone.BUSY)
    stage.run_until(lambda: stage.bridge.snapshot().problem == AudioProblem.SPEAKER_GONE)
    assert speaker_of(stage) == "alice_speaker"
    stage.bridge.stop_tone(Tone.BUSY)
    assert stage.bridge.snapshot().problem is None


def test_without_any_device_the_call_goes_on_and_the_user_is_told(silent_stage: Stage, tmp_path: Path) -> None:
    stage = silent_stage
    far = EchoLeg(stage)
    stage.bridge.refresh_devices()
    stage.bridge.open()
    stage.bridge.legs.connect(far, LEG)
    stage.run_until(lambda: stage.bridge.snapshot().problem == AudioProblem.NO_DEVICE)
    stage.run(0.2)
    assert stage.bridge.snapshot().is_open
    assert stage.bridge.snapshot().used == AudioSelection()
    # the conference bridge runs on: what one leg says, another would hear
    heard = tmp_path / "heard.wav"
    stage.bridge.select(AudioSelection(speaker=DeviceId(f"file:{heard}")))
    stage.bridge.legs.connect(tone_leg(600), LegId("leg-2"))
    stage.run(0.5)
    stage.bridge.close()
    stage.run(0.1)
    assert max(array("h", sound_probe.read_bytes(heard))) > 5000


@pytest.mark.logs_errors
def test_a_sound_server_that_crashes_in_a_call_is_used_again_when_it_is_back(sound_lab: Lab, stage: Stage) -> None:
    from softphone_lab import Part

    stage.bridge.select(AudioSelection(microphone=DeviceId("alice_microphone"), speaker=DeviceId("alice_speaker")))
    stage.bridge.open()
    stage.run_until(lambda: stage.bridge._speaker.used == "alice_speaker")
    stage.run(0.3)
    sound_lab.kill(Part.SOUND)
    stage.run_until(lambda: stage.bridge.snapshot().problem is not None)
    sound_lab.start(Part.SOUND)
    stage.run_until(lambda: stage.bridge.snapshot().problem is None, patience_s=20)
    assert speaker_of(stage) == "alice_speaker"
