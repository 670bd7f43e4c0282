"""The steps of an account test, each with its outcome in words."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.accounts.explain import STEP_WORDS, explain
from softphone.protocol.events import AccountTestProgressed
from softphone.protocol.snapshots import AccountConfig, AccountTestStep, StepOutcome
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, Tone
from ui.widgets.labels import Label
from ui.widgets.step_row import StepRow


class AccountTestView(QFrame):
    """Hidden until `begin`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("Test of the account"))
        self._config: AccountConfig | None = None
        self._rows = {step: StepRow(STEP_WORDS[step]) for step in AccountTestStep}
        self._result = Label("", "section", wraps=True)
        self._remedy = Label("", "", wraps=True)
        for label in (self._result, self._remedy):
            label.setMinimumWidth(1)  # a very long server name must not widen the dialog
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        for row in self._rows.values():
            column.addWidget(row)
        column.addWidget(self._result)
        column.addWidget(self._remedy)
        self.hide()

    def begin(self, config: AccountConfig) -> None:
        """A test of this account starts."""
        self._config = config
        for row in self._rows.values():
            row.show_outcome(None)
        self._say("", "", Tone.NEUTRAL)
        self.show()

    def take(self, step: AccountTestProgressed) -> None:
        """A step changed."""
        self._rows[step.step].show_outcome(step.outcome)
        if step.problem is not None and self._config is not None:
            words = explain(step.problem, self._config)
            self._say(words.title, words.remedy, Tone.DANGER)
            self._result.setToolTip(step.detail)
        elif step.outcome is StepOutcome.FAILED:
            self._say(self.tr("This step failed."), step.detail, Tone.DANGER)
        elif step.is_last:
            self._say(self.tr("Everything works: this account can make and receive calls."), "", Tone.POSITIVE)

        if step.is_last:
            for row in self._rows.values():
                row.finish()

    def result(self) -> str:
        """What the test came to; empty while it runs."""
        return self._result.text()

    def outcome_words(self, step: AccountTestStep) -> str:
        """The words beside one step."""
        return self._rows[step].words()

    def _say(self, title: str, remedy: str, tone: Tone) -> None:
        self._result.setText(title)
        self._result.set_tone(tone)
        self._result.setVisible(bool(title))
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        if title:
            QAccessible.updateAccessibility(QAccessibleEvent(self._result, QAccessible.Event.Alert))
