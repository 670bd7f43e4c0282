"""The settings dialog, each of its pages wired to the feature that it is about."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from softphone.app import Softphone
from softphone.basics.ids import AccountId
from ui.accounts.accounts_page import AccountsPage
from ui.calls.calls_page import CallsPage
from ui.devices.sound_page import SoundPage
from ui.settings.directory_page import DirectoryPage
from ui.settings.mailboxes_page import MailboxesPage
from ui.settings.network_page import NetworkPage
from ui.settings.numbers_page import NumbersPage
from ui.settings.page_resets import page_resets
from ui.settings.program_page import ProgramPage
from ui.settings.settings_dialog import PageName, SettingsDialog
from ui.settings.shortcuts_page import ShortcutsPage


def settings_dialog(
    softphone: Softphone, open_account: Callable[[AccountId | None], object], parent: QWidget
) -> SettingsDialog:
    """open_account: shows the dialog of an account; None: of a new one."""

    def accounts_page() -> AccountsPage:
        page = AccountsPage(softphone.accounts)
        page.add_wanted.connect(lambda: open_account(None))
        page.edit_wanted.connect(lambda account_id: open_account(AccountId(account_id)))
        return page

    def network_page() -> NetworkPage:
        page = NetworkPage(softphone.accounts)
        page.edit_wanted.connect(lambda account_id: open_account(AccountId(account_id)))
        return page

    settings, directory = softphone.settings, softphone.directory
    pages: dict[PageName, Callable[[], QWidget]] = {
        PageName.ACCOUNTS: accounts_page,
        PageName.SOUND: lambda: SoundPage(softphone.devices, settings, softphone.headsets),
        PageName.CALLS: lambda: CallsPage(softphone.codecs),
        PageName.NUMBERS: lambda: NumbersPage(settings, softphone.codes_in_use.pick_up("")),
        PageName.DIRECTORY: lambda: DirectoryPage(directory.account, directory.mirror, settings),
        PageName.VOICEMAIL: lambda: MailboxesPage(softphone.voicemail.mailboxes, settings),
        PageName.NETWORK: network_page,
        PageName.SHORTCUTS: ShortcutsPage,
        PageName.PROGRAM: lambda: ProgramPage(settings),
        PageName.PRIVACY: QWidget,
    }
    return SettingsDialog(pages, parent, settings, page_resets(softphone))
