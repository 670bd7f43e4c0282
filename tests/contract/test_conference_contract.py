"""Contract: the legs of a conference, and recordings of legs."""

from pathlib import Path

import pytest

from softphone.basics.ids import LegId, new_leg_id
from softphone.protocol.commands import (
    AnyCommand,
    Dial,
    HangUp,
    MixLegs,
    PauseRecording,
    SetFarMuted,
    SetMeasuring,
    StartRecording,
    StopRecording,
)
from softphone.protocol.events import LegLevelsMeasured, RejectCode, Rejected
from softphone.protocol.snapshots import LegState, RecordingProblem, RecordingState
from tests.contract.conftest import ALICE, Bench
from tests.contract.stations import FarParty, Station

R = RecordingState


def _refused(near: Station, command: AnyCommand) -> RejectCode | None:
    reply = near.reply(command)
    return reply.code if isinstance(reply, Rejected) else None


@pytest.fixture
def legs(near: Station, bench: Bench) -> tuple[LegId, LegId]:
    """Two established legs."""
    first, second = (near.dial(ALICE, bench.target("*43")) for _ in range(2))
    for leg_id in (first, second):
        near.wait_state(leg_id, LegState.ESTABLISHED)
    return first, second


@pytest.fixture
def leg_id(near: Station, far: FarParty) -> LegId:
    """An established leg."""
    leg_id = near.dial(ALICE, far.target)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    return leg_id


def _wait_mixed(near: Station, *leg_ids: LegId, is_mixed: bool = True) -> None:
    for leg_id in leg_ids:
        near.wait_leg(leg_id, lambda leg: leg.is_mixed == is_mixed, f"{leg_id} mixed: {is_mixed}")


def test_exactly_the_named_legs_are_mixed(near: Station, legs: tuple[LegId, LegId]) -> None:
    cause = near.accepted(MixLegs(leg_ids=legs))
    _wait_mixed(near, *legs)
    assert {f.cause for f in near.frames if getattr(getattr(f.event, "leg", None), "is_mixed", False)} == {cause}
    near.accepted(MixLegs(leg_ids=(legs[0],)))
    _wait_mixed(near, *legs, is_mixed=False)
    near.accepted(MixLegs(leg_ids=legs))
    _wait_mixed(near, *legs)
    near.accepted(MixLegs(leg_ids=()))
    _wait_mixed(near, *legs, is_mixed=False)


def test_one_that_is_left_alone_is_a_plain_call(near: Station, legs: tuple[LegId, LegId]) -> None:
    first, second = legs
    near.accepted(MixLegs(leg_ids=legs))
    near.accepted(SetFarMuted(leg_id=second, is_muted=True))
    near.wait_leg(second, lambda leg: leg.is_far_muted)
    near.accepted(HangUp(leg_id=first))
    assert near.wait_state(first, LegState.ENDED).is_mixed
    left = near.wait_leg(second, lambda leg: not leg.is_mixed)
    assert not left.is_far_muted
    assert left.state == LegState.ESTABLISHED


def test_a_member_is_kept_from_being_heard(near: Station, legs: tuple[LegId, LegId]) -> None:
    assert _refused(near, SetFarMuted(leg_id=legs[0], is_muted=True)) == RejectCode.WRONG_STATE
    near.accepted(MixLegs(leg_ids=legs))
    for is_muted in (True, False):
        near.accepted(SetFarMuted(leg_id=legs[0], is_muted=is_muted))
        near.wait_leg(legs[0], lambda leg, is_muted=is_muted: leg.is_far_muted == is_muted)  # type: ignore[misc]
    assert not near.leg(legs[1]).is_far_muted


def test_what_cannot_be_mixed_changes_nothing(near: Station, bench: Bench, legs: tuple[LegId, LegId]) -> None:
    silent, nobody = new_leg_id(), LegId("nobody")
    near.accepted(Dial(leg_id=silent, account_id=ALICE, target=bench.target("*43"), is_silent=True))
    near.wait_state(silent, LegState.ESTABLISHED)
    near.accepted(MixLegs(leg_ids=legs))
    _wait_mixed(near, *legs)
    assert _refused(near, MixLegs(leg_ids=(legs[0], nobody))) == RejectCode.UNKNOWN_LEG
    assert _refused(near, MixLegs(leg_ids=(legs[0], silent))) == RejectCode.WRONG_STATE
    assert _refused(near, MixLegs(leg_ids=(legs[0], legs[0]))) == RejectCode.BAD_ARGUMENT
    assert _refused(near, MixLegs(leg_ids=tuple(LegId(str(n)) for n in range(9)))) == RejectCode.BAD_ARGUMENT
    near.settle()
    assert near.leg(legs[0]).is_mixed


def test_levels_are_those_of_the_conference(near: Station, legs: tuple[LegId, LegId]) -> None:
    near.accepted(SetMeasuring(is_on=True, interval_ms=50))
    near.settle(0.3)
    assert not near.events(LegLevelsMeasured)
    near.accepted(MixLegs(leg_ids=legs))
    event = near.wait_event(LegLevelsMeasured)
    assert {level.leg_id for level in event.levels} == set(legs)
    assert all(-100.0 <= level.dbfs <= 0.0 for level in event.levels)


def _recording(near: Station, leg_id: LegId, *states: RecordingState) -> str:
    """Waits until the leg's recording is in one of the states; returns its path."""
    leg = near.wait_leg(leg_id, lambda leg: leg.recording is not None and leg.recording.state in states, str(states))
    assert leg.recording is not None
    return leg.recording.path


def test_a_recording_from_its_start_to_its_end(near: Station, leg_id: LegId, tmp_path: Path) -> None:
    path = str(tmp_path / "a.wav")
    start = near.accepted(StartRecording(leg_id=leg_id, path=path))
    assert _recording(near, leg_id, R.RUNNING) == path
    assert near.frames[-1].cause == start or start in near.causes(type(near.frames[-1].event))
    assert _refused(near, StartRecording(leg_id=leg_id, path=path + "2")) == RejectCode.WRONG_STATE
    assert _refused(near, PauseRecording(leg_id=leg_id, is_paused=False)) == RejectCode.WRONG_STATE
    near.accepted(PauseRecording(leg_id=leg_id, is_paused=True))
    _recording(near, leg_id, R.PAUSED)
    near.accepted(PauseRecording(leg_id=leg_id, is_paused=False))
    _recording(near, leg_id, R.RUNNING)
    near.accepted(StopRecording(leg_id=leg_id))
    _recording(near, leg_id, R.ENDED)
    assert _refused(near, StopRecording(leg_id=leg_id)) == RejectCode.WRONG_STATE
    near.accepted(StartRecording(leg_id=leg_id, path=str(tmp_path / "b.wav")))
    near.wait_leg(leg_id, lambda leg: leg.recording is not None and leg.recording.path.endswith("b.wav"), "another one")


def test_a_recording_ends_with_its_leg(near: Station, far: FarParty, leg_id: LegId, tmp_path: Path) -> None:
    near.accepted(StartRecording(leg_id=leg_id, path=str(tmp_path / "a.wav")))
    _recording(near, leg_id, R.RUNNING)
    far.hang_up()
    near.wait_state(leg_id, LegState.ENDED)
    _recording(near, leg_id, R.ENDED)
    assert _refused(near, StopRecording(leg_id=leg_id)) == RejectCode.UNKNOWN_LEG


def test_a_recording_that_cannot_be_written(near: Station, bench: Bench, leg_id: LegId, tmp_path: Path) -> None:
    bench.refuse_recordings(near)
    (tmp_path / "file").touch()
    near.accepted(StartRecording(leg_id=leg_id, path=str(tmp_path / "file" / "a.wav")))
    _recording(near, leg_id, R.FAILED)
    leg = near.leg(leg_id)
    assert leg.recording is not None
    assert leg.recording.problem == RecordingProblem.NOT_WRITABLE
    assert leg.state == LegState.ESTABLISHED


def test_a_call_that_is_not_answered_is_not_recorded(near: Station, far: FarParty, tmp_path: Path) -> None:
    leg_id = near.dial(ALICE, far.target)
    far.wait_ringing()
    command = StartRecording(leg_id=leg_id, path=str(tmp_path / "a.wav"))
    assert _refused(near, command) == RejectCode.WRONG_STATE
