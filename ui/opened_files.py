"""Files that the command line or another program hands over: contacts and accounts, taken in when the user agrees."""

from collections.abc import Callable
from pathlib import Path

from softphone.account_command import AUTHORITIES
from softphone.accounts.account_file import read_account_file, take_over
from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.folders import config_dir
from softphone.handed_over import ACCOUNT_FILES, CONTACT_FILES
from softphone.protocol.snapshots import AccountConfig
from ui.accounts.account_words import account_address
from ui.directory.contacts_page import ContactsPage
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.window_pages import CONTACTS
from ui.windows import Windows

_MOST_NAMED = 4


def open_file(path: Path, softphone: Softphone, windows: Windows) -> None:
    """Asks whether to take the file in, or says why it cannot be."""
    try:
        if not path.is_file():
            raise UserFacingError(
                translate("window", "There is no file {name}.").format(name=path.name),
                translate("window", "Look whether its name and its folder are right."),
            )
        if path.suffix.lower() in CONTACT_FILES:
            _ask_for_contacts(path, windows)
        elif path.suffix.lower() in ACCOUNT_FILES:
            _ask_for_accounts(path, softphone, windows)
        else:
            raise UserFacingError(
                translate("window", "Softphone cannot open {name}.").format(name=path.name),
                translate("window", "Contacts are in .vcf or .csv files, accounts in .toml files."),
            )
    except UserFacingError as problem:
        windows.main.show_notice(problem)


def _ask_for_contacts(path: Path, windows: Windows) -> None:
    windows.main.show_page(CONTACTS)
    page = windows.main.findChild(ContactsPage)
    assert page is not None
    title = translate("window", "Import the contacts in {name}?").format(name=path.name)
    text = translate("window", "They are added to your own contacts; who is there already is brought up to date.")
    _ask(title, text, translate("window", "&Import"), lambda: page.import_file(path), windows)


def _ask_for_accounts(path: Path, softphone: Softphone, windows: Windows) -> None:
    accounts = read_account_file(path)
    if not softphone.accounts.views() and len(accounts.accounts) == 1:
        windows.accounts.show_first_run().take_file(path)  # there it is looked at and tried before it is used
        return

    def take() -> None:
        try:
            take_over(softphone.accounts, accounts.installed(config_dir() / AUTHORITIES))
        except UserFacingError as problem:
            windows.main.show_notice(problem)

    title = translate("window", "Use the %n account(s) of this file?", "", len(accounts.accounts))
    lines = [_line(config) for config in accounts.accounts[:_MOST_NAMED]]
    if len(accounts.accounts) > _MOST_NAMED:
        lines.append("…")
    _ask(title, "\n".join(lines), translate("window", "&Use"), take, windows)


def _line(config: AccountConfig) -> str:
    address = account_address(config)
    server = config.outbound_proxy or config.server
    if not server:
        return address
    return translate("window", "{address} at {server}").format(address=address, server=server)


def _ask(title: str, text: str, action: str, on_confirmed: Callable[[], object], windows: Windows) -> None:
    dialog = ConfirmDialog(title, text, action, on_confirmed, windows.main)
    dialog.confirm.set_kind("primary")  # nothing is lost by it
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
