"""Frames on their way from the link's thread to the runtime's: in order, in batches, the latest level only."""

import threading
from collections import deque
from collections.abc import Callable, Hashable

from softphone.protocol.events import LATEST_WINS, EventFrame, Heartbeat, StatisticsMeasured
from softphone.runtime import Runtime

MAX_WAITING = 100_000
_BATCH_S = 0.010


class EventIntake:
    """Collects frames on any thread and hands them over on the runtime's.

    A state event is never dropped. A level or statistic that still waits when a newer one comes is replaced by it.
    One batch takes at most 10 ms, so that a flood leaves the window time to paint. Heartbeats end here, so that an
    idle program wakes up less.

    Attributes:
        heard_s: when the last frame came, on the runtime's clock.
    """

    def __init__(
        self,
        runtime: Runtime,
        on_frame: Callable[[EventFrame], None],
        on_closed: Callable[[str], None],
        on_broken: Callable[[str], None],
    ) -> None:
        self._runtime = runtime
        self._on_frame = on_frame
        self._on_closed = on_closed
        self._on_broken = on_broken
        self._lock = threading.Lock()
        self._waiting: deque[list[EventFrame]] = deque()
        self._replaceable: dict[Hashable, list[EventFrame]] = {}
        self._closed_because: str | None = None
        self._broken_because: str | None = None
        self._is_posted = False
        self._engine_run = ""
        self._seq = 0
        self.heard_s = runtime.now_s()

    def put(self, frame: EventFrame) -> None:
        """Takes a frame. Any thread."""
        with self._lock:
            if self._broken_because is not None:
                return
            self._broken_because = self._objection(frame)
            self.heard_s = self._runtime.now_s()
            if self._broken_because is None and (_is_heartbeat(frame) or self._replace(frame)):
                return
        self._wake()

    def close(self, reason: str) -> None:
        """The link has ended; handed over after the frames that came before. Any thread."""
        with self._lock:
            self._closed_because = reason
        self._wake()

    def _objection(self, frame: EventFrame) -> str | None:
        """What is wrong with the order of the frames, if anything."""
        if not self._engine_run:
            self._engine_run = frame.engine_run
        if frame.engine_run != self._engine_run or not self._engine_run:
            return "the engine broke the protocol: an event of another run"
        if frame.seq != self._seq + 1:
            return f"the engine broke the protocol: event {frame.seq} came after {self._seq}"
        if len(self._waiting) >= MAX_WAITING:
            return "the engine sent more events than could be handled"
        self._seq = frame.seq
        return None

    def _replace(self, frame: EventFrame) -> bool:
        """Puts the frame in the queue; True when it took the place of an older one that waits there."""
        key = _replace_key(frame)
        cell = self._replaceable.get(key) if key else None
        if cell is not None:
            cell[0] = frame
            return True
        cell = [frame]
        self._waiting.append(cell)
        if key:
            self._replaceable[key] = cell
        return False

    def _wake(self) -> None:
        with self._lock:
            if self._is_posted:
                return
            self._is_posted = True
        self._runtime.post(self._drain)

    def _drain(self) -> None:
        with self._lock:
            self._is_posted = False
        if self._broken_because is not None:
            self._on_broken(self._broken_because)
            return
        end_s = self._runtime.now_s() + _BATCH_S
        while (frame := self._take()) is not None:
            self._on_frame(frame)
            if self._runtime.now_s() >= end_s:
                self._wake()
                return
        if self._closed_because is not None:
            reason, self._closed_because = self._closed_because, None
            self._on_closed(reason)

    def _take(self) -> EventFrame | None:
        with self._lock:
            if not self._waiting:
                return None
            frame = self._waiting.popleft()[0]
            self._replaceable.pop(_replace_key(frame), None)
            return frame


def _is_heartbeat(frame: EventFrame) -> bool:
    return isinstance(frame.event, Heartbeat) and frame.seq > 1  # as a first frame it breaks the protocol


def _replace_key(frame: EventFrame) -> Hashable:
    if not isinstance(frame.event, LATEST_WINS):
        return None
    if isinstance(frame.event, StatisticsMeasured):
        return frame.event.statistics.leg_id
    return type(frame.event)
