"""What can be done with a favourite now, as a menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from softphone.basics.words import translate
from softphone.presence.state import LampAction, PresenceState, Presentity
from softphone.settings.favourite import Favourite
from ui.presence.lamp_model import LampRow
from ui.widgets.message_entries import Write, add_message_entry

_TAKEN = frozenset(
    {
        PresenceState.ON_THE_PHONE,
        PresenceState.RINGING,
        PresenceState.BUSY,
        PresenceState.AWAY,
        PresenceState.DO_NOT_DISTURB,
        PresenceState.OFFLINE,
        PresenceState.OUT_OF_OFFICE,
        PresenceState.NOT_REGISTERED,
    }
)


@dataclass(frozen=True, slots=True)
class LampDeeds:
    """What the menu's entries do. None hides an entry that this program cannot do yet.

    Attributes:
        tell_when_free: True asks for it, False takes that back.
        pick_up: given where the PBX's way of picking up is known; `can_pick_up` says for whom it is possible now.
        message: writes to a number or address.
        transfer, ask_first: given where the active call can be transferred, at once or after asking there;
            `can_transfer` says whether there is one.
    """

    call: Callable[[Favourite], object]
    tell_when_free: Callable[[Presentity, bool], object]
    is_told_when_free: Callable[[Presentity], bool]
    edit: Callable[[Favourite], object]
    remove: Callable[[Favourite], object]
    pick_up: Callable[[Presentity], object] | None = None
    can_pick_up: Callable[[Presentity], bool] = lambda presentity: LampAction.PICK_UP in presentity.actions
    transfer: Callable[[Favourite], object] | None = None
    ask_first: Callable[[Favourite], object] | None = None
    can_transfer: Callable[[], bool] = lambda: True
    message: Write | None = None


def lamp_menu(row: LampRow, deeds: LampDeeds, parent: QWidget) -> QMenu:
    """The menu of this lamp; deletes itself when it closes."""
    favourite, presentity = row.favourite, row.presentity
    menu = QMenu(parent)
    call = menu.addAction(translate("presence", "&Call {name}").format(name=row.name.replace("&", "&&")))
    call.triggered.connect(lambda: deeds.call(favourite))
    menu.setDefaultAction(call)
    if deeds.pick_up is not None and presentity.state is PresenceState.RINGING and deeds.can_pick_up(presentity):
        pick_up = deeds.pick_up
        menu.addAction(translate("presence", "&Pick up the ringing call"), lambda: pick_up(presentity))
    if deeds.transfer is not None and deeds.can_transfer():
        transfer = deeds.transfer
        menu.addAction(translate("presence", "&Transfer the call here"), lambda: transfer(favourite))
    if deeds.ask_first is not None and deeds.can_transfer():
        ask_first = deeds.ask_first
        menu.addAction(translate("presence", "&Ask here before transferring"), lambda: ask_first(favourite))
    text = favourite.number or favourite.address
    add_message_entry(menu, deeds.message, ((text, text),))
    is_told = bool(presentity.address) and deeds.is_told_when_free(presentity)
    if is_told or (presentity.address and presentity.state in _TAKEN):
        tell = menu.addAction(translate("presence", "Tell me when &free"))
        tell.setCheckable(True)
        tell.setChecked(is_told)
        tell.triggered.connect(lambda is_wanted: deeds.tell_when_free(presentity, is_wanted))
    menu.addSeparator()
    menu.addAction(translate("presence", "&Edit…"), lambda: deeds.edit(favourite))
    menu.addAction(translate("presence", "&Remove from favourites"), lambda: deeds.remove(favourite))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
