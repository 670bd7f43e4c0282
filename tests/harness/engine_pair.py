"""Two engines that call each other straight, without a PBX."""

from typing import Any

from softphone.basics.ids import AccountId, LegId
from softphone.protocol.commands import Answer
from softphone.protocol.snapshots import LegState
from tests.harness.engine_process import EngineProcess, local_account, udp_port

ALICE, BOB = AccountId("alice"), AccountId("bob")


class EnginePair:
    """Alice and Bob, each an engine with an account that does not register."""

    def __init__(self, alice: EngineProcess, bob: EngineProcess, **settings: Any) -> None:
        self.alice, self.bob = alice, bob
        for engine, user in ((alice, "alice"), (bob, "bob")):
            engine.wait_started()
            engine.put_account(local_account(user, **settings))
        self.alice_port, self.bob_port = udp_port(alice), udp_port(bob)

    def configure(self, **settings: Any) -> None:
        """Changes both accounts."""
        self.alice.put_account(local_account("alice", **settings))
        self.bob.put_account(local_account("bob", **settings))

    def ring(self) -> tuple[LegId, LegId]:
        """Alice calls Bob; returns both legs once it rings."""
        since = len(self.bob.frames)
        dialled = self.alice.dial(ALICE, f"sip:bob@127.0.0.1:{self.bob_port}")
        incoming = self.bob.wait_incoming(since)
        self.alice.wait_leg(dialled, LegState.RINGBACK)
        return dialled, incoming.leg_id

    def talk(self) -> tuple[LegId, LegId]:
        """Alice calls Bob, who answers; returns both legs once they are established."""
        dialled, incoming = self.ring()
        self.bob.do(Answer(leg_id=incoming))
        self.bob.wait_leg(incoming, LegState.ESTABLISHED)
        self.alice.wait_leg(dialled, LegState.ESTABLISHED)
        return dialled, incoming
