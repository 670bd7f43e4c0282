"""Passwords in the system's keyring: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS."""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from softphone.basics.errors import CredentialError
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")
SERVICE = "softphone"
_log = logging.getLogger("softphone.keyring")


class KeyringCredentialStore:
    """Blocks on D-Bus, perhaps behind a prompt to unlock; never falls back to a file."""

    def __init__(self, service: str = SERVICE) -> None:
        self._service = service
        self._lock = threading.Lock()

    def get(self, account_id: AccountId) -> Secret | None:
        """See CredentialStore."""
        password = self._ask(lambda backend: backend.get_password(self._service, account_id))
        return None if password is None else Secret(password)

    def set(self, account_id: AccountId, password: Secret) -> None:
        """See CredentialStore."""
        self._ask(lambda backend: backend.set_password(self._service, account_id, password.reveal()))

    def delete(self, account_id: AccountId) -> None:
        """See CredentialStore."""
        from keyring.errors import PasswordDeleteError

        def work(backend: "KeyringBackend") -> None:
            try:
                backend.delete_password(self._service, account_id)
            except PasswordDeleteError:
                if backend.get_password(self._service, account_id) is not None:
                    raise

        self._ask(work)

    def _ask(self, work: "Callable[[KeyringBackend], T]") -> T:
        # The import takes 50 ms and the choice of a backend asks D-Bus: both happen here, on the worker thread.
        from keyring.errors import KeyringLocked

        with self._lock:
            try:
                return work(_system_keyring())
            except CredentialError:
                raise
            except KeyringLocked:
                raise CredentialError(
                    "The password store of this computer is locked.",
                    "Unlock it, or enter the password here; then it is kept until the program ends.",
                ) from None
            except Exception as error:  # backends raise what their libraries raise (D-Bus, ctypes)
                _log.warning("keyring failed: %s", type(error).__name__)  # its text might hold the password
                raise CredentialError(
                    "The password store of this computer did not work.",
                    "Enter the password here; it is kept until the program ends.",
                ) from None


def _system_keyring() -> "KeyringBackend":
    """The keyring of the desktop. Raises CredentialError when there is none: a file is no substitute."""
    import keyring
    from keyring.backends import chainer, fail, null

    backend = keyring.get_keyring()
    candidates = backend.backends if isinstance(backend, chainer.ChainerBackend) else [backend]
    for candidate in candidates:
        if not isinstance(candidate, fail.Keyring | null.Keyring) and type(candidate).__module__.startswith("keyring."):
            return candidate
    raise CredentialError(
        "This computer has no password store that the softphone can use.",
        "Enter the password here; it is kept until the program ends.",
    )
