"""An account as it is shown."""

from dataclasses import dataclass

from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import AccountConfig, RegistrationSnapshot, RegistrationState


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as it is now.

    Attributes:
        explanation: words for a state that is not simply registered or on its way there; None when all is well.
        needs_password: True when nothing more happens until the user enters the password.
        is_ephemeral: True for an account that is not kept in the settings (the lab's).
        is_remembered: True when the password is kept in the system's keyring.
        has_turn_password: True when the password for the TURN server is known.
    """

    config: AccountConfig
    registration: RegistrationSnapshot
    explanation: Explanation | None = None
    needs_password: bool = False
    is_ephemeral: bool = False
    is_remembered: bool = False
    has_turn_password: bool = False

    @property
    def account_id(self) -> AccountId:
        return self.config.account_id

    @property
    def is_registered(self) -> bool:
        """True while calls can arrive."""
        return self.registration.state in (RegistrationState.REGISTERED, RegistrationState.REFRESHING)
