"""Short names of settings, and the words of their choices. A setting that is not named here shows its help instead."""

from typing import Any

from softphone.basics.words import mark, translate
from softphone.settings.setting import Setting

_LABELS = {
    "calls.call_waiting": mark("settings", "Call waiting"),
    "calls.emergency_numbers": mark("settings", "Emergency numbers"),
    "calls.transfer_waits_for_answer": mark("settings", "Transfer only when it is answered"),
    "calls.pick_up_code": mark("settings", "Pick-up code"),
    "calls.group_pick_up_code": mark("settings", "Code for group pick-up"),
    "calls.park_number": mark("settings", "Number for parking"),
    "calls.park_slots": mark("settings", "Parking slots"),
    "calls.park_slot_code": mark("settings", "Code for a parking slot"),
    "calls.auto_answer": mark("settings", "Answer intercom calls by themselves"),
    "calls.auto_answered_numbers": mark("settings", "Answer these callers by themselves"),
    "calls.auto_answers_muted": mark("settings", "Microphone off at first"),
    "recording.allowed": mark("settings", "Recording calls"),
    "recording.format": mark("settings", "Format of recordings"),
    "recording.beeps": mark("settings", "Tone while recording"),
    "recording.folder": mark("settings", "Folder for recordings"),
    "handoff.confirmation": mark("settings", "Your mobile takes a call"),
    "handoff.ring_s": mark("settings", "Seconds the mobile rings"),
    "handoff.confirm_s": mark("settings", "Seconds to press 1 on the mobile"),
    "handoff.guard_s": mark("settings", "Seconds an answer has to last"),
    "identity.private_number": mark("settings", "Your private number"),
    "messages.delivery_notices": mark("settings", "Arrival of messages"),
    "messages.read_notices": mark("settings", "Reading of messages"),
    "messages.typing": mark("settings", "Typing of messages"),
    "identity.work_domains": mark("settings", "Domains of work accounts"),
    "presence.watched_singly": mark("settings", "Colleagues watched one by one"),
    "window.incoming_alert": mark("settings", "Incoming calls"),
    "window.starts_at_login": mark("settings", "Start at login"),
    "audio.headset_buttons": mark("settings", "Buttons of the headset"),
    "audio.warns_when_muted": mark("settings", "Hint when you speak while muted"),
}
# On the page, where the choices have names; the help names the values of the file.
_HINTS = {
    "recording.allowed": mark("settings", "While a call is recorded, its card shows it."),
    "recording.format": mark("settings", "What new recordings are kept as."),
    "handoff.confirmation": mark(
        "settings", "How it is known that a person is there: what picks up may be the mobile's voicemail."
    ),
    "identity.private_number": mark("settings", "What happens before others would see your private mobile number."),
    "messages.delivery_notices": mark(
        "settings", "Whether the other side's program is asked to say when a message has arrived."
    ),
}
_WHEN_EMPTY = {
    "recording.folder": mark("settings", "The program's own folder"),
}
_CHOICES = {
    "handoff.confirmation": {
        "key": mark("settings", "When 1 is pressed there"),
        "answer": mark("settings", "When it is answered"),
    },
    "identity.private_number": {
        "allow": mark("settings", "Others may see it"),
        "warn": mark("settings", "Warn before others see it"),
        "block": mark("settings", "Others never see it"),
    },
    "messages.delivery_notices": {
        "never": mark("settings", "Never asked for"),
        "known": mark("settings", "Where it is understood"),
        "always": mark("settings", "With every colleague"),
    },
    "recording.allowed": {
        "off": mark("settings", "Never"),
        "on_demand": mark("settings", "When you ask for it"),
        "always": mark("settings", "Always"),
    },
    "recording.format": {
        "wav": mark("settings", "WAV, which everything plays"),
        "opus": mark("settings", "Opus, which takes a tenth of the room"),
    },
    "window.incoming_alert": {
        "automatic": mark("settings", "Whichever works better"),
        "window": mark("settings", "A window of its own"),
        "notification": mark("settings", "A notification of the desktop"),
    },
}


def label_of(setting: Setting[Any]) -> str:
    """Two or three words for the setting; empty where its help says it all."""
    label = _LABELS.get(setting.key, "")
    return translate("settings", label) if label else ""


def hint_of(setting: Setting[Any]) -> str:
    """What is said about the setting where it can be changed."""
    return translate("settings", _HINTS.get(setting.key, setting.help))


def empty_words(setting: Setting[Any]) -> str:
    """What an empty field of it means."""
    return translate("settings", _WHEN_EMPTY.get(setting.key, mark("settings", "Nothing")))


def choice_words(setting: Setting[Any], value: object) -> str:
    """What a value is called; readable also when nobody has given it a name."""
    words = _CHOICES.get(setting.key, {}).get(str(value), "")
    return translate("settings", words) if words else str(value).replace("_", " ").capitalize()
