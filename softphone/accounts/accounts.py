"""The accounts: kept in the settings, signed in with passwords from the keyring, shown as views."""

from softphone.accounts.account import Account
from softphone.accounts.account_tests import AccountTests, OnStep
from softphone.accounts.config import AccountError, as_server_sees_it, normalised
from softphone.accounts.credentials import CredentialStore
from softphone.accounts.password_flow import PasswordFlow
from softphone.accounts.passwords import Passwords
from softphone.accounts.turn_passwords import TurnPasswords
from softphone.accounts.view import AccountView
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import PutAccount, Register, RemoveAccount
from softphone.protocol.events import Accepted, EventFrame, RegistrationChanged, Rejected
from softphone.protocol.snapshots import (
    AccountConfig,
    RegistrationProblem,
    RegistrationSnapshot,
    RegistrationState,
)
from softphone.runtime import Runtime
from softphone.settings.declared import ACCOUNTS, DEFAULT_ACCOUNT
from softphone.settings.settings import Settings


class Accounts:
    """Every account of the user's identity.

    Attributes:
        changed: announces a view when anything in it changed.
        removed: announces the id of an account that is gone.
        password_needed: announces an account once for each time the user must enter its password.
        problems: announces what the user should be told, for instance that a password could not be kept.
    """

    def __init__(
        self, runtime: Runtime, gateway: EngineGateway, settings: Settings, credentials: CredentialStore
    ) -> None:
        self.changed: Listeners[AccountView] = Listeners()
        self.removed: Listeners[AccountId] = Listeners()
        self.password_needed: Listeners[AccountConfig] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self._runtime = runtime
        self._gateway = gateway
        self._settings = settings
        passwords = Passwords(runtime, credentials)
        self._turn_passwords = TurnPasswords(passwords, self.problems.announce)
        self._passwords = PasswordFlow(
            runtime,
            passwords,
            on_password=self._put,
            on_missing=self._password_missing,
            on_changed=self._announce,
            on_problem=self.problems.announce,
        )
        self._tests = AccountTests(gateway)
        self._accounts: dict[AccountId, Account] = {}
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)

    def start(self) -> None:
        """Signs in every account of the settings, as soon as the keyring gave its password."""
        for config in self._settings.entries(ACCOUNTS):
            account = self._accounts[config.account_id] = Account(config)
            if config.is_enabled:
                self._fetch(account)
            self._announce(account)

    def views(self) -> tuple[AccountView, ...]:
        """Every account, in the order in which they were added."""
        return tuple(account.view(self._gateway.state) for account in self._accounts.values())

    def view(self, account_id: AccountId) -> AccountView | None:
        """The account, None when there is none of this id."""
        account = self._accounts.get(account_id)
        return None if account is None else account.view(self._gateway.state)

    def default(self) -> AccountView | None:
        """The account that calls go out from: the chosen one, else the first that is registered, else the first."""
        enabled = [view for view in self.views() if view.config.is_enabled]
        chosen = self._settings.get(DEFAULT_ACCOUNT)
        for is_fitting in (lambda v: v.account_id == chosen, lambda v: v.is_registered, lambda v: True):
            for view in enabled:
                if is_fitting(view):
                    return view
        return None

    def set_default(self, account_id: AccountId) -> None:
        """Calls go out from this account from now on."""
        self._settings.set(DEFAULT_ACCOUNT, account_id)
        for account in self._accounts.values():
            self._announce(account)

    def add(
        self, config: AccountConfig, password: Secret, remember: bool = True, turn_password: Secret | None = None
    ) -> AccountView:
        """Adds the account and signs in. Raises AccountError when its data cannot be used."""
        account = self._new_account(config, is_ephemeral=False)
        self._settings.put_entry(ACCOUNTS, account.config)
        self._turn_passwords.take(account, config, turn_password, remember)
        self._passwords.take(account, password, remember)
        return account.view(self._gateway.state)

    def add_without_password(self, config: AccountConfig) -> AccountView:
        """Adds the account; its password is asked for unless the keyring has it. Raises AccountError."""
        account = self._new_account(config, is_ephemeral=False)
        self._settings.put_entry(ACCOUNTS, account.config)
        if account.config.is_enabled:
            self._fetch(account)
        self._announce(account)
        return account.view(self._gateway.state)

    def add_ephemeral(self, config: AccountConfig, password: Secret) -> AccountView:
        """Adds an account for the life of the program: neither the account nor its password is kept anywhere."""
        account = self._new_account(config, is_ephemeral=True)
        self._passwords.take(account, password, remember=False)
        return account.view(self._gateway.state)

    def update(
        self,
        config: AccountConfig,
        password: Secret | None = None,
        remember: bool = True,
        turn_password: Secret | None = None,
    ) -> AccountView:
        """Replaces an account's data, and each password unless that is None. Raises AccountError."""
        account = self._accounts.get(config.account_id)
        if account is None:
            raise AccountError(
                translate("accounts", "This account does not exist any more."), translate("accounts", "Add it again.")
            )
        config = normalised(config)
        self._check_unique(config)
        before, account.config = account.config, config
        is_same = as_server_sees_it(config) == as_server_sees_it(before)
        is_same &= not self._turn_passwords.take(account, before, turn_password, remember)
        if not account.is_ephemeral:
            self._settings.put_entry(ACCOUNTS, config)
        if not config.is_enabled:
            self._take_out_of_engine(account)
        if password is not None:
            self._passwords.take(account, password, remember)
        elif config.is_enabled and not is_same:
            self._sign_in(account)
        self._announce(account)
        return account.view(self._gateway.state)

    def remove(self, account_id: AccountId) -> None:
        """Signs the account out and forgets it and its password."""
        account = self._accounts.pop(account_id, None)
        if account is None:
            return
        self._passwords.forget(account)
        self._turn_passwords.forget(account)
        self._take_out_of_engine(account)
        if not account.is_ephemeral:
            self._settings.remove_entry(ACCOUNTS, account_id)
        if self._settings.get(DEFAULT_ACCOUNT) == account_id:
            self._settings.reset(DEFAULT_ACCOUNT)
        self.removed.announce(account_id)

    def register_now(self, account_id: AccountId) -> None:
        """Tries to sign in at once, whatever the back-off says; asks for the password when that is missing."""
        account = self._accounts.get(account_id)
        if account is None or not account.config.is_enabled:
            return
        if account.needs_password:
            self._password_missing(account)  # a password that was refused is not tried again
        elif account.is_in_engine:
            self._gateway.send(Register(account_id=account_id))
        else:
            self._sign_in(account)

    def provide_password(self, account_id: AccountId, password: Secret, remember: bool) -> None:
        """The user entered the password: one try with it."""
        account = self._accounts.get(account_id)
        if account is not None:
            self._passwords.take(account, password, remember)

    def test(self, config: AccountConfig, password: Secret | None, on_step: OnStep) -> str:
        """Tries the account step by step without touching it; returns the test's id.

        password: None takes the one that is known for this account. Raises AccountError, EngineUnavailable.
        """
        return self._tests.start(normalised(config), password or self.known_password(config.account_id), on_step)

    def cancel_test(self, test_id: str) -> None:
        """Nothing more of this test is announced."""
        self._tests.cancel(test_id)

    def known_password(self, account_id: AccountId) -> Secret | None:
        """What it was signed in with; None as long as nobody knows it."""
        account = self._accounts.get(account_id)
        return account.password if account else None

    # -------------------------------------------------------------------- inside

    def _new_account(self, config: AccountConfig, is_ephemeral: bool) -> Account:
        config = normalised(config)
        self._check_unique(config)
        if config.account_id in self._accounts:
            raise AccountError(
                translate("accounts", "This account exists already."), translate("accounts", "Change the existing one.")
            )
        account = self._accounts[config.account_id] = Account(config, is_ephemeral)
        return account

    def _check_unique(self, config: AccountConfig) -> None:
        for other in self._accounts.values():
            if (
                other.config.account_id != config.account_id
                and other.config.address_of_record == config.address_of_record
            ):
                raise AccountError(
                    translate("accounts", "There is an account with this address already."),
                    translate("accounts", "Change that one instead of adding it again."),
                )

    def _password_missing(self, account: Account) -> None:
        self._announce(account)
        if account.config.account_id in self._accounts:
            self.password_needed.announce(account.config)

    def _fetch(self, account: Account) -> None:
        self._turn_passwords.fetch(account)
        self._passwords.fetch(account)

    def _sign_in(self, account: Account) -> None:
        if account.password is None:
            self._fetch(account)
        else:
            self._put(account)

    def _put(self, account: Account) -> None:
        assert account.password is not None
        account.is_in_engine = True
        account.needs_password = False
        account.begin_registration()

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and self._gateway.state == EngineState.READY:
                self._note_refused(account, reply.detail)

        command = PutAccount(account=account.config, password=account.password, turn_password=account.turn_password)
        self._gateway.send(command, replied)
        self._announce(account)

    def _note_refused(self, account: Account, detail: str) -> None:
        account.registration = RegistrationSnapshot(
            account_id=account.config.account_id,
            state=RegistrationState.FAILED,
            problem=RegistrationProblem.BAD_CONFIGURATION,
            detail=detail,
        )
        self._announce(account)

    def _take_out_of_engine(self, account: Account) -> None:
        if account.is_in_engine:
            account.is_in_engine = False
            self._gateway.send(RemoveAccount(account_id=account.config.account_id))
        account.forget_registration()

    def _on_event(self, frame: EventFrame) -> None:
        event = frame.event
        if not isinstance(event, RegistrationChanged):
            return
        account = self._accounts.get(event.registration.account_id)
        if account is None or not account.is_in_engine:
            return
        had_wrong_password = account.has_wrong_password
        account.registration = event.registration
        if account.has_wrong_password and not had_wrong_password:
            account.needs_password = True
            self._password_missing(account)
        else:
            self._announce(account)

    def _on_engine_state(self, state: EngineState) -> None:
        is_lost = state in (EngineState.RESTARTING, EngineState.STOPPED)
        for account in self._accounts.values():
            if is_lost and account.is_in_engine and account.has_wrong_password:
                # The next engine must not try the wrong password again: some servers lock the account.
                account.is_in_engine = False
                self._gateway.send(RemoveAccount(account_id=account.config.account_id))
            elif is_lost and account.is_in_engine:
                account.begin_registration()
            self._announce(account)

    def _announce(self, account: Account) -> None:
        if account.config.account_id in self._accounts:
            self.changed.announce(account.view(self._gateway.state))
