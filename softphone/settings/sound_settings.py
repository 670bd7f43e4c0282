"""The settings of sound that came with hot-plug and second callers; part of the list in `declared`."""

from typing import Annotated

from msgspec import Meta

from softphone.basics.words import mark
from softphone.settings.setting import Setting

PREFERRED_HEADSETS: Setting[tuple[str, ...]] = Setting(
    "audio.preferred_headsets",
    Annotated[tuple[Annotated[str, Meta(max_length=1000)], ...], Meta(max_length=20)],
    (),
    mark("settings", "Headsets that you have chosen before, last chosen first; used when the chosen one is not there."),
    False,
)
CALL_WAITING_VOLUME: Setting[float] = Setting(
    "audio.call_waiting_volume",
    Annotated[float, Meta(ge=0.0, le=1.0)],
    0.3,
    mark("settings", "How loud a second caller is heard in your ear while you talk, from 0, not at all, to 1."),
    False,
)
WARNS_WHEN_MUTED: Setting[bool] = Setting(
    "audio.warns_when_muted",
    bool,
    True,
    mark("settings", "You are told when you speak while your microphone is off in the call."),
)

SOUND_SETTINGS = (PREFERRED_HEADSETS, CALL_WAITING_VOLUME, WARNS_WHEN_MUTED)
