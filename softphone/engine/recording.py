"""Recordings of legs: which there are, what they are joined with, and what is told of them."""

from collections.abc import Callable

import msgspec

from softphone.basics.ids import CommandId, LegId
from softphone.engine.audio import tones
from softphone.engine.audio.bridge import AudioBridge
from softphone.engine.audio.leg_wires import Tap
from softphone.engine.audio.tap_ports import TapPair, TapPairs
from softphone.engine.leg import Leg
from softphone.engine.legs import Legs
from softphone.engine.pj import pj
from softphone.engine.recording_writer import RecordingWriter, Written
from softphone.engine.router import CommandRefused
from softphone.protocol.commands import PauseRecording, StartRecording, StopRecording
from softphone.protocol.events import RejectCode
from softphone.protocol.snapshots import LegState, RecordingSnapshot, RecordingState

_OVER = (RecordingState.ENDED, RecordingState.FAILED)


class _Recording:
    """One that is under way.

    Attributes:
        taps: what the writer takes from.
        tap: the same as the bridge's, with the beep; the bridge has none of it while it is paused.
        cause: the command whose outcome is told next.
    """

    def __init__(self, command: StartRecording, cause: CommandId, taps: TapPair, beep: pj.AudioMedia | None) -> None:
        self.taps = taps
        self.tap = Tap(taps.left, taps.right, beep)
        self.cause: CommandId | None = cause
        self.is_paused = False
        self.is_stopping = False
        self.snapshot = RecordingSnapshot(state=RecordingState.RUNNING, path=command.path)
        self.writer: RecordingWriter | None = None


class Recordings:
    """At most one recording per leg at a time. A leg that ends, ends its recording."""

    def __init__(self, legs: Legs, bridge: AudioBridge, post: Callable[[Callable[[], None]], None]) -> None:
        self._legs = legs
        self._bridge = bridge
        self._post = post
        self._pairs = TapPairs()
        self._running: dict[LegId, _Recording] = {}

    def start(self, command: StartRecording, cause: CommandId) -> None:
        """Carries out StartRecording."""
        leg = self._legs.get(command.leg_id, LegState.ESTABLISHED)
        if leg.leg_id in self._running or leg.is_silent:
            raise CommandRefused(RejectCode.WRONG_STATE, "it is being recorded, or cannot be")
        if not command.path:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "path")
        beep = tones.recording_beep() if command.beeps else None
        recording = self._running[leg.leg_id] = _Recording(command, cause, self._pairs.take(), beep)
        recording.writer = RecordingWriter(
            command.path, command.format, recording.taps, self._post, lambda written: self._written(leg, written)
        )
        self._tap(leg, recording)

    def pause(self, command: PauseRecording, cause: CommandId) -> None:
        """Carries out PauseRecording."""
        recording = self._require(command.leg_id)
        if recording.is_paused == command.is_paused:
            raise CommandRefused(RejectCode.WRONG_STATE, recording.snapshot.state)
        recording.is_paused = command.is_paused
        recording.cause = cause
        self._tap(self._legs.get(command.leg_id), recording)
        assert recording.writer is not None
        recording.writer.look()

    def stop(self, command: StopRecording, cause: CommandId) -> None:
        """Carries out StopRecording."""
        recording = self._require(command.leg_id)
        recording.cause = cause
        self._stop(self._legs.get(command.leg_id), recording)

    def leg_changed(self, leg: Leg) -> None:
        """Keeps the recording joined with the leg's sound, which may have been made anew."""
        recording = self._running.get(leg.leg_id)
        if recording is None or recording.is_stopping:
            return
        if leg.state == LegState.ENDED:
            self._stop(leg, recording)
        else:
            self._tap(leg, recording)

    def close(self) -> None:
        """Completes every file."""
        for recording in self._running.values():
            assert recording.writer is not None
            recording.writer.stop()
            recording.writer.join()

    def release(self) -> None:
        """Lets go of the ports, which must outlive neither the library nor, while it runs, the media clock."""
        self._running.clear()
        self._pairs.release()

    # ------------------------------------------------------------------ inside

    def _tap(self, leg: Leg, recording: _Recording) -> None:
        is_on = not recording.is_paused and not recording.is_stopping
        recording.taps.set_on(is_on)
        self._bridge.legs.tap(leg.leg_id, recording.tap if is_on else None)

    def _stop(self, leg: Leg, recording: _Recording) -> None:
        recording.is_stopping = True
        self._tap(leg, recording)
        assert recording.writer is not None
        recording.writer.stop()

    def _written(self, leg: Leg, written: Written) -> None:
        recording = self._running.get(leg.leg_id)
        if recording is None:
            return
        is_paused = recording.is_paused and written.state == RecordingState.RUNNING
        recording.snapshot = msgspec.structs.replace(
            recording.snapshot, state=RecordingState.PAUSED if is_paused else written.state,
            recorded_s=written.recorded_s, problem=written.problem,
        )  # fmt: skip
        if written.state in _OVER:
            recording.is_stopping = True
            self._tap(leg, recording)
            del self._running[leg.leg_id]
            self._pairs.give_back(recording.taps)
        if recording.cause is None and leg.recording is not None and leg.recording.state == recording.snapshot.state:
            leg.recording = recording.snapshot  # how long it is goes along with the next news
            return
        cause, recording.cause = recording.cause, None
        leg.set_recording(recording.snapshot, cause)

    def _require(self, leg_id: LegId) -> _Recording:
        self._legs.get(leg_id)
        recording = self._running.get(leg_id)
        if recording is None or recording.is_stopping:
            raise CommandRefused(RejectCode.WRONG_STATE, "it is not being recorded")
        return recording
