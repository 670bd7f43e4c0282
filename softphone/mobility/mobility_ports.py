"""What forwarding and twinning need to know of the own mobile and of who sees which number."""

from typing import Protocol

from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.secret import Secret
from softphone.mobility.identity_guard import Exposure, Purpose
from softphone.pbx_profiles.profile import HandoffStep


class OwnMobile(Protocol):
    """The own mobile's number, which is kept elsewhere.

    Attributes:
        changed: announces an account whose number is another, known or lost now.
    """

    changed: Listeners[AccountId]

    def of(self, account_id: AccountId) -> Secret | None:
        """The private number in E.164; None when it is not known."""


class Guard(Protocol):
    """Has its say before calls are sent somewhere."""

    def check(
        self, account_id: AccountId, purpose: Purpose, target: str = "", step: HandoffStep | None = None
    ) -> Exposure:
        """What would be seen by whom. target: a number, or the word for the own mobile."""
