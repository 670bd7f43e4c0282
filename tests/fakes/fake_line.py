"""The fake engine's line: proofs that succeed while the account is registered, and a network that the test changes."""

from collections.abc import Callable
from typing import Any

from softphone.basics.ids import AccountId, CommandId
from softphone.protocol import commands as c
from softphone.protocol.events import NetworkChanged, ReachabilityChanged
from softphone.protocol.snapshots import (
    NetworkSnapshot,
    ReachabilityProof,
    ReachabilitySnapshot,
    ReachabilityState,
)
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.fake_stage import Stage


class FakeLine:
    """What CheckReachability and LookAtNetwork do. network: what a look finds; change it and it is told."""

    def __init__(self, stage: Stage, pbx: FakePbx, require: Callable[[AccountId], object]) -> None:
        """require: raises Refused for an account that there is not."""
        self._stage = stage
        self._pbx = pbx
        self._require = require
        self._told: NetworkSnapshot | None = None
        self.network = NetworkSnapshot(addresses=("192.0.2.10",))

    def handlers(self) -> dict[type[c.Command], Callable[[Any, CommandId], None]]:
        return {c.CheckReachability: self._check, c.LookAtNetwork: lambda command, cause: self.look(cause)}

    def look(self, cause: CommandId | None = None) -> None:
        """Tells of the network when it is another."""
        if self.network != self._told:
            self._told = self.network
            self._stage.announce(NetworkChanged(network=self.network), cause)

    def tell(self, account_id: AccountId, state: ReachabilityState, cause: CommandId | None = None) -> None:
        """A proof came to this end."""
        is_reachable = state == ReachabilityState.REACHABLE
        self._stage.announce(
            ReachabilityChanged(
                reachability=ReachabilitySnapshot(
                    account_id=account_id,
                    state=state,
                    checked_at_s=self._stage.wall_time_s(),
                    proof=ReachabilityProof.REQUEST if is_reachable else None,
                )
            ),
            cause,
        )

    def _check(self, command: c.CheckReachability, cause: CommandId) -> None:
        self._require(command.account_id)
        is_registered = command.account_id in self._pbx.registered
        state = ReachabilityState.REACHABLE if is_registered else ReachabilityState.UNREACHABLE
        self._stage.later(self._pbx.answer_delay_s, lambda: self.tell(command.account_id, state, cause))
