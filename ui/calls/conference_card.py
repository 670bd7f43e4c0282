"""The card of a conference: who is in it, who speaks, and what can be done with each."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.protocol.snapshots import HoldState
from ui.calls.call_commands import CallCommands
from ui.calls.call_row import CallRow
from ui.calls.call_words import duration_text, look
from ui.calls.ports import ConferenceViewPort, MemberPort
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel, IconLabel, Label, refresh_style

MOST = 8
A = CallAction
_TOOL = 32


class MemberRow(CallRow):
    """One member. Nothing here moves while they speak."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.mute = IconButton("microphone", translate("calls", "Let nobody hear this person"))
        self.split = IconButton("split", translate("calls", "Talk alone with this person; the others wait"))
        self.drop = IconButton("phone-end", translate("calls", "Hang up on this person"), kind="quiet")
        for button in (self.mute, self.split, self.drop):
            button.setFixedSize(_TOOL, _TOOL)
        super().__init__((self.mute, self.split, self.drop), parent)

    def show_member(self, member: MemberPort, call: Call) -> None:
        """Shows the member as it is now."""
        if member.is_far_muted:
            self.show_words("microphone-off", Tone.WARNING, call.name, translate("calls", "Nobody hears them"))
        elif not call.is_active or call.leg.hold != HoldState.NONE:
            shown = look(call)
            self.show_words(shown.icon, shown.tone, call.name, shown.words)
        elif member.is_speaking:
            self.show_words("speaker", Tone.POSITIVE, call.name, translate("calls", "Speaks"), call.number)
        else:
            self.show_words("account", Tone.NEUTRAL, call.name, translate("calls", "Listens"), call.number)
        self.mute.set_icon_name("microphone-off" if member.is_far_muted else "microphone")
        hint = (
            translate("calls", "Let everybody hear {name} again")
            if member.is_far_muted
            else translate("calls", "Let nobody hear {name}")
        ).format(name=call.name)
        if self.mute.accessibleName() != hint:
            self.mute.set_hint(hint)
            self.split.set_hint(translate("calls", "Talk alone with {name}; the others wait").format(name=call.name))
            self.drop.set_hint(translate("calls", "Hang up on {name}").format(name=call.name))


class ConferenceCard(QFrame):
    """Signals: add_wanted when somebody else is to be called into it."""

    add_wanted = Signal()

    def __init__(self, commands: CallCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._calls: dict[CallId, Call] = {}
        self._muted: dict[CallId, bool] = {}
        self.rows: dict[CallId, MemberRow] = {}
        self._emphasis = ""
        self.setProperty("card", "true")
        self._title = ElidedLabel("", "name")
        self._timer = Label("", "timer")
        self._list = QWidget()
        self._members = QVBoxLayout(self._list)
        self.mute = IconButton("microphone", "", kind="action")
        self.hold = IconButton("pause", "", kind="action")
        self.add = IconButton("person-add", "", kind="action")
        self.leave = Button(translate("calls", "Leave the two together"), "transfer", "action")
        self.end = Button(translate("calls", "End for all"), "phone-end", "danger")
        self._build()
        self.mute.clicked.connect(self._toggle_mute)
        self.hold.clicked.connect(self._toggle_hold)
        self.add.clicked.connect(self.add_wanted)
        self.end.clicked.connect(self._end)
        self.leave.clicked.connect(self._leave)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(IconLabel("conference", Tone.POSITIVE))
        head.addWidget(self._title, 1)
        head.addWidget(self._timer)
        self._members.setContentsMargins(0, 0, 0, 0)
        self._members.setSpacing(SPACE_XS)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for toggle in (self.mute, self.hold):
            toggle.setCheckable(True)
            buttons.addWidget(toggle)
        self.add.set_hint(translate("calls", "Call somebody and talk all together"), Keys.CONFERENCE)
        self.leave.set_hint(translate("calls", "The two go on talking without you"))
        self.end.set_hint(translate("calls", "Hang up on everybody"))
        self.end.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self.add)
        buttons.addWidget(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self._list)
        column.addWidget(self.leave)
        column.addLayout(buttons)

    def show_conference(self, view: ConferenceViewPort, calls: dict[CallId, Call], now_s: float) -> None:
        """Shows it as it is now; only who came or went changes more than words."""
        members = [member for member in view.members if member.call_id in calls]
        self._calls = {member.call_id: calls[member.call_id] for member in members}
        self._muted = {member.call_id: member.is_far_muted for member in members}
        for call_id in [call_id for call_id in self.rows if call_id not in self._calls]:
            row = self.rows.pop(call_id)
            row.hide()
            self._members.removeWidget(row)
            row.deleteLater()
        for member in members:
            if member.call_id not in self.rows:
                self._members.addWidget(self._new_row(member.call_id))
            self.rows[member.call_id].show_member(member, self._calls[member.call_id])
        words = translate("calls", "Conference with %n other(s)", "", len(members))
        self._title.set_full_text(words)
        self._show_buttons()
        self.tick(now_s)
        self.setAccessibleName(words)

    def tick(self, now_s: float) -> None:
        """Brings the timer up to date: of whoever has been in a call with the user longest."""
        longest = max((call.duration_s(now_s) for call in self._calls.values()), default=0.0)
        text = duration_text(longest)
        if text != self._timer.text():
            self._timer.setText(text)

    def call_ids(self) -> tuple[CallId, ...]:
        """Who is in it."""
        return tuple(self._calls)

    def title(self) -> str:
        """How many are in it."""
        return self._title.full_text()

    def _new_row(self, call_id: CallId) -> MemberRow:
        row = self.rows[call_id] = MemberRow()
        conference = self._commands.control.conference
        assert conference is not None, "who shows members has them from it"
        row.mute.clicked.connect(
            lambda: self._try(lambda: conference.set_far_muted(call_id, not self._muted.get(call_id, False)))
        )
        row.split.clicked.connect(lambda: self._try(lambda: conference.split(call_id)))
        row.drop.clicked.connect(lambda: self._try(lambda: conference.drop(call_id)))
        return row

    def _try(self, run: Callable[[], object]) -> None:
        self._commands.attempt(run)

    def _show_buttons(self) -> None:
        calls = self._calls.values()
        is_held = bool(calls) and all(call.is_held for call in calls)
        is_muted = any(call.leg.is_muted for call in calls)
        self.hold.setChecked(is_held)
        self.hold.set_hint(
            translate("calls", "Talk again") if is_held else translate("calls", "Put everybody on hold"), Keys.HOLD
        )
        self.hold.set_icon_name("play" if is_held else "pause")
        self.mute.setChecked(is_muted)
        self.mute.set_hint(
            translate("calls", "Switch your microphone on")
            if is_muted
            else translate("calls", "Switch your microphone off"),
            Keys.MUTE,
        )
        self.mute.set_icon_name("microphone-off" if is_muted else "microphone")
        self.add.setEnabled(len(calls) < MOST)
        conference = self._commands.control.conference
        self.leave.setVisible(conference is not None and conference.can_leave_joined)
        emphasis = "quiet" if is_held else "active"
        if emphasis != self._emphasis:
            self._emphasis = emphasis
            self.setProperty("emphasis", emphasis)
            refresh_style(self)

    def _toggle_mute(self) -> None:
        """There is one microphone: it is muted for all together."""
        is_muted = any(call.leg.is_muted for call in self._calls.values())
        for call_id in tuple(self._calls)[:1]:
            self._commands.perform(call_id, A.UNMUTE if is_muted else A.MUTE)
        self._show_buttons()

    def _toggle_hold(self) -> None:
        """One for all: they are held and resumed together."""
        is_held = all(call.is_held for call in self._calls.values())
        for call_id in tuple(self._calls)[:1]:
            self._commands.perform(call_id, A.RESUME if is_held else A.HOLD)
        self._show_buttons()

    def _leave(self) -> None:
        conference = self._commands.control.conference
        if conference is not None:
            self._commands.attempt(conference.leave_joined)

    def _end(self) -> None:
        conference = self._commands.control.conference
        if conference is not None:
            self._commands.attempt(conference.end)
