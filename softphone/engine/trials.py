"""The account tests that are under way."""

from softphone.basics.ids import CommandId
from softphone.engine.account_test import AccountTrial
from softphone.engine.accounts import Emit
from softphone.engine.addresses import addresses_of
from softphone.engine.library import TransportEvent
from softphone.engine.router import CommandRefused
from softphone.engine.services import Services
from softphone.protocol.commands import TestAccount
from softphone.protocol.events import RejectCode

MAX_TRIALS = 4


class Trials:
    """Starts account tests and forgets them when they are over."""

    def __init__(self, services: Services, emit: Emit) -> None:
        self._services = services
        self._emit = emit
        self._trials: list[AccountTrial] = []

    def start(self, command: TestAccount, cause: CommandId) -> None:
        """Carries out TestAccount."""
        if len(self._trials) >= MAX_TRIALS:
            raise CommandRefused(RejectCode.FAILED, "too many account tests at once")
        try:
            addresses = addresses_of(command.account)
        except ValueError as error:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, str(error)) from None
        services = self._services
        trial = AccountTrial(
            command.test_id, command.account, command.password, addresses, cause, services.loop, services.inbox,
            services.resolver, services.transports, self._emit, self._trials.remove,
        )  # fmt: skip
        self._trials.append(trial)
        trial.start()

    def connection_changed(self, event: TransportEvent) -> None:
        """Tells the tests that a connection came or went."""
        for trial in tuple(self._trials):
            trial.connection_changed(event)

    def abandon_all(self) -> None:
        """Ends all tests without a word."""
        for trial in tuple(self._trials):
            trial.abandon()
