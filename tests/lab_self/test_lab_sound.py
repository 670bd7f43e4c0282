"""The lab's sound server as PortAudio and PipeWire programs see it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from softphone_lab import Lab, Part
from softphone_lab.tones import read_wav, share_of_tone, write_tone

pytestmark = pytest.mark.lab
ROUND_TRIP = """
import json, sys, numpy, sounddevice
times = numpy.arange(48000) / 48000
tone = (0.3 * numpy.sin(2 * numpy.pi * 1000 * times)).astype("float32")
heard = sounddevice.playrec(tone, samplerate=48000, channels=1, device=(sys.argv[2], sys.argv[1]))
sounddevice.wait()
json.dump([int(32767 * sample) for sample in heard[:, 0]], sys.stdout)
"""
DEVICES = "import json, sys, sounddevice; json.dump([d['name'] for d in sounddevice.query_devices()], sys.stdout)"


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    lab = Lab(parts=[Part.SOUND])
    lab.up()
    yield lab
    lab.down()


def client(lab: Lab, code: str, *arguments: str) -> object:
    """What a Python program prints that has the lab's sound for its own; it may not write endlessly."""
    assert lab.facts.sound
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env={**os.environ, **lab.facts.sound.env},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, timeout=30,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize(("sink", "source"), [("alice_mouth", "alice_microphone"), ("bob_speaker", "bob_ear")])
def test_portaudio_hears_in_a_source_what_it_plays_to_its_sink(lab: Lab, sink: str, source: str) -> None:
    heard = client(lab, ROUND_TRIP, sink, source)
    assert isinstance(heard, list)
    assert share_of_tone(heard[-24000:-4800], 1000, 48000) > 0.9


def test_pipewire_plays_and_records_files(lab: Lab, tmp_path: Path) -> None:
    write_tone(tmp_path / "tone.wav", 500, 0.7, 48000)
    with lab.sound.recording("bob_microphone", tmp_path / "heard.wav"):
        lab.sound.play(tmp_path / "tone.wav", "bob_mouth")
    rate, samples = read_wav(tmp_path / "heard.wav")
    loud = [sample for sample in samples if abs(sample) > 100]
    assert len(loud) > rate // 2
    with lab.sound.playing(tmp_path / "tone.wav", "bob_mouth"):
        silence = read_wav(lab.sound.record("alice_microphone", 0.3, tmp_path / "silence.wav"))[1]
    assert not any(silence)


def test_a_device_comes_and_goes(lab: Lab) -> None:
    lab.sound.add_sink("usb_headset")
    assert "usb_headset" in lab.sound.sinks()
    seen = client(lab, DEVICES)
    assert isinstance(seen, list)
    assert {"usb_headset", "usb_headset_ear", "alice_headset", "default"} <= set(seen)
    lab.sound.remove("usb_headset")
    assert "usb_headset" not in lab.sound.sinks()
    assert "usb_headset_ear" not in lab.sound.sources()
    seen = client(lab, DEVICES)
    assert isinstance(seen, list)
    assert "usb_headset" not in seen


def test_the_sound_server_comes_back_after_a_crash(lab: Lab, tmp_path: Path) -> None:
    lab.kill(Part.SOUND)
    lab.start(Part.SOUND)
    assert "alice_speaker" in lab.sound.sinks()
    assert lab.sound.record("alice_microphone", 0.2, tmp_path / "silence.wav").stat().st_size > 44
