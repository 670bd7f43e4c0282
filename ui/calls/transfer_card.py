"""The card of a transfer with consultation: who waits, who is asked, and the big buttons for what comes next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.calls.transfer import TransferAction, TransferStage, TransferView
from ui.calls.call_commands import CallCommands
from ui.calls.call_row import CallRow
from ui.calls.call_words import duration_text
from ui.calls.transfer_words import cancel_words, complete_words, party_look, swap_words, title
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.key_pad import KeyPad
from ui.widgets.labels import ElidedLabel, IconLabel, Label

T = TransferAction
A = CallAction
_BUTTON_HEIGHT = 42


class TransferCard(QFrame):
    """Enter completes and Esc goes back to the caller while the card has the keyboard.

    Signals:
        keypad_toggled: the keypad of this card was opened (True) or closed.
    """

    keypad_toggled = Signal(bool)

    def __init__(self, commands: CallCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._calls: tuple[Call, Call] | None = None
        self.view: TransferView | None = None
        self.setProperty("card", "true")
        self.setProperty("emphasis", "active")
        self._title = ElidedLabel("", "section")
        self.mute = IconButton("microphone", translate("calls", "Switch your microphone off"), Keys.MUTE)
        self.keys = IconButton("keypad", translate("calls", "Send key tones"), Keys.KEYPAD)
        self.caller, self.asked = CallRow(), CallRow()
        self.complete = Button("", "transfer", "positive")
        self.cancel = Button("", "back", "action")
        self.swap = Button("", "swap", "action")
        self.introduce = Button(translate("calls", "Three-way"), "conference", "action")
        self._pad: KeyPad | None = None
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(IconLabel("transfer", Tone.ACCENT))
        head.addWidget(self._title, 1)
        head.addWidget(self.mute)
        head.addWidget(self.keys)
        grid = QGridLayout()
        grid.setSpacing(SPACE_S)
        for place, button in enumerate((self.complete, self.cancel, self.swap, self.introduce)):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setFixedHeight(_BUTTON_HEIGHT)
            button.setAutoDefault(True)  # Enter presses the one that has the keyboard
            grid.addWidget(button, place // 2, place % 2)
        self.introduce.set_hint(translate("calls", "Talk with both at once, to introduce them to each other"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_M)
        self._column.setSpacing(SPACE_S)
        self._column.addLayout(head)
        self._column.addWidget(self.caller)
        self._column.addWidget(self.asked)
        self._column.addWidget(self.problem)
        self._column.addLayout(grid)

    def _connect(self) -> None:
        for action, button in self._buttons().items():
            button.clicked.connect(lambda _=False, chosen=action: self.perform(chosen))
        self.mute.clicked.connect(self._toggle_mute)
        self.keys.clicked.connect(lambda: self.set_keypad_open(not self.is_keypad_open()))

    def show_transfer(self, view: TransferView, caller: Call, asked: Call, now_s: float) -> None:
        """Shows it as it is now; changes in place."""
        self.view, self._calls = view, (caller, asked)
        waits = caller.is_held and asked.is_held
        words = title(view.stage, caller.name, asked.name, waits)
        self._title.set_full_text(words)
        for row, call in ((self.caller, caller), (self.asked, asked)):
            shown = party_look(call, view.stage)
            row.show_words(shown.icon, shown.tone, call.name, shown.words, call.number)
        for button, (text, hint), keys in (
            (self.complete, complete_words(view), Keys.TRANSFER),
            (self.cancel, cancel_words(view), Keys.BACK_TO_CALLER),
            (self.swap, swap_words(waits, asked.name), Keys.SWAP),
        ):
            if button.text() != text:
                button.setText(text)
                button.set_hint(hint, keys)
        for action, button in self._buttons().items():
            button.setEnabled(action in view.actions)
        self._show_mute()
        self._show_problem(view)
        self.tick(now_s)
        if self.accessibleName() != words:
            self.setAccessibleName(words)

    def tick(self, now_s: float) -> None:
        """Brings the times up to date: of who waits how long, of who talks since when."""
        if self.view is None or self._calls is None:
            return
        for row, call in zip((self.caller, self.asked), self._calls, strict=True):
            shown = party_look(call, self.view.stage)
            is_answered = call.answered_at_now_s is not None
            seconds = call.phase_s(now_s) if shown.waits else call.duration_s(now_s)
            row.show_time(duration_text(seconds) if is_answered else "")

    def call_ids(self) -> tuple[CallId, ...]:
        """Caller and person asked."""
        return tuple(call.call_id for call in self._calls or ())

    def perform(self, action: TransferAction) -> bool:
        """Does what a button says. False when it is not possible now."""
        transfers, view = self._commands.control.transfers, self.view
        if transfers is None or view is None or action not in view.actions:
            return False
        deeds = {
            T.COMPLETE: transfers.complete,
            T.CANCEL: transfers.cancel,
            T.SWAP: transfers.swap,
            T.INTRODUCE: transfers.introduce,
        }
        return self._commands.attempt(lambda: deeds[action](view.first))

    def title(self) -> str:
        """What is going on."""
        return self._title.full_text()

    # ------------------------------------------------------------------ talking

    def is_keypad_open(self) -> bool:
        """Whether typed digits go to whom the user speaks with."""
        return self._pad is not None and not self._pad.isHidden()

    def set_keypad_open(self, is_open: bool) -> None:
        """Shows or hides the keys for tones."""
        if is_open and self._pad is None:
            self._pad = KeyPad(self, key_height=40, has_plus=False)
            self._pad.pressed.connect(self._send)
            self._pad.hide()
            self._column.addWidget(self._pad)
        if self._pad is not None and self._pad.isHidden() is is_open:
            self._pad.setVisible(is_open)
            self.keypad_toggled.emit(is_open)

    def send_key(self, digit: str) -> None:
        """A digit that was typed while the keypad is open."""
        if self._pad is not None:
            self._pad.flash(digit)
        self._send(digit)

    def _send(self, digit: str) -> None:
        for call in self._talking():
            self._commands.send_dtmf(call.call_id, digit)

    def _talking(self) -> tuple[Call, ...]:
        return tuple(call for call in self._calls or () if call.is_active)

    def _toggle_mute(self) -> None:
        for call in self._talking():
            self._commands.perform(call.call_id, A.UNMUTE if call.leg.is_muted else A.MUTE)

    def _show_mute(self) -> None:
        talking = self._talking()
        is_muted = any(call.leg.is_muted for call in talking)
        self.mute.set_icon_name("microphone-off" if is_muted else "microphone")
        hint = (
            translate("calls", "Switch your microphone on")
            if is_muted
            else translate("calls", "Switch your microphone off")
        )
        self.mute.set_hint(hint, Keys.MUTE)
        self.mute.setEnabled(bool(talking))
        can_send = any(A.DTMF in call.actions for call in talking)
        self.keys.setEnabled(can_send)
        if not can_send:
            self.set_keypad_open(False)

    def _show_problem(self, view: TransferView) -> None:
        text = str(view.problem) if view.problem is not None else ""
        if text != self.problem.text():
            self.problem.setText(text)
            self.problem.setVisible(bool(text))
            if text:
                QAccessible.updateAccessibility(QAccessibleEvent(self.problem, QAccessible.Event.Alert))

    def _buttons(self) -> dict[TransferAction, Button]:
        return {T.COMPLETE: self.complete, T.CANCEL: self.cancel, T.SWAP: self.swap, T.INTRODUCE: self.introduce}

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.perform(T.COMPLETE)
        elif is_plain and event.key() == Qt.Key.Key_Escape and self._is_under_way():
            self.perform(T.CANCEL)
        else:
            super().keyPressEvent(event)

    def _is_under_way(self) -> bool:
        return self.view is not None and self.view.stage is not TransferStage.DONE
