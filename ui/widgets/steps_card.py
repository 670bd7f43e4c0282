"""The steps of something that is tried, each with its outcome in words, and what came of it in the end."""

from collections.abc import Mapping

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, Tone
from ui.widgets.labels import Label
from ui.widgets.step_row import StepRow


class StepsCard(QFrame):
    """words: of each step, in order; its keys name the steps. Hidden until `restart`."""

    def __init__(self, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.rows = {step: StepRow(text) for step, text in words.items()}
        self._result = Label("", "section", wraps=True)
        self._remedy = Label("", "", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        for row in self.rows.values():
            column.addWidget(row)
        for label in (self._result, self._remedy):
            label.setMinimumWidth(1)  # a very long server name must not widen what the card is in
            column.addWidget(label)
        self.hide()

    def restart(self) -> None:
        """Nothing has been tried yet."""
        for row in self.rows.values():
            row.show_outcome(None)
        self.say("", "", Tone.NEUTRAL)
        self.show()

    def finish(self) -> None:
        """No step is tried any more."""
        for row in self.rows.values():
            row.finish()

    def result(self) -> str:
        """What the test came to; empty while it runs."""
        return self._result.text()

    def outcome_words(self, step: str) -> str:
        """The words beside one step."""
        return self.rows[step].words()

    def say(self, title: str, remedy: str, tone: Tone, detail: str = "") -> None:
        """What came of it, also to a screen reader. detail: technical, for the tool tip."""
        self._result.setText(title)
        self._result.set_tone(tone)
        self._result.setToolTip(detail)
        self._result.setVisible(bool(title))
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        if title:
            QAccessible.updateAccessibility(QAccessibleEvent(self._result, QAccessible.Event.Alert))
