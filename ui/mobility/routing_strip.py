"""A line of the main window while calls go elsewhere, with a click that switches it off."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.mobility.forwarding import Forwarding
from softphone.mobility.routing_news import NewsKind, RoutingNews, routing_news, switch_off
from softphone.mobility.routing_words import NameOf
from softphone.mobility.twinning import Twinning
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_S, Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import IconLabel, Label

_ICON = 16
_LINE = 20
_SIGNS = {
    NewsKind.FORWARD: ("transfer", Tone.WARNING),
    NewsKind.PROBLEM: ("warning", Tone.WARNING),
    NewsKind.TWIN: ("mobile", Tone.ACCENT),
}


class RoutingStrip(QWidget):
    """Hidden while calls come here alone.

    Args:
        attempt: runs what may fail and tells why.
        quiet_words: what quiet hours do now; empty when they do nothing.

    Signals: page_wanted: the user wants to see all of it.
    """

    page_wanted = Signal()

    def __init__(
        self,
        forwarding: Forwarding,
        twinning: Twinning,
        name_of: NameOf,
        attempt: Callable[[Callable[[], object]], object],
        quiet_words: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._forwarding, self._twinning, self._name_of = forwarding, twinning, name_of
        self._attempt, self._quiet_words = attempt, quiet_words
        self._news: tuple[RoutingNews, ...] = ()
        self._icon = IconLabel("transfer", Tone.WARNING, _ICON)
        self._words = Label("", wraps=True)
        self._words.setMinimumHeight(_LINE)
        self.off = Button(translate("mobility", "Switch off"), "", "plain")
        self.more = IconButton("edit", translate("mobility", "Where my calls go"), Keys.ROUTING)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.off)
        row.addWidget(self.more)
        self.off.clicked.connect(self._on_off)
        self.more.clicked.connect(self.page_wanted)
        forgets = (forwarding.changed.add(lambda _: self.refresh()), twinning.changed.add(lambda _: self.refresh()))
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])
        self.refresh()

    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def refresh(self) -> None:
        """Says what is so now."""
        self._news = routing_news(self._forwarding, self._twinning, self._name_of)
        quiet = self._quiet_words()
        told = [*([quiet] if quiet else []), *dict.fromkeys(news.words for news in self._news)]
        self.setVisible(bool(told))
        if not told:
            return
        said = told[: 2 if quiet else 1]  # quiet hours alone do not say where calls go
        more = translate("mobility", "%n more", "", len(told) - len(said)) if len(told) > len(said) else ""
        self._words.setText(" · ".join([*said, *([more] if more else [])]))
        self._words.setToolTip("\n".join(told) if more else "")
        self._words.setAccessibleDescription(". ".join(told[len(said) :]))
        icon, tone = _SIGNS[self._news[0].kind] if self._news and not quiet else ("bell", Tone.ACCENT)
        self._icon.set_icon(icon, tone)
        is_plain = not quiet and len(self._news) == 1 and self._news[0].kind is not NewsKind.PROBLEM
        self.off.setVisible(is_plain or self._is_always_sent_on)
        if self.off.isVisibleTo(self):
            self.off.set_hint(self._news[0].words)

    @property
    def _is_always_sent_on(self) -> bool:
        return not self._quiet_words() and bool(self._news) and self._news[0].kind is NewsKind.FORWARD

    def _on_off(self) -> None:
        if self._news:
            news = self._news[0]
            self._attempt(lambda: switch_off(news, self._forwarding, self._twinning))
