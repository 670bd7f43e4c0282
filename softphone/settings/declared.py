"""Every setting of the program, declared once."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from softphone.basics.words import mark
from softphone.protocol.snapshots import AccountConfig
from softphone.settings.call_settings import CALL_SETTINGS, DIAL_RULES
from softphone.settings.directory_server import DirectoryServer
from softphone.settings.favourite import Favourite
from softphone.settings.handoff_settings import HANDOFF_SETTINGS
from softphone.settings.identity_settings import IDENTITY_SETTINGS
from softphone.settings.mail_server import MailServer
from softphone.settings.message_settings import MESSAGE_SETTINGS
from softphone.settings.quiet_settings import QUIET_SETTINGS
from softphone.settings.recording_settings import RECORDING_SETTINGS
from softphone.settings.routing import ROUTING
from softphone.settings.setting import Setting, SettingTable
from softphone.settings.shortcut_settings import SHORTCUT_SETTINGS
from softphone.settings.sound_settings import SOUND_SETTINGS
from softphone.settings.status_choice import StatusChoice

Line = Annotated[str, Meta(max_length=1000)]
Share = Annotated[float, Meta(ge=0.0, le=1.0)]
Theme = Literal["system", "light", "dark"]
IncomingAlertKind = Literal["automatic", "window", "notification"]
LampSize = Literal["large", "small"]
Language = Literal["system", "en", "de"]

ACCOUNTS = SettingTable(
    "accounts",
    AccountConfig,
    "account_id",
    mark("settings", "The accounts of your phone identity. Passwords are kept elsewhere."),
)
FAVOURITES = SettingTable(
    "favourites",
    Favourite,
    "favourite_id",
    mark("settings", "The people whom you want to see and reach at once."),
    False,
)
DIRECTORIES = SettingTable(
    "directories",
    DirectoryServer,
    "server_id",
    mark("settings", "The directory of your company. Its password is kept elsewhere."),
)
MAILBOXES = SettingTable(
    "mailboxes",
    MailServer,
    "server_id",
    mark("settings", "The mailbox of your voicemail. Its password is kept elsewhere."),
)
DEFAULT_ACCOUNT: Setting[str] = Setting(
    "calls.default_account",
    Line,
    "",
    mark("settings", "The account that calls go out from; empty for the first that is ready."),
)
CODECS: Setting[tuple[str, ...]] = Setting(
    "calls.codecs",
    Annotated[tuple[Line, ...], Meta(min_length=1, max_length=32)],
    ("opus", "G722", "PCMA", "PCMU"),
    mark("settings", "Sound formats in order of preference; those that are not named are not used."),
)
HAS_CALL_WAITING: Setting[bool] = Setting(
    "calls.call_waiting",
    bool,
    True,
    mark(
        "settings", "A second caller rings while you are talking; otherwise they hear busy and you see a missed call."
    ),
)
EMERGENCY_NUMBERS: Setting[tuple[str, ...]] = Setting(
    "calls.emergency_numbers",
    Annotated[tuple[Line, ...], Meta(max_length=32)],
    ("112", "911", "999", "110"),
    mark(
        "settings",
        "Numbers that are called as they are, with any account that is signed in, whichever is chosen. Those of the "
        "country that you have set are known.",
    ),
)
WATCHED_SINGLY: Setting[int] = Setting(
    "presence.watched_singly",
    Annotated[int, Meta(ge=0, le=5000)],
    200,
    mark("settings", "How many colleagues who are in no list of the server are watched at once."),
)
COUNTRY: Setting[str] = Setting(
    "numbers.country",
    Annotated[str, Meta(pattern="^([A-Za-z]{2})?$")],
    "",
    mark("settings", "The country whose way of writing numbers is meant, such as DE; empty when it does not matter."),
)
AREA_CODE: Setting[str] = Setting(
    "numbers.area_code",
    Annotated[str, Meta(pattern="^[0-9]{0,8}$")],
    "",
    mark("settings", "The area code of numbers that are written without one, such as 030."),
)
OUTSIDE_PREFIX: Setting[str] = Setting(
    "numbers.outside_prefix",
    Annotated[str, Meta(pattern="^[0-9]{0,4}$")],
    "",
    mark("settings", "What is dialled before numbers outside of the company, such as 0; empty for nothing."),
)
OWN_TRUNK: Setting[str] = Setting(
    "numbers.own_trunk",
    Annotated[str, Meta(pattern="^(\\+[0-9 ()/.-]{3,30})?$")],
    "",
    mark("settings", "The company's own number without the extension, such as +49 30 1234; it begins with +."),
)
EXTENSION_LENGTHS: Setting[tuple[int, ...]] = Setting(
    "numbers.extension_lengths",
    Annotated[tuple[Annotated[int, Meta(ge=1, le=9)], ...], Meta(max_length=9)],
    (),
    mark("settings", "How many digits extensions have, such as 3 and 4; empty for up to five."),
)
STATUS_CHOICE: Setting[StatusChoice] = Setting(
    "presence.choice",
    StatusChoice,
    StatusChoice(),
    mark("settings", "The status that you chose, with a note and until when it holds."),
    False,
)
AWAY_AFTER_S: Setting[int] = Setting(
    "presence.away_after_s",
    Annotated[int, Meta(ge=0, le=86_400)],
    600,
    mark("settings", "After how many seconds without keyboard and mouse you are away; 0 for never."),
)
DND_SWITCHED_ON: Setting[tuple[str, ...]] = Setting(
    "presence.dnd_switched_on",
    tuple[Line, ...],
    (),
    mark("settings", "The accounts whose phone server was told do not disturb."),
    False,
)
MICROPHONE: Setting[str] = Setting(
    "audio.microphone", Line, "", mark("settings", "The microphone; empty for the system's."), False
)
SPEAKER: Setting[str] = Setting(
    "audio.speaker", Line, "", mark("settings", "The speaker or headset; empty for the system's."), False
)
RINGER: Setting[str] = Setting(
    "audio.ringer",
    Line,
    "",
    mark("settings", "The device that rings for incoming calls; empty for the system's."),
    False,
)
HEADSET_BUTTONS: Setting[bool] = Setting(
    "audio.headset_buttons",
    bool,
    True,
    mark("settings", "The buttons of a headset answer, end and mute calls, and its lamps follow."),
)
ECHO_CANCELLATION: Setting[bool] = Setting(
    "audio.echo_cancellation",
    bool,
    True,
    mark("settings", "Keeps the other side from hearing themselves out of your speaker."),
)
NOISE_SUPPRESSION: Setting[bool] = Setting(
    "audio.noise_suppression",
    bool,
    True,
    mark("settings", "Removes steady noise such as fans and keyboards from your voice."),
)
GAIN_CONTROL: Setting[bool] = Setting(
    "audio.gain_control", bool, True, mark("settings", "Keeps your voice at an even loudness.")
)
RINGTONE: Setting[str] = Setting(
    "audio.ringtone",
    Line,
    "default",
    mark("settings", "The ringtone: default, none, or the path of a WAV file."),
    False,
)
RINGER_VOLUME: Setting[float] = Setting(
    "audio.ringer_volume", Share, 0.8, mark("settings", "How loud it rings, from 0 to 1."), False
)
THEME: Setting[Theme] = Setting("window.theme", Theme, "system", mark("settings", "The colours of the window."))
LANGUAGE: Setting[Language] = Setting(
    "window.language", Language, "system", mark("settings", "The language of the program.")
)
LAMP_SIZE: Setting[LampSize] = Setting(
    "window.lamp_size", LampSize, "large", mark("settings", "How large favourites are shown."), False
)
STARTS_AT_LOGIN: Setting[bool] = Setting(
    "window.starts_at_login",
    bool,
    False,
    mark("settings", "Softphone starts when you log in, hidden in the tray, so that no call is missed."),
)
INCOMING_ALERT: Setting[IncomingAlertKind] = Setting(
    "window.incoming_alert",
    IncomingAlertKind,
    "automatic",
    mark(
        "settings",
        "How an incoming call is shown: a window of its own, a notification of the desktop, or whichever works better.",
    ),
)
CLOSES_TO_TRAY: Setting[bool] = Setting(
    "window.closes_to_tray",
    bool,
    True,
    mark("settings", "Closing the window keeps the phone running, so that calls still arrive."),
)
FIRST_RUN: Setting[str] = Setting(
    "window.first_run", Line, "", mark("settings", "How far the first set-up has come."), False
)
GEOMETRY: Setting[str] = Setting(
    "window.geometry", Line, "", mark("settings", "Where the window was, to open it there again."), False
)

SETTINGS: tuple[Setting[Any], ...] = (
    DEFAULT_ACCOUNT,
    CODECS,
    HAS_CALL_WAITING,
    EMERGENCY_NUMBERS,
    *CALL_SETTINGS,
    *RECORDING_SETTINGS,
    *QUIET_SETTINGS,
    *IDENTITY_SETTINGS,
    *HANDOFF_SETTINGS,
    *MESSAGE_SETTINGS,
    WATCHED_SINGLY,
    STATUS_CHOICE,
    AWAY_AFTER_S,
    DND_SWITCHED_ON,
    COUNTRY,
    AREA_CODE,
    OUTSIDE_PREFIX,
    OWN_TRUNK,
    EXTENSION_LENGTHS,
    MICROPHONE,
    SPEAKER,
    RINGER,
    HEADSET_BUTTONS,
    ECHO_CANCELLATION,
    NOISE_SUPPRESSION,
    GAIN_CONTROL,
    RINGTONE,
    RINGER_VOLUME,
    *SOUND_SETTINGS,
    THEME,
    LANGUAGE,
    LAMP_SIZE,
    STARTS_AT_LOGIN,
    *SHORTCUT_SETTINGS,
    INCOMING_ALERT,
    CLOSES_TO_TRAY,
    FIRST_RUN,
    GEOMETRY,
)
TABLES: tuple[SettingTable[Any], ...] = (ACCOUNTS, FAVOURITES, DIRECTORIES, MAILBOXES, DIAL_RULES, ROUTING)
