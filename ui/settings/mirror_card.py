"""How the local copy of the company directory stands: how many people, when it was last complete, what is wrong."""

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.directory.ldap_mirror import LdapMirror, MirrorState
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_XS, Tone
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Label

_BAR_HEIGHT = 6


class MirrorCard(QFrame):
    """Follows the mirror for as long as it lives."""

    def __init__(self, mirror: LdapMirror, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._icon = IconLabel("state-off", size=24)
        self._title = Label("", "section", wraps=True)
        self._text = Label("", "muted", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        self.bar.setAccessibleName(translate("settings", "Progress of the local copy"))
        self.refresh = Button(translate("settings", "Refres&h now"), "refresh")
        self.refresh.clicked.connect(lambda: mirror.refresh())
        for label in (self._title, self._text):
            label.setMinimumWidth(1)
        self._build()
        forget = mirror.changed.add(self.show_state)
        self.destroyed.connect(lambda _=None: forget())
        self.show_state(mirror.state)

    def title(self) -> str:
        """What it says first."""
        return self._title.text()

    def text(self) -> str:
        """What it says below."""
        return self._text.text()

    def show_state(self, state: MirrorState) -> None:
        """Shows how it stands now."""
        self._icon.set_icon(*_look(state))
        self._title.setText(self._title_of(state))
        self._text.setText(self._text_of(state))
        self.bar.setVisible(state.is_running)
        self.bar.setRange(0, state.total)  # 0 to 0: on its way, nobody knows how far
        self.bar.setValue(min(state.done, state.total))
        self.refresh.setEnabled(not state.is_running)
        self.setAccessibleName(f"{self._title.text()} {self._text.text()}")

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        row.setSpacing(SPACE_M)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.refresh, 0, Qt.AlignmentFlag.AlignTop)

    def _title_of(self, state: MirrorState) -> str:
        count = QLocale().toString(state.done)
        if state.problem is not None and not state.is_running:
            return state.problem.title
        if state.is_running and state.total:
            return translate("settings", "Fetching people: {done} of {total}").format(
                done=count, total=QLocale().toString(state.total)
            )
        if state.is_running:
            return translate("settings", "Fetching people: {done} so far").format(done=count)
        if state.last_success_s is None:
            return translate("settings", "There is no local copy yet.")
        return translate("settings", "{count} people are on this computer.").format(count=count)

    def _text_of(self, state: MirrorState) -> str:
        parts = []
        if state.problem is not None and not state.is_running:
            parts.append(state.problem.remedy)
        if state.last_success_s is not None:
            moment = QDateTime.fromSecsSinceEpoch(int(state.last_success_s))
            shown = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
            parts.append(translate("settings", "Last complete: {time}.").format(time=shown))
        elif not state.is_running and state.problem is None:
            parts.append(
                translate(
                    "settings", "It is made soon after the directory was set up, and found also without a network."
                )
            )
        return " ".join(filter(None, parts))


def _look(state: MirrorState) -> tuple[str, Tone]:
    if state.is_running:
        return "state-busy", Tone.ACCENT
    if state.problem is not None:
        return "warning", Tone.DANGER if state.last_success_s is None else Tone.WARNING
    if state.last_success_s is None:
        return "state-off", Tone.NEUTRAL
    return "state-ready", Tone.POSITIVE
