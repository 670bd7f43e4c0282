"""What a server said when it was asked what it offers, and the phone system that it seems to be."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.explanation import Explanation
from softphone.basics.words import translate
from softphone.pbx_profiles.offer_words import Finding, OfferLine
from softphone.pbx_profiles.profile import Profile
from softphone.pbx_profiles.profile_words import shown_name
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row
from ui.widgets.labels import IconLabel, Label


class ServerOfferCard(QFrame):
    """Hidden until something is asked. Signals: taken with the id of the suggested phone system."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAccessibleName(translate("pbx_profiles", "Answer of the phone server"))
        self._suggested = ""
        self._summary = Label("", "section", wraps=True)
        self._remedy = Label("", "", wraps=True)
        self._lines: QWidget | None = None
        self._suggestion = Label("", "", wraps=True)
        self.take_button = Button("", "check", "primary")
        self.take_button.clicked.connect(self._on_take)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self._column.setSpacing(SPACE_S)
        for label in (self._summary, self._remedy, self._suggestion):
            label.setMinimumWidth(1)  # a server's long name must not widen the dialog
            self._column.addWidget(label)
        self._column.addLayout(button_row(self.take_button))
        self.hide()

    def summary(self) -> str:
        """Who answered, or why nobody did."""
        return self._summary.text()

    def suggestion(self) -> str:
        """What is said of the phone system."""
        return self._suggestion.text()

    def begin(self) -> None:
        """The server is being asked."""
        self._clear()
        self._say(Explanation(translate("pbx_profiles", "Asking the phone server…")), Tone.NEUTRAL)
        self.show()

    def show_finding(self, finding: Finding, chosen: str) -> None:
        """Shows the answer. chosen: the phone system that is chosen now."""
        self._clear()
        self._say(finding.summary, Tone.NEUTRAL if finding.is_answered else Tone.DANGER)
        if finding.lines:
            self._lines = _rows(finding.lines)
            self._column.insertWidget(2, self._lines)
        if finding.is_answered:
            self._suggest(finding.profile, chosen)
        self.show()

    def _suggest(self, profile: Profile | None, chosen: str) -> None:
        if profile is None:
            words = translate(
                "pbx_profiles", "No phone system is known by that name. Choose yours if you know it; else leave it."
            )
        elif profile.profile_id == chosen:
            words = translate("pbx_profiles", "That fits the phone system that is chosen: {name}.")
        else:
            words = translate("pbx_profiles", "It seems to be this phone system: {name}.")
            self._suggested = profile.profile_id
            self.take_button.setText(translate("pbx_profiles", "Use {name}").format(name=shown_name(profile)))
            self.take_button.show()
        self._suggestion.setText(words.format(name=shown_name(profile)) if profile is not None else words)
        self._suggestion.show()

    def _on_take(self) -> None:
        self.take_button.hide()
        self._suggestion.hide()
        self.taken.emit(self._suggested)

    def _say(self, words: Explanation, tone: Tone) -> None:
        self._summary.setText(words.title)
        self._summary.set_tone(tone)
        self._remedy.setText(words.remedy)
        self._remedy.setVisible(bool(words.remedy))
        QAccessible.updateAccessibility(QAccessibleEvent(self._summary, QAccessible.Event.Alert))

    def _clear(self) -> None:
        if self._lines is not None:
            self._lines.hide()
            self._lines.deleteLater()
            self._lines = None
        self.take_button.hide()
        self._suggestion.hide()


def _rows(lines: tuple[OfferLine, ...]) -> QWidget:
    rows = QWidget()
    column = QVBoxLayout(rows)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_XS)
    for line in lines:
        icon, tone, words = _look(line.is_offered)
        row = QWidget()
        row.setAccessibleName(f"{line.text}: {words}")
        row.setToolTip(line.hint)
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_XS + SPACE_S)
        answer = Label(words, "muted")
        answer.set_tone(tone)
        inside.addWidget(IconLabel(icon, tone))
        inside.addWidget(Label(line.text, wraps=True), 1)
        inside.addWidget(answer)
        column.addWidget(row)
    return rows


def _look(is_offered: bool | None) -> tuple[str, Tone, str]:
    if is_offered is None:
        return "state-off", Tone.NEUTRAL, translate("pbx_profiles", "Not said")
    if is_offered:
        return "check", Tone.POSITIVE, translate("pbx_profiles", "Yes")
    return "skip", Tone.NEUTRAL, translate("pbx_profiles", "No")
