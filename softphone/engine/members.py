"""What a Notifier needs of its server, and of the subscriptions that ask through it."""

from typing import Protocol


class Server(Protocol):
    """What is known about the server beforehand."""

    @property
    def is_wanted(self) -> bool: ...

    @property
    def is_usable(self) -> bool: ...

    @property
    def place(self) -> str: ...

    @property
    def problem(self) -> str:
        """Why it cannot be used; empty when that is told elsewhere."""


class Member(Protocol):
    """A subscription, as the window sees it."""

    @property
    def has_session(self) -> bool:
        """There is a dialog, or one is being made."""

    @property
    def is_cheap(self) -> bool:
        """An answer to it is short."""

    def ask(self, *, anew: bool) -> None:
        """Sends SUBSCRIBE: a refresh when there is a session, unless it shall be made anew."""

    def drop(self) -> None:
        """Ends the session, if there is one."""

    def tell_waiting(self, code: int | None, detail: str, retry_in_s: float | None) -> None:
        """It has no state from the server now, because of this; more will be tried after that time."""
