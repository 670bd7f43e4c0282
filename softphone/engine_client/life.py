"""One life of the engine on the runtime's thread: handshake, order of the events, heartbeat."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.engine_client.intake import EventIntake
from softphone.engine_client.link import EngineLink
from softphone.protocol.codec import fingerprint
from softphone.protocol.commands import CommandFrame
from softphone.protocol.events import EngineStarted, EventFrame
from softphone.runtime import Runtime, Timer

HANDSHAKE_S = 15.0
LOST_S = 5.0
STALL_S = 2.0


@dataclass(frozen=True, slots=True)
class Ending:
    """How a life ended. is_hopeless: another start of the same program would end the same way."""

    reason: str
    is_hopeless: bool = False


class EngineLife:
    """Watches one engine from start to end; `on_ending` is called exactly once and nothing after it.

    `on_started` gets the handshake, `on_event` everything after it.
    """

    def __init__(
        self,
        runtime: Runtime,
        link: EngineLink,
        on_started: Callable[[EventFrame, EngineStarted], None],
        on_event: Callable[[EventFrame], None],
        on_ending: Callable[[Ending], None],
    ) -> None:
        self._runtime = runtime
        self._link = link
        self._on_started = on_started
        self._on_event = on_event
        self._on_ending = on_ending
        self._intake = EventIntake(runtime, self._take, self._on_closed, self.kill)
        self._timer: Timer | None = None
        self._has_started = False
        self._excused_s = self._due_s = self._due_wall_s = 0.0
        self.has_ended = False

    def start(self) -> None:
        self._timer = self._runtime.call_later(HANDSHAKE_S, self._on_handshake_timeout)
        self._link.start(self._intake.put, self._intake.close)

    def send(self, frame: CommandFrame) -> None:
        self._link.send(frame)

    def kill(self, reason: str, *, is_hopeless: bool = False) -> None:
        """Ends the engine at once, for this reason."""
        if self.has_ended:
            return
        self._link.kill()
        self._end(Ending(reason, is_hopeless))

    def leave(self, deadline_s: float, last_words: CommandFrame) -> None:
        """Asks the engine to end by itself; it is killed at the deadline."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._runtime.call_later(
            deadline_s, lambda: self.kill(f"the engine did not end within {deadline_s:g} s")
        )
        if self._has_started:
            self._link.send(last_words)
        self._link.close()

    def _take(self, frame: EventFrame) -> None:
        if self.has_ended:
            return
        if self._has_started:
            self._on_event(frame)
        else:
            self._shake_hands(frame)

    def _shake_hands(self, frame: EventFrame) -> None:
        hello = frame.event
        if not isinstance(hello, EngineStarted):
            self.kill("the engine broke the protocol: it did not introduce itself")
            return
        if hello.fingerprint != fingerprint():
            self.kill(
                f"the engine is of another version of this program ({hello.version}); install the program again",
                is_hopeless=True,
            )
            return
        self._has_started = True
        if self._timer is not None:
            self._timer.cancel()
        self._watch()
        self._on_started(frame, hello)

    def _watch(self) -> None:
        """Comes back when the engine will be lost unless it is heard until then."""
        now_s = self._runtime.now_s()
        delay_s = self._lost_at_s() - now_s
        self._due_s, self._due_wall_s = now_s + delay_s, self._runtime.wall_time_s() + delay_s
        self._timer = self._runtime.call_later(delay_s, self._check)

    def _lost_at_s(self) -> float:
        # One sum for timer and check: rounded apart, they could disagree and the timer come back at once for ever.
        return max(self._intake.heard_s, self._excused_s) + LOST_S

    def _check(self) -> None:
        now_s = self._runtime.now_s()
        late_s = max(now_s - self._due_s, self._runtime.wall_time_s() - self._due_wall_s)
        if late_s > STALL_S:
            # This thread was busy or the machine slept: silence of that time says nothing about the engine.
            self._excused_s = now_s
        if now_s >= self._lost_at_s():
            self.kill(f"the engine did not answer for {LOST_S:g} s")
        else:
            self._watch()

    def _on_handshake_timeout(self) -> None:
        self.kill(f"the engine did not start within {HANDSHAKE_S:g} s")

    def _on_closed(self, reason: str) -> None:
        self._end(Ending(reason))

    def _end(self, ending: Ending) -> None:
        if self.has_ended:
            return
        self.has_ended = True
        if self._timer is not None:
            self._timer.cancel()
        self._on_ending(ending)
