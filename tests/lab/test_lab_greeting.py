"""A greeting is recorded in the mailbox of a real Asterisk, and callers hear it."""

from pathlib import Path

import pytest
from softphone_lab import Lab

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore
from softphone.voicemail.greeting import GreetingStage
from softphone.voicemail.greeting_menu import Greeting
from tests.harness.sound_probe import read_wav, share_of, write_tone

pytestmark = pytest.mark.lab
USER, TONE_HZ = "1007", 620.0
PATIENCE_S = 30.0


def test_what_was_spoken_after_the_tone_is_the_greeting(lab: Lab, tmp_path: Path) -> None:
    said, folder = tmp_path / "said.wav", lab.facts.folder / "pbx" / "spool" / "voicemail" / "default" / USER
    write_tone(said, 60.0, TONE_HZ)
    runtime = PlainRuntime()
    phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
    try:
        phone.start()
        assert phone.sign_in(*lab_account(lab.facts, USER)).is_registered
        phone.use_files(str(said), str(tmp_path / "heard.wav"))
        recorder, way = phone.app.voicemail.greetings, phone.app.voicemail.greeting_way
        assert way is not None

        def wait(stage: GreetingStage) -> None:
            phone.wait_for(lambda: recorder.view.stage == stage, PATIENCE_S, f"not {stage}: {recorder.view}")

        recorder.start(way, Greeting.BUSY)
        wait(GreetingStage.RECORDING)
        recording = folder / "busy.tmp.wav"
        phone.wait_for(lambda: recording.exists() and recording.stat().st_size > 30_000, PATIENCE_S, "no recording")
        recorder.stop()
        wait(GreetingStage.REVIEWING)
        phone.pause(1.0)  # the mailbox plays what may be pressed
        recorder.accept()
        wait(GreetingStage.DONE)
        assert phone.app.calls.calls() == ()
        (sound, *_), rate_hz = read_wav(folder / "busy.wav")
        middle = len(sound) // 2
        assert share_of(sound[middle : middle + rate_hz // 2], TONE_HZ, rate_hz) > 0.7
    finally:
        assert phone.close()
        runtime.close()
