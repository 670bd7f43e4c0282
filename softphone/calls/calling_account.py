"""Which account a call goes out with."""

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.errors import DialError
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.calls.dial_rules import emergency_number
from softphone.settings.settings import Settings


class CallingAccounts:
    """Chooses the account and says why none can be used."""

    def __init__(self, accounts: Accounts, settings: Settings) -> None:
        self._accounts = accounts
        self._settings = settings

    def for_call(self, text: str, account_id: AccountId | None) -> AccountView:
        """The wanted account, else the default; for an emergency any that is signed in. Raises DialError in words."""
        wanted = self._accounts.default() if account_id is None else self._accounts.view(account_id)
        if not emergency_number(text, self._settings):
            return _checked(wanted)
        if wanted is not None and wanted.is_registered:
            return wanted
        for view in self._accounts.views():
            if view.is_registered:
                return view
        try:
            return _checked(wanted)
        except DialError as error:
            raise DialError(
                error.title, translate("calls", "Use another phone at once if this is an emergency.")
            ) from None


def _checked(view: AccountView | None) -> AccountView:
    if view is None:
        raise DialError(
            translate("calls", "No account is set up to call with."),
            translate("calls", "Add your account in the settings."),
        )
    if not view.config.is_enabled:
        raise DialError(
            translate("calls", "The account to call with is switched off."),
            translate("calls", "Switch it on in the settings."),
        )
    if view.needs_password:  # a call would try the wrong password again, and some servers lock the account
        raise DialError(
            translate("calls", "You are not signed in."),
            translate("calls", "Enter the password of your account first."),
        )
    return view
