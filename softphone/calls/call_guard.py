"""The port to what knows the user's own mobile and who may see its number; calls know nothing of that."""

from typing import Final, Protocol

from softphone.basics.ids import AccountId

OWN_MOBILE: Final = "my-mobile"  # is dialled, kept and shown in place of the private number


class CallGuard(Protocol):
    """Asked before each call and each transfer. At once."""

    def number_for(self, text: str, account_id: AccountId, *, is_transfer: bool = False) -> str:
        """What is to be dialled for a text: the number for `OWN_MOBILE`, anything else as it is.

        is_transfer: the far party of a call is sent there, unasked.
        Raises DialError in words when the call is not to be made, or not before the user has read why he should not.
        """


class NoGuard:
    """Lets everything pass."""

    def number_for(self, text: str, account_id: AccountId, *, is_transfer: bool = False) -> str:
        """See CallGuard."""
        return text
