"""The settings of shortcuts that work whichever program has the keyboard; part of the list in `declared`."""

from typing import Annotated

from msgspec import Meta

from softphone.basics.words import mark
from softphone.settings.setting import Setting

_Keys = Annotated[str, Meta(pattern=r"^(((Ctrl|Alt|Shift|Meta)\+)+[ -~]{1,20}|F[0-9]{1,2})?$")]

GLOBAL_ANSWER: Setting[str] = Setting(
    "shortcuts.answer",
    _Keys,
    "",
    mark("settings", "Answers the call that rings, whichever program you are in, such as Ctrl+Alt+A; empty for none."),
)
GLOBAL_HANG_UP: Setting[str] = Setting(
    "shortcuts.hang_up",
    _Keys,
    "",
    mark("settings", "Ends the call, or declines the one that rings, whichever program you are in; empty for none."),
)
GLOBAL_MUTE: Setting[str] = Setting(
    "shortcuts.mute",
    _Keys,
    "",
    mark("settings", "Switches the microphone off or on, whichever program you are in; empty for none."),
)
GLOBAL_SHOW: Setting[str] = Setting(
    "shortcuts.show",
    _Keys,
    "",
    mark("settings", "Brings the window up, ready to dial, whichever program you are in; empty for none."),
)
GLOBAL_PULL: Setting[str] = Setting(
    "shortcuts.pull",
    _Keys,
    "",
    mark("settings", "Takes the call here that you have on your mobile or another device; empty for none."),
)

GLOBAL_PUSH: Setting[str] = Setting(
    "shortcuts.push",
    _Keys,
    "",
    mark("settings", "Continues the call on your mobile, whichever program you are in; empty for none."),
)

SHORTCUT_SETTINGS = (GLOBAL_ANSWER, GLOBAL_HANG_UP, GLOBAL_MUTE, GLOBAL_SHOW, GLOBAL_PULL, GLOBAL_PUSH)
