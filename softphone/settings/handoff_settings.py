"""The settings of handing calls over to the mobile; part of the list in `declared`."""

from typing import Annotated, Literal

from msgspec import Meta

from softphone.basics.words import mark
from softphone.settings.setting import Setting

Confirmation = Literal["key", "answer"]

HANDOFF_CONFIRMATION: Setting[Confirmation] = Setting(
    "handoff.confirmation",
    Confirmation,
    "key",
    mark(
        "settings",
        "What tells that a person has taken the call on the mobile: key, 1 is pressed there, or answer, which cannot "
        "always tell a person from the mobile's voicemail.",
    ),
)
HANDOFF_RING_S: Setting[int] = Setting(
    "handoff.ring_s",
    Annotated[int, Meta(ge=0, le=60)],
    0,
    mark(
        "settings",
        "How many seconds the mobile rings at the most; 0 for shorter than its voicemail waits, as far as that is "
        "known.",
    ),
)
HANDOFF_CONFIRM_S: Setting[int] = Setting(
    "handoff.confirm_s",
    Annotated[int, Meta(ge=2, le=60)],
    20,
    mark("settings", "How many seconds there are to press 1 on the mobile before the call stays here."),
)
HANDOFF_GUARD_S: Setting[int] = Setting(
    "handoff.guard_s",
    Annotated[int, Meta(ge=1, le=60)],
    8,
    mark(
        "settings",
        "How many seconds an answer has to last before the call moves to the mobile, where no key is asked for.",
    ),
)

HANDOFF_SETTINGS = (HANDOFF_CONFIRMATION, HANDOFF_RING_S, HANDOFF_CONFIRM_S, HANDOFF_GUARD_S)
