"""Recordings of calls: whether they may be made, where they go, and which call each belongs to."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from softphone.basics.errors import EngineUnavailable, UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners
from softphone.basics.words import mark
from softphone.calls.call import Call, CallAction
from softphone.calls.calls import Calls
from softphone.calls.recording_place import (
    BROKE_OFF_FULL,
    BROKE_OFF_NOT_WRITABLE,
    FULL,
    NOT_WRITABLE,
    RecordingRefused,
    new_path,
    refused,
)
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.commands import AnyCommand, PauseRecording, StartRecording, StopRecording
from softphone.protocol.events import Accepted, Rejected
from softphone.protocol.snapshots import (
    LegState,
    RecordingFormat,
    RecordingProblem,
    RecordingSnapshot,
    RecordingState,
)
from softphone.runtime import Runtime
from softphone.settings.recording_settings import (
    RECORDING_ALLOWED,
    RECORDING_BEEPS,
    RECORDING_FOLDER,
    RECORDING_FORMAT,
)
from softphone.settings.settings import Settings

_SUFFIX = {RecordingFormat.WAV: "wav", RecordingFormat.OPUS: "ogg"}
_WORDS = {RecordingProblem.DISK_FULL: FULL, RecordingProblem.NOT_WRITABLE: NOT_WRITABLE}
_BROKE_OFF = {RecordingProblem.DISK_FULL: BROKE_OFF_FULL, RecordingProblem.NOT_WRITABLE: BROKE_OFF_NOT_WRITABLE}
_OFF = (
    mark("calls", "Recording calls is switched off"),
    mark("calls", "Switch it on in the settings, if your company allows it."),
)
_ALWAYS = (mark("calls", "All calls are recorded here"), mark("calls", "Ask your administrator."))
_NO_ANSWER = (mark("calls", "Nobody has answered yet"), mark("calls", "You can record once somebody speaks with you."))
_OVER = (mark("calls", "The call is over"), "")
_RUNS = (mark("calls", "The call is being recorded already"), "")
_log = logging.getLogger("softphone.calls.recording")


@dataclass(frozen=True, slots=True)
class NewRecording:
    """A call has begun to be recorded to this file."""

    call_id: CallId
    path: str


class Recordings:
    """Recordings of calls, as far as the setting `recording.allowed` lets them be. What a call's recording is like now
    stands in its leg.

    Args:
        folder: gives the folder for recordings where the settings name none.

    Attributes:
        began: announces each new file and the call that it belongs to.
        problem: announces that a recording could not be made or go on, in words.
        changed: announces the id of a call that may be recorded now, or not any more.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        calls: Calls,
        settings: Settings,
        folder: Callable[[], Path],
    ) -> None:
        self.began: Listeners[NewRecording] = Listeners()
        self.problem: Listeners[UserFacingError] = Listeners()
        self.changed: Listeners[CallId] = Listeners()
        self._runtime = runtime
        self._gateway = gateway
        self._calls = calls
        self._settings = settings
        self._folder = folder
        self._starting: set[CallId] = set()
        self._seen: dict[CallId, RecordingSnapshot] = {}
        self._asked: set[CallId] = set()
        calls.changed.add(self._call_changed)
        calls.removed.add(self._forget)

    # ------------------------------------------------------------------ reading

    def why_not(self, call_id: CallId) -> Explanation | None:
        """Why the call cannot begin to be recorded now; None when it can."""
        words = self._refusal(self._calls.get(call_id))
        return None if words is None else Explanation(*words).translated("calls")

    def is_recording(self, call_id: CallId) -> bool:
        """True while the call is recorded, a pause included, or about to be."""
        call = self._calls.get(call_id)
        return call_id in self._starting or (call is not None and _is_under_way(call))

    # ------------------------------------------------------------------ commands

    def start(self, call_id: CallId) -> None:
        """Begins, once a place for the file is found; `problem` says when there is none. Raises RecordingRefused."""
        words = self._refusal(self._calls.get(call_id))
        if words is not None:
            raise refused(words)
        kind = RecordingFormat(self._settings.get(RECORDING_FORMAT))
        chosen = self._settings.get(RECORDING_FOLDER)
        folder = Path(chosen).expanduser() if chosen else self._folder()
        now_s = self._runtime.wall_time_s()
        self._starting.add(call_id)

        def failed(error: Exception) -> None:
            self._starting.discard(call_id)
            self.changed.announce(call_id)
            if not isinstance(error, UserFacingError):
                _log.error("no place for a recording", exc_info=error)
                error = refused(NOT_WRITABLE)
            self.problem.announce(error)

        self._runtime.run_in_background(
            lambda: new_path(folder, _SUFFIX[kind], now_s), lambda path: self._start(call_id, kind, path), failed
        )
        self.changed.announce(call_id)

    def pause(self, call_id: CallId) -> None:
        """Leaves out what is said from now on. Raises RecordingRefused, EngineUnavailable."""
        self._set_paused(call_id, True)

    def resume(self, call_id: CallId) -> None:
        """Goes on in the same file. Raises EngineUnavailable."""
        self._set_paused(call_id, False)

    def stop(self, call_id: CallId) -> None:
        """Ends the recording. Raises RecordingRefused, EngineUnavailable."""
        call = self._calls.get(call_id)
        if call is not None and _is_under_way(call):
            self._check_may_end()
            self._gateway.send(StopRecording(leg_id=call.leg.leg_id))

    # ------------------------------------------------------------------ what happens

    def _call_changed(self, call: Call) -> None:
        before, recording = self._seen.get(call.call_id), call.leg.recording
        if recording is not None and recording != before:
            self._seen[call.call_id] = recording
            self._recording_changed(call.call_id, before, recording)
        if call.is_ended:
            self._call_ended(call, before)
        elif self._settings.get(RECORDING_ALLOWED) == "always" and CallAction.RECORD in call.actions:
            self._record_by_itself(call.call_id)

    def _recording_changed(
        self, call_id: CallId, before: RecordingSnapshot | None, recording: RecordingSnapshot
    ) -> None:
        is_new = before is None or before.path != recording.path
        if recording.problem is not None and (is_new or before is None or before.problem is None):
            words = _BROKE_OFF if recording.recorded_s else _WORDS
            self.problem.announce(refused(words[recording.problem]))
        elif is_new:
            self.began.announce(NewRecording(call_id, recording.path))
        self._starting.discard(call_id)
        self.changed.announce(call_id)

    def _call_ended(self, call: Call, before: RecordingSnapshot | None) -> None:
        self._starting.discard(call.call_id)
        self._asked.discard(call.call_id)
        was_recorded = before is not None and before.state in (RecordingState.RUNNING, RecordingState.PAUSED)
        if was_recorded and call.leg.is_mixed:
            self._go_on_with_another()

    def _forget(self, call_id: CallId) -> None:
        self._seen.pop(call_id, None)

    def _go_on_with_another(self) -> None:
        """Who was recorded has left the conference, which goes on: it is recorded by another member."""
        members = [call for call in self._calls.calls() if call.leg.is_mixed and not call.is_ended]
        if members and not any(self.is_recording(call.call_id) for call in members):
            self._try_start(members[0].call_id)

    def _record_by_itself(self, call_id: CallId) -> None:
        """Once for each call: what failed is not tried again and again."""
        if call_id not in self._asked:
            self._asked.add(call_id)
            self._try_start(call_id)

    # ------------------------------------------------------------------ inside

    def _try_start(self, call_id: CallId) -> None:
        try:
            self.start(call_id)
        except RecordingRefused as error:
            _log.info("not recorded: %s", error.title)

    def _start(self, call_id: CallId, kind: RecordingFormat, path: Path) -> None:
        call = self._calls.get(call_id)
        if call is None or call.state != LegState.ESTABLISHED:
            self._starting.discard(call_id)
            return
        command = StartRecording(
            leg_id=call.leg.leg_id, path=str(path), format=kind, beeps=self._settings.get(RECORDING_BEEPS)
        )

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected):
                self._starting.discard(call_id)
                self.changed.announce(call_id)

        self._send_if_possible(command, replied)

    def _send_if_possible(self, command: AnyCommand, on_reply: Callable[[Accepted | Rejected], None]) -> None:
        try:
            self._gateway.send(command, on_reply)
        except EngineUnavailable:
            _log.info("the engine is gone, and the call with it")

    def _set_paused(self, call_id: CallId, is_paused: bool) -> None:
        call = self._calls.get(call_id)
        if call is None or not _is_under_way(call):
            return
        if is_paused:
            self._check_may_end()
        self._gateway.send(PauseRecording(leg_id=call.leg.leg_id, is_paused=is_paused))

    def _check_may_end(self) -> None:
        if self._settings.get(RECORDING_ALLOWED) == "always" and self._settings.is_locked(RECORDING_ALLOWED):
            raise refused(_ALWAYS)

    def _refusal(self, call: Call | None) -> tuple[str, str] | None:
        if self._settings.get(RECORDING_ALLOWED) == "off":
            return _OFF
        if call is None or call.is_ended:
            return _OVER
        if call.state != LegState.ESTABLISHED:
            return _NO_ANSWER
        if self.is_recording(call.call_id):
            return _RUNS
        return None if CallAction.RECORD in call.actions else _OVER


def _is_under_way(call: Call) -> bool:
    recording = call.leg.recording
    return recording is not None and recording.state in (RecordingState.RUNNING, RecordingState.PAUSED)
