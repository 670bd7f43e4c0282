"""The steps of an account test, each with its outcome in words."""

from PySide6.QtWidgets import QWidget

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

    def begin(self, config: AccountConfig) -> None:
        """A test of this account starts."""
        self._config = config
        self.restart()

    def take(self, step: AccountTestProgressed) -> None:
        """A step changed."""
        self.rows[step.step].show_outcome(step.outcome)
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
