"""The steps of a directory test, each with its outcome in words."""

from PySide6.QtWidgets import QWidget

from softphone.basics.words import translate
from softphone.directory.ldap_problem import explain
from softphone.directory.ldap_trial import STEP_WORDS, TrialProgress, TrialStep
from softphone.protocol.snapshots import StepOutcome
from softphone.settings.directory_server import DirectoryServer
from ui.style.tokens import Tone
from ui.widgets.steps_card import StepsCard


class DirectoryTestView(StepsCard):
    """Hidden until `begin`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({step: translate("directory", STEP_WORDS[step]) for step in TrialStep}, parent)
        self.setAccessibleName(translate("settings", "Test of the directory"))
        self._server: DirectoryServer | None = None

    def begin(self, server: DirectoryServer) -> None:
        """A test of this server starts."""
        self._server = server
        self.restart()

    def take(self, progress: TrialProgress) -> bool:
        """A step changed. True when it was the last."""
        self.rows[progress.step].show_outcome(progress.outcome)
        if progress.outcome is StepOutcome.FAILED:
            if progress.problem is not None and self._server is not None:
                words = explain(progress.problem, self._server)
                self.say(words.title, words.remedy, Tone.DANGER)
            self.finish()
            return True
        if progress.step is not TrialStep.SEARCH or progress.outcome is not StepOutcome.PASSED:
            return False
        if progress.found:
            self.say(translate("settings", "Everything works: people are found."), "", Tone.POSITIVE)
        else:
            self.say(
                translate("settings", "The directory answers, but shows nobody."),
                translate(
                    "settings", "Check the base, the kind and the filter, and whether this sign-in name may see people."
                ),
                Tone.WARNING,
            )
        return True
