"""Finds out how a server is reached when the user knows only the address: encrypted first, then as it can be."""

from collections.abc import Callable

import msgspec

from softphone.accounts.accounts import Accounts
from softphone.basics.secret import Secret
from softphone.protocol.events import AccountTestProgressed
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, Transport

ORDER = (Transport.TLS, Transport.UDP, Transport.TCP)
_TRY_NEXT = {
    RegistrationProblem.TRANSPORT_REFUSED,
    RegistrationProblem.NO_ANSWER,
    RegistrationProblem.TLS_FAILED,
    RegistrationProblem.SERVER_NOT_FOUND,
}


class AccountFinding:
    """One search. A server that answers, even with a refusal, has been found.

    Args:
        on_begin: told of each account that is tried.
        on_step: gets each step of each try; `is_last` only at the end of the search.
    """

    def __init__(
        self,
        accounts: Accounts,
        on_begin: Callable[[AccountConfig], None],
        on_step: Callable[[AccountTestProgressed], None],
    ) -> None:
        self._accounts = accounts
        self._on_begin, self._on_step = on_begin, on_step
        self._left: list[AccountConfig] = []
        self._first_failure: tuple[AccountConfig, AccountTestProgressed] | None = None
        self._password: Secret | None = None
        self._test_id = ""
        self.config: AccountConfig | None = None

    def start(self, config: AccountConfig, password: Secret | None, order: tuple[Transport, ...] = ORDER) -> None:
        """Tries the account over these transports. Raises AccountError, EngineUnavailable."""
        self.cancel()
        self._password = password
        self._first_failure = None
        self._left = [msgspec.structs.replace(config, transport=transport) for transport in order]
        self._next()

    def cancel(self) -> None:
        """Nothing more is told."""
        self._accounts.cancel_test(self._test_id)
        self._left = []

    def _next(self) -> None:
        self.config = self._left.pop(0)
        config = self.config
        self._test_id = self._accounts.test(config, self._password, self._take)
        self._on_begin(config)

    def _take(self, step: AccountTestProgressed) -> None:
        assert self.config is not None
        if not step.is_last or step.problem not in _TRY_NEXT:
            self._on_step(step)
            return
        if self._first_failure is None:
            self._first_failure = (self.config, step)
        if self._left:
            self._on_step(msgspec.structs.replace(step, is_last=False, problem=None))
            self._next()
            return
        # What went wrong first says most: without it the others would not have been tried.
        self.config, first = self._first_failure
        self._on_begin(self.config)
        self._on_step(first)
