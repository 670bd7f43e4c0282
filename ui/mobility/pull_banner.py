"""Calls on the user's mobile or other devices, each with a button that takes it here."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.mobility.pull_offers import PullOffer, PullPlace
from ui.calls.call_words import duration_text
from ui.mobility.pull_port import PullPort
from ui.mobility.pull_words import menu_words, place_words, who_words
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, IconLabel, Label

_TICK_MS = 1000
NameOf = Callable[[PullOffer], str]


class PullBanner(QFrame):
    """Hidden while there is nothing to take. name_of: what the far party is called here; empty for a stranger."""

    def __init__(
        self, pulls: PullPort, name_of: NameOf, wall_time_s: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pull_banner")
        self.setProperty("banner", Tone.ACCENT.value)
        self._pulls, self._name_of, self._wall_time_s = pulls, name_of, wall_time_s
        self._rows: dict[str, PullRow] = {}
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        self._column.setSpacing(SPACE_S)
        self.destroyed.connect(pulls.changed.add(lambda _: self.refresh()))
        self.refresh()

    def rows(self) -> tuple["PullRow", ...]:
        """One for each call, from top to bottom."""
        return tuple(self._rows.values())

    def refresh(self) -> None:
        """Shows what can be taken now."""
        offers = self._pulls.offers
        for offer_id in self._rows.keys() - {offer.offer_id for offer in offers}:
            row = self._rows.pop(offer_id)
            row.hide()
            row.deleteLater()
        is_one_taken = any(offer.is_being_taken for offer in offers)
        for offer in offers:
            if offer.offer_id not in self._rows:
                row = self._rows[offer.offer_id] = PullRow(self._pulls)
                self._column.addWidget(row)
            self._rows[offer.offer_id].show_offer(offer, self._name_of(offer), is_one_taken)
        self._tick()
        was_hidden = self.isHidden()
        self.setVisible(bool(offers))
        self.setAccessibleName(" ".join(row.accessibleName() for row in self.rows()))
        if offers:
            self._ticker.start()
        else:
            self._ticker.stop()
        if offers and was_hidden:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def take(self) -> None:
        """What the shortcut does: takes the only call; of several one is chosen."""
        offers = self._pulls.offers
        if len(offers) == 1:
            self._pulls.take(offers[0].offer_id)
        elif offers:
            self.menu().popup(self.mapToGlobal(QPoint(0, 0)))

    def menu(self) -> QMenu:
        """To choose from several calls; deletes itself when it closes."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for offer in self._pulls.offers:
            action = menu.addAction(menu_words(offer, self._name_of(offer)))
            action.triggered.connect(lambda _=False, offer_id=offer.offer_id: self._pulls.take(offer_id))
        first = menu.actions()[:1]
        if first:
            menu.setActiveAction(first[0])
        return menu

    def _tick(self) -> None:
        now_s = self._wall_time_s()
        for row in self._rows.values():
            row.tick(now_s)


class PullRow(QWidget):
    """One call: who, where, since when, and what went wrong when it was to be taken."""

    def __init__(self, pulls: PullPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pulls = pulls
        self._offer: PullOffer | None = None
        self._icon = IconLabel("mobile", Tone.ACCENT)
        self._who = ElidedLabel("", "section")
        self._where = ElidedLabel("", "small")
        self._problem = Label("", "problem", wraps=True)
        self.take = Button(translate("mobility", "Take it here"), "phone", "primary")
        self.cancel = Button(translate("mobility", "Leave it there"))
        self.take.clicked.connect(self._on_take)
        self.cancel.clicked.connect(pulls.cancel)
        self._build()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._who)
        words.addWidget(self._where)
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self._icon)
        top.addLayout(words, 1)
        top.addWidget(self.take)
        top.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(top)
        column.addWidget(self._problem)

    def show_offer(self, offer: PullOffer, name: str, is_one_taken: bool) -> None:
        """is_one_taken: this call or another is on its way here."""
        self._offer = offer
        who = who_words(offer, name)
        self._icon.set_icon("mobile" if offer.where == PullPlace.MOBILE else "phone", Tone.ACCENT)
        self._who.set_full_text(who)
        problem = self._pulls.problem_of(offer.offer_id)
        self._problem.setText(str(problem) if problem is not None else "")
        self._problem.setVisible(problem is not None)
        had_focus = self.take.hasFocus() or self.cancel.hasFocus()
        self.take.setVisible(not offer.is_being_taken)
        self.take.setEnabled(not is_one_taken)
        self.cancel.setVisible(offer.is_being_taken)
        if had_focus:  # the other button stands in its place
            (self.cancel if offer.is_being_taken else self.take).setFocus()
        self.take.set_hint(translate("mobility", "Go on with this call here"), Keys.PULL)
        self.take.setAccessibleName(f"{self.take.text()}: {who}")
        self.setAccessibleName(". ".join(filter(None, (f"{who}, {place_words(offer)}", self._problem.text()))))

    def tick(self, now_s: float) -> None:
        """Shows how long the call has been there. now_s: seconds since the epoch."""
        if self._offer is None:
            return
        if self._offer.is_being_taken:
            self._where.set_full_text(translate("mobility", "Taking it here…"))
        else:
            since = duration_text(now_s - self._offer.since_s)
            self._where.set_full_text(f"{place_words(self._offer)} · {since}")

    def words(self) -> tuple[str, str, str]:
        """What it says: who, where, problem."""
        return self._who.full_text(), self._where.full_text(), self._problem.text()

    def _on_take(self) -> None:
        if self._offer is not None:
            self._pulls.take(self._offer.offer_id)
