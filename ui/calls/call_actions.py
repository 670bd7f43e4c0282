"""The buttons of a call card: only what is possible now, always in the same order."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_S
from ui.widgets.buttons import Button, IconButton, ToggleButton

A = CallAction
CONTROL = (A.TRANSFER, A.CONFERENCE, A.PUSH, A.PARK, A.RECORD)


class CallActions(QWidget):
    """What ends, holds and mutes a call is in the first row, what makes more of it in the second, which is made when
    it is first needed: a call that rings is to be shown at once.

    Signals: chosen with a CallAction; connect_wanted to leave this call and the one on hold with each other;
    keypad_toggled when the keypad shall open or close.
    """

    chosen = Signal(object)
    connect_wanted = Signal()
    keypad_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_held: bool | None = None
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._control: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        self._column.addLayout(self._first)
        self._first.setSpacing(SPACE_S)
        self._hold = ToggleButton(translate("calls", "Hold"), "pause")
        self._mute = ToggleButton(translate("calls", "Mute"), "microphone")
        self._keypad = ToggleButton(translate("calls", "Keypad"), "keypad", is_panel=True)
        self._buttons: dict[A, Button] = {}
        self._add_talk()

    def _add_talk(self) -> None:
        answer = Button(translate("calls", "Answer"), "phone", "positive")
        resume = Button(translate("calls", "Resume"), "play", "primary")
        busy = Button(translate("calls", "Busy"), "", "action")
        decline = Button(translate("calls", "Decline"), "phone-end", "danger")
        end = Button(translate("calls", "End"), "phone-end", "danger")
        for action, button, hint, keys in (
            (A.ANSWER, answer, translate("calls", "Answer the call"), Keys.ANSWER),
            (A.RESUME, resume, translate("calls", "Talk again"), Keys.HOLD),
            (A.HOLD, self._hold, translate("calls", "Put the call on hold"), Keys.HOLD),
            (A.MUTE, self._mute, translate("calls", "Switch your microphone off"), Keys.MUTE),
            (A.DTMF, self._keypad, translate("calls", "Send key tones"), Keys.KEYPAD),
            (A.REJECT, busy, translate("calls", "Tell the caller that you are busy"), Keys.BUSY),
            (A.DECLINE, decline, translate("calls", "Do not take the call"), Keys.DECLINE),
            (A.HANG_UP, end, translate("calls", "End the call"), Keys.HANG_UP),
        ):
            self._add(self._first, action, button, hint, keys)
            if action not in (A.MUTE, A.DTMF):
                button.clicked.connect(lambda _checked=False, chosen=action: self.chosen.emit(chosen))
        self._hold.setCheckable(False)
        self._mute.clicked.connect(lambda checked: self.chosen.emit(A.MUTE if checked else A.UNMUTE))
        self._keypad.clicked.connect(self.keypad_toggled)

    def _made_control(self) -> QWidget:
        if self._control is None:
            self._control = QWidget()
            self._control.setLayout(self._second)
            self._second.setContentsMargins(0, 0, 0, 0)
            self._second.setSpacing(SPACE_S)
            self._column.addWidget(self._control)  # after the first row: Tab goes through the children in their order
            self._add_control()
        return self._control

    def _add_control(self) -> None:
        transfer = Button(translate("calls", "Transfer"), "transfer", "action")
        add = Button(translate("calls", "Add"), "person-add", "action")
        self._add(
            self._second,
            A.TRANSFER,
            transfer,
            translate("calls", "Connect the caller with somebody else"),
            Keys.TRANSFER,
        )
        self._add(self._second, A.CONFERENCE, add, "", Keys.CONFERENCE)
        self.connect_button = IconButton("join", "", "", "action")
        self.connect_button.hide()
        self.connect_button.clicked.connect(self.connect_wanted)
        self._second.addWidget(self.connect_button)
        for action, icon, hint, keys in (
            (A.PUSH, "mobile", translate("calls", "Continue on your mobile"), Keys.PUSH),
            (A.PARK, "park", translate("calls", "Park the call, to be taken back at any phone"), Keys.PARK),
            (A.RECORD, "record", translate("calls", "Record the call"), Keys.RECORD),
        ):
            self._buttons[action] = button = IconButton(icon, hint, keys, "action")
            self._second.addWidget(button)
        for action in CONTROL:
            self._buttons[action].clicked.connect(lambda _checked=False, chosen=action: self.chosen.emit(chosen))

    def show_actions(
        self,
        call: Call,
        control: frozenset[CallAction] = frozenset(),
        merges_with: str = "",
        *,
        can_resume: bool = True,
    ) -> None:
        """Shows the buttons of the actions that are possible for this call.

        control: those of CONTROL that the features offer. merges_with: who is on hold and can be talked to as well.
        can_resume: False while something else on the card is the way back to who is on hold.
        """
        actions = call.actions
        can_mute = A.UNMUTE in actions or (A.MUTE in actions and A.RESUME not in actions)
        is_held = A.RESUME in actions
        if control or self._control is not None:
            self._show_control(control, is_held, merges_with)
        for action, button in self._buttons.items():
            if action not in CONTROL:
                button.setVisible(can_mute if action is A.MUTE else action in actions)
        if not can_resume:
            self._buttons[A.RESUME].hide()
        self._show_mute(A.UNMUTE in actions)
        # Only where the user talks or rings out does ending stand out: a held call must not be cut by mistake.
        self._buttons[A.HANG_UP].set_kind("danger-quiet" if is_held else "danger")
        self.setVisible(any(not button.isHidden() for button in self._buttons.values()))

    def show_connect(self, one: str, other: str) -> None:
        """Offers to leave the two with each other; empty names where that cannot be."""
        if other or self._control is not None:
            self._made_control()
            hint = translate("calls", "Connect {one} with {other}, and leave them").format(one=one, other=other)
            if other and self.connect_button.toolTip() != hint:
                self.connect_button.set_hint(hint)
            self.connect_button.setVisible(bool(other))

    def set_keypad_checked(self, is_open: bool) -> None:
        """Shows whether the keypad is open."""
        self._keypad.setChecked(is_open)

    def button(self, action: CallAction) -> Button:
        """The button of one action; MUTE is also the one for UNMUTE."""
        if action in CONTROL:
            self._made_control()
        return self._buttons[A.MUTE if action is A.UNMUTE else action]

    def _show_control(self, control: frozenset[CallAction], is_held: bool, merges_with: str) -> None:
        row = self._made_control()
        self._place_transfer(is_held)
        for action in CONTROL:
            self._buttons[action].setVisible(action in control and (action is A.TRANSFER or not is_held))
        row.setVisible(bool(control) and not is_held)
        self._show_merge(merges_with)

    def _show_mute(self, is_muted: bool) -> None:
        if self._mute.isChecked() is is_muted and self._mute.property("shown") is is_muted:
            return
        self._mute.setProperty("shown", is_muted)
        self._mute.setChecked(is_muted)
        self._mute.setText(translate("calls", "Unmute") if is_muted else translate("calls", "Mute"))
        self._mute.set_icon_name("microphone-off" if is_muted else "microphone")
        self._mute.set_hint(
            translate("calls", "Switch your microphone on")
            if is_muted
            else translate("calls", "Switch your microphone off"),
            Keys.MUTE,
        )

    def _show_merge(self, name: str) -> None:
        add = self._buttons[A.CONFERENCE]
        if add.property("merges_with") == name:
            return
        add.setProperty("merges_with", name)
        add.setText(translate("calls", "Merge") if name else translate("calls", "Add"))
        add.set_icon_name("conference" if name else "person-add")
        hint = (
            translate("calls", "Talk with {name} as well, all together").format(name=name)
            if name
            else translate("calls", "Call somebody and talk all together")
        )
        add.set_hint(hint, Keys.CONFERENCE)

    def _place_transfer(self, is_held: bool) -> None:
        """A held call has room for it in its only row."""
        if is_held is not self._is_held:
            self._is_held = is_held
            transfer = self._buttons[A.TRANSFER]
            transfer.set_kind("plain" if is_held else "action")  # what a held card is drawn on has the same colour
            if is_held:
                self._first.insertWidget(self._first.indexOf(self._buttons[A.HANG_UP]), transfer)
                transfer.stackUnder(self._buttons[A.HANG_UP])
            else:
                self._second.insertWidget(0, transfer)
                transfer.lower()

    def _add(self, row: QHBoxLayout, action: CallAction, button: Button, hint: str, keys: str) -> None:
        if hint:
            button.set_hint(hint, keys)
        button.setProperty("in_row", True)  # as wide as the row gives it, which long words need
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._buttons[action] = button
        row.addWidget(button)
