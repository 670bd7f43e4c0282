"""All accounts of the engine: put, remove, register, and which of them a request from outside is for."""

import logging
import re
from collections.abc import Callable, Iterator

from softphone.basics.ids import AccountId, CommandId
from softphone.basics.sip_uri import SipUri
from softphone.engine import sip_text
from softphone.engine.account import Account, OnIncoming
from softphone.engine.library import TransportEvent
from softphone.engine.native_account import NativeAccount
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.resolver import Resolved
from softphone.engine.router import CommandRefused
from softphone.engine.services import Services
from softphone.protocol.commands import PutAccount, Register, RemoveAccount, Unregister
from softphone.protocol.events import AccountRemoved, AnyEvent, RegistrationChanged, RejectCode
from softphone.protocol.snapshots import RegistrationSnapshot, RegistrationState, Transport

_log = logging.getLogger("softphone.engine.accounts")
Emit = Callable[[AnyEvent, CommandId | None], None]


class Accounts:
    """The accounts by id, and those that are on their way out.

    Attributes:
        second_lines: tokens in Contacts of other accounts of the library that are ours, and their numbers.
        on_put: told of an account that is new or was changed.
        on_gone: told of an account that is being removed, and the command that does it.
        on_registration: told of an account whose registration changed.
    """

    def __init__(self, services: Services, emit: Emit, on_incoming: OnIncoming, on_stranger: Callable[[int], None],
                 is_in_use: Callable[[Account], bool]) -> None:  # fmt: skip
        """on_stranger: gets the number of a call that is for none of the accounts.
        is_in_use: True while legs of the account live; then its native account has to stay."""
        self._services = services
        self._emit = emit
        self._on_incoming = on_incoming
        self._is_in_use = is_in_use
        self._accounts: dict[AccountId, Account] = {}
        self._leaving: list[Account] = []
        self.second_lines: dict[str, Callable[[], int]] = {}
        self.on_put: Callable[[Account], None] = lambda account: None
        self.on_gone: Callable[[AccountId, CommandId], None] = lambda account_id, cause: None
        self.on_registration: Callable[[Account], None] = lambda account: None
        # Requests that are for none of the accounts go to this one, and are told so.
        self._nobody = NativeAccount(services.inbox)
        self._nobody.on_incoming = lambda call_id, message, source: on_stranger(call_id)
        nobody = pj.AccountConfig()
        nobody.idUri = "<sip:nobody@invalid>"
        self._nobody.create(nobody, True)

    def __iter__(self) -> Iterator[Account]:
        return iter((*self._accounts.values(), *self._leaving))

    @property
    def nobody(self) -> NativeAccount:
        """The library's account for requests that are for none of ours."""
        return self._nobody

    def get(self, account_id: AccountId) -> Account:
        """The account. Raises CommandRefused when there is none."""
        account = self._accounts.get(account_id)
        if account is None:
            raise CommandRefused(RejectCode.UNKNOWN_ACCOUNT, account_id)
        return account

    # ------------------------------------------------------------------ commands

    def put(self, command: PutAccount, cause: CommandId) -> None:
        config = command.account
        try:
            if not SipUri.parse(config.address_of_record).user:
                raise ValueError("the address of record names no user")
        except ValueError as error:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, str(error)) from None
        old = self._accounts.get(config.account_id)
        if old is not None and old.can_become(config, command.password):
            old.become(config, command.turn_password)
            self.on_put(old)
            self._emit(RegistrationChanged(registration=old.registration.snapshot), cause)
            if config.is_enabled and old.registration.state != RegistrationState.REGISTERED:
                old.registration.register(cause)
            return
        account = Account(config, command.password, self._services, self._announce, self._on_incoming,
                          command.previous_contact_uri, command.turn_password)  # fmt: skip
        self._accounts[config.account_id] = account
        self.on_put(account)
        if old is None:
            self._begin(account, cause)
        else:
            # The registrar shall see the old binding go before the new one comes.
            self._leave(old, cause, lambda: self._begin(account, cause))

    def remove(self, command: RemoveAccount, cause: CommandId) -> None:
        account = self.get(command.account_id)
        del self._accounts[command.account_id]
        self.on_gone(command.account_id, cause)
        self._leave(account, cause, lambda: self._emit(AccountRemoved(account_id=command.account_id), cause))

    def register(self, command: Register, cause: CommandId) -> None:
        self.get(command.account_id).registration.register(cause)

    def unregister(self, command: Unregister, cause: CommandId) -> None:
        self.get(command.account_id).registration.unregister(cause)

    # ------------------------------------------------------------------ from outside

    def choose(self, message: str, source: str) -> int:
        """The library's number of the account that a request outside a dialog is for."""
        request_uri = sip_text.request_uri(message)
        second = self.second_lines.get(_line_of(request_uri))
        if second is not None:
            return second()
        account = self.find(request_uri, source)
        return self._nobody.getId() if account is None else account.native_id

    def find(self, request_uri: str, source: str) -> Account | None:
        """By the token in our Contact; else by user, the account of that server first."""
        line = _line_of(request_uri)
        there = [account for account in self if account.native is not None]
        if line:
            return next((account for account in there if account.line == line), None)
        try:
            uri = SipUri.parse(request_uri)
        except ValueError:
            return None
        named = [a for a in there if a.addresses and a.addresses.address_of_record.user == uri.user]
        return next((a for a in named if is_from_server(a, source)), next(iter(named), None))

    def connection_changed(self, event: TransportEvent) -> None:
        """Tells the accounts of that kind that a connection came or went."""
        for account in self:
            account.connection_changed(event)

    # ------------------------------------------------------------------ the end

    def unregister_all(self, on_gone: Callable[[], None]) -> None:
        """Removes every binding; calls `on_gone` once, when the last is gone or given up."""
        waiting = list(self._accounts.values())
        remaining = [len(waiting)]

        def one_gone() -> None:
            remaining[0] -= 1
            if remaining[0] == 0:
                on_gone()

        for account in waiting:
            account.registration.unregister(None, one_gone)
        if not waiting:
            on_gone()

    def close_unused(self) -> None:
        """Ends the library's accounts that were only kept for a leg."""
        for account in tuple(self._leaving):
            if account.registration.state == RegistrationState.UNREGISTERED and not self._is_in_use(account):
                self._leaving.remove(account)
                account.close()

    def close(self) -> None:
        """Ends all of the library's accounts."""
        for account in self:
            account.close()
        self._accounts.clear()
        self._leaving.clear()
        self._nobody.shutdown()

    # ------------------------------------------------------------------ inside

    def _begin(self, account: Account, cause: CommandId) -> None:
        if self._accounts.get(account.config.account_id) is not account:
            return
        if account.config.is_enabled:
            account.registration.register(cause)
            return
        self._announce(account.registration.snapshot, cause)
        if account.addresses is not None:
            self._services.resolver.locate(account.addresses.question, lambda found: self._prepare(account, found))

    def _prepare(self, account: Account, found: Resolved) -> None:
        """Makes an account that does not register ready for calls, when its server is known."""
        if not found.addresses or self._accounts.get(account.config.account_id) is not account:
            return
        try:
            account.ensure_native(found)
        except ValueError as error:
            _log.warning("account cannot be used: %s", error)
        except PjError as error:
            _log.warning("account cannot be used: %s", reason_of(error))

    def _leave(self, account: Account, cause: CommandId, on_gone: Callable[[], None]) -> None:
        self._leaving.append(account)

        def gone() -> None:
            on_gone()
            self._services.loop.post(self.close_unused)

        account.registration.unregister(cause, gone)

    def _announce(self, registration: RegistrationSnapshot, cause: CommandId | None) -> None:
        self._emit(RegistrationChanged(registration=registration), cause)
        account = self._accounts.get(registration.account_id)
        if account is not None:
            self.on_registration(account)


def _line_of(request_uri: str) -> str:
    match = re.search(r";line=([0-9a-f]+)", request_uri)
    return match[1] if match else ""


def is_from_server(account: Account, source: str) -> bool:
    """True when the source (``address:port``) is the account's server, as far as its transport can tell."""
    return account.way.is_from(source, has_its_port=account.config.transport == Transport.UDP)
