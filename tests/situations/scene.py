"""What a script of a situation gets: one engine, its accounts, and as many far parties as it asks for."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType

from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import SrtpMode
from tests.harness.engine_process import EngineProcess, local_account, udp_port
from tests.situations.far_call import FarCall
from tests.situations.peer import Peer

ALICE = AccountId("alice")
FOLLOWER = AccountId("follower")  # follows whoever sends it elsewhere, without asking
SECURE = AccountId("secure")  # offers so many keys that its INVITE does not fit into a datagram


class Scene:
    """For one run of one script; leaving it closes the far parties' ports."""

    def __init__(self, engine: EngineProcess, port: int, clock_speed: float = 1.0) -> None:
        """clock_speed: how much faster time passes for the engine."""
        self.engine, self.port, self._clock_speed = engine, port, clock_speed
        self._stack = ExitStack()

    def __enter__(self) -> "Scene":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def peer(self) -> Peer:
        """A far party with a port of its own."""
        return self._stack.enter_context(Peer())

    def call(self, peer: Peer | None = None) -> FarCall:
        """A call to be made, with a far party of its own unless one is given."""
        return FarCall(peer or self.peer(), self.engine, self.port, self._clock_speed)

    def talk(self) -> FarCall:
        """A call that the engine has made and the far party has answered."""
        return self.call().establish(ALICE)

    def keep(self, thing: object) -> None:
        """Closes it at the end."""
        self._stack.callback(thing.close)  # type: ignore[attr-defined]


Script = Callable[[Scene], None]


@dataclass(frozen=True)
class Situation:
    """A script and what it needs. is_long: SIP's own timers make it so; it runs where time passes faster."""

    script: Script
    is_long: bool = False

    @property
    def name(self) -> str:
        return self.script.__name__


SITUATIONS: list[Situation] = []


def situation(script: Script) -> Script:
    """Enters the script into the list."""
    SITUATIONS.append(Situation(script))
    return script


def long_situation(script: Script) -> Script:
    """Enters a script into the list that waits for SIP's timers."""
    SITUATIONS.append(Situation(script, is_long=True))
    return script


def prepare(engine: EngineProcess) -> int:
    """Gives the engine the accounts of the scripts; returns its port."""
    engine.wait_started()
    for account_id, settings in (
        (ALICE, {}),
        (FOLLOWER, {"follows_redirects": True}),
        (SECURE, {"srtp": SrtpMode.PREFERRED}),
    ):
        engine.put_account(local_account(account_id, **settings), "right")
    return udp_port(engine)
