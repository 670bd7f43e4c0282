"""Account tests: relays each step of the engine to the one who asked."""

import secrets
from collections.abc import Callable

from softphone.accounts.config import AccountError
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.commands import TestAccount
from softphone.protocol.events import Accepted, AccountTestProgressed, EventFrame, Rejected
from softphone.protocol.snapshots import AccountConfig, AccountTestStep, RegistrationProblem, StepOutcome

# How long the engine tries a step, from its beginning; both the last ones together have the last one's time.
STEP_LIMIT_S = {AccountTestStep.CONNECT: 6, AccountTestStep.SECURE: 8, AccountTestStep.REGISTER: 8}
OnStep = Callable[[AccountTestProgressed], None]


class AccountTests:
    """Tests that are running. Each ends with exactly one step that is the last."""

    def __init__(self, gateway: EngineGateway) -> None:
        self._gateway = gateway
        self._running: dict[str, OnStep] = {}
        gateway.events.add(self._on_event)
        gateway.state_changed.add(lambda _: self._on_engine_state())

    def start(self, config: AccountConfig, password: Secret | None, on_step: OnStep) -> str:
        """Starts a test and returns its id. Raises AccountError without a password, EngineUnavailable."""
        if password is None:
            raise AccountError(
                translate("accounts", "The password is missing."), translate("accounts", "Enter it, then test again.")
            )
        test_id = f"test-{secrets.token_hex(4)}"

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected):
                self._end(test_id, RegistrationProblem.BAD_CONFIGURATION, reply.detail)

        self._gateway.send(TestAccount(test_id=test_id, account=config, password=password), replied)
        self._running[test_id] = on_step
        return test_id

    def cancel(self, test_id: str) -> None:
        """Forgets the test; the engine finishes it unheard."""
        self._running.pop(test_id, None)

    def _on_event(self, frame: EventFrame) -> None:
        event = frame.event
        if not isinstance(event, AccountTestProgressed):
            return
        on_step = self._running.get(event.test_id)
        if event.is_last:
            self._running.pop(event.test_id, None)
        if on_step is not None:
            on_step(event)

    def _on_engine_state(self) -> None:
        """The engine that ran the tests is gone."""
        for test_id in tuple(self._running):
            self._end(test_id, RegistrationProblem.NO_ANSWER, "the engine was lost")

    def _end(self, test_id: str, problem: RegistrationProblem, detail: str) -> None:
        on_step = self._running.pop(test_id, None)
        if on_step is not None:
            on_step(
                AccountTestProgressed(
                    test_id=test_id,
                    step=AccountTestStep.RESOLVE,
                    outcome=StepOutcome.FAILED,
                    problem=problem,
                    detail=detail,
                    is_last=True,
                )
            )
