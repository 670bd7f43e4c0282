"""One account's state in memory and how it is shown."""

from dataclasses import dataclass, field

from softphone.accounts.explain import (
    DISABLED,
    ENGINE_STOPPED,
    PASSWORD_MISSING,
    RECONNECTING,
    WAITING_FOR_KEYRING,
    explain,
)
from softphone.accounts.view import AccountView
from softphone.basics.errors import CredentialError
from softphone.basics.explanation import Explanation
from softphone.basics.secret import Secret
from softphone.engine_client.state import EngineState
from softphone.protocol.snapshots import (
    AccountConfig,
    RegistrationProblem,
    RegistrationSnapshot,
    RegistrationState,
)


@dataclass(slots=True)
class Account:
    """An account between settings, keyring and engine.

    Attributes:
        password_turn: counts what happened to the password, so that a late answer of the keyring is known as late.
        keyring_problem: why the keyring did not give or keep the password.
        turn_password: for the TURN server; None where there is none, or while it is not known.
        is_in_engine: True once PutAccount was sent.
    """

    config: AccountConfig
    is_ephemeral: bool = False
    password: Secret | None = None
    turn_password: Secret | None = None
    registration: RegistrationSnapshot = field(init=False)
    password_turn: int = 0
    needs_password: bool = False
    is_keyring_slow: bool = False
    is_remembered: bool = False
    is_in_engine: bool = False
    keyring_problem: CredentialError | None = None

    def __post_init__(self) -> None:
        self.forget_registration()

    def forget_registration(self) -> None:
        """Back to unregistered, with no problem known."""
        self.registration = RegistrationSnapshot(
            account_id=self.config.account_id, state=RegistrationState.UNREGISTERED
        )

    def begin_registration(self) -> None:
        """On the way to being registered, with no problem known."""
        self.registration = RegistrationSnapshot(
            account_id=self.config.account_id, state=RegistrationState.REGISTERING, server=self.registration.server
        )

    @property
    def has_wrong_password(self) -> bool:
        return self.registration.problem == RegistrationProblem.WRONG_PASSWORD

    def view(self, engine: EngineState) -> AccountView:
        """The account as it is shown while the engine is in this state."""
        return AccountView(
            config=self.config,
            registration=self.registration,
            explanation=self._explanation(engine),
            needs_password=self.needs_password,
            is_ephemeral=self.is_ephemeral,
            is_remembered=self.is_remembered,
            has_turn_password=self.turn_password is not None,
        )

    def _explanation(self, engine: EngineState) -> Explanation | None:
        if not self.config.is_enabled:
            return DISABLED.translated("accounts")
        if engine == EngineState.STOPPED:
            return ENGINE_STOPPED.translated("accounts")
        if self.needs_password and not self.has_wrong_password:
            problem = self.keyring_problem
            if problem is not None:
                return Explanation(problem.title, problem.remedy)
            return PASSWORD_MISSING.translated("accounts")
        if self.is_keyring_slow:
            return WAITING_FOR_KEYRING.translated("accounts")
        if engine == EngineState.RESTARTING and self.is_in_engine:
            return RECONNECTING.translated("accounts")
        if self.registration.problem is not None:
            return explain(self.registration.problem, self.config, self.registration)
        return None
