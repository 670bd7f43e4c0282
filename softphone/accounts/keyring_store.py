"""Passwords in the system's keyring: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS."""

import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import msgspec

from softphone.accounts.credentials import CredentialKey
from softphone.basics.errors import CredentialError
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.basics.words import mark, translate

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")
SERVICE = "softphone"
_CLOSED_CHECK_S = 0.25
_IN_MEMORY = mark("accounts", "Enter the password here; it is kept until the program ends.")
# The Secret Service's libraries take 10 MB for as long as a process lives; passwords are read once, at the start.
_READS_IN_CHILD = sys.platform == "linux" and not getattr(sys, "frozen", False)
_log = logging.getLogger("softphone.keyring")


class _Answer(msgspec.Struct):
    """What the child that reads says: the password, or why there is none in words. On a pipe, never shown."""

    password: str | None = None
    title: str = ""
    remedy: str = ""


class KeyringCredentialStore:
    """Blocks on D-Bus, perhaps behind a prompt to unlock; never falls back to a file."""

    def __init__(self, service: str = SERVICE) -> None:
        self._service = service
        self._lock = threading.Lock()  # one prompt at a time
        self._is_closed = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def get(self, key: CredentialKey) -> Secret | None:
        """See CredentialStore."""
        password = self._ask(lambda: self._read_in_child(key) if _READS_IN_CHILD else self._read(key))
        return None if password is None else Secret(password)

    def read_here(self, key: CredentialKey) -> Secret | None:
        """As `get`, but in this process."""
        password = self._ask(lambda: self._read(key))
        return None if password is None else Secret(password)

    def set(self, key: CredentialKey, password: Secret) -> None:
        """See CredentialStore."""
        self._ask(lambda: _system_keyring().set_password(self._service, key, password.reveal()))

    def delete(self, key: CredentialKey) -> None:
        """See CredentialStore."""
        from keyring.errors import PasswordDeleteError

        def work() -> None:
            backend = _system_keyring()
            try:
                backend.delete_password(self._service, key)
            except PasswordDeleteError:
                if backend.get_password(self._service, key) is not None:
                    raise

        self._ask(work)

    def close(self) -> None:
        """See CredentialStore."""
        self._is_closed.set()
        child = self._child
        if child is not None:
            child.kill()

    def _read(self, key: CredentialKey) -> str | None:
        return _system_keyring().get_password(self._service, key)

    def _read_in_child(self, key: CredentialKey) -> str | None:
        root = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._child = subprocess.Popen(
            [sys.executable, "-m", "softphone.accounts.keyring_store", self._service, key],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )
        if self._is_closed.is_set():
            self._child.kill()  # `close` came before there was anything to kill
        said, _ = self._child.communicate()
        self._child = None
        answer = msgspec.json.decode(said, type=_Answer)
        if answer.title:
            # The child speaks English: it knows nothing of the settings.
            raise CredentialError(translate("accounts", answer.title), translate("accounts", answer.remedy))
        return answer.password

    def _ask(self, work: Callable[[], T]) -> T:
        """Runs the work on a thread of its own: a service that hangs must not keep the program from ending."""
        outcome: queue.SimpleQueue[Callable[[], T]] = queue.SimpleQueue()

        def run() -> None:
            try:
                with self._lock:
                    result = work()
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
            if not self._is_closed.is_set():  # else it is the end of the child that was killed for it
                return answer()
        raise CredentialError(
            translate("accounts", "The password store of this computer did not answer."),
            translate("accounts", _IN_MEMORY),
        )


def _in_words(error: Exception) -> CredentialError:
    if isinstance(error, CredentialError):
        return error
    from keyring.errors import KeyringLocked

    if isinstance(error, KeyringLocked):
        return CredentialError(
            translate("accounts", "The password store of this computer is locked."),
            translate("accounts", "Unlock it, or enter the password here; then it is kept until the program ends."),
        )
    # Backends raise what their libraries raise (D-Bus, ctypes); the text might hold the password.
    _log.warning("keyring failed: %s", type(error).__name__)
    return CredentialError(
        translate("accounts", "The password store of this computer did not work."), translate("accounts", _IN_MEMORY)
    )


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
    raise CredentialError(
        translate("accounts", "This computer has no password store that the softphone can use."),
        translate("accounts", _IN_MEMORY),
    )


def _read_for_parent(service: str, key: str) -> bytes:
    """The child's whole work: reads one password in this process."""
    try:
        password = KeyringCredentialStore(service).read_here(AccountId(key))
    except CredentialError as error:
        return msgspec.json.encode(_Answer(title=error.title, remedy=error.remedy))
    return msgspec.json.encode(_Answer(password=None if password is None else password.reveal()))


if __name__ == "__main__":
    sys.stdout.buffer.write(_read_for_parent(*sys.argv[1:3]))
