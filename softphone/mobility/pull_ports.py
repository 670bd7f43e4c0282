"""What taking calls over needs to know of other features."""

from typing import Protocol

from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.calls.call import Call
from softphone.presence.state import RemoteCall


class CallsElsewhere(Protocol):
    """The own address on other devices, as presence knows it."""

    @property
    def by_account(self) -> dict[AccountId, tuple[RemoteCall, ...]]: ...

    @property
    def changed(self) -> Listeners[tuple[RemoteCall, ...]]: ...


class Pushes(Protocol):
    """Calls that are sent to the mobile from here.

    Attributes:
        landed: announces a call that the mobile has now.
        changed: announces that `is_under_way` may have changed.
    """

    @property
    def landed(self) -> Listeners[Call]: ...

    @property
    def changed(self) -> Listeners[None]: ...

    def is_under_way(self, account_id: AccountId) -> bool:
        """A call of the account is on its way to the mobile, and not there yet."""
