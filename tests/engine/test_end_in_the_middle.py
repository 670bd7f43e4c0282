"""The engine ends in order whatever is under way; memory that is used after its end shows (MALLOC_PERTURB_)."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol import commands
from softphone.protocol.commands import (
    PlayAudioTest,
    PlayFile,
    PlayToLeg,
    ProbeServer,
    RefreshAudioDevices,
    SetRingtone,
    ShutDown,
    StartAudioTest,
    StartRecording,
)
from softphone.protocol.events import PlayingChanged, PlayingState
from softphone.protocol.snapshots import AccountConfig
from tests.harness.engine_pair import EnginePair
from tests.harness.engine_process import ROOT, EngineProcess
from tests.harness.sound_probe import write_tone

_FREED_MEMORY_SHOWS = {"MALLOC_PERTURB_": "165"}
_NO_SOUND = {"PIPEWIRE_REMOTE": "none", "PULSE_SERVER": "unix:/nonexistent"}
_NOWHERE = AccountConfig(account_id=AccountId("x"), address_of_record="sip:x@127.0.0.1:9")


def _sound(folder: Path) -> str:
    path = folder / "sound.wav"
    write_tone(path, 5, 440.0, peak=0.1, rate_hz=8000)
    return str(path)


def a_message_is_read(pair: EnginePair, folder: Path) -> None:
    pair.alice.do(PlayFile(playing_id="a", path=_sound(folder)))


def a_message_plays(pair: EnginePair, folder: Path) -> None:
    a_message_is_read(pair, folder)
    pair.alice.wait(PlayingChanged, lambda event: event.state == PlayingState.PLAYING)


def devices_are_tested(pair: EnginePair, folder: Path) -> None:
    pair.alice.do(StartAudioTest(plays_tone=True, ringer=True, records=True))
    pair.alice.ask(PlayAudioTest())


def devices_are_listed(pair: EnginePair, folder: Path) -> None:
    pair.alice.do(RefreshAudioDevices())


def it_rings(pair: EnginePair, folder: Path) -> None:
    pair.bob.do(SetRingtone(path=_sound(folder)))
    pair.ring()


def a_call_begins(pair: EnginePair, folder: Path) -> None:
    pair.talk()


def a_call_is_recorded(pair: EnginePair, folder: Path) -> None:
    leg_id, _ = pair.talk()
    pair.alice.do(StartRecording(leg_id=leg_id, path=str(folder / "call.wav"), beeps=True))


def a_file_is_played_to_the_far_party(pair: EnginePair, folder: Path) -> None:
    leg_id, _ = pair.talk()
    pair.alice.do(PlayToLeg(leg_id=leg_id, path=_sound(folder), is_repeated=True))


def servers_are_asked(pair: EnginePair, folder: Path) -> None:
    pair.alice.do(commands.TestAccount(test_id="t", account=_NOWHERE, password=Secret("wrong")))
    pair.alice.do(ProbeServer(probe_id="p", account=_NOWHERE, password=Secret("wrong")))


@pytest.mark.parametrize(
    "under_way",
    [a_message_is_read, a_message_plays, devices_are_tested, devices_are_listed, it_rings, a_call_begins,
     a_call_is_recorded, a_file_is_played_to_the_far_party, servers_are_asked],
)  # fmt: skip
def test_end_in_the_middle(under_way: Callable[[EnginePair, Path], None], tmp_path: Path) -> None:
    environment = {**_NO_SOUND, **_FREED_MEMORY_SHOWS}
    with EngineProcess(environment) as alice, EngineProcess(environment) as bob:
        under_way(EnginePair(alice, bob), tmp_path)
        for engine in (alice, bob):
            engine.post(ShutDown())
        assert [engine.close() for engine in (alice, bob)] == [0, 0]
        assert b"Traceback" not in alice.log + bob.log


_KEEPS_A_PORT = """
from softphone.engine import engine, process
from softphone.engine.audio.ports import SpeakerPort

run, kept = engine.Engine.run, []

def run_with_a_port(self):
    kept.append(SpeakerPort("kept"))
    run(self)

engine.Engine.run = run_with_a_port
process.main()
"""


def test_an_object_of_the_library_that_is_left_over_does_not_crash_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that was held up in the sound system may keep one for longer than anybody waits."""
    for name, value in _FREED_MEMORY_SHOWS.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-c", _KEEPS_A_PORT]
    ended = subprocess.run(command, input=b"", cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stderr.decode()
