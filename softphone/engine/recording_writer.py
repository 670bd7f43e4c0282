"""The thread that writes one recording: what the taps have kept goes to the file five times a second."""

import errno
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from softphone.engine.audio.ports import BRIDGE_RATE_HZ
from softphone.engine.audio.recording_files import RecordingFile, new_file
from softphone.engine.audio.tap_ports import TapPair
from softphone.engine.audio.urgency import set_urgent
from softphone.protocol.snapshots import RecordingFormat, RecordingProblem, RecordingState

_EVERY_S = 0.2
_TELLS_EACH = 5  # rounds
_PATIENCE_S = 2.0
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_log = logging.getLogger("softphone.engine.recording")


@dataclass(frozen=True)
class Written:
    """How far the writing has come. recorded_s: seconds that are in the file."""

    state: RecordingState
    recorded_s: float
    problem: RecordingProblem | None = None


class RecordingWriter:
    """Writes until it is told to stop, or cannot any more.

    Args:
        post: has a function called on the loop's thread.
        on_written: told on the loop's thread when the file is there, each second, after each `look`, and of the end.
    """

    def __init__(
        self,
        path: str,
        kind: RecordingFormat,
        taps: TapPair,
        post: Callable[[Callable[[], None]], None],
        on_written: Callable[[Written], None],
    ) -> None:
        self._path = path
        self._kind = kind
        self._taps = taps
        self._post = post
        self._on_written = on_written
        self._samples = 0
        self._is_over = self._is_asked = False
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Writes what is there now, then tells how far it has come."""
        self._is_asked = True
        self._wake.set()

    def stop(self) -> None:
        """Writes what is there and completes the file."""
        self._is_over = True
        self._wake.set()

    def join(self) -> None:
        """Waits until the file is complete, for a moment at the most."""
        self._thread.join(_PATIENCE_S)

    # --------------------------------------------------------------- on the thread

    def _run(self) -> None:
        set_urgent(True)  # it holds Python's lock now and then, for which the media clock must not wait
        try:
            file = new_file(self._path, self._kind)
        except Exception as error:
            self._failed(error)
            return
        self._tell(RecordingState.RUNNING)
        try:
            self._write_all(file)
            file.close()
        except Exception as error:
            self._failed(error)
            _close(file)
        else:
            self._tell(RecordingState.ENDED)

    def _write_all(self, file: RecordingFile) -> None:
        is_over, rounds = False, 0
        while not is_over:
            self._wake.wait(_EVERY_S)
            is_over, is_asked = self._is_over, self._is_asked
            self._is_asked = False
            self._wake.clear()
            left, right = self._taps.take()
            if left:
                file.write(left, right)
                self._samples += len(left) // 2
            rounds += 1
            if (is_asked or rounds % _TELLS_EACH == 0) and not is_over:
                self._tell(RecordingState.RUNNING)

    def _failed(self, error: Exception) -> None:
        is_full = isinstance(error, OSError) and error.errno in _FULL
        _log.warning("the recording failed: %s", error.strerror if isinstance(error, OSError) else error)
        problem = RecordingProblem.DISK_FULL if is_full else RecordingProblem.NOT_WRITABLE
        self._tell(RecordingState.FAILED, problem)

    def _tell(self, state: RecordingState, problem: RecordingProblem | None = None) -> None:
        written = Written(state, round(self._samples / BRIDGE_RATE_HZ, 2), problem)
        self._post(lambda: self._on_written(written))


def _close(file: RecordingFile) -> None:
    try:
        file.close()
    except OSError as error:
        _log.info("closing the recording: %s", error.strerror)
