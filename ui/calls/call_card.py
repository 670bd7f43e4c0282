"""The card of one call: who, how it stands, how long, and what can be done now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.calls.call import TRANSFER_UNDER_WAY, Call, CallAction
from ui.calls.call_actions import CONTROL, CallActions
from ui.calls.call_commands import CallCommands
from ui.calls.call_extras import CallExtras
from ui.calls.call_words import CallLook, clock_text, duration_text, look, media_words, security_words
from ui.style.tokens import ICON_SIZE, SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.key_pad import KeyPad
from ui.widgets.labels import ElidedLabel, IconLabel, Label, refresh_style
from ui.widgets.message_entries import add_message_entry

INDENT = ICON_SIZE + SPACE_S
A = CallAction


class CallCard(QFrame):
    """Shows one call; `show_call` brings it up to date.

    Signals:
        keypad_toggled: the user opened (True) or closed the keypad of this call.
        control_wanted: TRANSFER, CONFERENCE or PARK, which open something outside of the card.
    """

    keypad_toggled = Signal(bool)
    control_wanted = Signal(object)

    def __init__(self, call: Call, commands: CallCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call = call
        self._commands = commands
        self._emphasis = ""
        self.setProperty("card", "true")
        self._icon = IconLabel("phone")
        self.name_label = ElidedLabel("", "name")
        self._lock = IconLabel("lock", Tone.NEUTRAL, 16)
        self._timer = Label("", "timer")
        self._state = ElidedLabel("", keeps_width=True)
        self._detail = ElidedLabel("", "muted")
        self._outcome = Label("", wraps=True)
        self._remedy = Label("", "muted", wraps=True)
        self._digits = ElidedLabel("", "small")
        self.call_back = Button(translate("calls", "Call back"), "phone", "plain")
        self.dismiss = IconButton("close", translate("calls", "Remove from the list"))
        self.extras = CallExtras(commands)
        self.actions_row = CallActions()
        self._keypad: KeyPad | None = None
        self._build()
        self.call_back.clicked.connect(lambda: self._commands.get_back(self.call))
        self.dismiss.clicked.connect(lambda: self._perform(A.DISMISS))
        self.actions_row.chosen.connect(self._perform)
        self.actions_row.connect_wanted.connect(lambda: self._commands.connect(self.call.call_id))
        self.actions_row.keypad_toggled.connect(self.set_keypad_open)
        self.show_call(call, "", 0.0)

    def build_menu(self) -> QMenu | None:
        """What else can be done with the other side; None for nothing. Deletes itself when it closes."""
        remote, write = self.call.leg.remote, self._commands.control.write_message
        target = remote.number or remote.uri
        if remote.is_anonymous or not target or write is None:
            return None
        menu = QMenu(self)
        add_message_entry(menu, write, ((target, target),))
        menu.addAction(translate("calls", "C&opy the number"), lambda: QGuiApplication.clipboard().setText(target))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        for widget, stretch in ((self._icon, 0), (self.name_label, 1), (self._lock, 0), (self._timer, 0)):
            first.addWidget(widget, stretch)
        second = QHBoxLayout()
        second.setSpacing(SPACE_S - 2)
        second.addWidget(self._state)
        second.addWidget(self._detail, 1)
        below = QVBoxLayout()
        below.setContentsMargins(INDENT, 0, 0, 0)
        below.setSpacing(SPACE_XS // 2)
        below.addWidget(self._outcome)
        below.addLayout(second)
        below.addWidget(self._digits)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addLayout(first)
        words.addLayout(below)
        top = QHBoxLayout()
        top.setSpacing(SPACE_XS)
        top.addLayout(words, 1)
        top.addWidget(self.call_back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        remedy = QVBoxLayout()  # below the buttons too: a sentence needs the whole width
        remedy.setContentsMargins(INDENT, 0, 0, 0)
        remedy.addWidget(self._remedy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        self._column.setSpacing(SPACE_S)
        self._column.addLayout(top)
        self._column.addLayout(remedy)
        self._column.addWidget(self.extras)
        self._column.addWidget(self.actions_row)

    def show_call(self, call: Call, account_name: str, now_s: float) -> None:
        """Shows the call as it is now. account_name: empty where there is only one account."""
        self.call = call
        shown = self._look(call)
        self._icon.set_icon(shown.icon, shown.tone)
        self.name_label.set_full_text(call.name)
        for label in (self._state, self._outcome):
            label.set_tone(shown.tone)
            label.setVisible((label is self._outcome) is call.is_ended)
        self._state.set_full_text(shown.words)
        self._outcome.setText(shown.words)
        self._show_detail(call, account_name)
        self._show_media(call)
        self.call_back.setVisible(A.CALL_BACK in call.actions or bool(self._commands.slot_of(call)))
        self.call_back.setText(self._call_back_words(call))
        self.dismiss.setVisible(A.DISMISS in call.actions)
        self.extras.show_call(call, now_s)
        self.show_control()
        if A.DTMF not in call.actions:
            self.set_keypad_open(False)
        self._show_digits()
        self._set_emphasis(_emphasis(call))
        self.tick(now_s)
        self.setAccessibleName(", ".join(filter(None, (call.name, call.number, shown.words))))
        self.setAccessibleDescription(". ".join(filter(None, (security_words(call), *self.extras.texts()))))

    def _call_back_words(self, call: Call) -> str:
        if self._commands.slot_of(call):
            return translate("calls", "Take back")
        return translate("calls", "Call back") if call.is_incoming else translate("calls", "Call again")

    def show_control(self) -> None:
        """Shows what can be done now, which other calls may have changed."""
        merges_with = self._commands.merges_with(self.call)
        name = merges_with.name if merges_with is not None else ""
        can_resume = not self._commands.goes_back(self.call)
        self.actions_row.show_actions(self.call, self._commands.offered(self.call), name, can_resume=can_resume)
        other = self._commands.connects_with(self.call)
        self.actions_row.show_connect(self.call.name, other.name if other is not None else "")

    def tick(self, now_s: float) -> None:
        """Brings the timer up to date."""
        is_talk = self.call.answered_at_now_s is not None and not self.call.is_ended
        self._timer.setText(duration_text(self.call.duration_s(now_s)) if is_talk else "")
        self.extras.tick(now_s)

    def state_words(self) -> str:
        """What the card says about the state."""
        return self._outcome.text() if self.call.is_ended else self._state.full_text()

    def timer_text(self) -> str:
        """The running time as shown; empty unless somebody talks."""
        return self._timer.text()

    def security_text(self) -> str:
        """What the lock says; empty while none is shown."""
        return "" if self._lock.isHidden() else self._lock.toolTip()

    def timer_tooltip(self) -> str:
        """Sound format and encryption, as shown over the timer."""
        return self._timer.toolTip()

    def set_keypad_open(self, is_open: bool) -> None:
        """Shows or hides the keys for tones."""
        if is_open and self._keypad is None:
            self._keypad = KeyPad(self, key_height=40, has_plus=False)
            self._keypad.pressed.connect(lambda digit: self._commands.send_dtmf(self.call.call_id, digit))
            self._keypad.hide()
            self._column.addWidget(self._keypad)
        if self._keypad is not None and self._keypad.isHidden() is is_open:
            self._keypad.setVisible(is_open)
            self.keypad_toggled.emit(is_open)
        self.actions_row.set_keypad_checked(is_open)
        self._show_digits()

    def is_keypad_open(self) -> bool:
        """Whether typed digits go to this call."""
        return self._keypad is not None and not self._keypad.isHidden()

    def send_key(self, digit: str) -> None:
        """A digit that was typed while the keypad is open."""
        if self._keypad is not None:
            self._keypad.flash(digit)
        self._commands.send_dtmf(self.call.call_id, digit)

    def _perform(self, action: CallAction) -> None:
        if action is A.RECORD:
            self.extras.toggle_recording()
        elif action is A.PUSH:
            self.extras.push()
        elif action in CONTROL:
            self.control_wanted.emit(action)
        else:
            self._commands.perform(self.call.call_id, action)

    def _look(self, call: Call) -> CallLook:
        """As the call stands, unless it is on its way to somebody else."""
        if call.leg.transfer is not None and call.leg.transfer.state in TRANSFER_UNDER_WAY and not call.is_ended:
            return CallLook("transfer", Tone.ACCENT, translate("calls", "Being transferred…"))
        return look(call)

    def _show_detail(self, call: Call, account_name: str) -> None:
        parts = [call.number]
        if call.is_ended:
            talked = call.talked_s
            parts.insert(0, duration_text(talked) if talked else clock_text(call.leg.started_at_s))
        if account_name:
            via = translate("calls", "to {account}") if call.is_incoming else translate("calls", "from {account}")
            parts.append(via.format(account=account_name))
        shown = "  ·  ".join(filter(None, parts))
        self._detail.set_full_text(shown if call.is_ended or not shown else f"·  {shown}")
        remedy = call.end_text.remedy if call.end_text and not self._commands.can_wait_for(call) else ""
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))

    def _show_media(self, call: Call) -> None:
        words, security = media_words(call), security_words(call)
        is_encrypted = call.leg.media is not None and call.leg.media.is_encrypted
        self._lock.setVisible(bool(security) and not call.is_ended)
        self._lock.set_icon("lock" if is_encrypted else "lock-open", Tone.POSITIVE if is_encrypted else Tone.NEUTRAL)
        for label, text in ((self._lock, security), (self._timer, words)):
            if label.toolTip() != text:
                label.setToolTip(text)
        if self._lock.accessibleName() != security:
            self._lock.setAccessibleName(security)

    def _show_digits(self) -> None:
        self._digits.set_full_text(translate("calls", "Keys sent: {digits}").format(digits=self.call.digits_sent))
        self._digits.setVisible(bool(self.call.digits_sent) and self.is_keypad_open())

    def _set_emphasis(self, emphasis: str) -> None:
        if emphasis != self._emphasis:
            self._emphasis = emphasis
            self.setProperty("emphasis", emphasis)
            refresh_style(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.build_menu()
        if menu is not None:
            menu.popup(event.globalPos())


def _emphasis(call: Call) -> str:
    if call.is_ended:
        return "ended"
    if A.ANSWER in call.actions:
        return "alerting"
    return "active" if call.is_active else "quiet"
