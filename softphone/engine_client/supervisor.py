"""Keeps an engine alive: starts it, starts it again when it is lost, gives up when that does not help."""

from collections import deque
from collections.abc import Callable

from softphone.engine_client.life import Ending, EngineLife
from softphone.engine_client.link import EngineLink
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import CommandFrame
from softphone.protocol.events import EngineStarted, EventFrame
from softphone.runtime import Runtime, Timer

BACK_OFF_S = (0.1, 0.5)
CRASH_LIMIT = 3
CRASH_WINDOW_S = 60.0
LEAVE_S = 3.0


class Supervisor:
    """Runs one life of the engine after the other.

    Callbacks: `on_started` with each handshake (the state is READY when it returns), `on_event` with every later
    frame, `on_state` after each change of `state`.
    """

    def __init__(
        self,
        runtime: Runtime,
        new_link: Callable[[], EngineLink],
        on_started: Callable[[EventFrame, EngineStarted], None],
        on_event: Callable[[EventFrame], None],
        on_state: Callable[[EngineState], None],
    ) -> None:
        self._runtime = runtime
        self._new_link = new_link
        self._on_started = on_started
        self._on_event = on_event
        self._on_state = on_state
        self._life: EngineLife | None = None
        self._restart_timer: Timer | None = None
        self._crashes_s: deque[float] = deque(maxlen=CRASH_LIMIT)
        self._on_closed: list[Callable[[], None]] = []
        self._is_leaving = False
        self.state = EngineState.STARTING
        self.diagnosis = ""

    def start(self) -> None:
        """Starts the first life."""
        self._begin_life()

    def restart(self) -> None:
        """Ends the engine that runs, if any, and starts one anew; earlier crashes are forgiven."""
        if self.state == EngineState.CLOSED or self._is_leaving:
            return
        self._crashes_s.clear()
        self._cancel_restart()
        if self._life is not None:
            life, self._life = self._life, None
            life.kill("restarted by hand")
        self.diagnosis = ""
        self._enter(EngineState.RESTARTING)
        self._begin_life()

    def send(self, frame: CommandFrame) -> None:
        """Hands the frame to the engine that runs; drops it when there is none."""
        if self._life is not None:
            self._life.send(frame)

    def shut_down(self, last_words: CommandFrame, on_done: Callable[[], None]) -> None:
        """Lets the engine end by itself within 3 s, else kills it; then CLOSED."""
        self._cancel_restart()
        self._on_closed.append(on_done)
        if self._life is None:
            self._runtime.post(self._close)
        elif not self._is_leaving:
            self._is_leaving = True
            self._life.leave(LEAVE_S, last_words)

    def _begin_life(self) -> None:
        life: EngineLife

        def on_ending(ending: Ending) -> None:
            if self._life is life:
                self._life = None
                self._life_ended(ending)

        life = EngineLife(self._runtime, self._new_link(), self._started, self._on_event, on_ending)
        self._life = life
        life.start()

    def _started(self, frame: EventFrame, hello: EngineStarted) -> None:
        self._on_started(frame, hello)
        self._enter(EngineState.READY)

    def _life_ended(self, ending: Ending) -> None:
        if self._is_leaving:
            self._close()
            return
        now_s = self._runtime.now_s()
        self._crashes_s.append(now_s)
        recent = [at_s for at_s in self._crashes_s if now_s - at_s < CRASH_WINDOW_S]
        self.diagnosis = _sentence(ending.reason)
        if ending.is_hopeless:
            self._enter(EngineState.STOPPED)
        elif len(recent) >= CRASH_LIMIT:
            self.diagnosis = f"The phone engine failed {len(recent)} times within a minute. Last: {ending.reason}"
            self._enter(EngineState.STOPPED)
        else:
            self._restart_timer = self._runtime.call_later(BACK_OFF_S[len(recent) - 1], self._begin_life)
            self._enter(EngineState.RESTARTING)

    def _cancel_restart(self) -> None:
        if self._restart_timer is not None:
            self._restart_timer.cancel()
            self._restart_timer = None

    def _close(self) -> None:
        if self.state != EngineState.CLOSED:
            self._enter(EngineState.CLOSED)
        waiting, self._on_closed = self._on_closed, []
        for on_done in waiting:
            on_done()

    def _enter(self, state: EngineState) -> None:
        self.state = state
        self._on_state(state)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]
