"""The menu of the slots for parked calls: park here, or take who waits there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from softphone.basics.words import translate
from softphone.calls.call import Call
from ui.calls.call_words import duration_text
from ui.calls.ports import ParkingPort

if TYPE_CHECKING:
    from softphone.calls.parking import Slot

_MANY = 8  # free slots, that each have their entry at once
Attempt = Callable[[Callable[[], object]], bool]


def park_menu(parking: ParkingPort, call: Call | None, attempt: Attempt, now_s: float, parent: QWidget) -> QMenu:
    """The menu; deletes itself when it closes. call: to be parked, None where there is none. now_s: of the day."""
    menu = QMenu(parent)
    if call is not None:
        menu.addAction(
            translate("calls", "&Park in any free slot"), lambda: attempt(lambda: parking.park(call.call_id))
        )
        menu.addSeparator()
    free = [slot for slot in parking.slots() if not slot.is_occupied]
    place_of_free = menu
    if call is not None and parking.can_choose and len(free) > _MANY:
        place_of_free = menu.addMenu(translate("calls", "Park in a &certain slot"))
    for slot in parking.slots():
        if slot.is_occupied:
            menu.addAction(_mnemonic_free(retrieve_words(slot, now_s)), _retrieve(parking, slot.number, attempt))
        elif call is not None and parking.can_choose:
            words = translate("calls", "Park in {slot}").format(slot=slot.number)
            place_of_free.addAction(words, _park(parking, call, slot.number, attempt))
    if menu.isEmpty():
        menu.addAction(translate("calls", "No call is parked")).setEnabled(False)
    else:
        menu.setActiveAction(menu.actions()[0])  # so that Enter takes it at once
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def retrieve_words(slot: "Slot", now_s: float) -> str:
    """Whom one gets back from this slot."""
    who = slot.occupied_by or translate("calls", "a caller")
    words = translate("calls", "Take {name} from {slot}").format(name=who, slot=slot.number)
    return words if slot.since_s is None else f"{words}  ·  {duration_text(now_s - slot.since_s)}"


def _retrieve(parking: ParkingPort, slot: str, attempt: Attempt) -> Callable[[], bool]:
    return lambda: attempt(lambda: parking.retrieve(slot))


def _park(parking: ParkingPort, call: Call, slot: str, attempt: Attempt) -> Callable[[], bool]:
    return lambda: attempt(lambda: parking.park(call.call_id, slot))


def _mnemonic_free(text: str) -> str:
    return text.replace("&", "&&")
