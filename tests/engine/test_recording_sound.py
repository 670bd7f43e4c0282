"""What a recording holds, and what becomes of it when the disk or the engine ends."""

import os
import resource
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from softphone.basics.ids import LegId
from softphone.protocol.commands import (
    HangUp,
    MixLegs,
    PauseRecording,
    SetFarMuted,
    SetMuted,
    StartRecording,
    StopRecording,
)
from softphone.protocol.events import CallLegChanged, RejectCode, Rejected
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    LegState,
    RecordingFormat,
    RecordingProblem,
    RecordingSnapshot,
    RecordingState,
)
from tests.harness.engine_process import EngineProcess
from tests.harness.tone_phones import RATE_HZ, ToneDesk, TonePhone, strength, tones_in

Sound = npt.NDArray[np.float64]
R = RecordingState
BEEP_HZ = 1400.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ToneDesk]:
    with ExitStack() as stack:
        yield ToneDesk(tmp_path, stack)


def is_in(*states: RecordingState) -> Callable[[CallLegSnapshot], bool]:
    return lambda leg: leg.recording is not None and leg.recording.state in states


def told(engine: EngineProcess, leg_id: LegId, *states: RecordingState, since: int = 0) -> RecordingSnapshot:
    """The recording once it is in one of the states."""
    recording = engine.wait_leg(leg_id, is_in(*states), since=since).recording
    assert recording is not None
    return recording


def start(phone: TonePhone, leg_id: LegId, path: Path, kind: RecordingFormat = RecordingFormat.WAV) -> None:
    since = len(phone.engine.frames)
    cause = phone.engine.do(StartRecording(leg_id=leg_id, path=str(path), format=kind))
    told(phone.engine, leg_id, R.RUNNING, since=since)
    assert cause in [frame.cause for frame in phone.engine.frames[since:] if isinstance(frame.event, CallLegChanged)]


def stop(phone: TonePhone, leg_id: LegId) -> RecordingSnapshot:
    since = len(phone.engine.frames)
    phone.engine.do(StopRecording(leg_id=leg_id))
    return told(phone.engine, leg_id, R.ENDED, since=since)


def read(path: Path) -> tuple[Sound, Sound]:
    """Left and right of the whole file."""
    sound, rate_hz = soundfile.read(path, dtype="float64")
    assert rate_hz == RATE_HZ
    assert sound.shape[1] == 2
    return sound[:, 0], sound[:, 1]


def wait_seconds(engine: EngineProcess, path: Path, seconds: float) -> None:
    """Waits until a WAV file has grown to that length."""
    for _ in range(200):
        if path.exists() and path.stat().st_size > 44 + seconds * RATE_HZ * 4:
            return
        engine.read_for(0.1)
    raise AssertionError("the file does not grow")


@pytest.mark.parametrize("kind", [RecordingFormat.WAV, RecordingFormat.OPUS])
def test_ours_is_left_and_theirs_is_right(desk: ToneDesk, tmp_path: Path, kind: RecordingFormat) -> None:
    ours, _ = desk.alice.call(desk.bob)
    desk.alice.wait_hearing("bob")
    path = tmp_path / "recordings" / f"a.{kind}"
    start(desk.alice, ours, path, kind)
    desk.alice.engine.read_for(1.5)
    ended = stop(desk.alice, ours)
    left, right = read(path)
    assert ended.path == str(path)
    assert len(left) / RATE_HZ == pytest.approx(ended.recorded_s, abs=0.1)
    assert ended.recorded_s > 0.5
    middle = slice(len(left) // 4, -len(left) // 4)
    assert tones_in(left[middle]) == {"alice"}
    assert tones_in(right[middle]) == {"bob"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    desk.alice.wait_hearing("bob")
    desk.bob.wait_hearing("alice")


def test_pause_leaves_out_what_is_said_and_mute_is_silence(desk: ToneDesk, tmp_path: Path) -> None:
    alice = desk.alice.engine
    ours, _ = desk.alice.call(desk.bob)
    desk.alice.wait_hearing("bob")
    path = tmp_path / "a.wav"
    start(desk.alice, ours, path)
    wait_seconds(alice, path, 0.5)
    cause = alice.do(PauseRecording(leg_id=ours, is_paused=True))
    paused = told(alice, ours, R.PAUSED)
    assert any(frame.cause == cause for frame in alice.frames)
    alice.do(SetMuted(leg_id=ours, is_muted=True))
    alice.read_for(1.0)
    since = len(alice.frames)
    alice.do(PauseRecording(leg_id=ours, is_paused=False))
    assert told(alice, ours, R.RUNNING, since=since).recorded_s == pytest.approx(paused.recorded_s, abs=0.05)
    wait_seconds(alice, path, paused.recorded_s + 0.8)
    ended = stop(desk.alice, ours)
    left, right = read(path)
    assert len(left) / RATE_HZ == pytest.approx(ended.recorded_s, abs=0.1)
    before = slice(0, round(paused.recorded_s * RATE_HZ) - 800)
    after = slice(round(paused.recorded_s * RATE_HZ) + 1600, None)
    assert tones_in(left[before]) == {"alice"}
    assert tones_in(left[after]) == frozenset()
    assert tones_in(right[after]) == {"bob"}


def test_in_a_conference_theirs_are_all_others_that_are_heard(desk: ToneDesk, tmp_path: Path) -> None:
    alice = desk.alice.engine
    to_bob, _ = desk.alice.call(desk.bob)
    to_carol, _ = desk.alice.call(desk.carol)
    alice.do(MixLegs(leg_ids=(to_bob, to_carol)))
    desk.bob.wait_hearing("alice", "carol")
    first, second = tmp_path / "a.wav", tmp_path / "b.wav"
    start(desk.alice, to_bob, first)
    wait_seconds(alice, first, 0.6)
    stop(desk.alice, to_bob)
    left, right = read(first)
    assert tones_in(left[1600:]) == {"alice"}
    assert tones_in(right[1600:]) == {"bob", "carol"}
    alice.do(SetFarMuted(leg_id=to_carol, is_muted=True))
    desk.bob.wait_hearing("alice")
    start(desk.alice, to_bob, second)
    wait_seconds(alice, second, 0.6)
    stop(desk.alice, to_bob)
    assert tones_in(read(second)[1][1600:]) == {"bob"}


def test_both_sides_hear_the_tone_that_is_asked_for(desk: ToneDesk, tmp_path: Path) -> None:
    ours, at_bob = desk.alice.call(desk.bob)
    desk.alice.wait_hearing("bob")
    start(desk.bob, at_bob, tmp_path / "at_bob.wav")
    path = str(tmp_path / "a.wav")
    desk.alice.engine.do(StartRecording(leg_id=ours, path=path, beeps=True))
    told(desk.alice.engine, ours, R.RUNNING)
    wait_seconds(desk.bob.engine, tmp_path / "at_bob.wav", 2.5)
    stop(desk.bob, at_bob)
    _, heard = read(tmp_path / "at_bob.wav")
    blocks = [heard[at : at + 1600] for at in range(0, len(heard) - 1600, 800)]
    loud = [strength(block, BEEP_HZ) > 0.01 for block in blocks]
    assert any(loud)
    assert not all(loud)


def test_a_call_that_ends_completes_the_file(desk: ToneDesk, tmp_path: Path) -> None:
    ours, theirs = desk.alice.call(desk.bob)
    path = tmp_path / "a.ogg"
    start(desk.alice, ours, path, RecordingFormat.OPUS)
    desk.alice.engine.read_for(1.0)
    desk.bob.engine.do(HangUp(leg_id=theirs))
    ended = desk.alice.engine.wait_leg(ours, LegState.ENDED)
    assert ended.recording is not None
    assert ended.recording.state == R.ENDED
    again, _ = desk.alice.call(desk.bob)
    start(desk.alice, again, tmp_path / "b.wav")
    wait_seconds(desk.alice.engine, tmp_path / "b.wav", 0.3)
    assert len(read(path)[0]) > 0.5 * RATE_HZ
    desk.alice.engine.close()
    assert len(read(tmp_path / "b.wav")[0]) > 0.2 * RATE_HZ


@pytest.mark.parametrize("kind", [RecordingFormat.WAV, RecordingFormat.OPUS])
def test_an_engine_that_is_killed_leaves_what_was_said_until_then(
    desk: ToneDesk, tmp_path: Path, kind: RecordingFormat
) -> None:
    ours, _ = desk.alice.call(desk.bob)
    desk.alice.wait_hearing("bob")
    path = tmp_path / f"a.{kind}"
    start(desk.alice, ours, path, kind)
    desk.alice.engine.read_for(4.0)
    desk.alice.engine.kill()
    left, right = read(path)
    assert len(left) > 1.0 * RATE_HZ
    assert tones_in(left[1600:]) == {"alice"}
    assert tones_in(right[1600:]) == {"bob"}


@pytest.mark.parametrize("kind", [RecordingFormat.WAV, RecordingFormat.OPUS])
def test_a_full_disk_ends_the_recording_and_not_the_call(desk: ToneDesk, tmp_path: Path, kind: RecordingFormat) -> None:
    alice = desk.alice.engine
    ours, _ = desk.alice.call(desk.bob)
    desk.alice.wait_hearing("bob")
    path = tmp_path / f"a.{kind}"
    room = 100_000 if kind == RecordingFormat.WAV else 20_000
    start(desk.alice, ours, path, kind)
    heard = (tmp_path / "alice_heard.wav").stat().st_size
    assert heard < room * 30
    resource.prlimit(alice.process.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    failed = told(alice, ours, R.FAILED)
    resource.prlimit(alice.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert failed.problem == RecordingProblem.DISK_FULL
    assert alice.leg(ours).state == LegState.ESTABLISHED
    left, right = read(path)
    assert len(left) / RATE_HZ > 0.3
    assert tones_in(right[1600:]) == {"bob"}
    if kind == RecordingFormat.WAV:
        assert path.stat().st_size == 44 + 4 * len(left)
    since = len(alice.frames)
    alice.do(StartRecording(leg_id=ours, path=str(tmp_path / "again.wav")))
    told(alice, ours, R.RUNNING, since=since)
    desk.bob.wait_hearing("alice")


def test_where_nothing_can_be_written_it_is_said_at_once(desk: ToneDesk, tmp_path: Path) -> None:
    alice = desk.alice.engine
    ours, _ = desk.alice.call(desk.bob)
    (tmp_path / "file").write_text("no folder")
    taken = tmp_path / "taken.wav"
    taken.write_text("mine")
    for path in (tmp_path / "file" / "a.wav", taken, Path("/proc/a.wav")):
        since = len(alice.frames)
        alice.do(StartRecording(leg_id=ours, path=str(path)))
        assert told(alice, ours, R.FAILED, since=since).problem == RecordingProblem.NOT_WRITABLE
    assert taken.read_text() == "mine"
    assert alice.leg(ours).state == LegState.ESTABLISHED


def test_commands_that_do_not_fit_are_rejected(desk: ToneDesk, tmp_path: Path) -> None:
    alice = desk.alice.engine
    ours, _ = desk.alice.call(desk.bob)
    codes = [
        reply.code
        for reply in (
            alice.ask(StopRecording(leg_id=ours)),
            alice.ask(PauseRecording(leg_id=ours, is_paused=True)),
            alice.ask(StartRecording(leg_id=ours, path="")),
            alice.ask(StartRecording(leg_id=LegId("none"), path=str(tmp_path / "a.wav"))),
        )
        if isinstance(reply, Rejected)
    ]
    assert codes == [RejectCode.WRONG_STATE, RejectCode.WRONG_STATE, RejectCode.BAD_ARGUMENT, RejectCode.UNKNOWN_LEG]
    start(desk.alice, ours, tmp_path / "a.wav")
    again = alice.ask(StartRecording(leg_id=ours, path=str(tmp_path / "b.wav")))
    assert isinstance(again, Rejected)
    assert again.code == RejectCode.WRONG_STATE
    assert not (tmp_path / "b.wav").exists()


def test_an_idle_engine_has_not_loaded_what_writes_opus(desk: ToneDesk, tmp_path: Path) -> None:
    ours, _ = desk.alice.call(desk.bob)
    start(desk.alice, ours, tmp_path / "a.wav")
    loaded = Path(f"/proc/{desk.alice.engine.process.pid}/maps").read_text()
    assert "sndfile" not in loaded
    assert os.sep in loaded
