"""Choosing whom to transfer a call to, or to add to it: the field, its search, lamps and history serve for that."""

from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, Signal

from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from ui.calls.call_commands import CallCommands
from ui.calls.dial_panel import DialPanel
from ui.calls.target_strip import TargetButtons, TargetStrip


class Purpose(Enum):
    """What the target is chosen for."""

    TRANSFER = auto()
    ADD = auto()


class TargetChoice(QObject):
    """While it is open, what is typed or clicked is a target and not a number to call.

    Signals:
        changed: it was opened or closed.
    """

    changed = Signal()

    def __init__(self, commands: CallCommands, dial: DialPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands, self._dial = commands, dial
        self.purpose: Purpose | None = None
        self.call_id: CallId | None = None
        self._added: dict[CallId, CallId] = {}  # who was called to be added, and to whom
        self.strip, self.buttons = TargetStrip(), TargetButtons()
        dial.set_target_parts(self.strip, self.buttons)
        self.strip.closed.connect(self.close)
        self.buttons.chosen.connect(dial.field.commit)
        dial.field.escaped.connect(self.close)
        commands.calls.changed.add(self._on_call)
        commands.calls.removed.add(self._on_gone)

    @property
    def is_open(self) -> bool:
        """Whether a target is chosen now."""
        return self.purpose is not None

    def open(self, purpose: Purpose, call: Call) -> None:
        """The next target is for this call. What is in the field already stays."""
        self.purpose, self.call_id = purpose, call.call_id
        is_transfer = purpose is Purpose.TRANSFER
        words = (
            translate("calls", "Transfer {name} to")
            if is_transfer
            else translate("calls", "Add to the call with {name}")
        )
        self.strip.show_words("transfer" if is_transfer else "person-add", words.format(name=call.name))
        self.buttons.show_purpose(is_transfer)
        self._dial.set_target_open(True)
        self._dial.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()

    def close(self) -> None:
        """The field is for calling again."""
        if self.is_open:
            self.purpose = self.call_id = None
            self._dial.set_target_open(False)
            self._dial.field.clear()
            self._dial.field.setFocus()
            self.changed.emit()

    def propose(self, text: str) -> None:
        """Puts a number that was clicked into the field; Enter or a button takes it."""
        self._dial.field.setText(text)
        self._dial.field.setFocus()

    def take(self, text: str) -> bool:
        """Goes on with this target. True when there was one to be chosen."""
        if self.purpose is None or self.call_id is None:
            return False
        call_id, asks_first = self.call_id, self._dial.field.asks_first
        if self.purpose is Purpose.TRANSFER:
            is_done = self._transfer(call_id, text, asks_first)
        else:
            is_done = self._commands.attempt(lambda: self._add(text, call_id))
        if is_done:
            self._dial.field.remember(text)
            self.close()
        return True

    def transfer(self, call_id: CallId, text: str, *, asks_first: bool) -> None:
        """Transfers at once, from a menu."""
        if self._transfer(call_id, text, asks_first):
            self.close()

    def _transfer(self, call_id: CallId, text: str, asks_first: bool) -> bool:
        transfers = self._commands.control.transfers
        if transfers is None:
            return False
        return self._commands.attempt(
            lambda: transfers.consult(call_id, text) if asks_first else transfers.blind(call_id, text)
        )

    def _add(self, text: str, to: CallId) -> None:
        """Calls; who answers joins."""
        self._added[self._commands.calls.dial(text)] = to

    def _on_call(self, call: Call) -> None:
        if call.call_id in self._added:
            self._join(call)
        if call.call_id == self.call_id and CallAction.HANG_UP not in call.actions:
            self.close()

    def _join(self, call: Call) -> None:
        conference = self._commands.control.conference
        if call.is_ended or conference is None:
            self._added.pop(call.call_id)
        elif CallAction.CONFERENCE in call.actions:
            other = self._added.pop(call.call_id)
            self._commands.attempt(lambda: conference.join((other, call.call_id)))

    def _on_gone(self, call_id: CallId) -> None:
        self._added.pop(call_id, None)
        if call_id == self.call_id:
            self.close()
