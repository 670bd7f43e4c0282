"""The steps of an account test, each with its outcome in words."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.accounts.explain import STEP_WORDS, explain
from softphone.protocol.events import AccountTestProgressed
from softphone.protocol.snapshots import AccountConfig, AccountTestStep, StepOutcome
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.labels import IconLabel, Label


class AccountTestView(QFrame):
    """Hidden until `begin`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("Test of the account"))
        self._config: AccountConfig | None = None
        self._rows = {step: _StepRow(STEP_WORDS[step]) for step in AccountTestStep}
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


class _StepRow(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._shown: StepOutcome | None = None
        self._icon = IconLabel("state-off")
        self._outcome = Label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS + SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(Label(text, wraps=True), 1)
        row.addWidget(self._outcome)
        self.show_outcome(None)

    def show_outcome(self, outcome: StepOutcome | None) -> None:
        self._shown = outcome
        self._show(*_look(outcome))

    def finish(self) -> None:
        """The test is over: what was not begun will not be."""
        if self._shown is None:
            self._show("skip", Tone.NEUTRAL, _tr("Not reached"))

    def words(self) -> str:
        return self._outcome.text()

    def _show(self, icon: str, tone: Tone, words: str) -> None:
        self._icon.set_icon(icon, tone)
        self._outcome.setText(words)
        self._outcome.set_tone(tone)
        self.setAccessibleName(f"{self._text}: {words}")


def _look(outcome: StepOutcome | None) -> tuple[str, Tone, str]:
    match outcome:
        case StepOutcome.RUNNING:
            return "state-busy", Tone.ACCENT, _tr("Running…")
        case StepOutcome.PASSED:
            return "check", Tone.POSITIVE, _tr("Done")
        case StepOutcome.FAILED:
            return "error", Tone.DANGER, _tr("Failed")
        case StepOutcome.NOT_NEEDED:
            return "skip", Tone.NEUTRAL, _tr("Not needed")
    return "state-off", Tone.NEUTRAL, _tr("Not yet")


def _tr(text: str) -> str:
    return QCoreApplication.translate("AccountTest", text)
