"""Calls that belong together are one card: the pair of a transfer, and the conference."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from softphone.basics.ids import CallId
from softphone.calls.call import Call
from ui.calls.call_commands import CallCommands

if TYPE_CHECKING:
    from softphone.calls.transfer import TransferView
    from ui.calls.conference_card import ConferenceCard
    from ui.calls.transfer_card import TransferCard


class CallGroups(QObject):
    """Says which calls are shown together, and has the cards for that; they are made when they are first needed.

    Signals:
        changed: a group came, went, or has other calls.
        pair_shown: the card of a transfer that the user has begun.
        keypad_toggled: a group's keypad was opened (True) or closed, with its card.
        add_wanted: somebody else is to be called into the conference.
        transfer_changed: the id of the caller whose transfer changed.
    """

    changed = Signal()
    pair_shown = Signal(QWidget)
    keypad_toggled = Signal(QWidget, bool)
    add_wanted = Signal()
    transfer_changed = Signal(str)

    def __init__(self, commands: CallCommands, now_s: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands, self._now_s = commands, now_s
        self._pairs: dict[CallId, TransferCard] = {}
        self._conference: ConferenceCard | None = None
        self._forget: list[Callable[[], None]] = []
        self.of_call: dict[CallId, TransferCard | ConferenceCard] = {}
        commands.control_changed.add(lambda _: self._follow())
        self._follow()

    def pairs(self) -> "tuple[TransferCard, ...]":
        """The transfers under way."""
        return tuple(self._pairs.values())

    @property
    def conference(self) -> "ConferenceCard | None":
        """The card of the conference."""
        return self._conference

    def cards(self) -> "tuple[TransferCard | ConferenceCard, ...]":
        """Every card of a group."""
        return (*self._pairs.values(), *([self._conference] if self._conference is not None else []))

    def tick(self) -> None:
        """Brings times up to date."""
        now_s = self._now_s()
        for card in self.cards():
            card.tick(now_s)

    def update(self) -> None:
        """Shows every group as it is now."""
        control, before = self._commands.control, dict(self.of_call)
        if control.transfers is None and control.conference is None:
            return
        calls = {call.call_id: call for call in self._commands.calls.calls() if not call.is_ended}
        known = set(self._pairs)
        self._show_pairs(calls)
        self._show_conference(calls)
        self.of_call = {call_id: card for card in self.cards() for call_id in card.call_ids()}
        if self.of_call != before:
            self.changed.emit()
        for first in set(self._pairs) - known:
            self.pair_shown.emit(self._pairs[first])

    def _follow(self) -> None:
        for forget in self._forget:
            forget()
        control = self._commands.control
        self._forget = []
        if control.transfers is not None:
            self._forget.append(control.transfers.changed.add(self._on_transfer))
        if control.conference is not None:
            self._forget.append(control.conference.changed.add(lambda _: self.update()))
        self.update()

    def _on_transfer(self, view: "TransferView") -> None:
        self._commands.news.take(view)
        self.update()
        self.transfer_changed.emit(view.first)

    def _show_pairs(self, calls: dict[CallId, Call]) -> None:
        views = self._views(calls)
        for first in [first for first in self._pairs if first not in views]:
            _discard(self._pairs.pop(first))
        for first, view in views.items():
            if first not in self._pairs:
                self._pairs[first] = self._new_pair()
            assert view.consult is not None
            self._pairs[first].show_transfer(view, calls[first], calls[view.consult], self._now_s())

    def _views(self, calls: dict[CallId, Call]) -> "dict[CallId, TransferView]":
        """The transfers with both of their calls alive."""
        transfers = self._commands.control.transfers
        if transfers is None or len(calls) < 2:
            return {}
        from ui.calls.transfer_words import PAIR_STAGES

        found = [view for call_id in calls if (view := transfers.of(call_id)) is not None]
        return {
            view.first: view
            for view in found
            if view.stage in PAIR_STAGES and view.first in calls and view.consult is not None and view.consult in calls
        }

    def _new_pair(self) -> "TransferCard":
        from ui.calls.transfer_card import TransferCard

        card = TransferCard(self._commands)
        card.keypad_toggled.connect(lambda is_open: self.keypad_toggled.emit(card, is_open))
        return card

    def _show_conference(self, calls: dict[CallId, Call]) -> None:
        conference = self._commands.control.conference
        view = conference.view if conference is not None and len(calls) > 1 else None
        pairs = {call_id for card in self._pairs.values() for call_id in card.call_ids()}
        if view is not None and not pairs.intersection(member.call_id for member in view.members):
            if self._conference is None:
                from ui.calls.conference_card import ConferenceCard

                self._conference = ConferenceCard(self._commands)
                self._conference.add_wanted.connect(self.add_wanted)
            self._conference.show_conference(view, calls, self._now_s())
        elif self._conference is not None:
            _discard(self._conference)
            self._conference = None


def _discard(card: QWidget) -> None:
    card.hide()
    card.deleteLater()
