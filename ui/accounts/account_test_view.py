"""The steps of an account test, each with its outcome in words."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from softphone.accounts.account_tests import STEP_LIMIT_S
from softphone.accounts.explain import STEP_WORDS, explain
from softphone.basics.words import translate
from softphone.protocol.events import AccountTestProgressed
from softphone.protocol.snapshots import AccountConfig, AccountTestStep, StepOutcome
from ui.style.tokens import Tone
from ui.widgets.steps_card import StepsCard


class AccountTestView(StepsCard):
    """Hidden until `begin`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({step: translate("accounts", STEP_WORDS[step]) for step in AccountTestStep}, parent)
        self.setAccessibleName(translate("accounts", "Test of the account"))
        self._config: AccountConfig | None = None
        self._running: AccountTestStep | None = None
        self._left_s = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count_down)

    def begin(self, config: AccountConfig) -> None:
        """A test of this account starts."""
        self._config = config
        self._stop()
        self.restart()

    def take(self, step: AccountTestProgressed) -> None:
        """A step changed."""
        self._stop()
        self.rows[step.step].show_outcome(step.outcome)
        if step.outcome is StepOutcome.RUNNING and step.step in STEP_LIMIT_S:
            self._running, self._left_s = step.step, STEP_LIMIT_S[step.step]
            self._clock.start()
        if step.problem is not None and self._config is not None:
            words = explain(step.problem, self._config)
            self.say(words.title, words.remedy, Tone.DANGER, step.detail)
        elif step.outcome is StepOutcome.FAILED:
            self.say(translate("accounts", "This step failed."), step.detail, Tone.DANGER)
        elif step.is_last:
            self.say(
                translate("accounts", "Everything works: this account can make and receive calls."), "", Tone.POSITIVE
            )

        if step.is_last:
            self.finish()

    def _count_down(self) -> None:
        """Says how long it may still take: a server that is silent looks like a program that hangs."""
        self._left_s -= 1
        if self._running is None or self._left_s <= 0:
            self._stop()
            return
        words = translate("accounts", "%n second(s) left", "", self._left_s)
        self.rows[self._running].show_progress(words)

    def _stop(self) -> None:
        self._clock.stop()
        self._running = None
