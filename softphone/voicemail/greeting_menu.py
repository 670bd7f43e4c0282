"""What to press in a phone system's mailbox to record a greeting, where that is known."""

from dataclasses import dataclass
from enum import StrEnum


class Greeting(StrEnum):
    """What callers hear: when nobody answers, when the line is busy, and the name in the standard greeting."""

    UNAVAILABLE = "unavailable"
    BUSY = "busy"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class GreetingMenu:
    """Keys of a mailbox's menu.

    Attributes:
        begin: for each greeting, what leads to its recording, a key for each question; it begins after a tone.
        stop, listen, again, accept: end the recording; then hear it, record it anew, or use it.
    """

    begin: dict[Greeting, tuple[str, ...]]
    stop: str
    listen: str
    again: str
    accept: str


# Asterisk's app_voicemail, FreePBX's too: 0 for the options of the mailbox, then which greeting.
_ASTERISK = GreetingMenu(
    begin={Greeting.UNAVAILABLE: ("0", "1"), Greeting.BUSY: ("0", "2"), Greeting.NAME: ("0", "3")},
    stop="#",
    listen="2",
    again="3",
    accept="1",
)
_MENUS = {"asterisk": _ASTERISK}


def menu_of(name: str) -> GreetingMenu | None:
    """The menu that a profile names; None when none is known."""
    return _MENUS.get(name)
