"""The port to where passwords are kept, and the one that forgets with the program."""

from typing import Protocol

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret


class CredentialStore(Protocol):
    """Passwords by account. Every function may block (a keyring may show a prompt): call it on a worker thread.

    Each raises CredentialError when the store is missing, locked or fails.
    """

    def get(self, account_id: AccountId) -> Secret | None:
        """The password; None when none is kept."""

    def set(self, account_id: AccountId, password: Secret) -> None:
        """Keeps the password, in place of an earlier one."""

    def delete(self, account_id: AccountId) -> None:
        """Forgets the password; does nothing when none is kept."""

    def close(self) -> None:
        """The program ends: whatever still waits for the store raises CredentialError soon. Does not block."""


class MemoryCredentialStore:
    """Keeps passwords until the program ends."""

    def __init__(self) -> None:
        self._passwords: dict[AccountId, Secret] = {}

    def get(self, account_id: AccountId) -> Secret | None:
        return self._passwords.get(account_id)

    def set(self, account_id: AccountId, password: Secret) -> None:
        self._passwords[account_id] = password

    def delete(self, account_id: AccountId) -> None:
        self._passwords.pop(account_id, None)

    def close(self) -> None:
        return
