"""A real engine as a child process, driven by a test: send a command, wait for an event."""

import contextlib
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from softphone.basics.ids import AccountId, CommandId, LegId, new_leg_id
from softphone.basics.secret import Secret
from softphone.protocol import codec
from softphone.protocol.commands import AnyCommand, CommandFrame, Dial, PutAccount
from softphone.protocol.events import (
    Accepted,
    AnyEvent,
    CallLegChanged,
    EngineStarted,
    EventFrame,
    RegistrationChanged,
    Rejected,
)
from softphone.protocol.snapshots import (
    AccountConfig,
    CallLegSnapshot,
    Direction,
    LegState,
    RegistrationSnapshot,
    RegistrationState,
)

EventT = TypeVar("EventT", bound=AnyEvent)
ROOT = Path(__file__).parents[2]
PATIENCE_S = 20.0


class EngineProcess:
    """One engine. All events that came are kept in `frames`; waiting looks at those that were not seen by then.

    Use as a context manager: leaving it shuts the engine down and kills what does not go.
    """

    def __init__(self, environment: dict[str, str] | None = None, prefix: Sequence[str] = ()) -> None:
        """prefix: words before the command, as for another network namespace."""
        self.frames: list[EventFrame] = []
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "softphone", "--engine"], cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        self.log = bytearray()
        self._reader = codec.FrameReader(EventFrame)
        self._last_id = 0
        self._selector = selectors.DefaultSelector()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            os.set_blocking(stream.fileno(), False)
            self._selector.register(stream, selectors.EVENT_READ)

    def __enter__(self) -> "EngineProcess":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        if kind is not None:
            print(f"--- engine {self.process.pid}\n{self.log.decode(errors='replace')}", file=sys.stderr)

    @property
    def events(self) -> list[AnyEvent]:
        return [frame.event for frame in self.frames]

    # ------------------------------------------------------------------ talking

    def post(self, command: AnyCommand) -> CommandId:
        """Sends the command and does not wait."""
        self._last_id += 1
        command_id = CommandId(self._last_id)
        assert self.process.stdin is not None
        self.process.stdin.write(codec.encode(CommandFrame(command_id=command_id, command=command)))
        self.process.stdin.flush()
        return command_id

    def ask(self, command: AnyCommand) -> Accepted | Rejected:
        """Sends the command and returns its reply."""
        command_id = self.post(command)
        return self.wait_frame(
            lambda frame: isinstance(frame.event, Accepted | Rejected) and frame.event.command_id == command_id
        ).event  # type: ignore[return-value]

    def do(self, command: AnyCommand) -> CommandId:
        """Sends the command, which must be accepted."""
        reply = self.ask(command)
        assert isinstance(reply, Accepted), reply
        return reply.command_id

    # ------------------------------------------------------------------ waiting

    def wait_frame(
        self, is_it: Callable[[EventFrame], bool], timeout_s: float = PATIENCE_S, since: int = 0
    ) -> EventFrame:
        """The first frame, from the index `since` on, for which the function is true. Fails when none comes."""
        deadline = time.monotonic() + timeout_s
        looked_at = since
        while True:
            fresh = self.frames[looked_at:]  # another thread may add to them meanwhile
            for frame in fresh:
                if is_it(frame):
                    return frame
            looked_at += len(fresh)
            left_s = deadline - time.monotonic()
            assert left_s > 0, f"what was waited for did not come; last events: {self.events[-5:]}"
            if not self.read(left_s) and self.process.poll() is not None:
                raise AssertionError(f"the engine ended with {self.process.returncode}: {self.log.decode()}")

    def wait(
        self,
        kind: type[EventT],
        is_it: Callable[[EventT], bool] = lambda event: True,
        timeout_s: float = PATIENCE_S,
        since: int = 0,
    ) -> EventT:
        """The first event of that kind for which the function is true."""
        frame = self.wait_frame(lambda f: isinstance(f.event, kind) and is_it(f.event), timeout_s, since)
        assert isinstance(frame.event, kind)
        return frame.event

    def wait_started(self) -> EngineStarted:
        return self.wait(EngineStarted)

    def wait_registration(
        self, account_id: str, *states: RegistrationState, timeout_s: float = PATIENCE_S, since: int = 0
    ) -> RegistrationSnapshot:
        """The account's registration once it is in one of the states."""

        def is_it(event: RegistrationChanged) -> bool:
            return event.registration.account_id == account_id and event.registration.state in states

        return self.wait(RegistrationChanged, is_it, timeout_s, since).registration

    def wait_leg(
        self,
        leg_id: LegId,
        is_it: Callable[[CallLegSnapshot], bool] | LegState,
        timeout_s: float = PATIENCE_S,
        since: int = 0,
    ) -> CallLegSnapshot:
        """The leg once it is in the state, or fulfils the condition."""
        condition = (lambda leg: leg.state == is_it) if isinstance(is_it, LegState) else is_it
        return self.wait(
            CallLegChanged, lambda event: event.leg.leg_id == leg_id and condition(event.leg), timeout_s, since
        ).leg

    def wait_incoming(self, since: int = 0, timeout_s: float = PATIENCE_S) -> CallLegSnapshot:
        """The next leg that alerts."""
        return self.wait(
            CallLegChanged,
            lambda event: event.leg.direction == Direction.INCOMING and event.leg.state == LegState.ALERTING,
            timeout_s,
            since,
        ).leg

    def read_for(self, seconds: float) -> None:
        """Takes in whatever comes within that time."""
        deadline = time.monotonic() + seconds
        while (left_s := deadline - time.monotonic()) > 0:
            self.read(left_s)

    def read(self, timeout_s: float) -> bool:
        """Takes in what is there, waiting for it. False: nothing came, or everything is closed."""
        did_read = False
        for key, _ in self._selector.select(timeout_s):
            data = os.read(key.fd, 1 << 20)
            if not data:
                self._selector.unregister(key.fileobj)
            elif key.fileobj is self.process.stderr:
                self.log += data
                did_read = True
            else:
                self.frames.extend(self._reader.feed(data))
                did_read = True
        return did_read

    # ------------------------------------------------------------------ short cuts

    def put_account(self, config: AccountConfig, password: str = "") -> None:
        self.do(PutAccount(account=config, password=Secret(password)))

    def register(self, config: AccountConfig, password: str) -> RegistrationSnapshot:
        """Puts the account and waits until it is registered."""
        since = len(self.frames)
        self.put_account(config, password)
        return self.wait_registration(config.account_id, RegistrationState.REGISTERED, since=since)

    def dial(self, account_id: AccountId, target: str) -> LegId:
        leg_id = new_leg_id()
        self.do(Dial(leg_id=leg_id, account_id=account_id, target=target))
        return leg_id

    def leg(self, leg_id: LegId) -> CallLegSnapshot:
        """The leg as it was told last."""
        for event in reversed(self.events):
            if isinstance(event, CallLegChanged) and event.leg.leg_id == leg_id:
                return event.leg
        raise AssertionError(f"nothing was told of leg {leg_id}")

    # ------------------------------------------------------------------ the end

    def close(self, timeout_s: float = PATIENCE_S) -> int:
        """Closes the engine's stdin and returns its exit code; kills it when it does not go."""
        assert self.process.stdin is not None
        if self.process.stdin.closed:
            return self.process.returncode
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        deadline = time.monotonic() + timeout_s
        while self._selector.get_map() and (left_s := deadline - time.monotonic()) > 0:
            self.read(left_s)
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.kill()
        self._selector.close()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def udp_port(engine: EngineProcess) -> int:
    """The port on which the engine takes SIP over UDP: the one its registration or a packet from it shows."""
    import psutil

    process, deadline = psutil.Process(engine.process.pid), time.monotonic() + PATIENCE_S
    while True:  # the kernel's list may miss one while others come and go anywhere on the machine
        sockets = process.net_connections("udp4")
        ports = {socket.laddr.port for socket in sockets if socket.laddr.ip == "0.0.0.0"}
        if len(ports) == 1:
            return int(ports.pop())
        assert time.monotonic() < deadline, ports
        time.sleep(0.02)


def local_account(user: str, account_id: str = "", port: int = 5060, **settings: object) -> AccountConfig:
    """An account that does not register: for calls straight from engine to engine."""
    return AccountConfig(
        account_id=AccountId(account_id or user), address_of_record=f"sip:{user}@127.0.0.1:{port}",
        is_enabled=False, **settings,  # type: ignore[arg-type]
    )  # fmt: skip


__all__: Sequence[str] = ("EngineProcess", "local_account", "udp_port")
