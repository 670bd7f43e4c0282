"""The settings page of the accounts: which there are, how they stand; add, change, remove."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.accounts.registration_text import registration_text
from softphone.accounts.view import AccountView
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from ui.accounts.account_words import account_address, account_name, state_look
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from ui.widgets.buttons import Button, IconButton
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.forms import button_row
from ui.widgets.labels import ElidedLabel, IconLabel, Label


class AccountsPage(QWidget):
    """Signals: add_wanted; edit_wanted with an account id."""

    add_wanted = Signal()
    edit_wanted = Signal(str)

    def __init__(self, accounts: Accounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._rows: dict[AccountId, _AccountRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_S)
        nothing = translate("accounts", "There is no account yet. Add the one that your administrator gave you.")
        self._empty = Label(nothing, "muted", wraps=True)
        add = Button(translate("accounts", "&Add an account…"), "add")
        add.clicked.connect(self.add_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(self._list)
        column.addWidget(self._empty)
        column.addLayout(button_row(add))
        self._forget = (accounts.changed.add(self._on_changed), accounts.removed.add(self._on_removed))
        self.destroyed.connect(lambda _=None, forget=self._forget: [run() for run in forget])
        for view in accounts.views():
            self._on_changed(view)
        self._empty.setVisible(not self._rows)

    def row(self, account_id: AccountId) -> "_AccountRow":
        """The row of this account. Raises KeyError."""
        return self._rows[account_id]

    def _on_changed(self, view: AccountView) -> None:
        row = self._rows.get(view.account_id)
        if row is None:
            row = self._rows[view.account_id] = _AccountRow()
            row.edit.clicked.connect(lambda: self.edit_wanted.emit(view.account_id))
            row.remove.clicked.connect(lambda: self._confirm_removal(view.account_id))
            self._list.addWidget(row)
        row.show_view(view)
        self._empty.hide()

    def _on_removed(self, account_id: AccountId) -> None:
        row = self._rows.pop(account_id, None)
        if row is not None:
            row.hide()
            row.deleteLater()
        self._empty.setVisible(not self._rows)

    def _confirm_removal(self, account_id: AccountId) -> None:
        view = self._accounts.view(account_id)
        if view is None:
            return
        title = translate("accounts", "Remove the account {name}?").format(name=account_name(view.config))
        text = translate("accounts", "Its settings and its saved password are deleted from this computer.")
        question = ConfirmDialog(
            title, text, translate("accounts", "&Remove"), lambda: self._accounts.remove(account_id), self
        )
        question.finished.connect(question.deleteLater)
        question.open()


class _AccountRow(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._icon = IconLabel("state-off", size=24)
        self._name = ElidedLabel("", "section")
        self._address = ElidedLabel("", "muted")
        self._state = Label("")
        self.edit = Button(translate("accounts", "Edit…"), "edit")
        self.remove = IconButton("remove", translate("accounts", "Remove"))
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self._name)
        words.addWidget(self._address)
        words.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        row.setSpacing(SPACE_M)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)

    def show_view(self, view: AccountView) -> None:
        icon_name, tone = state_look(view)
        name = account_name(view.config)
        self._icon.set_icon(icon_name, tone)
        self._name.set_full_text(name)
        self._address.set_full_text(account_address(view.config))
        self._state.setText(registration_text(view))
        self._state.set_tone(tone)
        self._state.setToolTip(str(view.explanation) if view.explanation else "")
        self.edit.set_hint(translate("accounts", "Edit {name}").format(name=name))
        self.remove.set_hint(translate("accounts", "Remove {name}").format(name=name))
        self.setAccessibleName(f"{name}: {registration_text(view)}")
