"""The conference and the recordings of a FakeEngine: who is in, and files that are never written."""

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from softphone.basics.ids import CommandId, LegId
from softphone.protocol.commands import Command, MixLegs, PauseRecording, SetFarMuted, StartRecording, StopRecording
from softphone.protocol.events import LegLevel, LegLevelsMeasured, RejectCode
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    LegState,
    RecordingProblem,
    RecordingSnapshot,
    RecordingState,
)
from softphone.runtime import Timer
from tests.fakes.fake_stage import Refused, Stage

MAX_MIXED = 8
_FILE_MADE_S = 0.01
_SILENCE_DBFS = -100.0


class MixedLegs(Protocol):
    """The legs, as much of them as this needs."""

    def require(self, leg_id: LegId, *states: LegState) -> CallLegSnapshot: ...
    def change(self, leg_id: LegId, cause: CommandId | None, **fields: object) -> None: ...
    def is_silent(self, leg_id: LegId) -> bool: ...
    def all(self) -> tuple[CallLegSnapshot, ...]: ...


class FakeMixing:
    """Carries out what is asked for conference and recordings.

    Attributes:
        levels: how loud a far party is; silent unless said.
        recording_problem: why no recording can be written now.
    """

    def __init__(self, stage: Stage, legs: MixedLegs) -> None:
        self.levels: dict[LegId, float] = {}
        self.recording_problem: RecordingProblem | None = None
        self._stage = stage
        self._legs = legs
        self._levels_timer: Timer | None = None

    def handlers(self) -> dict[type[Command], Callable[[Any, CommandId], None]]:
        return {
            MixLegs: self._mix,
            SetFarMuted: self._set_far_muted,
            StartRecording: self._start,
            PauseRecording: self._pause,
            StopRecording: self._stop,
        }

    def leg_ended(self) -> None:
        """A leg has gone; one alone is no conference."""
        members = self._members()
        if len(members) == 1:
            self._legs.change(members[0].leg_id, None, is_mixed=False, is_far_muted=False)

    def measure(self, interval_s: float | None) -> None:
        """Levels of the conference at this interval; None for none."""
        if self._levels_timer is not None:
            self._levels_timer.cancel()
            self._levels_timer = None
        if interval_s is not None:
            self._levels_timer = self._stage.later(interval_s, lambda: self._send_levels(interval_s))

    def recording_fails(self, leg_id: LegId, problem: RecordingProblem) -> None:
        """The disk is full, or gone, in the middle of a recording."""
        self._record(leg_id, None, state=RecordingState.FAILED, problem=problem, recorded_s=2.0)

    # ------------------------------------------------------------ inside

    def _mix(self, command: MixLegs, command_id: CommandId) -> None:
        if len(set(command.leg_ids)) != len(command.leg_ids) or len(command.leg_ids) > MAX_MIXED:
            raise Refused(RejectCode.BAD_ARGUMENT, "legs")
        for leg_id in command.leg_ids:
            self._legs.require(leg_id, LegState.ESTABLISHED)
            if self._legs.is_silent(leg_id):
                raise Refused(RejectCode.WRONG_STATE, "silent")
        wanted = command.leg_ids if len(command.leg_ids) > 1 else ()
        for leg in self._legs.all():
            is_mixed = leg.leg_id in wanted
            if is_mixed != leg.is_mixed:
                self._legs.change(leg.leg_id, command_id, is_mixed=is_mixed, is_far_muted=False)

    def _set_far_muted(self, command: SetFarMuted, command_id: CommandId) -> None:
        if not self._legs.require(command.leg_id).is_mixed:
            raise Refused(RejectCode.WRONG_STATE, "not mixed")
        self._legs.change(command.leg_id, command_id, is_far_muted=command.is_muted)

    def _start(self, command: StartRecording, command_id: CommandId) -> None:
        leg = self._legs.require(command.leg_id, LegState.ESTABLISHED)
        if _is_under_way(leg.recording):
            raise Refused(RejectCode.WRONG_STATE, "recording")
        if not command.path:
            raise Refused(RejectCode.BAD_ARGUMENT, "path")
        problem = self.recording_problem
        state = RecordingState.RUNNING if problem is None else RecordingState.FAILED
        recording = RecordingSnapshot(state=state, path=command.path, problem=problem)

        def made() -> None:
            if any(each.leg_id == leg.leg_id for each in self._legs.all()):
                self._legs.change(leg.leg_id, command_id, recording=recording)

        self._stage.later(_FILE_MADE_S, made)

    def _pause(self, command: PauseRecording, command_id: CommandId) -> None:
        recording = self._under_way(command.leg_id)
        state = RecordingState.PAUSED if command.is_paused else RecordingState.RUNNING
        if recording.state == state:
            raise Refused(RejectCode.WRONG_STATE, state)
        self._record(command.leg_id, command_id, state=state)

    def _stop(self, command: StopRecording, command_id: CommandId) -> None:
        self._under_way(command.leg_id)
        self._record(command.leg_id, command_id, state=RecordingState.ENDED)

    def _record(self, leg_id: LegId, cause: CommandId | None, **fields: object) -> None:
        recording = msgspec.structs.replace(self._under_way(leg_id), **fields)
        self._legs.change(leg_id, cause, recording=recording)

    def _under_way(self, leg_id: LegId) -> RecordingSnapshot:
        recording = self._legs.require(leg_id).recording
        if recording is None or not _is_under_way(recording):
            raise Refused(RejectCode.WRONG_STATE, "no recording")
        return recording

    def _members(self) -> tuple[CallLegSnapshot, ...]:
        return tuple(leg for leg in self._legs.all() if leg.is_mixed)

    def _send_levels(self, interval_s: float) -> None:
        levels = tuple(
            LegLevel(leg_id=leg.leg_id, dbfs=self.levels.get(leg.leg_id, _SILENCE_DBFS)) for leg in self._members()
        )
        if levels:
            self._stage.announce(LegLevelsMeasured(levels=levels))
        self.measure(interval_s)


def completed(recording: RecordingSnapshot | None) -> RecordingSnapshot | None:
    """The recording once its leg has ended."""
    if recording is None or not _is_under_way(recording):
        return recording
    return msgspec.structs.replace(recording, state=RecordingState.ENDED)


def _is_under_way(recording: RecordingSnapshot | None) -> bool:
    return recording is not None and recording.state in (RecordingState.RUNNING, RecordingState.PAUSED)
