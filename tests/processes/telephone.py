"""A gateway with a real engine at the lab PBX, turned by the test; also run as a program, to be killed."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone.basics.ids import AccountId, LegId, new_leg_id
from softphone.basics.secret import Secret
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.process_link import ProcessLink
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import AnyCommand, Dial, PutAccount
from softphone.protocol.events import Accepted, CallLegChanged, EventFrame, RegistrationChanged, Rejected
from softphone.protocol.snapshots import AccountConfig, CallLegSnapshot, LegState, RegistrationState
from softphone.runtime import PlainRuntime

if TYPE_CHECKING:
    from softphone_lab import LabFacts

PATIENCE_S = 20.0
ACCOUNT = AccountId("account")


class Telephone:
    """One account on one supervised engine.

    Attributes:
        frames: all events so far.
        states: what the gateway announced.
        links: every life of the engine, the last one last.
    """

    def __init__(self, sip_port: int, number: str, password: str, runtime: PlainRuntime | None = None) -> None:
        self.runtime = runtime or PlainRuntime()
        self.links: list[ProcessLink] = []
        self.frames: list[EventFrame] = []
        self.states: list[EngineState] = []
        self.host = f"127.0.0.1:{sip_port}"
        self.gateway = EngineGateway(self.runtime, self._new_link)
        self.gateway.events.add(self.frames.append)
        self.gateway.state_changed.add(self.states.append)
        account = AccountConfig(account_id=ACCOUNT, address_of_record=f"sip:{number}@{self.host}")
        self.gateway.send(PutAccount(account=account, password=Secret(password)))

    @classmethod
    def at(cls, facts: "LabFacts", number: str, runtime: PlainRuntime | None = None) -> "Telephone":
        return cls(facts.sip_udp, number, facts.user(number).password, runtime)

    def _new_link(self) -> ProcessLink:
        self.links.append(ProcessLink())
        return self.links[-1]

    @property
    def engine_pid(self) -> int:
        pid = self.links[-1].pid
        assert pid is not None
        return pid

    def start(self) -> "Telephone":
        """Starts the engine and waits until the account is registered."""
        self.gateway.start()
        self.wait_registered()
        return self

    def wait(self, is_done: Callable[[], bool], what: str, timeout_s: float = PATIENCE_S) -> None:
        if not self.runtime.run_until(is_done, timeout_s):
            tail = "\n".join(str(frame) for frame in self.frames[-8:])
            raise AssertionError(f"waited in vain for {what}: {self.states} {self.gateway.diagnosis}\n{tail}")

    def wait_registered(self, timeout_s: float = PATIENCE_S) -> None:
        """Waits until the engine that runs now has registered."""

        def is_registered() -> bool:
            if self.gateway.state != EngineState.READY:
                return False
            run = self.gateway.engine_run
            states = [
                f.event.registration.state
                for f in self.frames
                if f.engine_run == run and isinstance(f.event, RegistrationChanged)
            ]
            return states[-1:] == [RegistrationState.REGISTERED]

        self.wait(is_registered, "the registration", timeout_s)

    def do(self, command: AnyCommand) -> None:
        """Sends the command, which must be accepted."""
        replies: list[Accepted | Rejected] = []
        self.gateway.send(command, replies.append)
        self.wait(lambda: bool(replies), f"the reply to {type(command).__name__}")
        assert isinstance(replies[0], Accepted), replies[0]

    def dial(self, number: str) -> LegId:
        leg_id = new_leg_id()
        self.do(Dial(leg_id=leg_id, account_id=ACCOUNT, target=f"sip:{number}@{self.host}"))
        return leg_id

    def wait_leg(self, is_so: Callable[[CallLegSnapshot], bool], what: str) -> CallLegSnapshot:
        """Waits until a leg of the engine that runs now is so."""

        def legs() -> list[CallLegSnapshot]:
            run = self.gateway.engine_run
            mine = [f.event.leg for f in self.frames if f.engine_run == run and isinstance(f.event, CallLegChanged)]
            return [leg for leg in mine[-1:] if is_so(leg)]

        self.wait(lambda: bool(legs()), what)
        return legs()[0]

    def wait_state(self, state: LegState) -> CallLegSnapshot:
        return self.wait_leg(lambda leg: leg.state == state, state)

    def close(self) -> None:
        """Shuts down and waits for it."""
        done: list[bool] = []
        self.gateway.shut_down(lambda: done.append(True))
        self.wait(lambda: bool(done), "the end")


def main() -> None:
    """``PORT NUMBER PASSWORD [DIALLED]``: registers, dials, prints the engine's pid, and waits to be killed."""
    port, number, password, *dialled = sys.argv[1:]
    telephone = Telephone(int(port), number, password).start()
    if dialled:
        telephone.dial(dialled[0])
        telephone.wait_state(LegState.ESTABLISHED)
    print(telephone.engine_pid, flush=True)
    telephone.runtime.run_until(lambda: False)


if __name__ == "__main__":
    main()
