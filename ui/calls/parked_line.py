"""A line of the window while calls are parked: who waits where since when, and a click that takes them back."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.basics.words import translate
from ui.calls.call_words import duration_text
from ui.calls.park_menu import Attempt, park_menu
from ui.calls.ports import ParkingPort
from ui.style.tokens import SPACE_S, Tone
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, IconLabel
from ui.widgets.menu_place import open_at

_TICK_MS = 1000
_ICON = 16


class ParkedLine(QWidget):
    """Hidden while nobody is parked. One parked call is taken by a click, of several one is chosen."""

    def __init__(
        self, parking: ParkingPort, attempt: Attempt, wall_time_s: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parking, self._attempt, self._wall_time_s = parking, attempt, wall_time_s
        self._words = ElidedLabel("", "muted")
        self.take = Button(translate("calls", "Take"), "phone", "plain")
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(IconLabel("park", Tone.ACCENT, _ICON))
        row.addWidget(self._words, 1)
        row.addWidget(self.take)
        self.take.clicked.connect(self._on_take)
        self.destroyed.connect(parking.changed.add(lambda _: self.refresh()))
        self.refresh()

    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.full_text()

    def refresh(self) -> None:
        """Says what is so now."""
        occupied = [slot for slot in self._parking.slots() if slot.is_occupied]
        self.setVisible(bool(occupied))
        if not occupied:
            self._ticker.stop()
            return
        self._tick()
        self._ticker.start()
        self.take.setText(translate("calls", "Take") if len(occupied) == 1 else translate("calls", "Take…"))
        self.take.set_hint(translate("calls", "Talk with who is parked"))

    def _tick(self) -> None:
        occupied = [slot for slot in self._parking.slots() if slot.is_occupied]
        shown = []
        for slot in occupied:
            who = f"{slot.number} {slot.occupied_by}".strip()
            since = "" if slot.since_s is None else f" ({duration_text(self._wall_time_s() - slot.since_s)})"
            shown.append(who + since)
        self._words.set_full_text(translate("calls", "Parked: {names}").format(names=", ".join(shown)))

    def _on_take(self) -> None:
        occupied = [slot for slot in self._parking.slots() if slot.is_occupied]
        if len(occupied) == 1:
            self._attempt(lambda: self._parking.retrieve(occupied[0].number))
        elif occupied:
            menu = park_menu(self._parking, None, self._attempt, self._wall_time_s(), self)
            open_at(menu, self.take)
