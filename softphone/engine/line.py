"""The line: the network watched, bindings and calls brought after it, and proved that calls come in."""

from softphone.basics.ids import AccountId, CommandId
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts, Emit, is_from_server
from softphone.engine.asking import Asker
from softphone.engine.event_state import EventState
from softphone.engine.key_refusal import KeyRefusal
from softphone.engine.legs import Legs
from softphone.engine.library import Inbox
from softphone.engine.loop import Loop
from softphone.engine.media_watch import MediaWatch
from softphone.engine.network_change import NetworkChange
from softphone.engine.reachability import Reachability
from softphone.engine.router import Handler
from softphone.engine.sip_text import request_uri
from softphone.protocol.commands import CheckReachability, Command, LookAtNetwork


class Line:
    """Joins what keeps the line up to accounts, calls and event state."""

    def __init__(self, inbox: Inbox, loop: Loop, accounts: Accounts, legs: Legs, events: EventState,
                 emit: Emit) -> None:  # fmt: skip
        asker = Asker(inbox, loop)
        self._accounts = accounts
        self._network = NetworkChange(loop, accounts, legs, emit)
        self._network.on_moved = events.moved
        self._reachability = Reachability(inbox, loop, accounts, legs, asker, emit)
        self._reachability.renew = self._renew
        self._doubt = events.doubt
        self._tell_others, accounts.on_registration = accounts.on_registration, self._registration_changed
        self._tell_of_end, accounts.on_gone = accounts.on_gone, self._account_gone
        self._refusal = KeyRefusal(inbox, legs)
        self._media = MediaWatch(loop, legs, self._network.has_way)
        self.leg_changed = self._media.leg_changed
        self.handlers: dict[type[Command], Handler] = {
            LookAtNetwork: self._look,
            CheckReachability: self._reachability.check,
        }
        self.takes_call = self._reachability.takes_call
        self.uses = self._reachability.uses
        loop.post(self._network.look)

    def choose(self, message: str, source: str) -> int:
        """The library's number of the account that a request outside a dialog is for; notes that it came."""
        account = self._accounts.find(request_uri(message), source)
        if account is not None:
            self._refusal.look(account, message, source)
        if account is not None and f"line={account.line}" in request_uri(message) and is_from_server(account, source):
            self._reachability.request_came(account, message)
        return self._accounts.choose(message, source)

    def beat(self) -> None:
        """To be called about once a second."""
        self._network.watch.beat()

    def close(self) -> None:
        """Watches and asks no more."""
        self._network.close()
        self._media.close()
        self._reachability.close()

    def _look(self, command: LookAtNetwork, cause: CommandId) -> None:
        self._network.look()

    def _registration_changed(self, account: Account) -> None:
        self._tell_others(account)
        self._network.registration_changed(account)
        self._reachability.registration_changed(account)

    def _renew(self, account: Account) -> None:
        """Whoever has forgotten a registration has forgotten subscriptions, too, and tells nobody."""
        account.move()
        account.rebind()
        self._doubt(account)

    def _account_gone(self, account_id: AccountId, cause: CommandId) -> None:
        self._reachability.account_gone(account_id)
        self._tell_of_end(account_id, cause)
