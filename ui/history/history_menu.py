"""What can be done with a call of the history, as a menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from softphone.basics.words import translate
from softphone.history.entry import HistoryEntry
from ui.history.history_model import CallRow
from ui.history.history_words import callable_number
from ui.history.runs import Run, party_key
from ui.widgets.message_entries import Write, add_message_entry
from ui.widgets.transfer_entries import TransferDeeds, add_transfer_entries


@dataclass(frozen=True, slots=True)
class CallDeeds:
    """What the menu's entries do.

    Attributes:
        show_person: shows the calls with this address or number only, under this name.
        can_fold, set_unfolded: calls in a row with the same person are shown as one, or each.
        transfer: sends the current call to the far party of this one; None where that cannot be.
        message: writes to them; None where that cannot be.
    """

    call_back: Callable[[HistoryEntry], object]
    show_person: Callable[[str, str], object]
    can_fold: Callable[[Run], bool]
    set_unfolded: Callable[[Run, bool], object]
    open_entry: Callable[[HistoryEntry], object]
    add_favourite: Callable[[str, str], object]
    delete: Callable[[Run], object]
    transfer: TransferDeeds | None = None
    message: Write | None = None


def history_menu(row: CallRow, deeds: CallDeeds, parent: QWidget) -> QMenu:
    """The menu of this call; deletes itself when it closes."""
    entry, run, number = row.entry, row.run, callable_number(row.entry)
    menu = QMenu(parent)
    if number:
        back = menu.addAction(translate("history", "&Call {name}").format(name=entry.name.replace("&", "&&")))
        back.triggered.connect(lambda: deeds.call_back(entry))
        menu.setDefaultAction(back)
        add_transfer_entries(menu, deeds.transfer, ((number, number),))
        add_message_entry(menu, deeds.message, ((number, number),))
    if party_key(entry):
        person = entry.address or number
        menu.addAction(translate("history", "Calls &with this person"), lambda: deeds.show_person(person, entry.name))
    if run.count > 1:
        menu.addAction(translate("history", "&Show each call"), lambda: deeds.set_unfolded(run, True))
    elif deeds.can_fold(run):
        menu.addAction(translate("history", "&Show as one"), lambda: deeds.set_unfolded(run, False))
    menu.addSeparator()
    menu.addAction(translate("history", "&Details, note and tags…"), lambda: deeds.open_entry(entry))
    if number:
        copy = translate("history", "C&opy the number")
        menu.addAction(copy, lambda: QGuiApplication.clipboard().setText(number))
        menu.addAction(translate("history", "Add to &favourites"), lambda: deeds.add_favourite(entry.name, number))
    menu.addSeparator()
    delete = menu.addAction(translate("history", "&Remove…"), lambda: deeds.delete(run))
    delete.setEnabled(not entry.is_under_way)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
