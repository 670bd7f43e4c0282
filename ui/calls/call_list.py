"""All calls as cards: live ones in the order in which they began, ended and missed ones below."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.runtime import Runtime
from ui.calls.call_card import CallCard
from ui.calls.call_commands import CallCommands
from ui.style.tokens import SPACE_M, SPACE_S, SPACE_XL
from ui.widgets.labels import Label

TICK_MS = 500
MAX_HINT_HEIGHT = 420  # of more cards, some are scrolled to
MAX_WIDTH = 640  # wider cards only move what belongs together apart
_SETTLE_MS = 300  # the layout takes some rounds until a new or grown card has its place


class CallList(QScrollArea):
    """Signals: count_changed with the number of live calls and of cards, when either changed."""

    count_changed = Signal(int, int)

    def __init__(
        self, commands: CallCommands, accounts: Accounts, runtime: Runtime, parent: QWidget | None = None
    ) -> None:
        self._hint_height = 0
        super().__init__(parent)
        self._commands, self._accounts, self._runtime = commands, accounts, runtime
        self._cards: dict[CallId, CallCard] = {}
        self._counts = (0, 0)
        self._live = QVBoxLayout()
        self._ended = QVBoxLayout()
        self._ended_title = Label(translate("calls", "Ended"), "muted")
        self._empty = EmptyCalls()
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._wanted: CallCard | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._build()
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._scroll_to_wanted())
        for call in commands.calls.calls():
            self._on_changed(call)
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

    def cards(self) -> tuple[CallCard, ...]:
        """The cards from top to bottom."""
        found = []
        for part in (self._live, self._ended):
            for index in range(part.count()):
                item = part.itemAt(index)
                widget = item.widget() if item is not None else None
                if isinstance(widget, CallCard):
                    found.append(widget)
        return tuple(found)

    def card(self, call_id: CallId) -> CallCard | None:
        """The card of this call."""
        return self._cards.get(call_id)

    def card_with_keypad(self) -> CallCard | None:
        """The card that typed digits go to."""
        return next((card for card in self._cards.values() if card.is_keypad_open()), None)

    def _on_changed(self, call: Call) -> None:
        card = self._cards.get(call.call_id)
        if card is None:
            card = self._cards[call.call_id] = CallCard(call, self._commands)
            card.keypad_toggled.connect(lambda is_open, chosen=card: self._on_keypad(chosen, is_open))
            self._live.addWidget(card)
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
        self._show_sections()

    def _on_removed(self, call_id: CallId) -> None:
        card = self._cards.pop(call_id, None)
        if card is not None:
            card.hide()
            for part in (self._live, self._ended):
                part.removeWidget(card)
            card.deleteLater()
            self._show_sections()

    def _show_sections(self) -> None:
        live, ended = self._live.count(), self._ended.count()
        self._ended_title.setVisible(live > 0 and ended > 0)
        self._empty.setVisible(not self._cards)
        if live and not self._ticker.isActive():
            self._ticker.start()
        elif not live:
            self._ticker.stop()
        if (live, len(self._cards)) != self._counts:
            self._counts = (live, len(self._cards))
            self.count_changed.emit(*self._counts)

    def _bring_into_view(self, card: CallCard) -> None:
        self._wanted = card
        self._settling.start()
        QTimer.singleShot(0, self, self._scroll_to_wanted)

    def _scroll_to_wanted(self) -> None:
        if self._wanted is not None and self._settling.isActive() and self._wanted in self._cards.values():
            self.ensureWidgetVisible(self._wanted, 0, SPACE_S)

    def _on_keypad(self, chosen: CallCard, is_open: bool) -> None:
        if not is_open:
            return
        chosen.actions_row.button(CallAction.DTMF).setFocus()  # digits typed now are tones, not a number to call
        self._bring_into_view(chosen)
        for card in self._cards.values():
            if card is not chosen:
                card.set_keypad_open(False)

    def _tick(self) -> None:
        now_s = self._runtime.now_s()
        for card in self._cards.values():
            card.tick(now_s)

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
