"""Passwords of the TURN servers (RFC 8656): kept beside the accounts' own, and never in the user's way."""

from collections.abc import Callable

from softphone.accounts.account import Account
from softphone.accounts.passwords import Passwords
from softphone.basics.errors import CredentialError
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol.snapshots import AccountConfig


def turn_key(account_id: AccountId) -> AccountId:
    """Under which the store keeps the TURN password of this account."""
    return AccountId(f"{account_id}-turn")


def is_needed(config: AccountConfig) -> bool:
    """Whether the account signs in at a TURN server."""
    return bool(config.turn_server and config.turn_user)


class TurnPasswords:
    """Changes `turn_password` of accounts. A call can do without TURN, so nobody is asked for a missing one."""

    def __init__(self, passwords: Passwords, on_problem: Callable[[CredentialError], None]) -> None:
        self._passwords = passwords
        self._on_problem = on_problem

    def fetch(self, account: Account) -> None:
        """Asks the store unless the password is known. Before the account's own: what the store is asked later, it
        answers later, so that the account signs in with both at once."""
        if account.is_ephemeral or account.turn_password is not None or not is_needed(account.config):
            return

        def done(password: Secret | None) -> None:
            if account.turn_password is None and is_needed(account.config):
                account.turn_password = password

        # Why the store does not answer is told when the account's own password is fetched.
        self._passwords.fetch(turn_key(account.config.account_id), done, lambda _: None)

    def take(self, account: Account, before: AccountConfig, password: Secret | None, remember: bool) -> bool:
        """What was entered with the account's data; None for no change. Returns whether the engine must know.

        before: the account's data until now. Without a server or a user name the password is of no use any more and
        is forgotten.
        """
        if not is_needed(account.config):
            if is_needed(before):
                self._drop(account)
            return False
        if password is None:
            return False
        is_new = password != account.turn_password
        account.turn_password = password
        key = turn_key(account.config.account_id)
        if not account.is_ephemeral and remember:
            self._passwords.keep(key, password, lambda: None, self._on_problem)
        elif not account.is_ephemeral:
            self._passwords.forget(key, lambda: None, self._on_problem)
        return is_new

    def forget(self, account: Account) -> None:
        """The account is gone."""
        if is_needed(account.config):
            self._drop(account)

    def _drop(self, account: Account) -> None:
        account.turn_password = None
        if not account.is_ephemeral:
            self._passwords.forget(turn_key(account.config.account_id), lambda: None, self._on_problem)
