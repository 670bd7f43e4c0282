"""A step of a test with its outcome: an icon, what it is, and a word."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.protocol.snapshots import StepOutcome
from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.labels import IconLabel, Label


class StepRow(QWidget):
    """Not yet begun until told otherwise."""

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
        """How far it has come; None for not begun."""
        self._shown = outcome
        self._show(*_look(outcome))

    def show_progress(self, words: str) -> None:
        """Says more about a step that is under way."""
        if self._shown is StepOutcome.RUNNING:
            self._outcome.setText(words)

    def finish(self) -> None:
        """The test is over: what was not begun will not be."""
        if self._shown is None:
            self._show("skip", Tone.NEUTRAL, translate("window", "Not reached"))

    def words(self) -> str:
        """What stands beside it."""
        return self._outcome.text()

    def _show(self, icon: str, tone: Tone, words: str) -> None:
        self._icon.set_icon(icon, tone)
        self._outcome.setText(words)
        self._outcome.set_tone(tone)
        self.setAccessibleName(f"{self._text}: {words}")


def _look(outcome: StepOutcome | None) -> tuple[str, Tone, str]:
    match outcome:
        case StepOutcome.RUNNING:
            return "state-busy", Tone.ACCENT, translate("window", "Running…")
        case StepOutcome.PASSED:
            return "check", Tone.POSITIVE, translate("window", "Done")
        case StepOutcome.FAILED:
            return "error", Tone.DANGER, translate("window", "Failed")
        case StepOutcome.NOT_NEEDED:
            return "skip", Tone.NEUTRAL, translate("window", "Not needed")
    return "state-off", Tone.NEUTRAL, translate("window", "Not yet")
