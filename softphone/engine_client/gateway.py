"""The engine as the features see it: commands with their replies, events, state; on the runtime's thread."""

import logging
from collections.abc import Callable

from msgspec.structs import replace

from softphone.basics.errors import EngineUnavailable
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId, CommandId
from softphone.basics.listeners import Listeners
from softphone.basics.words import mark
from softphone.engine_client.desired_state import DesiredState
from softphone.engine_client.link import EngineLink
from softphone.engine_client.state import EngineState
from softphone.engine_client.supervisor import Supervisor
from softphone.protocol.commands import AnyCommand, CommandFrame, PutAccount, ShutDown
from softphone.protocol.events import Accepted, EngineStarted, EventFrame, RejectCode, Rejected
from softphone.runtime import Runtime

OnReply = Callable[[Accepted | Rejected], None]
_log = logging.getLogger("softphone.engine_client")

_UNAVAILABLE = {
    EngineState.STARTING: Explanation(
        mark("window", "The phone is still starting."), mark("window", "Try again in a moment.")
    ),
    EngineState.RESTARTING: Explanation(
        mark("window", "The phone engine failed and is being restarted."), mark("window", "Try again in a few seconds.")
    ),
    EngineState.STOPPED: Explanation(
        mark("window", "The phone engine has stopped."),
        mark("window", "Restart the program; if that does not help, give the diagnosis to your help desk."),
    ),
    EngineState.CLOSED: Explanation(mark("window", "The program is closing.")),
}


class EngineGateway:
    """One engine that seems to live for ever.

    Attributes:
        events: every event but replies, heartbeats and the handshake.
        state_changed: READY is announced after the desired state was told to the new engine.
        codecs: SDP names that the engine can use; empty before the first handshake.
        engine_run: names the life of the engine that runs or ran last.
    """

    def __init__(self, runtime: Runtime, new_link: Callable[[], EngineLink]) -> None:
        self._runtime = runtime
        self._supervisor = Supervisor(runtime, new_link, self._started, self._take, self._state_entered)
        self._desired = DesiredState()
        self._replies: dict[CommandId, OnReply | None] = {}
        self._recalled: dict[AccountId, str] = {}
        self._last_id = 0
        self.events: Listeners[EventFrame] = Listeners()
        self.state_changed: Listeners[EngineState] = Listeners()
        self.codecs: tuple[str, ...] = ()
        self.engine_run = ""

    @property
    def state(self) -> EngineState:
        return self._supervisor.state

    @property
    def diagnosis(self) -> str:
        """Why the engine was lost the last time, in words; may have several lines."""
        return self._supervisor.diagnosis

    def start(self) -> None:
        """Starts the engine; `state_changed` tells when it is ready."""
        self._supervisor.start()

    def restart(self) -> None:
        """Starts the engine anew by hand, also after it was given up."""
        self._supervisor.restart()

    def send(self, command: AnyCommand, on_reply: OnReply | None = None) -> CommandId:
        """Sends the command; `on_reply` is called exactly once, never before this returns.

        Desired state (accounts, devices, codecs …) may be sent at any time: it is told to every new engine, and the
        reply comes from the first that answers. Everything else raises EngineUnavailable unless the state is READY,
        and is answered with Rejected (failed) when the engine is lost.
        """
        is_ready = self.state == EngineState.READY
        is_desired = self._desired.covers(command)
        if not is_ready and not is_desired:
            words = _UNAVAILABLE[self.state].translated("window")
            raise EngineUnavailable(words.title, words.remedy)
        frame = self._new_frame(self._with_recalled(command))
        if is_desired:
            self._desired.remember(frame)
        self._replies[frame.command_id] = on_reply
        if is_ready:
            self._supervisor.send(frame)
        elif not self._desired.has(frame.command_id):
            self._runtime.post(lambda: self._reply(Accepted(command_id=frame.command_id)))
        return frame.command_id

    def note_contact(self, account_id: AccountId, contact_uri: str) -> None:
        """Before the account is told to the engine: what an earlier life of the program has registered for it."""
        self._recalled[account_id] = contact_uri

    def shut_down(self, on_done: Callable[[], None]) -> None:
        """Hangs up, unregisters and ends the engine, within 3 s; then CLOSED for good."""
        self._supervisor.shut_down(self._new_frame(ShutDown()), on_done)

    def _new_frame(self, command: AnyCommand) -> CommandFrame:
        self._last_id += 1
        return CommandFrame(command_id=CommandId(self._last_id), command=command)

    def _with_recalled(self, command: AnyCommand) -> AnyCommand:
        if not isinstance(command, PutAccount) or command.account.account_id not in self._recalled:
            return command
        return replace(command, previous_contact_uri=self._recalled.pop(command.account.account_id))

    def _started(self, frame: EventFrame, hello: EngineStarted) -> None:
        self.engine_run, self.codecs = frame.engine_run, hello.codecs
        for desired in self._desired.frames():
            self._replies.setdefault(desired.command_id, None)
            self._supervisor.send(desired)
        for command_id in tuple(self._replies):
            if not self._desired.has(command_id):  # a later command made it void before it was told
                self._reply(Accepted(command_id=command_id))

    def _take(self, frame: EventFrame) -> None:
        if isinstance(frame.event, Accepted | Rejected):
            self._reply(frame.event)
        else:
            self._desired.take(frame)
            self.events.announce(frame)

    def _reply(self, reply: Accepted | Rejected) -> None:
        if isinstance(reply, Rejected):
            _log.info("command %d rejected: %s %s", reply.command_id, reply.code, reply.detail)
        on_reply = self._replies.pop(reply.command_id, None)
        if on_reply is None:
            return
        try:
            on_reply(reply)
        except Exception:
            _log.exception("reply to command %d failed", reply.command_id)

    def _state_entered(self, state: EngineState) -> None:
        _log.info("engine %s %s", state, self.diagnosis if state != EngineState.READY else "")
        self.state_changed.announce(state)
        if state in (EngineState.RESTARTING, EngineState.STOPPED, EngineState.CLOSED):
            self._answer_what_was_lost(is_final=state == EngineState.CLOSED)

    def _answer_what_was_lost(self, *, is_final: bool) -> None:
        for command_id in tuple(self._replies):
            if not is_final and self._desired.has(command_id):
                continue
            self._reply(Rejected(command_id=command_id, code=RejectCode.FAILED, detail="the engine was lost"))
