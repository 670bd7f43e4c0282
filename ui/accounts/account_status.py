"""The status line: who the user is on the phone, and whether calls can arrive."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.accounts.reachability import Reachability
from softphone.accounts.registration_text import registration_text
from softphone.accounts.view import AccountView
from softphone.basics.errors import EngineUnavailable
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.protocol.snapshots import ReachabilityState
from ui.accounts.account_words import account_address, account_name, account_number, state_look
from ui.style.tokens import SPACE_M, SPACE_S, Tone
from ui.widgets.labels import ElidedLabel, IconLabel

MENU_NAME_WIDTH = 260


class AccountStatus(QPushButton):
    """A click opens the accounts: choose the one to call with, add one, see details.

    Signals:
        add_wanted, settings_wanted (with an account id): the user asked for these windows.
    """

    add_wanted = Signal()
    settings_wanted = Signal(str)

    def __init__(self, accounts: Accounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._reachability: Reachability | None = None
        self.setObjectName("status_button")
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel("state-off", Tone.NEUTRAL, 24)
        self._name = ElidedLabel("", "name")
        self._state = ElidedLabel("", keeps_width=True)
        self._number = ElidedLabel("", "muted")
        self._chevron = IconLabel("chevron-down", Tone.NEUTRAL, 18)
        self._build()
        self.clicked.connect(self.open_menu)
        accounts.changed.add(lambda _: self.refresh())
        accounts.removed.add(lambda _: self.refresh())
        self.refresh()

    def _build(self) -> None:
        second = QHBoxLayout()
        second.setSpacing(SPACE_S - 2)
        second.addWidget(self._state)
        second.addWidget(self._number, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S - 2, SPACE_M, SPACE_S - 2)
        row.setSpacing(SPACE_M)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._chevron)
        for child in (self._icon, self._name, self._state, self._number, self._chevron):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fit_height()

    def follow(self, reachability: Reachability) -> None:
        """Shows from now on what is proved of incoming calls, too."""
        self._reachability = reachability
        reachability.changed.add(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Shows the account to call with as it is now."""
        view = self._accounts.default() or next(iter(self._accounts.views()), None)
        self.setToolTip("")
        if view is None:
            self._show(
                "state-off",
                Tone.NEUTRAL,
                translate("accounts", "No account yet"),
                translate("accounts", "Add your account"),
                "",
            )
            return
        name, tone = state_look(view)
        words = registration_text(view)
        proof = self._reachability.of(view.account_id) if self._reachability is not None else None
        if proof is not None and view.is_registered and proof.explanation is not None and not proof.is_under_way:
            words = proof.explanation.title
            self.setToolTip(proof.explanation.remedy)
            if proof.state == ReachabilityState.UNREACHABLE:
                name, tone = "warning", Tone.WARNING
        self._show(name, tone, account_name(view.config), words, account_number(view.config))

    def state_text(self) -> str:
        """The words that stand for the registration."""
        return self._state.full_text()

    def open_menu(self) -> None:
        """Opens the list of accounts below."""
        if not self._accounts.views():
            self.add_wanted.emit()
            return
        self.build_menu().popup(self.mapToGlobal(QPoint(0, self.height())))

    def build_menu(self) -> QMenu:
        """The list of accounts and what can be done with the chosen one; deletes itself when it closes."""
        menu = QMenu(self)
        menu.setMinimumWidth(self.width())
        menu.setToolTipsVisible(True)
        chosen = self._accounts.default()
        group = QActionGroup(menu)
        for view in self._accounts.views():
            menu.addAction(self._account_action(menu, group, view, chosen))
        menu.addSeparator()
        if chosen is not None:
            account_id = chosen.account_id
            menu.addAction(translate("accounts", "&Sign in again"), lambda: self._accounts.register_now(account_id))
            if self._reachability is not None and chosen.is_registered:
                menu.addAction(
                    translate("accounts", "&Check that calls come in"), lambda: self._check_reachability(account_id)
                )
            menu.addAction(translate("accounts", "Account s&ettings…"), lambda: self.settings_wanted.emit(account_id))
        menu.addAction(translate("accounts", "&Add an account…"), self.add_wanted.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _check_reachability(self, account_id: AccountId) -> None:
        if self._reachability is not None:
            with suppress(EngineUnavailable):  # the engine's own banner says so
                self._reachability.check(account_id)

    def _show(self, icon_name: str, tone: Tone, name: str, state: str, number: str) -> None:
        self._icon.set_icon(icon_name, tone)
        self._name.set_full_text(name)
        self._state.set_full_text(state)
        self._state.set_tone(tone)
        self._number.set_full_text(f"·  {number}" if number and number != name else "")
        self.setAccessibleName(translate("accounts", "Account {name}: {state}").format(name=name, state=state))
        self.setAccessibleDescription(translate("accounts", "Opens the list of accounts"))

    def _account_action(
        self, menu: QMenu, group: QActionGroup, view: AccountView, chosen: AccountView | None
    ) -> QAction:
        name = self.fontMetrics().elidedText(account_name(view.config), Qt.TextElideMode.ElideMiddle, MENU_NAME_WIDTH)
        action = QAction(f"{name} — {registration_text(view)}".replace("&", "&&"), menu)
        action.setToolTip(account_address(view.config))
        action.setCheckable(True)
        action.setChecked(chosen is not None and view.account_id == chosen.account_id)
        action.setEnabled(view.config.is_enabled)
        group.addAction(action)
        account_id = view.account_id
        action.triggered.connect(lambda: self._accounts.set_default(account_id))
        return action

    def _fit_height(self) -> None:
        self.setFixedHeight(self.fontMetrics().height() * 2 + 26)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()
