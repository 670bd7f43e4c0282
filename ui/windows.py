"""Every window of the program: opened on demand, each once, wired to the features."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QDialog, QMenu, QSystemTrayIcon

from softphone.app import Softphone
from softphone.basics.words import translate
from softphone.settings.call_settings import AUTO_ANSWER
from softphone.settings.declared import CLOSES_TO_TRAY
from ui.account_windows import AccountWindows
from ui.calls.incoming_alert import IncomingAlerts
from ui.desktop.tray import Tray
from ui.main_window import MainWindow
from ui.open_dialogs import OpenDialogs
from ui.window_keys import WindowKeys
from ui.window_pages import WindowPages

if TYPE_CHECKING:
    from softphone.directory.person import Person
    from ui.desktop.bus import Bus
    from ui.desktop.call_notices import CallNotices
    from ui.desktop.global_shortcuts import GlobalShortcuts
    from ui.directory.ports import PeopleSources
    from ui.message_windows import MessageWindows
    from ui.mobility_windows import MobilityWindows
    from ui.people_windows import PeopleWindows
    from ui.settings.settings_dialog import SettingsDialog
    from ui.voicemail_windows import VoicemailWindows


class Windows(QObject):
    """Args:
    on_quit: ends the program; called once the user's wish is certain.
    sources: where people are looked for; the softphone's own features unless given.
    """

    def __init__(
        self,
        softphone: Softphone,
        on_quit: Callable[[], None],
        sources: "PeopleSources | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._softphone = softphone
        self._on_quit = on_quit
        self._dialogs = OpenDialogs()
        self.main = MainWindow(softphone)
        self._sources = sources
        self.accounts = AccountWindows(self.main, softphone, self._dialogs, self)
        self.pages = WindowPages(self.main, softphone, lambda: self.people, self)
        self.keys = WindowKeys(self.main, self.show_shortcuts, self.pages.status.open_menu, self.request_quit)
        self.alerts = IncomingAlerts(
            self.main.commands, softphone.accounts, self.main.bring_up, lambda: not self._wants_alerts()
        )
        self.tray: Tray | None = None
        self.notices: CallNotices | None = None
        self.shortcuts: GlobalShortcuts | None = None
        self.mobility: MobilityWindows | None = None
        self.messages: MessageWindows | None = None
        self.voicemail: VoicemailWindows | None = None
        self._connect()

    @cached_property
    def people(self) -> "PeopleWindows":
        """Search, card and contacts; made when they are first wanted, or by `complete`."""
        from ui.people_windows import PeopleWindows

        sources = self._sources or _sources(self._softphone)
        people = PeopleWindows(self.main, self._softphone.directory, sources, self)
        people.contact_wanted.connect(self.open_contact)
        return people

    def complete(self) -> None:
        """Makes what the window is shown without. Call it once, soon after."""
        from ui.call_windows import CallWindows
        from ui.message_windows import MessageWindows
        from ui.mobility_windows import MobilityWindows
        from ui.routing_windows import RoutingWindows
        from ui.voicemail_windows import VoicemailWindows

        self.pages.complete()
        messages = self.messages = MessageWindows(self.main, self._softphone, lambda: self.people.sources.people, self)
        self.voicemail = VoicemailWindows(self.main, self._softphone, self)
        self.calls = CallWindows(self.main, self._softphone, self)
        self.calls.control.open_routing = self.show_routing
        self.calls.control.open_auto_answer = lambda: self._settings().point_to(AUTO_ANSWER)
        self.calls.control.write_message = messages.write_to
        self.people.message_by(messages.write_to)
        self.pages.message_by(messages.write_to)
        self.mobility = MobilityWindows(self.main, self._softphone, self.pages.elsewhere, self)
        self.routing = RoutingWindows(self.main, self._softphone, self.show_routing, self)

    def start_tray(self) -> None:
        """Puts the icon into the tray."""
        if self.tray is None:
            self.tray = Tray(self._softphone, self.main.commands, self.main.bring_up, self.request_quit, self)

    def start_notices(self, session_bus: "Bus | None") -> None:
        """Tells of calls by notices of the desktop from now on; by the tray icon where it has none."""
        from ui.desktop_windows import call_notices, notice_board

        self.start_tray()
        assert self.tray is not None
        board = notice_board(self.tray.icon, session_bus)
        self.notices = call_notices(self._softphone, self.main, board, session_bus)
        if self.messages is not None:
            self.messages.use_board(board)
        if self.voicemail is not None:
            self.voicemail.use_board(board)

    def start_shortcuts(self, session_bus: "Bus | None") -> None:
        """Follows the shortcuts that work in every program from now on."""
        from ui.desktop_windows import global_shortcuts

        self.shortcuts = global_shortcuts(self._softphone, self.main, lambda: self.mobility, session_bus)

    def tell(self, title: str, text: str) -> None:
        """Puts a notice on the desktop."""
        if self.notices is not None:
            self.notices.tell(title, text)

    def _wants_alerts(self) -> bool:
        is_told = self.notices is not None and self.notices.tells_incoming
        return not is_told and not self._softphone.own_status.wants_silence

    def _connect(self) -> None:
        main = self.main
        main.sound_wanted.connect(lambda: self.open_settings("sound"))
        main.settings_wanted.connect(lambda: self.open_settings("accounts"))
        main.menu_wanted.connect(self._popup_menu)
        main.close_wanted.connect(self._on_close)
        self.pages.mailbox_settings_wanted.connect(lambda: self.open_settings("voicemail"))
        main.search_wanted.connect(lambda: self.people and None)

    # ------------------------------------------------------------------ dialogs

    def open_settings(self, page: str) -> QDialog:
        """Shows the settings at this page (a value of PageName)."""
        from ui.settings.settings_dialog import PageName

        dialog = self._settings()
        dialog.open_page(PageName(page))
        return dialog

    def _settings(self) -> "SettingsDialog":
        from ui.settings_windows import settings_dialog

        return self._dialogs.show("settings", lambda: settings_dialog(self._softphone, self.accounts.open, self.main))

    def open_contact(self, person: "Person | None") -> QDialog:
        """Shows the dialog for an own contact, or the one for a new contact."""
        from ui.directory.contact_dialog import ContactDialog

        key = f"contact {person.person_id if person is not None else 'new'}"

        def build() -> ContactDialog:
            dialog = ContactDialog(self._softphone.directory.contacts, person, self.main)
            dialog.removed.connect(self.people.on_contact_removed)
            return dialog

        return self._dialogs.show(key, build)

    def show_routing(self) -> QDialog:
        """Shows where calls go: forwarding, the mobile, quiet hours."""
        from ui.routing_windows import routing_dialog

        people = self._sources.people if self._sources is not None else self._softphone.directory
        return self._dialogs.show("routing", lambda: routing_dialog(self._softphone, people, self.main))

    def look_for_messages(self) -> None:
        """Shows those that came while the program was starting."""
        if self.messages is not None:
            self.messages.look()

    def write_message(self) -> QDialog | None:
        """Asks whom to write to."""
        return self.messages.write_new() if self.messages is not None else None

    def show_shortcuts(self) -> QDialog:
        """Shows the list of shortcuts."""
        from ui.desktop.shortcuts_dialog import ShortcutsDialog

        return self._dialogs.show("shortcuts", lambda: ShortcutsDialog(self.main))

    def show_about(self) -> QDialog:
        """Shows the about box."""
        from ui.desktop.about_dialog import AboutDialog

        return self._dialogs.show("about", lambda: AboutDialog(self.main))

    def dialog(self, key: str) -> QDialog | None:
        """An open dialog: ``settings``, ``shortcuts``, ``about``, ``quit``, ``account ID``, ``password ID``,
        ``contact ID`` or ``contact new``."""
        return self._dialogs.get(key)

    # ------------------------------------------------------------------ menu

    def build_menu(self) -> QMenu:
        """The main menu; deletes itself when it closes."""
        from ui.main_menu import main_menu

        return main_menu(self, self._softphone.settings)

    def _popup_menu(self) -> None:
        button = self.main.menu_button
        menu = self.build_menu()
        corner = button.mapToGlobal(QPoint(button.width(), button.height()))
        menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y()))

    # ------------------------------------------------------------------ closing

    def request_quit(self) -> None:
        """Quits; asks first when a call would be cut."""
        live = [call for call in self._softphone.calls.calls() if not call.is_ended]
        if not live:
            self._on_quit()
            return
        from ui.widgets.confirm_dialog import ConfirmDialog

        title = translate("window", "End the call with {name} and quit?").format(name=live[0].name)
        text = translate("window", "Quitting ends every call, and no calls arrive until Softphone is started again.")
        self.main.bring_up()
        self._dialogs.show(
            "quit", lambda: ConfirmDialog(title, text, translate("window", "&End and quit"), self._on_quit, self.main)
        )

    def _on_close(self) -> None:
        if not self._softphone.settings.get(CLOSES_TO_TRAY):
            self.request_quit()
        elif self.tray is not None and QSystemTrayIcon.isSystemTrayAvailable():
            self.main.hide()
        else:
            self.main.showMinimized()  # without a tray, a hidden window could not be found again


def _sources(softphone: Softphone) -> "PeopleSources":
    from ui.directory.ports import PeopleSources

    return PeopleSources(
        softphone.runtime, softphone.directory, softphone.colleagues, softphone.favourites, softphone.history
    )
