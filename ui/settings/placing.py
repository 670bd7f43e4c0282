"""On which page each setting stands. One that is declared and named nowhere here appears by itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from softphone.settings.declared import SETTINGS
from softphone.settings.quiet_settings import QUIET_SETTINGS
from softphone.settings.setting import Setting
from ui.settings.editors import can_edit


class PageName(StrEnum):
    """The pages, in their order."""

    ACCOUNTS = "accounts"
    SOUND = "sound"
    CALLS = "calls"
    NUMBERS = "numbers"
    DIRECTORY = "directory"
    VOICEMAIL = "voicemail"
    NETWORK = "network"
    SHORTCUTS = "shortcuts"
    PROGRAM = "program"
    PRIVACY = "privacy"


@dataclass(frozen=True, slots=True)
class Placing:
    """sections: first parts of keys. by_hand: keys for which the page has something better than a plain row."""

    sections: tuple[str, ...]
    by_hand: tuple[str, ...] = ()


PLACES = {
    PageName.SOUND: Placing(
        ("audio", "headset"),
        (
            *("audio.microphone", "audio.speaker", "audio.ringer", "audio.ringtone", "audio.ringer_volume"),
            *("audio.call_waiting_volume", "audio.headset_buttons"),
            *("audio.echo_cancellation", "audio.noise_suppression", "audio.gain_control"),
        ),
    ),
    PageName.CALLS: Placing(("calls", "handoff"), ("calls.codecs",)),
    PageName.NUMBERS: Placing(
        ("numbers",),
        (
            *("numbers.country", "numbers.area_code", "numbers.outside_prefix", "numbers.own_trunk"),
            *("numbers.extension_lengths", "calls.pick_up_code"),
        ),
    ),
    PageName.DIRECTORY: Placing(("directory",)),
    PageName.VOICEMAIL: Placing(("voicemail",)),
    PageName.NETWORK: Placing(("network", "security")),
    PageName.SHORTCUTS: Placing(("shortcuts", "links", "remote")),
    PageName.PROGRAM: Placing(
        ("window", "desktop"), ("window.theme", "window.language", "window.closes_to_tray", "presence.away_after_s")
    ),
    PageName.PRIVACY: Placing(("identity", "messages", "presence", "history", "recording", "privacy")),
}
# What the program keeps for itself, or what is chosen where it is used.
_ELSEWHERE = {
    *("calls.default_account", "presence.choice", "presence.dnd_switched_on", "window.geometry", "window.lamp_size"),
    *("calls.auto_answer_hinted", "window.first_run", "audio.preferred_headsets", "identity.mobile_accounts"),
    *(setting.key for setting in QUIET_SETTINGS),
}
_FALLBACK = PageName.PROGRAM


def page_of(setting: Setting[Any]) -> PageName | None:
    """The page that the setting belongs to; None when it is not shown in the settings."""
    if setting.key in _ELSEWHERE:
        return None
    for name, place in PLACES.items():
        if setting.key in place.by_hand:
            return name
    section = setting.path[0]
    return next((name for name, place in PLACES.items() if section in place.sections), _FALLBACK)


def settings_of(page: PageName) -> tuple[Setting[Any], ...]:
    """Every setting of the page, also those with something better than a row."""
    return tuple(setting for setting in SETTINGS if page_of(setting) is page)


def rows_of(page: PageName) -> tuple[Setting[Any], ...]:
    """The settings that get a plain row below what the page has by hand."""
    place = PLACES.get(page, Placing(()))
    return tuple(each for each in settings_of(page) if each.key not in place.by_hand and can_edit(each))
