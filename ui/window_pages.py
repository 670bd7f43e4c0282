"""The pages of the main window, each made when it is first shown, the own status, and calls on other devices."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.presence.state import RemoteCall
from softphone.settings.call_settings import PICK_UP_CODE
from softphone.settings.declared import DEFAULT_ACCOUNT, LAMP_SIZE
from ui.main_window import MainWindow
from ui.presence.own_status_button import OwnStatusButton
from ui.shortcuts import Keys

if TYPE_CHECKING:
    from softphone.settings.favourite import Favourite
    from ui.people_windows import PeopleWindows
    from ui.presence.elsewhere import ElsewhereLine

FAVOURITES = "favourites"
HISTORY = "history"
CONTACTS = "contacts"


class WindowPages(QObject):
    """Favourites, history and contacts, in this order behind the keypad."""

    elsewhere: "ElsewhereLine"

    def __init__(
        self,
        main: MainWindow,
        softphone: Softphone,
        people: "Callable[[], PeopleWindows]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._main, self._softphone, self._people = main, softphone, people
        self.status = OwnStatusButton(softphone.own_status, Keys.STATUS)
        main.add_to_header(self.status)
        main.add_page(FAVOURITES, "star", translate("window", "Favourites"), self._new_favourites)
        main.add_page(HISTORY, "history", translate("window", "History"), self._new_history)
        main.add_page(CONTACTS, "contacts", translate("window", "Contacts"), lambda: people().new_contacts_page())

    def complete(self) -> None:
        """Follows the history and the other devices from now on; the window is shown without."""
        from ui.presence.elsewhere import ElsewhereLine

        softphone = self._softphone
        self._people()
        self.status.set_own(softphone.own_devices)
        self.elsewhere = ElsewhereLine(softphone.own_devices, self._far_name, self._main.body)
        self._main.body.add_note(self.elsewhere)
        softphone.history.changed.add(lambda _: self._count_missed())
        softphone.history.problem.add(self._on_history_problem)

    def _new_favourites(self) -> QWidget:
        from ui.presence.favourites_page import FavouritesPage
        from ui.presence.lamp_delegate import Density

        settings = self._softphone.settings
        density, code = Density(settings.get(LAMP_SIZE)), lambda: settings.get(PICK_UP_CODE)
        page = FavouritesPage(self._softphone.favourites, self._softphone.colleagues, density, code)
        page.deeds = replace(
            page.deeds,
            transfer=lambda favourite: self._transfer(favourite, asks_first=False),
            ask_first=lambda favourite: self._transfer(favourite, asks_first=True),
            can_transfer=self._main.deeds.can_transfer,
        )
        page.dial_wanted.connect(self._main.call_now)
        page.density_chosen.connect(lambda size: settings.set(LAMP_SIZE, size))
        self._softphone.accounts.changed.add(lambda _: page.model.check_domain())
        self._softphone.accounts.removed.add(lambda _: page.model.check_domain())
        settings.changed.add(lambda key: page.model.check_domain() if key == DEFAULT_ACCOUNT.key else None)
        return page

    def _transfer(self, favourite: "Favourite", asks_first: bool) -> None:
        text = favourite.number or f"sip:{favourite.address}"
        self._main.deeds.transfer_to(text, asks_first=asks_first)

    def _new_history(self) -> QWidget:
        from ui.history.history_page import HistoryPage

        page = HistoryPage(self._softphone.history, self._softphone.runtime, self._account_name)
        page.dial_wanted.connect(self._main.call_now)
        page.favourite_wanted.connect(self._people().add_favourite)
        page.transfer = self._main.deeds
        return page

    def _account_name(self, account_id: str) -> str:
        from ui.accounts.account_words import account_name

        view = self._softphone.accounts.view(AccountId(account_id))
        return account_name(view.config) if view is not None else ""

    def _far_name(self, call: RemoteCall) -> str:
        from softphone.directory.naming import name_of
        from ui.presence.elsewhere import far_name

        return name_of(self._softphone.directory.people_for(call.remote_uri), call.remote_name) or far_name(call)

    def _count_missed(self) -> None:
        self._main.set_badge(HISTORY, self._softphone.history.unseen_missed)

    def _on_history_problem(self, problem: UserFacingError) -> None:
        if self._main.pages.page(HISTORY) is None:  # the page tells it itself
            self._main.show_notice(problem)
