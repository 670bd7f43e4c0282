"""The error tree.

SoftphoneError
├── UserFacingError        something the user can read and act on: title, remedy
│   ├── SettingsError      settings cannot be read or saved
│   ├── CredentialError    the keyring refuses, is locked or is missing
│   ├── DialError          what was typed cannot be dialled
│   └── EngineUnavailable  the engine is not running now
└── ProtocolError          the other side of the pipe broke the agreement
"""

from softphone.basics.explanation import Explanation


class SoftphoneError(Exception):
    """Anything this program raises on purpose."""


class UserFacingError(SoftphoneError):
    """An error in the user's words.

    Attributes:
        title: what happened, one sentence without technical terms.
        remedy: what the user can do about it, one sentence; empty when there is nothing to do.
    """

    def __init__(self, title: str, remedy: str = "") -> None:
        super().__init__(str(Explanation(title, remedy)))
        self.title = title
        self.remedy = remedy


class SettingsError(UserFacingError):
    """Settings cannot be read or saved."""


class CredentialError(UserFacingError):
    """The keyring refuses, is locked or is missing."""


class DialError(UserFacingError):
    """What was typed cannot be dialled."""


class EngineUnavailable(UserFacingError):
    """The engine is not running now, so a command cannot be carried out."""


class ProtocolError(SoftphoneError):
    """The other side of the pipe broke the agreement: bad frame, wrong version, unknown message."""
