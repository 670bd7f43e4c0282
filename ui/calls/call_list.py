"""All calls as cards: live ones in the order in which they began, ended and missed ones below."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.runtime import Runtime
from ui.calls.call_card import CallCard
from ui.calls.call_commands import CallCommands
from ui.calls.call_groups import CallGroups
from ui.calls.card_dragging import CardDragging
from ui.style.tokens import SPACE_M, SPACE_S, SPACE_XL
from ui.widgets.labels import Label
from ui.widgets.scroll_to import scroll_in, scroll_to

if TYPE_CHECKING:
    from ui.calls.transfer_card import TransferCard

TICK_MS = 500
MAX_HINT_HEIGHT = 420  # of more cards, some are scrolled to
MAX_WIDTH = 640  # wider cards only move what belongs together apart
_SETTLE_MS = 300  # the layout takes some rounds until a new or grown card has its place


class CallList(QScrollArea):
    """Signals:
    count_changed: with the number of live calls and of cards, when either changed.
    control_wanted: the id of a call and TRANSFER, CONFERENCE or PARK, which open something elsewhere.
    pair_shown: the card of a transfer that the user has just begun.
    """

    count_changed = Signal(int, int)
    control_wanted = Signal(str, object)
    pair_shown = Signal(QWidget)

    def __init__(
        self, commands: CallCommands, accounts: Accounts, runtime: Runtime, parent: QWidget | None = None
    ) -> None:
        self._hint_height = 0
        super().__init__(parent)
        self._commands, self._accounts, self._runtime = commands, accounts, runtime
        self._cards: dict[CallId, CallCard] = {}
        self._dragging = CardDragging(commands, self)
        self._counts = (0, 0)
        self._live = QVBoxLayout()
        self._ended = QVBoxLayout()
        self._ended_title = Label(translate("calls", "Ended"), "muted")
        self._empty = EmptyCalls()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._wanted: QWidget | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self.groups = CallGroups(commands, runtime.now_s, self)
        self._build()
        self._connect_groups()
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._scroll_to_wanted())
        for call in commands.calls.calls():
            self._on_changed(call)
        commands.control_changed.add(lambda _: self._show_all())
        self._forget = (commands.calls.changed.add(self._on_changed), commands.calls.removed.add(self._on_removed))
        self._show_sections()

    def _build(self) -> None:
        content = QWidget()
        content.setObjectName("scroll_content")
        content.setMaximumWidth(MAX_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        for part in (self._live, self._ended):
            part.setSpacing(SPACE_S + 2)
        column.addLayout(self._live)
        column.addWidget(self._ended_title)
        column.addLayout(self._ended)
        column.addWidget(self._empty, 1)
        column.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("calls", "Calls"))

    def _connect_groups(self) -> None:
        self.groups.changed.connect(self._place_groups)
        self.groups.pair_shown.connect(self._bring_into_view)
        self.groups.pair_shown.connect(self.pair_shown)
        self.groups.keypad_toggled.connect(self._on_keypad)
        self.groups.add_wanted.connect(self._on_add_to_conference)
        self.groups.transfer_changed.connect(self.show_again)

    def cards(self) -> tuple[CallCard, ...]:
        """The cards of single calls from top to bottom, also of those that a group shows now."""
        return tuple(widget for widget in self.stops() if isinstance(widget, CallCard))

    def stops(self) -> tuple[QWidget, ...]:
        """Every card from top to bottom, those of groups as well."""
        items = [part.itemAt(index) for part in (self._live, self._ended) for index in range(part.count())]
        return tuple(widget for item in items if item is not None and (widget := item.widget()) is not None)

    def card(self, call_id: CallId) -> CallCard | None:
        """The card of this call."""
        return self._cards.get(call_id)

    def card_with_keypad(self) -> "CallCard | TransferCard | None":
        """The card that typed digits go to."""
        return next((card for card in self._with_keypads() if card.is_keypad_open()), None)

    def _with_keypads(self) -> "list[CallCard | TransferCard]":
        return [*self._cards.values(), *self.groups.pairs()]

    def _on_changed(self, call: Call) -> None:
        card = self._cards.get(call.call_id)
        if card is None:
            card = self._cards[call.call_id] = CallCard(call, self._commands)
            card.keypad_toggled.connect(lambda is_open, chosen=card: self._on_keypad(chosen, is_open))
            card.control_wanted.connect(lambda action, wanted=call.call_id: self.control_wanted.emit(wanted, action))
            self._live.addWidget(card)
            self._dragging.add(card)
            self._bring_into_view(card)
        elif call.is_active and not card.call.is_active:
            self._bring_into_view(card)
        if call.is_ended and self._live.indexOf(card) >= 0:
            self._live.removeWidget(card)
            self._ended.insertWidget(0, card)
        elif card.call is not call and _without_statistics(card.call) == _without_statistics(call):
            card.call = call  # figures come several times a second, and a card shows none
            return
        card.show_call(call, self._account_name(call), self._runtime.now_s())
        self.groups.update()
        if call.call_id in self._cards and call.is_ended and card.isHidden():
            card.show()  # a group that showed it is gone
        self._show_control(call)
        self._show_sections()

    def _show_control(self, changed: Call) -> None:
        """What can be done with the active call depends on the others."""
        for card in self._cards.values():
            if card.call.is_active and card.call.call_id != changed.call_id and not card.isHidden():
                card.show_control()

    def _show_all(self) -> None:
        for call_id in tuple(self._cards):
            self.show_again(call_id)

    def show_again(self, call_id: CallId) -> None:
        """Something that the card shows beside the call is another."""
        card, call = self._cards.get(call_id), self._commands.calls.get(call_id)
        if card is not None and call is not None:
            card.show_call(call, self._account_name(call), self._runtime.now_s())

    def _place_groups(self) -> None:
        """A group stands where the first of its calls stood; its calls' own cards are not shown meanwhile."""
        of_call = self.groups.of_call
        for card in self._cards.values():
            card.setVisible(card.call.call_id not in of_call)
            if card.call.call_id in of_call:
                card.set_keypad_open(False)
        for group in self.groups.cards():
            firsts = [self._live.indexOf(card) for key, card in self._cards.items() if of_call.get(key) is group]
            place = min((first for first in firsts if first >= 0), default=0)
            if self._live.indexOf(group) < 0:
                self._live.insertWidget(place, group)

    def _on_add_to_conference(self) -> None:
        conference = self.groups.conference
        for call_id in conference.call_ids()[:1] if conference is not None else ():
            self.control_wanted.emit(call_id, CallAction.CONFERENCE)

    def _on_removed(self, call_id: CallId) -> None:
        card = self._cards.pop(call_id, None)
        self._commands.news.dismiss(call_id)
        if card is not None:
            card.hide()
            for part in (self._live, self._ended):
                part.removeWidget(card)
            card.deleteLater()
            self._show_sections()

    def _show_sections(self) -> None:
        live = sum(self._live.indexOf(card) >= 0 for card in self._cards.values())
        ended = self._ended.count()
        self._ended_title.setVisible(live > 0 and ended > 0)
        self._empty.setVisible(not self._cards)
        if live and not self._ticker.isActive():
            self._ticker.start()
        elif not live:
            self._ticker.stop()
        if (live, len(self._cards)) != self._counts:
            self._counts = (live, len(self._cards))
            self.count_changed.emit(*self._counts)

    def _bring_into_view(self, card: QWidget) -> None:
        self._wanted = card
        self._settling.start()
        QTimer.singleShot(0, self, self._scroll_to_wanted)

    def _scroll_to_wanted(self) -> None:
        if self._wanted is not None and self._settling.isActive() and self._wanted in self.stops():
            focus = self.window().focusWidget()
            if isinstance(focus, QLineEdit) and focus.text():
                scroll_in(self, self._wanted, SPACE_S)  # what is being typed must not go out of view
            else:
                scroll_to(self._wanted, SPACE_S)

    def _on_keypad(self, chosen: "CallCard | TransferCard", is_open: bool) -> None:
        if not is_open:
            return
        # Digits typed now are tones, not a number to call.
        (chosen.actions_row.button(CallAction.DTMF) if isinstance(chosen, CallCard) else chosen.keys).setFocus()
        self._bring_into_view(chosen)
        for card in self._with_keypads():
            if card is not chosen:
                card.set_keypad_open(False)

    def _tick(self) -> None:
        now_s = self._runtime.now_s()
        for card in self._cards.values():
            if not card.isHidden():
                card.tick(now_s)
        self.groups.tick()

    def _account_name(self, call: Call) -> str:
        views = self._accounts.views()
        if len(views) < 2:
            return ""
        from ui.accounts.account_words import account_name

        view = self._accounts.view(call.account_id)
        return account_name(view.config) if view else ""

    # ------------------------------------------------------------------ Qt

    def sizeHint(self) -> QSize:
        """As high as its cards; Qt's own remembers how high they were at first."""
        content = self.widget()
        wanted = content.sizeHint() if content is not None else super().sizeHint()
        return QSize(wanted.width(), min(wanted.height(), MAX_HINT_HEIGHT))

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.sizeHint().height() != self._hint_height:
            self._hint_height = self.sizeHint().height()
            self.updateGeometry()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._settling.isActive():
            QTimer.singleShot(0, self, self._scroll_to_wanted)
        return is_done


def _without_statistics(call: Call) -> Call:
    return replace(call, statistics=None)


class EmptyCalls(QWidget):
    """What the list says when there is no call."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.addStretch(1)
        for text, role in (
            (translate("calls", "No calls"), "section"),
            (translate("calls", "Type a number and press Enter. Incoming calls appear here."), "muted"),
        ):
            label = Label(text, role, wraps=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(2)
