"""Which accounts have a call on its way to the mobile, for whoever shows what is there."""

from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.calls.call import Call


class PushNews:
    """A Pushes of `pull_ports`, there before the first call is handed over.

    Attributes:
        landed: announces a call that the mobile has now.
        changed: announces that `is_under_way` may have changed.
    """

    def __init__(self) -> None:
        self.landed: Listeners[Call] = Listeners()
        self.changed: Listeners[None] = Listeners()
        self._under_way: set[AccountId] = set()

    def is_under_way(self, account_id: AccountId) -> bool:
        """A call of the account is on its way to the mobile, and not there yet."""
        return account_id in self._under_way

    def note(self, account_id: AccountId, *, is_under_way: bool) -> None:
        """A call of the account goes, or it has arrived or stays."""
        if is_under_way:
            self._under_way.add(account_id)
        else:
            self._under_way.discard(account_id)
        self.changed.announce(None)
