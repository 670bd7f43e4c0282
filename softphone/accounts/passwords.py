"""Passwords of the accounts: in memory for the engine, and kept in the credential store by one job after another."""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from softphone.accounts.credentials import CredentialKey, CredentialStore
from softphone.basics.errors import CredentialError
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.runtime import Runtime

T = TypeVar("T")


class Passwords:
    """One job at a time: a keyring that waits behind a prompt must not take every worker of the pool."""

    def __init__(self, runtime: Runtime, store: CredentialStore) -> None:
        self._runtime = runtime
        self._store = store
        self._jobs: deque[Callable[[], None]] = deque()
        self._is_busy = False

    def fetch(
        self,
        key: CredentialKey,
        on_done: Callable[[Secret | None], None],
        on_error: Callable[[CredentialError], None],
    ) -> None:
        """Asks the store for the password (None: it keeps none)."""
        self._add(lambda: self._store.get(key), on_done, on_error)

    def keep(
        self,
        key: CredentialKey,
        password: Secret,
        on_done: Callable[[], None],
        on_error: Callable[[CredentialError], None],
    ) -> None:
        """Lets the store keep the password."""
        self._add(lambda: self._store.set(key, password), lambda _: on_done(), on_error)

    def forget(
        self, key: CredentialKey, on_done: Callable[[], None], on_error: Callable[[CredentialError], None]
    ) -> None:
        """Lets the store forget the password."""
        self._add(lambda: self._store.delete(key), lambda _: on_done(), on_error)

    def _add(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[CredentialError], None]
    ) -> None:
        def done(result: T) -> None:
            self._next()
            on_done(result)

        def failed(error: Exception) -> None:
            self._next()
            on_error(error if isinstance(error, CredentialError) else _unexpected())

        self._jobs.append(lambda: self._runtime.run_in_background(work, done, failed))
        if not self._is_busy:
            self._next()

    def _next(self) -> None:
        self._is_busy = bool(self._jobs)
        if self._jobs:
            self._jobs.popleft()()


def _unexpected() -> CredentialError:
    return CredentialError(
        translate("accounts", "The password store of this computer did not work."),
        translate("accounts", "Enter the password here; it is kept until the program ends."),
    )
