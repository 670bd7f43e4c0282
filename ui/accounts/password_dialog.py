"""Asks for an account's password when the system's password store has none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from ui.accounts.account_words import account_address, account_name
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.forms import add_row, button_row, new_form, password_edit
from ui.widgets.labels import Label

WIDTH = 440


class PasswordDialog(QDialog):
    """Not modal: calls on other accounts go on meanwhile."""

    def __init__(self, accounts: Accounts, view: AccountView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._account_id = view.account_id
        self.password = password_edit()
        self.remember = QCheckBox(translate("accounts", "&Remember in this computer's password store"))
        self.remember.setChecked(not view.is_ephemeral)
        self.remember.setVisible(not view.is_ephemeral)
        self.sign_in = Button(translate("accounts", "&Sign in"), "", "primary")
        self.sign_in.setDefault(True)
        self.sign_in.setEnabled(False)
        self.later = Button(translate("accounts", "Not now"))
        self.setWindowTitle(translate("accounts", "Password for {name}").format(name=account_name(view.config)))
        self.setModal(False)
        self.setMinimumWidth(WIDTH)
        self._build(view)
        self.password.textChanged.connect(lambda text: self.sign_in.setEnabled(bool(text)))
        self.sign_in.clicked.connect(self._on_sign_in)
        self.later.clicked.connect(self.reject)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, view: AccountView) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(Label(self.windowTitle(), "title", wraps=True))
        if view.explanation is not None:
            column.addWidget(Label(str(view.explanation), "", wraps=True))
        column.addWidget(Label(account_address(view.config), "muted", wraps=True))
        form = new_form()
        add_row(form, translate("accounts", "&Password"), self.password)
        column.addLayout(form)
        column.addWidget(self.remember)
        hint = translate("accounts", "Otherwise it is used until the program ends.")
        if not view.is_ephemeral:
            column.addWidget(Label(hint, "small", wraps=True))
        column.addLayout(button_row(right=(self.later, self.sign_in)))

    def _on_sign_in(self) -> None:
        self._accounts.provide_password(self._account_id, Secret(self.password.text()), self.remember.isChecked())
        self.password.clear()
        self.accept()
