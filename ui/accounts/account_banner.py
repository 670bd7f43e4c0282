"""The banner under the status line: what is wrong with an account, and the remedy."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.words import translate
from softphone.protocol.snapshots import RegistrationProblem
from ui.accounts.account_words import account_name
from ui.style.tokens import Tone
from ui.widgets.banner import Banner, BannerAction

_PASSING = (RegistrationProblem.NO_ANSWER, RegistrationProblem.SERVER_FAILED, RegistrationProblem.TRANSPORT_REFUSED)


class AccountBanner(Banner):
    """Shows the account to call with first, else another one that has a problem.

    Signals:
        add_wanted, settings_wanted (account id), password_wanted (account id), certificate_wanted (account id): the
            user asked for these windows.
    """

    add_wanted = Signal()
    settings_wanted = Signal(str)
    password_wanted = Signal(str)
    certificate_wanted = Signal(str)

    def __init__(self, accounts: Accounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._is_engine_down = False
        self._is_loaded = False
        self._portal: str | None = None
        accounts.changed.add(lambda _: self.refresh())
        accounts.removed.add(lambda _: self.refresh())

    def set_loaded(self) -> None:
        """The settings are read: from now on, having no account means that there is none."""
        self._is_loaded = True
        self.refresh()

    def set_engine_down(self, is_down: bool) -> None:
        """While the engine is down its own banner says so, and every account would say the same."""
        self._is_engine_down = is_down
        self.refresh()

    def set_portal(self, page: str | None) -> None:
        """The network wants a sign-in before anything goes through. page: where, "" if not known; None: it is over."""
        self._portal = page
        self.refresh()

    def refresh(self) -> None:
        """Shows what is wrong now, or hides."""
        if self._portal is not None and self._accounts.views():
            self._show_portal(self._portal)
            return
        views = self._accounts.views()
        if not views:
            self._show_welcome()
            return
        view = None if self._is_engine_down else self._worst(views)
        if view is None or view.explanation is None:
            self.hide()
            return
        title = view.explanation.title
        if len(views) > 1:
            title = f"{account_name(view.config)}: {title}"
        self.show_message(_tone(view), title, view.explanation.remedy, self._actions(view))

    def _show_portal(self, page: str) -> None:
        open_page = translate("accounts", "&Open the browser")
        browse: BannerAction = (open_page, lambda: QDesktopServices.openUrl(QUrl(page)))
        self.show_message(
            Tone.WARNING,
            translate("accounts", "Sign in to this network in your browser."),
            translate("accounts", "It lets nothing through before that, neither calls nor mail."),
            [browse] if page else [],
        )

    def _show_welcome(self) -> None:
        if not self._is_loaded:
            return
        self.show_message(
            Tone.ACCENT,
            translate("accounts", "Welcome. Add your account to make calls."),
            translate("accounts", "You need the address and the password that your administrator gave you."),
            [(translate("accounts", "&Add your account…"), self.add_wanted.emit)],
        )

    def _worst(self, views: tuple[AccountView, ...]) -> AccountView | None:
        default = self._accounts.default()
        if default is not None and default.explanation is not None:
            return default
        return next((view for view in views if view.explanation is not None and view.config.is_enabled), None)

    def _actions(self, view: AccountView) -> list[BannerAction]:
        account_id = view.account_id
        settings: BannerAction = (
            translate("accounts", "Account se&ttings…"),
            lambda: self.settings_wanted.emit(account_id),
        )
        if view.needs_password:
            return [
                (translate("accounts", "Enter &password…"), lambda: self.password_wanted.emit(account_id)),
                settings,
            ]
        again: BannerAction = (
            translate("accounts", "Try a&gain"),
            lambda: self._accounts.register_now(account_id),
        )
        if view.registration.certificate is not None:
            look = translate("accounts", "Look at the &certificate…")
            return [(look, lambda: self.certificate_wanted.emit(account_id)), again, settings]
        return [again, settings]


def _tone(view: AccountView) -> Tone:
    is_passing = view.needs_password or view.registration.problem in _PASSING
    return Tone.WARNING if is_passing else Tone.DANGER
