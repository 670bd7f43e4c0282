"""The steps of a directory test, each with its outcome in words."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.directory.ldap_problem import explain
from softphone.directory.ldap_trial import STEP_WORDS, TrialProgress, TrialStep
from softphone.protocol.snapshots import StepOutcome
from softphone.settings.directory_server import DirectoryServer
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, Tone
from ui.widgets.labels import Label
from ui.widgets.step_row import StepRow


class DirectoryTestView(QFrame):
    """Hidden until `begin`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("Test of the directory"))
        self._server: DirectoryServer | None = None
        self._rows = {step: StepRow(STEP_WORDS[step]) for step in TrialStep}
        self._result = Label("", "section", wraps=True)
        self._remedy = Label("", "", wraps=True)
        for label in (self._result, self._remedy):
            label.setMinimumWidth(1)  # a very long server name must not widen the page
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        for widget in (*self._rows.values(), self._result, self._remedy):
            column.addWidget(widget)
        self.hide()

    def begin(self, server: DirectoryServer) -> None:
        """A test of this server starts."""
        self._server = server
        for row in self._rows.values():
            row.show_outcome(None)
        self._say("", "", Tone.NEUTRAL)
        self.show()

    def take(self, progress: TrialProgress) -> bool:
        """A step changed. True when it was the last."""
        self._rows[progress.step].show_outcome(progress.outcome)
        if progress.outcome is StepOutcome.FAILED:
            if progress.problem is not None and self._server is not None:
                words = explain(progress.problem, self._server)
                self._say(words.title, words.remedy, Tone.DANGER)
            for row in self._rows.values():
                row.finish()
            return True
        if progress.step is not TrialStep.SEARCH or progress.outcome is not StepOutcome.PASSED:
            return False
        if progress.found:
            self._say(self.tr("Everything works: people are found."), "", Tone.POSITIVE)
        else:
            self._say(
                self.tr("The directory answers, but shows nobody."),
                self.tr("Check the base, the kind and the filter, and whether this sign-in name may see people."),
                Tone.WARNING,
            )
        return True

    def result(self) -> str:
        """What the test came to; empty while it runs."""
        return self._result.text()

    def outcome_words(self, step: TrialStep) -> str:
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
