"""What a phone system is known to offer: what is dialled for what, and what IT has to check first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.pbx_profiles.profile import Profile
from softphone.pbx_profiles.profile_words import CodeLine, handoff_words, shown_name, sure_lines, unsure_lines
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.labels import Label


class ProfileCard(QFrame):
    """Shows one phone system after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)

    def show_profile(self, profile: Profile) -> None:
        """Shows what is known of this one."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(_table(sure_lines(profile), unsure_lines(profile)))
        ways = translate("pbx_profiles", "Calls go to the mobile: {ways}").format(ways=handoff_words(profile))
        column.addWidget(Label(ways, wraps=True))
        self.setAccessibleName(translate("pbx_profiles", "What {name} offers").format(name=shown_name(profile)))
        self._column.addWidget(inside)


def _table(sure: Sequence[CodeLine], unsure: Sequence[CodeLine]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_L)
    grid.setVerticalSpacing(SPACE_XS)
    grid.setColumnStretch(0, 1)
    if not sure:
        nothing = translate("pbx_profiles", "No code is sure enough to be dialled by itself.")
        grid.addWidget(Label(nothing, wraps=True), 0, 0, 1, 2)
    for line in sure:
        _add(grid, line)
    if unsure:
        heading = Label(translate("pbx_profiles", "Not sure, and therefore off"), "section")
        heading.set_tone(Tone.WARNING)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for line in unsure:
            _add(grid, line, "muted")
        hint = translate("pbx_profiles", "Your administrator can check these codes and switch them on in a file.")
        grid.addWidget(Label(hint, "small", wraps=True), grid.rowCount(), 0, 1, 2)
    return grid


def _add(grid: QGridLayout, line: CodeLine, role: str = "") -> None:
    codes = Label(line.codes, role)
    codes.setAccessibleName(f"{line.text}: {line.codes}")
    row = grid.rowCount()
    grid.addWidget(Label(line.text, role, wraps=True), row, 0)
    grid.addWidget(codes, row, 1)
