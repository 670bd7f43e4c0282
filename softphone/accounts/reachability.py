"""Whether calls to each account come in: what the engine has proved, in words."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from softphone.accounts.accounts import Accounts
from softphone.basics.errors import EngineUnavailable
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.words import mark, translate
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import CheckReachability, LookAtNetwork
from softphone.protocol.events import EventFrame, ReachabilityChanged
from softphone.protocol.snapshots import ReachabilityProof, ReachabilitySnapshot, ReachabilityState

_PROOFS = {
    ReachabilityProof.CALL: mark("accounts", "A call to your own number came in through the phone server."),
    ReachabilityProof.REQUEST: mark("accounts", "A request of the phone server came in."),
    ReachabilityProof.BINDING: mark(
        "accounts", "The phone server answers and has this computer on its list; it passes no test on to it."
    ),
}


@dataclass(frozen=True, slots=True)
class ReachabilityView:
    """What is known of an account's incoming calls.

    Attributes:
        checked_at_s: seconds since the epoch of the last proof; None when there was none.
        explanation: one line for the status, and what was seen or what helps; None while nothing is known.
    """

    state: ReachabilityState
    checked_at_s: float | None = None
    explanation: Explanation | None = None

    @property
    def is_under_way(self) -> bool:
        return self.state == ReachabilityState.CHECKING


class Reachability:
    """The proofs of all accounts.

    Attributes:
        changed: announces the account whose view is another.
    """

    def __init__(self, gateway: EngineGateway, accounts: Accounts) -> None:
        self.changed: Listeners[AccountId] = Listeners()
        self._gateway = gateway
        self._known: dict[AccountId, ReachabilitySnapshot] = {}
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)
        accounts.removed.add(self._forget)

    def of(self, account_id: AccountId) -> ReachabilityView:
        """The account's view; NOT_CHECKED for an account of which nothing was told."""
        known = self._known.get(account_id)
        if known is None:
            return ReachabilityView(ReachabilityState.NOT_CHECKED)
        return ReachabilityView(known.state, known.checked_at_s, _explain(known, time.localtime))

    def check(self, account_id: AccountId) -> None:
        """Proves it now. Raises EngineUnavailable."""
        self._gateway.send(CheckReachability(account_id=account_id))

    def look_at_network(self) -> None:
        """Something outside hints that the network is another: a wake-up, a portal that was passed."""
        with suppress(EngineUnavailable):  # a new engine looks by itself
            self._gateway.send(LookAtNetwork())

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, ReachabilityChanged):
            reachability = frame.event.reachability
            self._known[reachability.account_id] = reachability
            self.changed.announce(reachability.account_id)

    def _forget(self, account_id: AccountId) -> None:
        self._known.pop(account_id, None)

    def _on_engine_state(self, state: EngineState) -> None:
        """What an engine that is gone has proved is not true any more."""
        if state == EngineState.READY:
            return
        known, self._known = self._known, {}
        for account_id in known:
            self.changed.announce(account_id)


def _explain(known: ReachabilitySnapshot, local: Callable[[float], time.struct_time]) -> Explanation | None:
    match known.state:
        case ReachabilityState.REACHABLE:
            at = time.strftime("%H:%M", local(known.checked_at_s or 0.0))
            seen = _PROOFS[known.proof or ReachabilityProof.BINDING]
            return Explanation(translate("accounts", "Reachable, checked {time}").format(time=at),
                               translate("accounts", seen))  # fmt: skip
        case ReachabilityState.CHECKING:
            return Explanation(translate("accounts", "Checking whether calls come in …"), "")
        case ReachabilityState.UNREACHABLE:
            return Explanation(
                translate("accounts", "Calls do not come in"),
                translate("accounts", "The program signs in again by itself; if it lasts, check your network or VPN."),
            )
        case _:
            return None
