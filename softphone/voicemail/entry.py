"""A message as it is shown: what the mailbox has, and what the user has done since."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.voicemail.message import Message


@dataclass(frozen=True, slots=True)
class Entry:
    """Attributes:
    is_heard: as the user sees it, also where the server has not been told yet.
    has_sound: it can be played without the server.
    """

    message: Message
    is_heard: bool
    has_sound: bool = False

    @property
    def uid(self) -> int:
        return self.message.uid


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the server is still to be told."""

    heard: tuple[int, ...] = ()
    unheard: tuple[int, ...] = ()
    deleted: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.heard or self.unheard or self.deleted)


class MailState(StrEnum):
    """NOT_SET_UP: there is no mailbox. LOADING: nothing is known yet. ONLINE: it is followed. OFFLINE: it is said why
    it is not."""

    NOT_SET_UP = "not_set_up"
    LOADING = "loading"
    ONLINE = "online"
    OFFLINE = "offline"
