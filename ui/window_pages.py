"""The pages of the main window, each made when it is first shown, the own status, and calls on other devices."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.presence.state import RemoteCall
from softphone.settings.declared import DEFAULT_ACCOUNT, LAMP_SIZE
from ui.main_window import MainWindow
from ui.presence.own_status_button import OwnStatusButton
from ui.shortcuts import Keys
from ui.widgets.message_entries import Write

if TYPE_CHECKING:
    from softphone.settings.favourite import Favourite
    from ui.people_windows import PeopleWindows
    from ui.presence.elsewhere import ElsewhereLine
    from ui.voicemail.greeting_dialog import GreetingDialog

FAVOURITES = "favourites"
HISTORY = "history"
CONTACTS = "contacts"
VOICEMAIL = "voicemail"
MESSAGES = "messages"


class WindowPages(QObject):
    """Favourites, history and contacts, in this order behind the keypad; voicemail where somebody has it.

    Signals: mailbox_settings_wanted.
    """

    elsewhere: "ElsewhereLine"
    mailbox_settings_wanted = Signal()

    def __init__(
        self,
        main: MainWindow,
        softphone: Softphone,
        people: "Callable[[], PeopleWindows]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._main, self._softphone, self._people = main, softphone, people
        self._write: Write | None = None
        self.status = OwnStatusButton(softphone.own_status, Keys.STATUS)
        main.add_to_header(self.status)
        main.pages.add_page(FAVOURITES, "star", translate("window", "Favourites"), self._new_favourites)
        main.pages.add_page(HISTORY, "history", translate("window", "History"), self._new_history)
        main.pages.add_page(CONTACTS, "contacts", translate("window", "Contacts"), lambda: people().new_contacts_page())

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
        softphone.voicemail.changed.add(lambda _: self._follow_voicemail())
        self._main.dial.pad.held.connect(lambda _: self.call_mailbox())
        QShortcut(QKeySequence(Keys.VOICEMAIL), self._main).activated.connect(self.call_mailbox)
        self._follow_voicemail()

    def _new_favourites(self) -> QWidget:
        from ui.presence.favourites_page import FavouritesPage
        from ui.presence.lamp_delegate import Density

        settings = self._softphone.settings
        density, codes = Density(settings.get(LAMP_SIZE)), self._softphone.codes_in_use
        page = FavouritesPage(self._softphone.favourites, self._softphone.colleagues, density, codes.pick_up)
        page.deeds = replace(
            page.deeds,
            transfer=lambda favourite: self._transfer(favourite, asks_first=False),
            ask_first=lambda favourite: self._transfer(favourite, asks_first=True),
            can_transfer=self._main.deeds.can_transfer,
        )
        page.deeds = replace(page.deeds, message=self._write)
        page.dial_wanted.connect(self._main.call_now)
        page.density_chosen.connect(lambda size: settings.set(LAMP_SIZE, size))
        self._softphone.accounts.changed.add(lambda _: page.model.check_domain())
        self._softphone.accounts.removed.add(lambda _: page.model.check_domain())
        settings.changed.add(lambda key: page.model.check_domain() if key == DEFAULT_ACCOUNT.key else None)
        return page

    def message_by(self, write: Write) -> None:
        """Lets the menus of lamps and calls write messages by this."""
        self._write = write
        favourites, history = self._main.pages.page(FAVOURITES), self._main.pages.page(HISTORY)
        if favourites is not None:
            from ui.presence.favourites_page import FavouritesPage

            assert isinstance(favourites, FavouritesPage)
            favourites.deeds = replace(favourites.deeds, message=write)
        if history is not None:
            from ui.history.history_page import HistoryPage

            assert isinstance(history, HistoryPage)
            history.message = write

    def _transfer(self, favourite: "Favourite", asks_first: bool) -> None:
        text = favourite.number or f"sip:{favourite.address}"
        self._main.deeds.transfer_to(text, asks_first=asks_first)

    def _new_history(self) -> QWidget:
        from ui.history.history_page import HistoryPage

        page = HistoryPage(self._softphone.history, self._softphone.runtime, self._account_name)
        page.dial_wanted.connect(self._main.call_now)
        page.favourite_wanted.connect(self._people().add_favourite)
        page.transfer, page.message = self._main.deeds, self._write
        return page

    def _new_voicemail(self) -> QWidget:
        from softphone.directory.naming import name_of
        from ui.voicemail.voicemail_page import VoicemailPage

        parts, directory = self._softphone.voicemail, self._softphone.directory

        def person(number: str, name: str) -> str:
            return name_of(directory.people_for(number), name) if number else ""

        boxes = parts.mailboxes
        page = VoicemailPage(boxes, parts.player, self._softphone.runtime, person, boxes=boxes)
        page.dial_wanted.connect(self._main.call_now)
        page.mailbox_wanted.connect(self.call_mailbox)
        page.settings_wanted.connect(self.mailbox_settings_wanted)
        page.greeting_wanted.connect(self.open_greeting)
        page.show_lamps(parts.lamps.lamps, bool(parts.number), parts.greeting_way is not None)
        return page

    def open_greeting(self) -> "GreetingDialog | None":
        """Shows what records the mailbox's greeting; None where there is no way."""
        from ui.voicemail.greeting_dialog import GreetingDialog

        parts, way = self._softphone.voicemail, self._softphone.voicemail.greeting_way
        if way is None:
            return None
        dialog = GreetingDialog(parts.greetings, way, self._softphone.runtime.now_s, self._main)
        dialog.call_wanted.connect(self._main.call_now)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def call_mailbox(self) -> None:
        """Dials the mailbox."""
        number = self._softphone.voicemail.number
        if number:
            self._main.call_now(number)
        else:
            title = translate("voicemail", "No number is known for the mailbox.")
            help_ = translate("voicemail", "Enter it in the settings of the account, for example *97.")
            self._main.show_notice(UserFacingError(title, help_))

    def _follow_voicemail(self) -> None:
        parts, main = self._softphone.voicemail, self._main
        is_wanted = parts.is_wanted
        if is_wanted and VOICEMAIL not in set(main.pages.keys()):
            title = translate("voicemail", "Voicemail")
            main.pages.add_page(VOICEMAIL, "voicemail", title, self._new_voicemail, before=MESSAGES)
        main.pages.set_tab_shown(VOICEMAIL, is_wanted)
        main.pages.set_badge(VOICEMAIL, parts.new if is_wanted else 0)
        hint = translate("voicemail", "Hold to call the mailbox") if parts.number else ""
        main.dial.pad.set_held("1", hint)
        page = main.pages.page(VOICEMAIL)
        if is_wanted and page is not None:
            from ui.voicemail.voicemail_page import VoicemailPage

            assert isinstance(page, VoicemailPage)
            page.show_lamps(parts.lamps.lamps, bool(parts.number), parts.greeting_way is not None)

    def _account_name(self, account_id: str) -> str:
        from ui.accounts.account_words import account_name

        view = self._softphone.accounts.view(AccountId(account_id))
        return account_name(view.config) if view is not None else ""

    def _far_name(self, call: RemoteCall) -> str:
        from softphone.directory.naming import name_of
        from ui.presence.elsewhere import far_name

        return name_of(self._softphone.directory.people_for(call.remote_uri), call.remote_name) or far_name(call)

    def _count_missed(self) -> None:
        self._main.pages.set_badge(HISTORY, self._softphone.history.unseen_missed)

    def _on_history_problem(self, problem: UserFacingError) -> None:
        if self._main.pages.page(HISTORY) is None:  # the page tells it itself
            self._main.show_notice(problem)
