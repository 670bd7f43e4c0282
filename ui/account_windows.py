"""The windows about accounts: the first run, an account's settings, its password, its server's certificate."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from softphone.accounts.view import AccountView
from softphone.app import Softphone
from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import AccountConfig
from ui.main_window import MainWindow
from ui.open_dialogs import OpenDialogs

if TYPE_CHECKING:
    from ui.first_run.first_run_dialog import FirstRunDialog


class AccountWindows(QObject):
    """Asks for a password by itself when a server refused the one that is known."""

    def __init__(
        self, main: MainWindow, softphone: Softphone, dialogs: OpenDialogs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._main, self._softphone, self._dialogs = main, softphone, dialogs
        main.account_add_wanted.connect(self.add)
        main.account_wanted.connect(lambda account_id: self.open(AccountId(account_id)))
        main.password_wanted.connect(lambda account_id: self.ask_password(AccountId(account_id)))
        main.account_banner.certificate_wanted.connect(lambda account_id: self.show_certificate(AccountId(account_id)))
        softphone.accounts.password_needed.add(self._on_password_needed)

    def add(self) -> QDialog | None:
        """The way to a new account: by the hand for the first one, by one form for others."""
        return self.open(None) if self._softphone.accounts.views() else self.show_first_run()

    def show_first_run(self) -> "FirstRunDialog":
        """Shows the first run, where it was left."""
        from ui.first_run.first_run_dialog import FirstRunDialog

        return self._dialogs.show("first run", lambda: FirstRunDialog(self._softphone, self._main))

    def open(self, account_id: AccountId | None) -> QDialog | None:
        """Shows the account's dialog, or the one for a new account."""
        from ui.accounts.account_dialog import AccountDialog

        view = None if account_id is None else self._softphone.accounts.view(account_id)
        if account_id is not None and view is None:
            return None
        parent = self._dialogs.get("settings") or self._main
        parts = (self._softphone.accounts, self._softphone.profiles, self._softphone.server_probes)
        return self._dialogs.show(f"account {account_id}", lambda: AccountDialog(*parts, view, parent))

    def ask_password(self, account_id: AccountId) -> QDialog | None:
        """Shows the dialog for this account's password."""
        from ui.accounts.password_dialog import PasswordDialog

        view = self._softphone.accounts.view(account_id)
        if view is None:
            return None
        account: AccountView = view
        return self._dialogs.show(
            f"password {account_id}", lambda: PasswordDialog(self._softphone.accounts, account, self._main)
        )

    def show_certificate(self, account_id: AccountId) -> QDialog | None:
        """Shows the certificate for which this account's server was refused."""
        from ui.accounts.certificate_dialog import certificate_dialog

        view = self._softphone.accounts.view(account_id)
        if view is None or view.registration.certificate is None:
            return None
        account: AccountView = view
        return self._dialogs.show(
            f"certificate {account_id}",
            lambda: certificate_dialog(self._softphone.accounts, self._softphone.settings, account, self._main),
        )

    def _on_password_needed(self, config: AccountConfig) -> None:
        is_busy = any(not call.is_ended for call in self._softphone.calls.calls())
        if self._main.isVisible() and not is_busy:
            # Not from inside the announcement: other listeners are still to hear it.
            QTimer.singleShot(0, self, lambda: self.ask_password(config.account_id))
