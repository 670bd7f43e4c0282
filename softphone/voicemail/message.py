"""A voice message as the mailbox has it."""

import msgspec


class Message(msgspec.Struct, frozen=True):
    """One mail. Times are seconds since the epoch.

    Attributes:
        uid: the mail's number in its folder.
        number, name: the caller as the PBX said; empty when it withheld them.
        duration_s: how long it is; None when the mail does not say.
        text: what was spoken, where the PBX wrote it into the mail.
        is_voice: False for a mail that is none of ours; it is known, but never shown.
    """

    uid: int
    received_s: float
    is_heard: bool = False
    number: str = ""
    name: str = ""
    duration_s: float | None = None
    is_urgent: bool = False
    text: str = ""
    is_voice: bool = True


class SyncMark(msgspec.Struct, frozen=True):
    """How far the mailbox was read: its UIDVALIDITY, the next UID, and HIGHESTMODSEQ (RFC 7162; 0 without)."""

    validity: int = 0
    next_uid: int = 1
    modseq: int = 0


class Changes(msgspec.Struct, frozen=True):
    """What differs from what was known.

    Attributes:
        is_anew: forget everything; `messages` is all there is.
        heard: by UID, for messages that were known.
        gone: UIDs that are not there any more.
    """

    mark: SyncMark
    is_anew: bool = False
    messages: tuple[Message, ...] = ()
    heard: dict[int, bool] = {}
    gone: frozenset[int] = frozenset()

    @property
    def is_any(self) -> bool:
        """Something differs."""
        return bool(self.is_anew or self.messages or self.heard or self.gone)


class Sound(msgspec.Struct, frozen=True):
    """The sound of a message, a file as it was attached, and the text beside it. ending: of the file, as ``wav``."""

    data: bytes
    ending: str = "wav"
    text: str = ""
