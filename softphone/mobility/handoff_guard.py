"""Who would see the private number if a call went to the mobile this way or that, and what the site says to it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from softphone.basics.errors import DialError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.guarded_calls import AGAIN_S
from softphone.mobility.identity_guard import Exposure
from softphone.pbx_profiles.profile import HandoffStep

OnCheck = Callable[[AccountId, HandoffStep], Exposure]


class HandoffGuard(Protocol):
    """Asked before a call goes to the mobile."""

    def allowed(self, account_id: AccountId, steps: Sequence[HandoffStep]) -> tuple[HandoffStep, ...]:
        """The ways that may be tried. Raises DialError when none may, or not before the user has read why not."""


class GuardedHandoff:
    """A HandoffGuard. Whoever was warned and wants the same once more within half a minute means it."""

    def __init__(self, check: OnCheck, now_s: Callable[[], float]) -> None:
        self._check, self._now_s = check, now_s
        self._warned: tuple[AccountId, float] | None = None

    def allowed(self, account_id: AccountId, steps: Sequence[HandoffStep]) -> tuple[HandoffStep, ...]:
        """See HandoffGuard."""
        exposures = {step: self._check(account_id, step) for step in steps}
        open_steps = tuple(step for step in steps if not exposures[step].is_blocked)
        quiet_steps = tuple(step for step in open_steps if exposures[step].warning is None)
        warning = next((each.warning for each in exposures.values() if each.warning is not None), None)
        if not open_steps:
            raise _blocked(warning)
        if warning is None or self._was_warned(account_id):
            self._warned = None
            return open_steps
        if not quiet_steps:
            self._warned = (account_id, self._now_s())
            again = translate("mobility", "Or do it once more to go on all the same.")
            raise DialError(warning.title, f"{warning.remedy} {again}")
        return quiet_steps

    def _was_warned(self, account_id: AccountId) -> bool:
        if self._warned is None:
            return False
        before, at_s = self._warned
        return before == account_id and self._now_s() - at_s <= AGAIN_S


def _blocked(warning: Explanation | None) -> DialError:
    if warning is None:
        return DialError(
            translate("mobility", "The phone system has no way to your mobile."),
            translate("mobility", "Choose your phone system in the account, or ask your administrator."),
        )
    rule = translate("mobility", "Your company does not allow that.")
    return DialError(f"{warning.title} {rule}", warning.remedy)
