"""The settings of quiet hours; part of the list in `declared`."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from softphone.basics.words import mark
from softphone.settings.setting import Setting

_TIME = r"([01]\d|2[0-3]):[0-5]\d"
_Line = Annotated[str, Meta(max_length=200)]
_Number = Annotated[str, Meta(min_length=1, max_length=64)]
_Span = Annotated[str, Meta(pattern=rf"^{_TIME}-({_TIME}|24:00)$")]
_Spans = Annotated[tuple[_Span, ...], Meta(max_length=12)]
QuietTarget = Literal["voicemail", "number", "silent"]
_OFFICE_HOURS = ("08:00-17:00",)


class WorkingWeek(msgspec.Struct, frozen=True, kw_only=True):
    """What is worked on each day, such as ``08:00-12:00``; an end before the begin is on the next day."""

    monday: _Spans = _OFFICE_HOURS
    tuesday: _Spans = _OFFICE_HOURS
    wednesday: _Spans = _OFFICE_HOURS
    thursday: _Spans = _OFFICE_HOURS
    friday: _Spans = _OFFICE_HOURS
    saturday: _Spans = ()
    sunday: _Spans = ()


class WorkException(msgspec.Struct, frozen=True, kw_only=True):
    """Days, both ends among them, on which the week does not count. spans: what is worked; empty for days off."""

    from_day: date
    to_day: date
    spans: _Spans = ()
    note: _Line = ""


class OnCallDuty(msgspec.Struct, frozen=True, kw_only=True):
    """On call from one wall time to another, without a zone, such as ``2026-12-24T18:00``."""

    begins: datetime
    ends: datetime


class WorkOverride(msgspec.Struct, frozen=True, kw_only=True):
    """The user's word for now. until_s: epoch seconds; 0 for none. is_absence: the program's, since it was ended; the
    user's stood until worked_until_s."""

    is_working: bool = True
    until_s: float = 0.0
    is_absence: bool = False
    worked_until_s: float = 0.0


class KnownHolidays(msgspec.Struct, frozen=True, kw_only=True):
    """Holidays as they were computed. place: country and region; days: names by ISO date."""

    place: _Line = ""
    years: tuple[int, ...] = ()
    days: dict[str, _Line] = {}


class HeldForward(msgspec.Struct, frozen=True, kw_only=True):
    """What quiet hours changed at the phone server for one account, to be put back when work begins.

    Attributes:
        kind: which forward.
        before: what it went to; empty when it was off.
        ours: what it was set to.
        is_set: the phone server took it, so that a difference seen later is somebody else's.
    """

    account_id: _Line
    kind: _Line
    before: _Line = ""
    ours: _Line = ""
    is_set: bool = False


QUIET_HOURS: Setting[bool] = Setting(
    "quiet.is_on",
    bool,
    False,
    mark("settings", "Outside your working times calls go elsewhere, and nothing rings or tells you anything."),
)
WORKING_WEEK: Setting[WorkingWeek] = Setting(
    "quiet.week", WorkingWeek, WorkingWeek(), mark("settings", "When you work, by day of the week.")
)
QUIET_ZONE: Setting[str] = Setting(
    "quiet.zone",
    Annotated[str, Meta(pattern=r"^[A-Za-z0-9_+\-/]{0,64}$")],
    "",
    mark("settings", "The time zone of your working times, such as Europe/Berlin; empty for the computer's."),
)
HOLIDAY_PLACE: Setting[str] = Setting(
    "quiet.holidays",
    Annotated[str, Meta(pattern=r"^([A-Z]{2}(-[A-Za-z0-9 ]{1,40})?)?$")],
    "",
    mark("settings", "Whose public holidays you have off, such as DE or DE-BY; empty for none."),
)
WORK_EXCEPTIONS: Setting[tuple[WorkException, ...]] = Setting(
    "quiet.exceptions",
    Annotated[tuple[WorkException, ...], Meta(max_length=200)],
    (),
    mark("settings", "Days off, leave, and days on which you work other times than usual."),
)
ON_CALL_DUTIES: Setting[tuple[OnCallDuty, ...]] = Setting(
    "quiet.on_call",
    Annotated[tuple[OnCallDuty, ...], Meta(max_length=200)],
    (),
    mark("settings", "When you are on call, so that everything comes through."),
)
QUIET_TARGET: Setting[QuietTarget] = Setting(
    "quiet.target",
    QuietTarget,
    "voicemail",
    mark("settings", "Where calls go outside your working times: voicemail, a number, or silent: they are only shown."),
)
QUIET_NUMBER: Setting[str] = Setting(
    "quiet.number",
    Annotated[str, Meta(max_length=64)],
    "",
    mark("settings", "The number that takes calls outside your working times, such as a colleague or the reception."),
)
EMERGENCY_CONTACTS: Setting[tuple[str, ...]] = Setting(
    "quiet.emergency_contacts",
    Annotated[tuple[_Number, ...], Meta(max_length=50)],
    (),
    mark("settings", "Callers who ring at any time."),
)
WORK_OVERRIDE: Setting[WorkOverride] = Setting(
    "quiet.override",
    WorkOverride,
    WorkOverride(),
    mark("settings", "Whether you work for now, whatever the week."),
    False,
)
KNOWN_HOLIDAYS: Setting[KnownHolidays] = Setting(
    "quiet.known_holidays", KnownHolidays, KnownHolidays(), mark("settings", "The holidays of the chosen place."), False
)
HELD_FORWARDS: Setting[tuple[HeldForward, ...]] = Setting(
    "quiet.held_forwards",
    tuple[HeldForward, ...],
    (),
    mark("settings", "What is put back at the phone server when work begins."),
    False,
)
SUSPENDED_TWINNING: Setting[tuple[str, ...]] = Setting(
    "quiet.suspended_twinning",
    tuple[_Line, ...],
    (),
    mark("settings", "The accounts whose mobile does not ring until work begins."),
    False,
)

QUIET_SETTINGS = (
    QUIET_HOURS,
    WORKING_WEEK,
    QUIET_ZONE,
    HOLIDAY_PLACE,
    WORK_EXCEPTIONS,
    ON_CALL_DUTIES,
    QUIET_TARGET,
    QUIET_NUMBER,
    EMERGENCY_CONTACTS,
    WORK_OVERRIDE,
    KNOWN_HOLIDAYS,
    HELD_FORWARDS,
    SUSPENDED_TWINNING,
)
