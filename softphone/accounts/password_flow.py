"""How an account gets its password: from the keyring, from the user, and back into the keyring."""

from collections.abc import Callable

from softphone.accounts.account import Account
from softphone.accounts.passwords import Passwords
from softphone.basics.errors import CredentialError
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.runtime import Runtime, Timer

_SLOW_KEYRING_S = 3.0


class PasswordFlow:
    """Changes the password fields of accounts and calls back; the latest wish for an account wins.

    Args:
        on_password: the account has a password to sign in with.
        on_missing: only the user can help now.
        on_changed: something else that is shown changed.
        on_problem: a password could not be kept or forgotten.
    """

    def __init__(
        self,
        runtime: Runtime,
        passwords: Passwords,
        on_password: Callable[[Account], None],
        on_missing: Callable[[Account], None],
        on_changed: Callable[[Account], None],
        on_problem: Callable[[CredentialError], None],
    ) -> None:
        self._runtime = runtime
        self._passwords = passwords
        self._on_password = on_password
        self._on_missing = on_missing
        self._on_changed = on_changed
        self._on_problem = on_problem

    def fetch(self, account: Account) -> None:
        """Asks the keyring; an ephemeral account's password was never there, so only the user can give it."""
        turn = _new_turn(account)
        account.needs_password = False
        if account.is_ephemeral:
            self._ask_user(account)
            return
        timer = self._tell_when_slow(account, turn)

        def done(password: Secret | None) -> None:
            timer.cancel()
            if account.password_turn != turn:
                return
            _new_turn(account)
            if password is None:
                self._ask_user(account)
            else:
                account.password, account.is_remembered = password, True
                self._on_password(account)

        def failed(error: CredentialError) -> None:
            timer.cancel()
            if account.password_turn == turn:
                _new_turn(account)
                account.keyring_problem = error
                self._ask_user(account)

        self._passwords.fetch(account.config.account_id, done, failed)

    def take(self, account: Account, password: Secret, remember: bool) -> None:
        """The user gave a password: it is used at once, and kept in the keyring when wanted."""
        turn = _new_turn(account)
        was_remembered = account.is_remembered
        account.password, account.needs_password, account.is_remembered = password, False, False
        if account.config.is_enabled:
            self._on_password(account)
        if account.is_ephemeral or not remember:
            if was_remembered:  # the old one would be tried at the next start
                self._passwords.forget(account.config.account_id, lambda: None, self._on_problem)
            self._on_changed(account)
            return

        def kept() -> None:
            if account.password_turn == turn:
                account.is_remembered = True
                self._on_changed(account)

        def failed(error: CredentialError) -> None:
            self._on_problem(_not_kept(error))

        self._passwords.keep(account.config.account_id, password, kept, failed)
        self._on_changed(account)

    def forget(self, account: Account) -> None:
        """The account is gone: the keyring shall forget its password."""
        _new_turn(account)
        if not account.is_ephemeral:
            self._passwords.forget(account.config.account_id, lambda: None, self._on_problem)

    def _ask_user(self, account: Account) -> None:
        account.needs_password = True
        self._on_missing(account)

    def _tell_when_slow(self, account: Account, turn: int) -> Timer:
        def slow() -> None:
            if account.password_turn == turn:
                account.is_keyring_slow = True
                self._on_changed(account)

        return self._runtime.call_later(_SLOW_KEYRING_S, slow)


def _new_turn(account: Account) -> int:
    account.password_turn += 1
    account.is_keyring_slow = False
    account.keyring_problem = None
    return account.password_turn


def _not_kept(error: CredentialError) -> CredentialError:
    return CredentialError(
        translate("accounts", "Your password was not saved. {why}").format(why=error.title),
        translate("accounts", "It is used until the program ends; you will be asked for it next time."),
    )
