"""The user's private mobile number of each account: in the keyring and in memory, and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import CredentialStore
from softphone.accounts.passwords import Passwords
from softphone.basics.errors import CredentialError, DialError, UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.redaction import PRIVATE_NUMBERS, Redaction
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.calls.call_guard import OWN_MOBILE
from softphone.directory.numbers import MAX_DIGITS, NumberPlan
from softphone.runtime import Runtime
from softphone.settings.identity_settings import MOBILE_ACCOUNTS
from softphone.settings.settings import Settings

_FEWEST_DIGITS = 7
_SHOWN_DIGITS = 2
_DOTS = "••••"

OnDone = Callable[[UserFacingError | None], None]


@dataclass(frozen=True, slots=True)
class MobileView:
    """What may be shown of a number.

    Attributes:
        masked: its last two digits behind dots; empty while it is not known.
        is_kept: the password store has it, also while it does not answer.
        is_busy: the store is being asked.
        problem: why it is not known or not kept, with the remedy.
    """

    masked: str = ""
    is_kept: bool = False
    is_busy: bool = False
    problem: Explanation | None = None


@dataclass(slots=True)
class _Mobile:
    number: Secret | None = None
    is_busy: bool = False
    problem: Explanation | None = None
    asked: int = 0  # so that a late answer to an earlier question is not taken


class MobileNumbers:
    """Asks the store in the background. Texts with a known number are masked by `redaction` until the program ends.

    Args:
        plan: how numbers are written at this site, now.

    Attributes:
        changed: announces an account whose number is another, known or lost now.
        entered: announces an account whose number has become known late: it may have been written somewhere before.
    """

    def __init__(
        self,
        runtime: Runtime,
        credentials: CredentialStore,
        settings: Settings,
        accounts: Accounts,
        plan: Callable[[], NumberPlan],
        redaction: Redaction = PRIVATE_NUMBERS,
    ) -> None:
        self.changed: Listeners[AccountId] = Listeners()
        self.entered: Listeners[AccountId] = Listeners()
        self._settings, self._accounts, self._plan, self._redaction = settings, accounts, plan, redaction
        self._store = Passwords(runtime, credentials)
        self._mobiles: dict[AccountId, _Mobile] = {}
        self._ever_known: set[Secret] = set()
        accounts.removed.add(self.forget)

    def start(self) -> None:
        """Fetches the numbers that are kept. The settings are loaded."""
        for account_id in self._settings.get(MOBILE_ACCOUNTS):
            self.fetch(AccountId(account_id))

    def of(self, account_id: AccountId) -> Secret | None:
        """The number in E.164; None while none is known. At once."""
        return self._mobile(account_id).number

    def is_known(self, account_id: AccountId) -> bool:
        """There is a number to call."""
        return self._mobile(account_id).number is not None

    def view(self, account_id: AccountId) -> MobileView:
        """What may be shown."""
        mobile = self._mobile(account_id)
        return MobileView(
            "" if mobile.number is None else masked(mobile.number),
            account_id in self._settings.get(MOBILE_ACCOUNTS),
            mobile.is_busy,
            mobile.problem,
        )

    def all(self) -> tuple[tuple[AccountId, Secret], ...]:
        """Every number that is known."""
        return tuple((each, mobile.number) for each, mobile in self._mobiles.items() if mobile.number is not None)

    def is_own(self, text: str) -> bool:
        """Whether this number or address, however written, is one of the user's own mobiles."""
        return text == OWN_MOBILE or self._redaction.finds(text)

    def set(self, account_id: AccountId, text: str, on_done: OnDone = lambda _: None) -> None:
        """Uses this number from now on and has the store keep it; that of an ephemeral account is kept nowhere.

        on_done: gets None, or what went wrong: no number was written, or it is used but not kept.
        """
        try:
            number = Secret(e164(text, self._plan()))
        except UserFacingError as error:
            on_done(error)
            return
        mobile = self._mobiles[account_id] = _Mobile(number, asked=self._mobile(account_id).asked + 1)
        self._learn(number)
        self.entered.announce(account_id)
        view = self._accounts.view(account_id)
        if view is not None and view.is_ephemeral:
            self.changed.announce(account_id)
            on_done(None)
            return
        mobile.is_busy = True
        asked = mobile.asked

        def kept() -> None:
            if self._is_current(account_id, asked):
                self._note_kept(account_id, True)
                self._answered(account_id, None)
            on_done(None)

        def failed(error: CredentialError) -> None:
            why = translate("mobility", "Your mobile number was not saved. {why}").format(why=error.title)
            problem = CredentialError(why, translate("mobility", "It is used until the program ends."))
            if self._is_current(account_id, asked):
                self._answered(account_id, problem)
            on_done(problem)

        self._store.keep(mobile_key(account_id), number, kept, failed)
        self.changed.announce(account_id)

    def fetch(self, account_id: AccountId) -> None:
        """Asks the store, for instance once more after it was unlocked."""
        mobile = self._mobiles.setdefault(account_id, _Mobile())
        mobile.asked += 1
        mobile.is_busy = True
        asked, was_locked = mobile.asked, mobile.problem is not None

        def found(number: Secret | None) -> None:
            if not self._is_current(account_id, asked):
                return
            if number is None:
                self._note_kept(account_id, False)  # somebody emptied the store
            else:
                self._learn(number)
                if was_locked:
                    self.entered.announce(account_id)
            self._mobiles[account_id].number = number
            self._answered(account_id, None)

        def failed(error: CredentialError) -> None:
            if self._is_current(account_id, asked):
                why = translate("mobility", "Your mobile number is not known now. {why}").format(why=error.title)
                remedy = translate("mobility", "Unlock the password store and try again, or enter the number anew.")
                self._answered(account_id, CredentialError(why, remedy))

        self._store.fetch(mobile_key(account_id), found, failed)
        self.changed.announce(account_id)

    def forget(self, account_id: AccountId) -> None:
        """Forgets the number here and in the store."""
        mobile = self._mobiles.pop(account_id, None)
        was_kept = account_id in self._settings.get(MOBILE_ACCOUNTS)
        if mobile is None and not was_kept:
            return
        self._mobiles[account_id] = _Mobile(asked=(mobile.asked if mobile else 0) + 1)
        self._note_kept(account_id, False)

        def failed(error: CredentialError) -> None:
            why = translate("mobility", "Your mobile number is still in the password store. {why}")
            remedy = translate("mobility", "Unlock the password store, enter the number and forget it once more.")
            self._mobile(account_id).problem = Explanation(why.format(why=error.title), remedy)
            self.changed.announce(account_id)

        self._store.forget(mobile_key(account_id), lambda: None, failed)
        self.changed.announce(account_id)

    # ------------------------------------------------------------------ inside

    def _mobile(self, account_id: AccountId) -> _Mobile:
        return self._mobiles.get(account_id) or _Mobile()

    def _is_current(self, account_id: AccountId, asked: int) -> bool:
        return account_id in self._mobiles and self._mobiles[account_id].asked == asked

    def _learn(self, number: Secret) -> None:
        self._ever_known.add(number)
        self._redaction.know(self._ever_known)

    def _answered(self, account_id: AccountId, problem: UserFacingError | None) -> None:
        mobile = self._mobiles[account_id]
        mobile.is_busy = False
        mobile.problem = None if problem is None else Explanation(problem.title, problem.remedy)
        self.changed.announce(account_id)

    def _note_kept(self, account_id: AccountId, is_kept: bool) -> None:
        others = tuple(each for each in self._settings.get(MOBILE_ACCOUNTS) if each != account_id)
        self._settings.set(MOBILE_ACCOUNTS, (*others, account_id) if is_kept else others)


def mobile_key(account_id: AccountId) -> AccountId:
    """Under which the store keeps the mobile number of this account."""
    return AccountId(f"{account_id}-mobile")


def masked(number: Secret) -> str:
    """``•••• 42``"""
    return f"{_DOTS} {number.reveal()[-_SHOWN_DIGITS:]}"


def e164(text: str, plan: NumberPlan) -> str:
    """The number with ``+`` and the country's code. Raises DialError."""
    number = plan.normalised(text)
    if number.startswith("+") and _FEWEST_DIGITS <= len(number) - 1 <= MAX_DIGITS and number[1:].isdecimal():
        return number
    if plan.is_extension(text):
        raise DialError(
            translate("mobility", "This is a number of your own phone system."),
            translate("mobility", "Enter the number of your mobile, such as +49 170 1234567."),
        )
    raise DialError(
        translate("mobility", "This is not the whole number of a mobile."),
        translate("mobility", "Enter it with the code of its country, such as +49 170 1234567."),
    )
