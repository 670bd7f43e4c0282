"""The card of one call: who, how it stands, how long, and what can be done now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.call import Call, CallAction
from ui.calls.call_actions import CallActions
from ui.calls.call_commands import CallCommands
from ui.calls.call_words import clock_text, duration_text, look, media_words
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import IconButton
from ui.widgets.key_pad import KeyPad
from ui.widgets.labels import ElidedLabel, IconLabel, Label, refresh_style


class CallCard(QFrame):
    """Shows one call; `show_call` brings it up to date.

    Signals:
        keypad_toggled: the user opened (True) or closed the keypad of this call.
    """

    keypad_toggled = Signal(bool)

    def __init__(self, call: Call, commands: CallCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call = call
        self._commands = commands
        self._emphasis = ""
        self.setProperty("card", "true")
        self.setObjectName("call_card")
        self._icon = IconLabel("phone")
        self._name = ElidedLabel("", "name")
        self._timer = Label("", "timer")
        self._state = Label("")
        self._detail = ElidedLabel("", "muted")
        self._remedy = Label("", "muted", wraps=True)
        self._digits = Label("", "small")
        self._lock = IconLabel("lock", Tone.NEUTRAL, 16)
        self._dismiss = IconButton("close", self.tr("Remove from the list"))
        self._dismiss.clicked.connect(lambda: self._commands.perform(self.call.call_id, CallAction.DISMISS))
        self.actions_row = CallActions(self)
        self.actions_row.chosen.connect(self._on_action)
        self.actions_row.keypad_toggled.connect(self.set_keypad_open)
        self._keypad: KeyPad | None = None
        self._build()
        self.show_call(call, "", 0.0)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self._icon)
        top.addWidget(self._name, 1)
        top.addWidget(self._lock)
        top.addWidget(self._timer)
        top.addWidget(self._dismiss)
        second = QHBoxLayout()
        second.setSpacing(SPACE_S)
        second.addSpacing(self._icon.width() + SPACE_S)
        second.addWidget(self._state)
        second.addWidget(self._detail, 1)
        third = QHBoxLayout()
        third.addSpacing(self._icon.width() + SPACE_S)
        third.addWidget(self._remedy, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        self._column.setSpacing(SPACE_XS)
        self._column.addLayout(top)
        self._column.addLayout(second)
        self._column.addLayout(third)
        self._column.addWidget(self._digits)
        self._column.addSpacing(SPACE_XS)
        self._column.addWidget(self.actions_row)

    def show_call(self, call: Call, account_name: str, now_s: float) -> None:
        """Shows the call as it is now. account_name: empty where there is only one account."""
        self.call = call
        shown = look(call)
        self._icon.set_icon(shown.icon, shown.tone)
        self._name.set_full_text(call.name)
        self._state.setText(shown.words)
        self._state.set_tone(shown.tone)
        self._detail.set_full_text(self._detail_text(call, account_name))
        remedy = call.end_text.remedy if call.end_text else ""
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self._show_media(call)
        self._digits.setText(self.tr("Keys sent: {digits}").format(digits=call.digits_sent))
        self._digits.setVisible(bool(call.digits_sent) and not call.is_ended)
        self._dismiss.setVisible(CallAction.DISMISS in call.actions)
        self.actions_row.show_actions(call)
        if CallAction.DTMF not in call.actions:
            self.set_keypad_open(False)
        self._set_emphasis(_emphasis(call))
        self.tick(now_s)
        self.setAccessibleName(", ".join(filter(None, (call.name, call.number, shown.words))))

    def tick(self, now_s: float) -> None:
        """Brings the timer up to date."""
        if self.call.is_ended and not self.call.talked_s:
            self._timer.setText(clock_text(self.call.leg.started_at_s) if self.call.is_missed else "")
        elif self.call.answered_at_now_s is not None or self.call.is_ended:
            self._timer.setText(duration_text(self.call.duration_s(now_s)))
        else:
            self._timer.setText("")

    def state_words(self) -> str:
        """What the card says about the state."""
        return self._state.text()

    def set_keypad_open(self, is_open: bool) -> None:
        """Shows or hides the keys for tones."""
        if is_open and self._keypad is None:
            self._keypad = KeyPad(self, key_height=40, has_plus=False)
            self._keypad.pressed.connect(lambda digit: self._commands.send_dtmf(self.call.call_id, digit))
            self._column.addWidget(self._keypad)
        if self._keypad is not None and self._keypad.isHidden() is is_open:
            self._keypad.setVisible(is_open)
            self.keypad_toggled.emit(is_open)
        self.actions_row.set_keypad_checked(is_open)

    def is_keypad_open(self) -> bool:
        """Whether typed digits go to this call."""
        return self._keypad is not None and not self._keypad.isHidden()

    def send_key(self, digit: str) -> None:
        """A digit that was typed while the keypad is open."""
        if self._keypad is not None:
            self._keypad.flash(digit)
        self._commands.send_dtmf(self.call.call_id, digit)

    def _on_action(self, action: CallAction) -> None:
        self._commands.perform(self.call.call_id, action)

    def _show_media(self, call: Call) -> None:
        words = media_words(call)
        is_encrypted = call.leg.media is not None and call.leg.media.is_encrypted
        self._lock.setVisible(is_encrypted and not call.is_ended)
        self._lock.setToolTip(words)
        self._state.setToolTip(words)

    def _detail_text(self, call: Call, account_name: str) -> str:
        parts = [call.number]
        if account_name:
            via = self.tr("to {account}") if call.is_incoming else self.tr("from {account}")
            parts.append(via.format(account=account_name))
        return "".join(f"·  {part}  " for part in parts if part).rstrip()

    def _set_emphasis(self, emphasis: str) -> None:
        if emphasis != self._emphasis:
            self._emphasis = emphasis
            self.setProperty("emphasis", emphasis)
            refresh_style(self)


def _emphasis(call: Call) -> str:
    if call.is_ended:
        return "quiet" if not call.is_missed else "ended"
    if call.is_incoming and CallAction.ANSWER in call.actions:
        return "alerting"
    return "active" if call.is_active else "quiet"
