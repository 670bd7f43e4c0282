"""The row of buttons of a call card: only what is possible now, always in the same order."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_S
from ui.widgets.buttons import Button, ToggleButton

A = CallAction


class CallActions(QWidget):
    """Signals: chosen with a CallAction; keypad_toggled when the keypad shall open or close."""

    chosen = Signal(object)
    keypad_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_S)
        self._hold = ToggleButton(translate("calls", "Hold"), "pause")
        self._hold.clicked.connect(lambda: self.chosen.emit(A.HOLD))
        self._hold.setCheckable(False)
        self._mute = ToggleButton(translate("calls", "Mute"), "microphone")
        self._mute.clicked.connect(lambda checked: self.chosen.emit(A.MUTE if checked else A.UNMUTE))
        self._keypad = ToggleButton(translate("calls", "Keypad"), "keypad", is_panel=True)
        self._keypad.clicked.connect(self.keypad_toggled)
        self._buttons: dict[A, Button] = {}
        self._add(
            A.ANSWER,
            Button(translate("calls", "Answer"), "phone", "positive"),
            translate("calls", "Answer the call"),
            Keys.ANSWER,
        )
        self._add(
            A.RESUME,
            Button(translate("calls", "Resume"), "play", "primary"),
            translate("calls", "Talk again"),
            Keys.HOLD,
        )
        self._add(A.HOLD, self._hold, translate("calls", "Put the call on hold"), Keys.HOLD)
        self._add(A.MUTE, self._mute, translate("calls", "Switch your microphone off"), Keys.MUTE)
        self._add(A.DTMF, self._keypad, translate("calls", "Send key tones"), Keys.KEYPAD)
        busy = Button(translate("calls", "Busy"), "", "action")
        decline = Button(translate("calls", "Decline"), "phone-end", "danger")
        self._add(A.REJECT, busy, translate("calls", "Tell the caller that you are busy"), Keys.BUSY)
        self._add(A.DECLINE, decline, translate("calls", "Do not take the call"), Keys.DECLINE)
        self._add(
            A.HANG_UP,
            Button(translate("calls", "End"), "phone-end", "danger"),
            translate("calls", "End the call"),
            Keys.HANG_UP,
        )
        for action in (A.ANSWER, A.RESUME, A.REJECT, A.DECLINE, A.HANG_UP):
            self._buttons[action].clicked.connect(lambda _checked=False, chosen=action: self.chosen.emit(chosen))

    def show_actions(self, call: Call) -> None:
        """Shows the buttons of the actions that are possible for this call."""
        actions = call.actions
        can_mute = A.UNMUTE in actions or (A.MUTE in actions and A.RESUME not in actions)
        for action, button in self._buttons.items():
            button.setVisible(can_mute if action is A.MUTE else action in actions)
        is_muted = A.UNMUTE in actions
        self._mute.setChecked(is_muted)
        self._mute.setText(translate("calls", "Unmute") if is_muted else translate("calls", "Mute"))
        self._mute.set_icon_name("microphone-off" if is_muted else "microphone")
        self._mute.set_hint(
            translate("calls", "Switch your microphone on")
            if is_muted
            else translate("calls", "Switch your microphone off"),
            Keys.MUTE,
        )
        # Only where the user talks or rings out does ending stand out: a held call must not be cut by mistake.
        self._buttons[A.HANG_UP].set_kind("danger-quiet" if A.RESUME in actions else "danger")
        self.setVisible(any(not button.isHidden() for button in self._buttons.values()))

    def set_keypad_checked(self, is_open: bool) -> None:
        """Shows whether the keypad is open."""
        self._keypad.setChecked(is_open)

    def button(self, action: CallAction) -> Button:
        """The button of one action; MUTE is also the one for UNMUTE."""
        return self._buttons[A.MUTE if action is A.UNMUTE else action]

    def _add(self, action: CallAction, button: Button, hint: str, keys: str) -> None:
        button.set_hint(hint, keys)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._buttons[action] = button
        self._row.addWidget(button)
