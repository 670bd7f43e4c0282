"""What is done when the network has changed: bindings renewed, calls moved, words for what is missing.

An account is only touched when the way to its own server is another, so that a VPN does not disturb a call that goes
past it (RFC 3261 sections 10.2.4 and 14, RFC 6223 section 4).
"""

import logging
from collections.abc import Callable

from softphone.basics.ids import AccountId
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts, Emit
from softphone.engine.leg import Leg
from softphone.engine.legs import Legs
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.native_requests import hang_up_native
from softphone.engine.network_watch import Address, NetworkWatch, usable_addresses
from softphone.protocol.events import NetworkChanged
from softphone.protocol.snapshots import (
    Direction,
    EndKind,
    EndReason,
    LegState,
    NetworkSnapshot,
    RegistrationState,
)

_log = logging.getLogger("softphone.engine.network")
_PATIENCE_S = 1.0  # from cable to Wi-Fi there is a moment without any address
_UNAVAILABLE = 480
_CALLS_AT_THE_LATEST_S = 1.5


class NetworkChange:
    """Follows the machine's network and brings accounts and calls after it.

    Attributes:
        on_moved: told of each account whose way to the server is another.
    """

    def __init__(self, loop: Loop, accounts: Accounts, legs: Legs, emit: Emit) -> None:
        self._loop = loop
        self._accounts = accounts
        self._legs = legs
        self._emit = emit
        self.on_moved: Callable[[Account], None] = lambda account: None
        self._told: NetworkSnapshot | None = None
        self._lost: dict[AccountId, LoopTimer] = {}
        self._gone: set[AccountId] = set()
        self._moving: dict[AccountId, LoopTimer] = {}
        self.watch = NetworkWatch(loop, self.look)

    def look(self, was_still: bool = False) -> None:
        """Looks at the network now. was_still: this machine slept, so what was connected may be gone."""
        addresses = usable_addresses()
        self._tell(addresses)
        for account in self._accounts:
            if account.native is not None:
                self._follow(account, was_still)
            elif was_still or addresses:
                account.registration.renew()

    def registration_changed(self, account: Account) -> None:
        """Calls follow when the binding has: then the PBX knows the new address, and we know what it sees of us."""
        if account.config.account_id in self._moving and account.registration.state == RegistrationState.REGISTERED:
            self._move_calls(account)

    def has_way(self, account: Account) -> bool:
        """False while nothing can be sent to the account's server."""
        return account.config.account_id not in self._lost and account.config.account_id not in self._gone

    def close(self) -> None:
        """Watches no more."""
        self.watch.close()
        for timer in (*self._lost.values(), *self._moving.values()):
            timer.cancel()

    # ------------------------------------------------------------------ inside

    def _tell(self, addresses: tuple[Address, ...]) -> None:
        ways = [way for account in self._accounts if account.server_addresses and (way := account.way_out())]
        has_accounts = any(account.server_addresses for account in self._accounts)
        snapshot = NetworkSnapshot(
            addresses=tuple(address.text for address in addresses),
            has_way_out=bool(ways) if has_accounts else bool(addresses),
            is_vpn=any(address.is_tunnel and address.text in ways for address in addresses),
        )
        if snapshot != self._told:
            self._told = snapshot
            self._emit(NetworkChanged(network=snapshot), None)

    def _follow(self, account: Account, was_still: bool) -> None:
        account_id = account.config.account_id
        way = account.way_out()
        if not way:
            if self.has_way(account):
                self._lost[account_id] = self._loop.call_later(_PATIENCE_S, lambda: self._no_way(account))
            return
        was_gone = not self.has_way(account)
        self._found(account_id)
        if way != account.local_address or was_still:
            self._move(account)
        elif was_gone:
            account.rebind()

    def _found(self, account_id: AccountId) -> None:
        self._gone.discard(account_id)
        timer = self._lost.pop(account_id, None)
        if timer is not None:
            timer.cancel()

    def _no_way(self, account: Account) -> None:
        account_id = account.config.account_id
        self._lost.pop(account_id, None)
        if account.way_out():
            self.look()
            return
        self._gone.add(account_id)
        account.no_way()

    def _move(self, account: Account) -> None:
        _log.info("the way to the server of %s is another", account.config.account_id)
        is_elsewhere = account.way_out() != account.local_address
        account.move()
        self.on_moved(account)
        self._expect(account, gives_up=is_elsewhere)
        account.rebind()

    def _expect(self, account: Account, *, gives_up: bool) -> None:
        account_id = account.config.account_id
        timer = self._moving.pop(account_id, None)
        if timer is not None:
            timer.cancel()
        for leg in self._legs:
            if gives_up and leg.account is account and leg.state != LegState.ESTABLISHED:
                _give_up(leg)
        self._moving[account_id] = self._loop.call_later(_CALLS_AT_THE_LATEST_S, lambda: self._move_calls(account))

    def _move_calls(self, account: Account) -> None:
        timer = self._moving.pop(account.config.account_id, None)
        if timer is not None:
            timer.cancel()
        for leg in self._legs:
            if leg.account is account:
                leg.renew_path()


def _give_up(leg: Leg) -> None:
    """A call that is not answered yet cannot be moved: its answer would go to an address that is gone."""
    if leg.native is not None and leg.direction == Direction.INCOMING:
        hang_up_native(leg.native, _UNAVAILABLE)  # the caller's other destinations still ring
    leg.fail(EndReason(kind=EndKind.NETWORK_LOST, detail="the network changed"))
