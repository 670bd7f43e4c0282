"""Events on their way to the window's process: never blocks the loop, never drops state."""

import itertools
import logging
import os
from collections import deque
from collections.abc import Callable, Hashable

from softphone.basics.ids import CommandId
from softphone.protocol import codec
from softphone.protocol.events import LATEST_WINS, AnyEvent, EventFrame, Heartbeat, StatisticsMeasured

MAX_WAITING_EVENTS = 20_000
_SMALL_BUFFER = 64 * 1024
_log = logging.getLogger("softphone.engine.pipe")


class EventPipe:
    """Numbers events and writes them to a pipe as far as it takes them.

    Numbers are given when an event is written, so that what was overtaken (levels, statistics) leaves no gap.
    """

    def __init__(
        self,
        descriptor: int,
        engine_run: str,
        on_blocked: Callable[[bool], None],
        on_broken: Callable[[str], None],
    ) -> None:
        """on_blocked: True when the pipe is full and wants to be watched, False when it is empty again.
        on_broken: the reader is gone, or is stuck and too much is waiting for it."""
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._engine_run = engine_run
        self._seq = itertools.count(1)
        self._state: deque[tuple[AnyEvent, CommandId | None]] = deque()
        self._latest: dict[Hashable, AnyEvent] = {}
        self._buffer = bytearray()
        self._on_blocked, self._on_broken = on_blocked, on_broken
        self._is_blocked = self._is_broken = False
        self._held: list[tuple[AnyEvent, CommandId | None]] | None = None

    def send(self, event: AnyEvent, cause: CommandId | None = None) -> None:
        """Puts the event into the queue; `flush` writes."""
        if self._held is not None:
            self._held.append((event, cause))
        elif isinstance(event, (*LATEST_WINS, Heartbeat)):
            self._latest[_key(event)] = event
        else:
            self._state.append((event, cause))
            if len(self._state) > MAX_WAITING_EVENTS:
                self._break(f"{len(self._state)} events are waiting to be read")

    def hold(self) -> None:
        """Holds back what is sent from now on, so that a command's reply can go before its outcome."""
        self._held = []

    def release(self, reply: AnyEvent) -> None:
        """Sends the reply, then what was held back."""
        held, self._held = self._held or [], None
        self.send(reply)
        for event, cause in held:
            self.send(event, cause)

    def flush(self) -> None:
        """Writes as much as the pipe takes now."""
        while not self._is_broken and (self._buffer or self._fill()):
            try:
                written = os.write(self._descriptor, self._buffer)
            except BlockingIOError:
                self._set_blocked(True)
                return
            except OSError as error:
                self._break(str(error))
                return
            del self._buffer[:written]
        self._set_blocked(False)

    def _fill(self) -> bool:
        while self._state and len(self._buffer) < _SMALL_BUFFER:
            self._encode(*self._state.popleft())
        if not self._state:
            latest, self._latest = self._latest, {}
            for event in latest.values():
                self._encode(event, None)
        return bool(self._buffer)

    def _encode(self, event: AnyEvent, cause: CommandId | None) -> None:
        frame = EventFrame(engine_run=self._engine_run, seq=next(self._seq), event=event, cause=cause)
        self._buffer += codec.encode(frame)

    def _set_blocked(self, is_blocked: bool) -> None:
        if is_blocked != self._is_blocked:
            self._is_blocked = is_blocked
            self._on_blocked(is_blocked)

    def _break(self, why: str) -> None:
        if not self._is_broken:
            self._is_broken = True
            self._state.clear()
            self._set_blocked(False)
            self._on_broken(why)


def _key(event: AnyEvent) -> Hashable:
    return (type(event), event.statistics.leg_id) if isinstance(event, StatisticsMeasured) else type(event)
