"""The settings of recordings; part of the list in `declared`.

Recording somebody in secret is a crime in many countries. So nothing is recorded by itself, a recording is always seen,
and the other side hears a tone, unless somebody decides otherwise; an administrator can fix each of these.
"""

from typing import Annotated, Literal

from msgspec import Meta

from softphone.basics.words import mark
from softphone.settings.setting import Setting

RecordingAllowed = Literal["off", "on_demand", "always"]
RecordingFormatName = Literal["wav", "opus"]

RECORDING_ALLOWED: Setting[RecordingAllowed] = Setting(
    "recording.allowed",
    RecordingAllowed,
    "on_demand",
    mark("settings", "Whether calls are recorded: off, on_demand when you ask for it, always for each call."),
)
RECORDING_FORMAT: Setting[RecordingFormatName] = Setting(
    "recording.format",
    RecordingFormatName,
    "wav",
    mark("settings", "How recordings are kept: wav, which everything plays, or opus, which takes a tenth of the room."),
)
RECORDING_BEEPS: Setting[bool] = Setting(
    "recording.beeps",
    bool,
    True,
    mark("settings", "While a call is recorded, both sides hear a short tone every 15 seconds."),
)
RECORDING_FOLDER: Setting[str] = Setting(
    "recording.folder",
    Annotated[str, Meta(max_length=1000)],
    "",
    mark("settings", "The folder for recordings; empty for the program's own."),
)

RECORDING_SETTINGS = (RECORDING_ALLOWED, RECORDING_FORMAT, RECORDING_BEEPS, RECORDING_FOLDER)
