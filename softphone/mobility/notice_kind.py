"""What the user may be told of; a module of its own, because it is needed also where there are no quiet hours."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """The sorts of notices that quiet hours decide on."""

    CALL = "call"
    MISSED = "missed"
    VOICEMAIL = "voicemail"
    MESSAGE = "message"
