"""What calls ask before they are made: the own mobile by its word, and a warning before anything private is seen."""

from collections.abc import Callable

from softphone.basics.errors import DialError
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.calls.call_guard import OWN_MOBILE
from softphone.mobility.identity_guard import IdentityGuard, Purpose
from softphone.mobility.mobile_numbers import MobileNumbers
from softphone.pbx_profiles.profile import HandoffStep

AGAIN_S = 30.0


class GuardedCalls:
    """A CallGuard. Whoever was warned and dials the same once more within half a minute means it."""

    def __init__(self, guard: IdentityGuard, numbers: MobileNumbers, now_s: Callable[[], float]) -> None:
        self._guard, self._numbers, self._now_s = guard, numbers, now_s
        self._warned: tuple[AccountId, str, float] | None = None

    def number_for(self, text: str, account_id: AccountId, *, is_transfer: bool = False) -> str:
        """See CallGuard."""
        number = self._number(account_id) if text.strip() == OWN_MOBILE else text
        is_handoff = is_transfer and self._numbers.is_own(number)
        purpose, step = (Purpose.HANDOFF, HandoffStep.BLIND) if is_handoff else (Purpose.CALL, None)
        exposure = self._guard.check(account_id, purpose, "" if is_handoff else number, step)
        warning = exposure.warning
        if warning is None:
            return number
        if exposure.is_blocked:
            raise DialError(f"{warning.title} {_blocked()}", warning.remedy)
        if not self._was_warned(account_id, number):
            self._warned = (account_id, number, self._now_s())
            raise DialError(warning.title, f"{warning.remedy} {_again()}")
        self._warned = None
        return number

    def _number(self, account_id: AccountId) -> str:
        known = self._numbers.of(account_id) or next((number for _, number in self._numbers.all()), None)
        if known is None:
            raise DialError(
                translate("mobility", "Your mobile number is not known."),
                translate("mobility", "Enter it under “Where my calls go”."),
            )
        return known.reveal()

    def _was_warned(self, account_id: AccountId, number: str) -> bool:
        if self._warned is None:
            return False
        before_id, before, at_s = self._warned
        return (before_id, before) == (account_id, number) and self._now_s() - at_s <= AGAIN_S


def _blocked() -> str:
    return translate("mobility", "Your company does not allow that.")


def _again() -> str:
    return translate("mobility", "Or do it once more to go on all the same.")
