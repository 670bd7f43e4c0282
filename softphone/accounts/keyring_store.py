"""Passwords in the system's keyring: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn, TypeVar

from softphone.basics.errors import CredentialError
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")
SERVICE = "softphone"
_CLOSED_CHECK_S = 0.25
_IN_MEMORY = "Enter the password here; it is kept until the program ends."
_log = logging.getLogger("softphone.keyring")


class KeyringCredentialStore:
    """Blocks on D-Bus, perhaps behind a prompt to unlock; never falls back to a file."""

    def __init__(self, service: str = SERVICE) -> None:
        self._service = service
        self._lock = threading.Lock()  # one prompt at a time
        self._is_closed = threading.Event()

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

    def close(self) -> None:
        """See CredentialStore."""
        self._is_closed.set()

    def _ask(self, work: "Callable[[KeyringBackend], T]") -> T:
        """Runs the work on a thread of its own: a service that hangs must not keep the program from ending."""
        outcome: queue.SimpleQueue[Callable[[], T]] = queue.SimpleQueue()

        def run() -> None:
            try:
                with self._lock:
                    result = work(_system_keyring())
            except Exception as error:
                failure = _in_words(error)
                outcome.put(lambda: _raise(failure))
            else:
                outcome.put(lambda: result)

        threading.Thread(target=run, name="keyring", daemon=True).start()
        while not self._is_closed.is_set():
            try:
                answer = outcome.get(timeout=_CLOSED_CHECK_S)
            except queue.Empty:
                continue
            return answer()
        raise CredentialError("The password store of this computer did not answer.", _IN_MEMORY)


def _in_words(error: Exception) -> CredentialError:
    from keyring.errors import KeyringLocked

    if isinstance(error, CredentialError):
        return error
    if isinstance(error, KeyringLocked):
        return CredentialError(
            "The password store of this computer is locked.",
            "Unlock it, or enter the password here; then it is kept until the program ends.",
        )
    # Backends raise what their libraries raise (D-Bus, ctypes); the text might hold the password.
    _log.warning("keyring failed: %s", type(error).__name__)
    return CredentialError("The password store of this computer did not work.", _IN_MEMORY)


def _raise(error: CredentialError) -> NoReturn:
    raise error


def _system_keyring() -> "KeyringBackend":
    """The keyring of the desktop. Raises CredentialError when there is none: a file is no substitute."""
    import keyring
    from keyring.backends import chainer, fail, null

    backend = keyring.get_keyring()
    candidates = backend.backends if isinstance(backend, chainer.ChainerBackend) else [backend]
    for candidate in candidates:
        if not isinstance(candidate, fail.Keyring | null.Keyring) and type(candidate).__module__.startswith("keyring."):
            return candidate
    raise CredentialError("This computer has no password store that the softphone can use.", _IN_MEMORY)
