"""The port to where passwords are kept, and the one that forgets with the program."""

from typing import Protocol, TypeAlias

from softphone.basics.ids import AccountId, DirectoryServerId, MailServerId
from softphone.basics.secret import Secret

CredentialKey: TypeAlias = AccountId | DirectoryServerId | MailServerId


class CredentialStore(Protocol):
    """Passwords by whose they are. Every function may block (a keyring may show a prompt): call it on a worker thread.

    Each raises CredentialError when the store is missing, locked or fails.
    """

    def get(self, key: CredentialKey) -> Secret | None:
        """The password; None when none is kept."""

    def set(self, key: CredentialKey, password: Secret) -> None:
        """Keeps the password, in place of an earlier one."""

    def delete(self, key: CredentialKey) -> None:
        """Forgets the password; does nothing when none is kept."""

    def close(self) -> None:
        """The program ends: whatever still waits for the store raises CredentialError soon. Does not block."""


class MemoryCredentialStore:
    """Keeps passwords until the program ends."""

    def __init__(self) -> None:
        self._passwords: dict[CredentialKey, Secret] = {}

    def get(self, key: CredentialKey) -> Secret | None:
        return self._passwords.get(key)

    def set(self, key: CredentialKey, password: Secret) -> None:
        self._passwords[key] = password

    def delete(self, key: CredentialKey) -> None:
        self._passwords.pop(key, None)

    def close(self) -> None:
        return
