"""The accounts of a FakeEngine: registration, back-off, account test."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.accounts.certificates import CERTIFICATE_PROBLEMS
from softphone.basics.ids import AccountId, CommandId
from softphone.basics.sip_uri import SipUri
from softphone.protocol.commands import PutAccount, Register, RemoveAccount, TestAccount, Unregister
from softphone.protocol.events import AccountRemoved, AccountTestProgressed, RegistrationChanged, RejectCode
from softphone.protocol.snapshots import (
    AccountConfig,
    AccountTestStep,
    RegistrationProblem,
    RegistrationSnapshot,
    RegistrationState,
    StepOutcome,
    Transport,
)
from softphone.runtime import Timer
from tests.fakes.fake_pbx import FakePbx, status_of
from tests.fakes.fake_stage import Refused, Stage

RETRY_S = 5.0
_TRIED_ONCE = {
    RegistrationProblem.WRONG_PASSWORD,
    RegistrationProblem.UNKNOWN_USER,
    RegistrationProblem.FORBIDDEN,
    RegistrationProblem.BAD_CONFIGURATION,
}


@dataclass
class _Account:
    command: PutAccount
    state: RegistrationState = RegistrationState.UNREGISTERED
    registered_at_s: float | None = None
    timer: Timer | None = None

    @property
    def config(self) -> AccountConfig:
        return self.command.account


class FakeAccounts:
    """Carries out the account commands.

    Attributes:
        on_put, on_registered, on_unregistered, on_removed: called when that happened to an account.
    """

    def __init__(self, stage: Stage, pbx: FakePbx) -> None:
        self._stage = stage
        self._pbx = pbx
        self._accounts: dict[AccountId, _Account] = {}
        self.on_put: Callable[[AccountId], None] = lambda account_id: None
        self.on_registered: Callable[[AccountId], None] = lambda account_id: None
        self.on_unregistered: Callable[[AccountId], None] = lambda account_id: None
        self.on_removed: Callable[[AccountId, CommandId], None] = lambda account_id, cause: None

    def config(self, account_id: AccountId) -> AccountConfig:
        """The account's configuration. Raises Refused when there is none."""
        return self._get(account_id).config

    def put(self, command: PutAccount, command_id: CommandId) -> None:
        _check(command.account)
        account_id = command.account.account_id
        if account_id in self._accounts:
            self._stop(self._accounts[account_id])
        account = self._accounts[account_id] = _Account(command)
        self._pbx.registered.discard(account_id)
        if command.account.is_enabled:
            self._begin(account, command_id)
        else:
            self._enter(account, RegistrationState.UNREGISTERED, cause=command_id)
        self.on_put(account_id)

    def remove(self, command: RemoveAccount, command_id: CommandId) -> None:
        account = self._get(command.account_id)
        self._stop(account)

        def gone() -> None:
            self._pbx.registered.discard(command.account_id)
            self._stage.announce(AccountRemoved(account_id=command.account_id), command_id)

        del self._accounts[command.account_id]
        self.on_removed(command.account_id, command_id)
        self._stage.later(self._pbx.answer_delay_s, gone)

    def register(self, command: Register, command_id: CommandId) -> None:
        self._begin(self._get(command.account_id), command_id)

    def unregister(self, command: Unregister, command_id: CommandId) -> None:
        account = self._get(command.account_id)
        self.on_unregistered(command.account_id)
        self._enter(account, RegistrationState.UNREGISTERING, cause=command_id)

        def gone() -> None:
            self._pbx.registered.discard(command.account_id)
            self._enter(account, RegistrationState.UNREGISTERED, cause=command_id)

        account.timer = self._stage.later(self._pbx.answer_delay_s, gone)

    def unregister_all(self) -> None:
        """What a clean end does."""
        for account_id, account in self._accounts.items():
            self._stop(account)
            if account_id in self._pbx.registered:
                self._pbx.registered.discard(account_id)
                self._enter(account, RegistrationState.UNREGISTERING)
                self._enter(account, RegistrationState.UNREGISTERED)

    def fail(self, account_id: AccountId, problem: RegistrationProblem) -> None:
        """The next refresh fails, as seen when the server goes away."""
        self._pbx.registered.discard(account_id)
        self._fail(self._get(account_id), problem, None)

    def test(self, command: TestAccount, command_id: CommandId) -> None:
        _check(command.account)
        problem = self._pbx.problem(command)
        at_s = 0.0
        for step in AccountTestStep:
            outcome = _step_outcome(step, command.account, problem)
            if outcome != StepOutcome.NOT_NEEDED:
                self._test_event(at_s, command, command_id, step, StepOutcome.RUNNING, None)
            at_s += self._pbx.answer_delay_s
            self._test_event(at_s, command, command_id, step, outcome, problem)
            if outcome == StepOutcome.FAILED:
                return

    def _test_event(
        self,
        at_s: float,
        command: TestAccount,
        command_id: CommandId,
        step: AccountTestStep,
        outcome: StepOutcome,
        problem: RegistrationProblem | None,
    ) -> None:
        event = AccountTestProgressed(
            test_id=command.test_id,
            step=step,
            outcome=outcome,
            problem=problem if outcome == StepOutcome.FAILED else None,
            certificate=self._pbx.shown(command.account) if problem in CERTIFICATE_PROBLEMS else None,
            is_last=outcome == StepOutcome.FAILED
            or (step == AccountTestStep.REGISTER and outcome == StepOutcome.PASSED),
        )
        self._stage.later(at_s, lambda: self._stage.announce(event, command_id))

    def _begin(self, account: _Account, cause: CommandId | None) -> None:
        self._stop(account)
        self._enter(account, RegistrationState.REGISTERING, cause=cause)

        def answered() -> None:
            problem = self._pbx.problem(account.command)
            if problem is not None:
                self._fail(account, problem, cause)
                return
            self._pbx.registered.add(account.config.account_id)
            account.registered_at_s = self._stage.wall_time_s()
            self._enter(account, RegistrationState.REGISTERED, cause=cause)
            self.on_registered(account.config.account_id)

        account.timer = self._stage.later(self._pbx.answer_delay_s, answered)

    def _fail(self, account: _Account, problem: RegistrationProblem, cause: CommandId | None) -> None:
        is_final = problem in _TRIED_ONCE
        self._enter(
            account,
            RegistrationState.FAILED,
            problem,
            retry_in_s=None if is_final else RETRY_S,
            cause=cause,
        )
        if not is_final:
            account.timer = self._stage.later(RETRY_S, lambda: self._begin(account, None))

    def _enter(
        self,
        account: _Account,
        state: RegistrationState,
        problem: RegistrationProblem | None = None,
        *,
        retry_in_s: float | None = None,
        cause: CommandId | None = None,
    ) -> None:
        account.state = state
        is_registered = state == RegistrationState.REGISTERED
        address = SipUri.parse(account.config.address_of_record)
        snapshot = RegistrationSnapshot(
            account_id=account.config.account_id,
            state=state,
            problem=problem,
            status_code=200 if is_registered else status_of(problem) if problem else None,
            server=account.config.server or address.host_and_port,
            contact_uri=f"sip:{address.user}@127.0.0.1:5060" if is_registered else "",
            expires_s=account.config.expires_s if is_registered else None,
            retry_in_s=retry_in_s,
            registered_at_s=account.registered_at_s,
            certificate=self._pbx.shown(account.config) if problem in CERTIFICATE_PROBLEMS else None,
        )
        self._stage.announce(RegistrationChanged(registration=snapshot), cause)

    def _get(self, account_id: AccountId) -> _Account:
        if account_id not in self._accounts:
            raise Refused(RejectCode.UNKNOWN_ACCOUNT, account_id)
        return self._accounts[account_id]

    @staticmethod
    def _stop(account: _Account) -> None:
        if account.timer is not None:
            account.timer.cancel()


def _check(config: AccountConfig) -> None:
    try:
        address = SipUri.parse(config.address_of_record)
    except ValueError as error:
        raise Refused(RejectCode.BAD_ARGUMENT, "address of record") from error
    if not address.user:
        raise Refused(RejectCode.BAD_ARGUMENT, "address of record without user")


def _step_outcome(step: AccountTestStep, config: AccountConfig, problem: RegistrationProblem | None) -> StepOutcome:
    failing = {
        RegistrationProblem.SERVER_NOT_FOUND: AccountTestStep.RESOLVE,
        RegistrationProblem.TRANSPORT_REFUSED: AccountTestStep.CONNECT,
        RegistrationProblem.CERTIFICATE_UNTRUSTED: AccountTestStep.SECURE,
        RegistrationProblem.CERTIFICATE_EXPIRED: AccountTestStep.SECURE,
        RegistrationProblem.CERTIFICATE_WRONG_NAME: AccountTestStep.SECURE,
        RegistrationProblem.CERTIFICATE_CHANGED: AccountTestStep.SECURE,
        RegistrationProblem.TLS_FAILED: AccountTestStep.SECURE,
    }
    if problem is not None and failing.get(problem, AccountTestStep.REGISTER) == step:
        return StepOutcome.FAILED
    is_needed = {
        AccountTestStep.CONNECT: config.transport != Transport.UDP,
        AccountTestStep.SECURE: config.transport == Transport.TLS,
    }
    return StepOutcome.PASSED if is_needed.get(step, True) else StepOutcome.NOT_NEEDED
