"""The bridge on real streams of a private PipeWire: sound in and out, tones, levels, ringing, files."""

import gc
import math
import weakref
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from softphone_lab import Lab

from softphone.basics.ids import DeviceId, LegId
from softphone.engine.audio.ports import port_format
from softphone.engine.audio.tones import Tone, tone_generator
from softphone.engine.pj import pj
from softphone.protocol.snapshots import AudioProblem, AudioProcessing, AudioSelection
from tests.audio.conftest import Stage, undisturbed
from tests.harness import sound_probe

pytestmark = pytest.mark.lab
HEADSET = AudioSelection(
    microphone=DeviceId("alice_microphone"), speaker=DeviceId("alice_speaker"), ringer=DeviceId("ringer")
)
UNTOUCHED = AudioProcessing(has_echo_cancellation=False, has_noise_suppression=False, has_gain_control=False)
LEG = LegId("leg-1")
RATE_HZ = 48_000


class EchoLeg(pj.AudioMediaPort):
    """A far party that sends back what it hears, one frame later."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._heard = bytearray(320)
        self.createPort("echo", port_format())
        stage.far_parties.append(self)

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:
        if frame.buf.size() == len(self._heard):
            frame.buf.copy_to_bytearray(self._heard)
        else:
            self._heard = bytearray(320)

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf.assign_from_bytes(bytes(self._heard))


def tone_leg(frequency_hz: int) -> pj.ToneGenerator:
    """A far party that sends a steady tone."""
    generator = tone_generator()
    desc = pj.ToneDesc()
    desc.freq1, desc.freq2, desc.on_msec, desc.off_msec, desc.volume, desc.flags = frequency_hz, 0, 1000, 0, 8000, 0
    generator.play([desc], True)
    return generator


def record(lab: Lab, stage: Stage, source: str, seconds: float, path: Path) -> sound_probe.Samples:
    """What comes from a source while the loop turns."""
    with lab.sound.recording(source, path):
        stage.run(seconds)
    sound: sound_probe.Samples = sound_probe.read_wav(path)[0][0]
    return sound


def loud_part(sound: sound_probe.Samples) -> sound_probe.Samples:
    """From the first to the last sample that is not next to silence."""
    loud = [n for n, sample in enumerate(sound) if abs(sample) > 0.005]
    return sound[loud[0] : loud[-1]] if loud else sound[:0]


def opened(stage: Stage, selection: AudioSelection = HEADSET) -> None:
    stage.bridge.select(selection)
    stage.bridge.open()
    stage.run_until(lambda: stage.bridge.snapshot().used.speaker == selection.speaker)
    stage.run(0.3)


def test_devices_are_listed_with_the_default_and_nothing_is_opened_for_it(stage: Stage) -> None:
    stage.bridge.refresh_devices()
    stage.run_until(lambda: bool(stage.bridge.snapshot().devices))
    devices = {device.device_id: device for device in stage.bridge.snapshot().devices}
    assert devices[DeviceId("alice_speaker")].is_output
    assert devices[DeviceId("alice_speaker")].is_default
    assert devices[DeviceId("bob_microphone")].is_input
    assert devices[DeviceId("bob_microphone")].name == "Bob Microphone"
    assert not stage.bridge.snapshot().is_open
    assert stage.bridge.snapshot().used.microphone == "alice_microphone"


def test_sound_goes_through_both_ways_and_soon(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    environment = sound_lab.facts.sound.env if sound_lab.facts.sound else {}
    starts = sound_probe.write_chirps(tmp_path / "chirps.wav", 4)
    stage.bridge.set_processing(UNTOUCHED)
    opened(stage)
    stage.bridge.legs.connect(EchoLeg(stage), LEG)
    mouth = sound_probe.monitor_port("alice_mouth", environment)
    ear = sound_probe.monitor_port("alice_speaker", environment)

    def hear() -> None:
        with (
            sound_probe.TwoPointRecorder(mouth, ear, tmp_path / "both.wav", environment) as recorder,
            sound_lab.sound.playing(tmp_path / "chirps.wav", "alice_mouth"),
        ):
            stage.run(4.5)
        found = sound_probe.delays(*recorder.sound)
        assert len(found.milliseconds) == len(starts)
        assert found.missed == 0
        # 10 ms frame, 10 ms echo, two cycles of 2.7 ms and the margins: more than 70 means a buffer that fills up
        assert sorted(found.milliseconds)[len(starts) // 2] < 70

    undisturbed(hear)


def test_a_steady_tone_is_not_broken(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    stage.bridge.set_processing(UNTOUCHED)
    sound_probe.write_tone(tmp_path / "tone.wav", 9, 440)
    opened(stage)
    stage.bridge.legs.connect(EchoLeg(stage), LEG)

    def hear() -> None:
        with sound_lab.sound.playing(tmp_path / "tone.wav", "alice_mouth"):
            stage.run(1.5)
            heard = record(sound_lab, stage, "alice_ear", 6, tmp_path / "heard.wav")
        assert sound_probe.loudest_frequency(heard, RATE_HZ) == pytest.approx(440, abs=1)
        # a machine that stands still for some milliseconds breaks any sound; a fault of ours would show every second
        assert len(sound_probe.dropouts(heard[: 5 * RATE_HZ], 440)) <= 3 + sum(stage.bridge.glitches)

    undisturbed(hear)


def test_the_microphone_is_closed_and_the_clock_stands_when_no_call_is_up(stage: Stage) -> None:
    opened(stage)
    assert stage.bridge.snapshot().is_open
    stage.bridge.close()
    stage.run(0.2)
    assert not stage.bridge.snapshot().is_open
    assert stage.bridge._clock_thread._held_by == 0
    assert not stage.endpoint.audDevManager().sndIsActive()


@pytest.mark.parametrize(
    ("kind", "frequency_hz", "on_ms"),
    [(Tone.RINGBACK, 425, 1000), (Tone.BUSY, 425, 480), (Tone.CONGESTION, 425, 240), (Tone.CALL_WAITING, 425, 200)],
)
def test_tones_have_the_right_pitch_and_rhythm(
    sound_lab: Lab, stage: Stage, tmp_path: Path, kind: Tone, frequency_hz: int, on_ms: int
) -> None:
    opened(stage)

    def hear() -> None:
        with sound_lab.sound.recording("alice_ear", tmp_path / "tone.wav"):
            stage.run(0.3)
            stage.bridge.start_tone(kind)
            stage.run(on_ms / 1000 + 0.22)
        stage.bridge.stop_tone(kind)
        beat = loud_part(sound_probe.read_wav(tmp_path / "tone.wav")[0][0])
        assert len(beat) / RATE_HZ * 1000 == pytest.approx(on_ms, abs=30)
        assert sound_probe.loudest_frequency(beat, RATE_HZ) == pytest.approx(frequency_hz, abs=5)
        assert -40 < sound_probe.level_dbfs(beat) < -15

    undisturbed(hear)


def test_a_digit_is_heard_as_its_two_frequencies(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    opened(stage)
    with sound_lab.sound.recording("alice_ear", tmp_path / "digit.wav"):
        stage.bridge.play_digits("5", 300)
        stage.run(0.8)
    heard = loud_part(sound_probe.read_wav(tmp_path / "digit.wav")[0][0])
    for frequency_hz in (770, 1336):
        assert sound_probe.share_of(heard, frequency_hz, RATE_HZ) > 0.3


def test_digits_sound_in_the_leg_when_the_account_sends_them_so(stage: Stage, tmp_path: Path) -> None:
    recording = tmp_path / "far.wav"
    far = pj.AudioMediaRecorder()
    far.createRecorder(str(recording))
    opened(stage)
    stage.bridge.legs.connect(far, LEG)
    stage.bridge.play_digits("9", 300, into_leg=LEG)
    stage.run(0.6)
    stage.bridge.legs.disconnect(LEG)
    del far
    stage.run(0.1)
    sound, rate_hz = sound_probe.read_wav(recording)
    heard = loud_part(sound[0])
    for frequency_hz in (852, 1477):
        assert sound_probe.share_of(heard, frequency_hz, rate_hz) > 0.3


def ringing_is_heard(sound_lab: Lab, stage: Stage, path: Path) -> None:
    rung = record(sound_lab, stage, "ringer_ear", 1.5, path)
    assert sound_probe.loudest_frequency(rung, RATE_HZ) == pytest.approx(700, abs=5)
    assert len(loud_part(rung)) / RATE_HZ > 1.2  # it is played over and over
    expected_dbfs = 20 * math.log10(0.3 / math.sqrt(2)) + 20 * math.log10(0.5)
    assert sound_probe.level_dbfs(loud_part(rung)) == pytest.approx(expected_dbfs, abs=1.5)


def test_ringing_is_heard_on_its_own_device_only(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    sound_probe.write_tone(tmp_path / "ring.wav", 0.5, 700)
    stage.bridge.select(HEADSET)
    stage.bridge.start_ringing(str(tmp_path / "ring.wav"), 0.5)
    stage.run_until(lambda: stage.bridge._ringer.used is not None)
    assert not stage.bridge.snapshot().is_open
    with sound_lab.sound.recording("alice_ear", tmp_path / "ear.wav"):
        undisturbed(lambda: ringing_is_heard(sound_lab, stage, tmp_path / "rung.wav"))
    stage.bridge.stop_ringing()
    assert len(loud_part(sound_probe.read_wav(tmp_path / "ear.wav")[0][0])) == 0


def test_a_muted_leg_hears_nothing_and_is_still_heard(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    stage.bridge.set_processing(UNTOUCHED)
    sound_probe.write_tone(tmp_path / "tone.wav", 6, 440)
    opened(stage)
    stage.bridge.legs.connect(EchoLeg(stage), LEG)
    with sound_lab.sound.playing(tmp_path / "tone.wav", "alice_mouth"):
        stage.run(0.5)
        assert len(loud_part(record(sound_lab, stage, "alice_ear", 0.5, tmp_path / "1.wav")))
        stage.bridge.legs.set_active(LEG, hears=True, speaks=False)
        stage.run(0.3)
        assert not len(loud_part(record(sound_lab, stage, "alice_ear", 0.5, tmp_path / "2.wav")))
        stage.bridge.legs.connect(tone_leg(900), LEG)
        stage.run(0.3)

        def hear() -> None:
            heard = record(sound_lab, stage, "alice_ear", 0.5, tmp_path / "3.wav")
            assert sound_probe.loudest_frequency(heard, RATE_HZ) == pytest.approx(900, abs=5)

        undisturbed(hear)


def test_the_test_of_devices_shows_levels_and_plays_a_tone(sound_lab: Lab, stage: Stage, tmp_path: Path) -> None:
    stage.bridge.set_processing(UNTOUCHED)
    stage.bridge.select(HEADSET)
    sound_probe.write_tone(tmp_path / "tone.wav", 5, 440, peak=0.25)
    with sound_lab.sound.playing(tmp_path / "tone.wav", "alice_mouth"):
        stage.bridge.start_test(plays_tone=True, ringer=False)
        stage.run(2.0)
        assert stage.bridge.snapshot().is_open
    stage.bridge.stop_test()
    microphone = sorted(level for level, _ in stage.levels[5:])
    assert microphone[len(microphone) // 2] == pytest.approx(20 * math.log10(0.25 / math.sqrt(2)), abs=2)
    assert max(level for _, level in stage.levels) > -30
    count = len(stage.levels)
    stage.run(0.4)
    assert len(stage.levels) == count
    assert not stage.bridge.snapshot().is_open


def test_levels_are_measured_in_a_call_when_they_are_wanted(stage: Stage) -> None:
    opened(stage)
    stage.run(0.3)
    assert stage.levels == []
    stage.bridge.set_measuring(True, 50)
    stage.bridge.legs.connect(tone_leg(600), LEG)
    stage.run(1.0)
    assert len(stage.levels) >= 10
    assert max(level for _, level in stage.levels) == pytest.approx(20 * math.log10(8000 / 32768 / math.sqrt(2)), abs=2)


def ramp(rate_hz: int, seconds: float) -> bytes:
    return array("h", (n % 30_000 - 15_000 for n in range(int(rate_hz * seconds)))).tobytes()


def test_files_take_the_place_of_devices_to_the_sample(stage: Stage, tmp_path: Path) -> None:
    said, heard = tmp_path / "said.wav", tmp_path / "heard.wav"
    sound_probe.write_bytes(said, ramp(16_000, 1.0), 16_000)
    stage.bridge.select(AudioSelection(microphone=DeviceId(f"file:{said}"), speaker=DeviceId(f"file:{heard}")))
    stage.bridge.open()
    stage.bridge.legs.connect(EchoLeg(stage), LEG)
    stage.run(1.5)
    assert stage.bridge.snapshot().problem is None
    stage.bridge.legs.disconnect(LEG)
    stage.bridge.close()
    stage.run(0.1)
    samples = sound_probe.read_bytes(heard)
    assert ramp(16_000, 1.0) in samples


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000])
def test_a_file_of_any_rate_is_played_at_its_speed(stage: Stage, tmp_path: Path, rate_hz: int) -> None:
    said, heard = tmp_path / "said.wav", tmp_path / "heard.wav"
    sound_probe.write_tone(said, 1.0, 1000, peak=0.4, rate_hz=rate_hz)
    stage.bridge.select(AudioSelection(microphone=DeviceId(f"file:{said}"), speaker=DeviceId(f"file:{heard}")))
    stage.bridge.open()
    stage.bridge.legs.connect(EchoLeg(stage), LEG)
    stage.run(1.4)
    stage.bridge.legs.disconnect(LEG)
    stage.bridge.close()
    stage.run(0.1)
    sound, heard_hz = sound_probe.read_wav(heard)
    beat = loud_part(sound[0])
    assert len(beat) / heard_hz == pytest.approx(1.0, abs=0.02)
    assert sound_probe.loudest_frequency(beat, heard_hz) == pytest.approx(1000, abs=3)


def test_a_file_that_is_not_there_is_told_and_the_call_goes_on(stage: Stage, tmp_path: Path) -> None:
    stage.bridge.select(AudioSelection(microphone=DeviceId(f"file:{tmp_path}/none.wav"), speaker=HEADSET.speaker))
    stage.bridge.open()
    stage.bridge.legs.connect(tone_leg(500), LEG)
    stage.run(0.3)
    assert stage.bridge.snapshot().problem == AudioProblem.DEVICE_REFUSED
    assert "none.wav" in stage.bridge.snapshot().detail
    assert stage.bridge.snapshot().used.speaker == "alice_speaker"


def test_processing_is_switched_in_a_call(stage: Stage) -> None:
    opened(stage)
    stage.run_until(lambda: stage.bridge._ports[0]._processor is not None)
    stage.bridge.set_processing(UNTOUCHED)
    stage.run(0.1)
    processor: Callable[[], object] = lambda: stage.bridge._ports[0]._processor  # noqa: E731
    assert processor() is None
    stage.bridge.set_processing(AudioProcessing(has_noise_suppression=False))
    stage.run_until(lambda: processor() is not None)
    assert stage.bridge._ports[1]._processor is processor()


def test_an_end_while_devices_are_being_opened_leaves_nothing_open(endpoint: pj.Endpoint, sound_lab: Lab) -> None:
    stage = Stage(endpoint)
    stage.bridge.select(HEADSET)
    stage.bridge.open()
    ports, worker = [weakref.ref(port) for port in stage.bridge._ports], stage.bridge._worker
    stage.close()  # the loop has not turned: nobody has taken what the worker opened and made
    gc.collect()
    assert [port() for port in ports] == [None, None], "the library's objects would outlive it"
    assert worker._open_streams == 0
