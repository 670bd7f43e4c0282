"""The port to a mailbox. Everything blocks; one thread at a time but for `interrupt`."""

from collections.abc import Collection
from typing import Protocol

from softphone.voicemail.message import Changes, Sound, SyncMark


class Mailbox(Protocol):
    """A mailbox that is open and signed in. Each function raises MailboxError when it cannot do what it is asked."""

    def changes(self, mark: SyncMark, known: Collection[int]) -> Changes:
        """What is different from what was known at the mark, so that no more is asked for than is new."""

    def sound(self, uid: int) -> Sound | None:
        """The sound of this message; None when the message is gone or has none."""

    def set_heard(self, uids: Collection[int], is_heard: bool) -> None:
        """Marks messages as heard or new; the PBX switches the lamps of all phones after it."""

    def delete(self, uids: Collection[int]) -> None:
        """Removes messages for good; those that are gone already are passed over."""

    def wait(self, timeout_s: float) -> None:
        """Returns when something may have changed, when `interrupt` was called, or after the time."""

    def interrupt(self) -> None:
        """Ends the `wait` that goes on, or the next one. From any thread."""

    def close(self) -> None:
        """Signs out. Never raises."""
