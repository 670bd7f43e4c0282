"""What keys, cards and menus do with transfer, conference, parking and recording; each means the current call."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from softphone.basics.ids import CallId
from softphone.calls.call import Call, CallAction
from ui.calls.call_commands import CallCommands
from ui.calls.call_list import CallList
from ui.calls.dial_panel import DialPanel
from ui.calls.target_choice import Purpose, TargetChoice
from ui.widgets.menu_place import is_seen, open_at

A = CallAction


class ControlDeeds(QObject):
    """Each method returns whether there was anything to do. The choice of a target is made when it is first wanted."""

    def __init__(
        self, commands: CallCommands, calls: CallList, dial: DialPanel, wall_time_s: Callable[[], float]
    ) -> None:
        super().__init__(calls)
        self._commands, self._calls, self._dial, self._wall_time_s = commands, calls, dial, wall_time_s
        self._choice: TargetChoice | None = None
        calls.control_wanted.connect(lambda call_id, action: self.on_control(CallId(call_id), action))
        calls.pair_shown.connect(self._on_pair)

    @property
    def choice(self) -> TargetChoice:
        """The choice of a target, made if need be."""
        if self._choice is None:
            self._choice = TargetChoice(self._commands, self._dial, self)
        return self._choice

    @property
    def is_choosing(self) -> bool:
        """Whether what is typed or clicked is a target now."""
        return self._choice is not None and self._choice.is_open

    def on_control(self, call_id: CallId, action: CallAction) -> None:
        """A button of this call's card was clicked."""
        call = self._commands.calls.get(call_id)
        if call is None:
            return
        if action is A.TRANSFER:
            self.choice.open(Purpose.TRANSFER, call)
        elif action is A.CONFERENCE:
            self._merge_or_add(call)
        elif action is A.PARK:
            card = self._calls.card(call_id)
            self.open_park_menu(call, card.actions_row.button(A.PARK) if card is not None else None)

    # ------------------------------------------------------------------ by keyboard

    def transfer(self) -> bool:
        """Completes the transfer that is under way, else begins one."""
        from softphone.calls.transfer import TransferAction

        if any(pair.perform(TransferAction.COMPLETE) for pair in self._calls.groups.pairs()):
            return True
        call = self._call_for(A.TRANSFER)
        if call is not None and not self._calls.groups.pairs():
            self.choice.open(Purpose.TRANSFER, call)
        return call is not None

    def swap(self) -> bool:
        """To the other of a pair, else to the call that was held last."""
        from softphone.calls.transfer import TransferAction

        if any(pair.perform(TransferAction.SWAP) for pair in self._calls.groups.pairs()):
            return True
        return self._commands.attempt(self._commands.calls.swap)

    def back(self) -> bool:
        """Esc where nothing else takes it: ends choosing, else goes back to the caller."""
        from softphone.calls.transfer import TransferAction

        if self.is_choosing:
            self.choice.close()
            return True
        return any(pair.perform(TransferAction.CANCEL) for pair in self._calls.groups.pairs())

    def conference(self) -> bool:
        """Merges with the call on hold, else has somebody chosen to be added."""
        group = self._calls.groups.conference
        call = self._commands.calls.get(group.call_ids()[0]) if group is not None else self._call_for(A.CONFERENCE)
        if call is not None:
            self._merge_or_add(call)
        return call is not None

    def record(self) -> bool:
        """Begins or ends recording."""
        call = self._commands.current()
        card = self._calls.card(call.call_id) if call is not None else None
        if card is not None and A.RECORD in card.call.actions:
            card.extras.toggle_recording()
        return card is not None

    def push(self) -> bool:
        """Sends the call to the mobile, or has it stay while it is on its way."""
        handoffs, call = self._commands.control.handoffs, self._commands.current()
        card = self._calls.card(call.call_id) if call is not None else None
        if handoffs is None or call is None or card is None:
            return False
        view = handoffs.of(call.call_id)
        if view is not None and view.is_under_way:
            return self._commands.attempt(lambda: handoffs.cancel(call.call_id))
        if A.PUSH in self._commands.offered(call):
            card.extras.push()
            return True
        return False

    def park(self) -> bool:
        """Opens the menu of the slots."""
        parking = self._commands.control.parking
        if parking is None or not (parking.can_park or parking.slots()):
            return False
        self.open_park_menu(self._call_for(A.PARK), None)
        return True

    def pick_up_group(self) -> bool:
        """Takes a call that rings in the group."""
        pickup = self._commands.control.pickup
        return pickup is not None and self._commands.attempt(pickup.pick_up_group)

    # ------------------------------------------------------------------ from menus

    def can_transfer(self) -> bool:
        """Whether the current call can go to somebody else."""
        return self._call_for(A.TRANSFER) is not None

    def transfer_to(self, text: str, *, asks_first: bool) -> None:
        """Transfers the current call there."""
        call = self._call_for(A.TRANSFER)
        if call is not None:
            self.choice.transfer(call.call_id, text, asks_first=asks_first)

    def open_park_menu(self, call: Call | None, below: QWidget | None) -> QMenu | None:
        """The slots, to park this call or to take one back; opens at the button, else at what is to be seen nearest."""
        parking = self._commands.control.parking
        if parking is None:
            return None
        from ui.calls.park_menu import park_menu

        menu = park_menu(parking, call, self._commands.attempt, self._wall_time_s(), self._calls)
        open_at(menu, below if below is not None and is_seen(below) else self._near(call))
        return menu

    def _near(self, call: Call | None) -> QWidget:
        """The call's own button where a key was pressed; its card while that is scrolled away; else the field."""
        card = self._calls.card(call.call_id) if call is not None else None
        parts = () if card is None else (card.actions_row.button(A.PARK), card)
        return next((part for part in parts if is_seen(part)), self._dial)

    # ------------------------------------------------------------------ parts

    def _call_for(self, action: CallAction) -> Call | None:
        call = self._commands.current()
        return call if call is not None and action in self._commands.offered(call) else None

    def _merge_or_add(self, call: Call) -> None:
        conference, held = self._commands.control.conference, self._commands.merges_with(call)
        if conference is not None and held is not None:
            self._commands.attempt(lambda: conference.add(held.call_id))
        elif conference is not None:
            self.choice.open(Purpose.ADD, call)

    def _on_pair(self, card: QWidget) -> None:
        """Enter completes and Esc goes back, unless the user is typing something else. Later: the field is not yet
        cleared of the target."""
        QTimer.singleShot(0, card, lambda: card.setFocus() if not self._dial.field.text() else None)
