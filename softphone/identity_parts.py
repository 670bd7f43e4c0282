"""The part of the composition root that is about who sees which number. Nothing is made for a user without a mobile."""

from functools import cached_property
from typing import TYPE_CHECKING

from softphone.basics.ids import AccountId
from softphone.calls.call_guard import OWN_MOBILE
from softphone.composed import Composed
from softphone.settings.identity_settings import MOBILE_ACCOUNTS, WORK_DOMAINS

if TYPE_CHECKING:
    from softphone.mobility.guarded_calls import GuardedCalls
    from softphone.mobility.identity_guard import IdentityGuard
    from softphone.mobility.mobile_numbers import MobileNumbers


class IdentityParts(Composed):
    """What `MobilityParts` inherits."""

    @cached_property
    def mobile_numbers(self) -> "MobileNumbers":
        """The user's private mobile numbers."""
        from softphone.mobility.mobile_numbers import MobileNumbers

        parts = (self.runtime, self._credentials, self.settings, self.accounts)
        numbers = MobileNumbers(*parts, lambda: self.directory.plan)
        numbers.entered.add(lambda _: self.history.forget_private_numbers())
        return numbers

    @cached_property
    def guard(self) -> "IdentityGuard":
        """What each side sees."""
        from softphone.mobility.identity_guard import IdentityGuard

        return IdentityGuard(
            self.accounts,
            self.settings,
            self.mobile_numbers,
            lambda config: self.profiles.of(config),
            lambda: self.directory.plan,
        )

    @cached_property
    def guarded_calls(self) -> "GuardedCalls":
        """What is asked before each call."""
        from softphone.mobility.guarded_calls import GuardedCalls

        return GuardedCalls(self.guard, self.mobile_numbers, self.runtime.now_s)

    def start_identity(self) -> None:
        """Fetches the numbers that are kept, and looks at every call from now on."""
        self.calls.guard = _WhenNeeded(self)
        if self.settings.get(MOBILE_ACCOUNTS):
            self.mobile_numbers.start()


class _WhenNeeded:
    """A CallGuard that loads nothing for a user without anything private."""

    def __init__(self, parts: IdentityParts) -> None:
        self._parts = parts

    def number_for(self, text: str, account_id: AccountId, *, is_transfer: bool = False) -> str:
        """See CallGuard."""
        has_mobile = "mobile_numbers" in self._parts.__dict__ or text.strip() == OWN_MOBILE
        if not has_mobile and not self._parts.settings.get(WORK_DOMAINS):
            return text
        return self._parts.guarded_calls.number_for(text, account_id, is_transfer=is_transfer)
