"""Twinning as it is shown."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.settings.quiet_settings import WorkingWeek

_OFFICE_HOURS = WorkingWeek()


class TwinMode(StrEnum):
    """When the mobile rings too."""

    OFF = "off"
    ALWAYS = "always"
    WHEN_AWAY = "when_away"
    SCHEDULE = "schedule"


class TwinError(UserFacingError):
    """Twinning that cannot be set so."""


@dataclass(frozen=True, slots=True)
class TwinView:
    """Twinning of an account as it is now.

    Attributes:
        is_on: the mobile rings now, at the phone system; None when that is not known.
        is_suspended: off for quiet hours, whatever the mode.
        is_read_back: the phone system tells `is_on` now; otherwise it is as it was set here or seen last.
        delay_s: how much later than the desk the mobile rings; None where the phone system cannot be told.
        is_guarded: a key has to be pressed at the mobile before it gets a call; None where that is not known.
        has_guard: the phone system can be told to guard.
        needs_mobile: the mobile's number has to be known here first.
        rings_when_closed: the mobile goes on ringing while this program is not running.
        mobile_rings_s: how long the mobile rings before its own voicemail answers, where that is known.
    """

    mode: TwinMode = TwinMode.OFF
    is_on: bool | None = None
    is_pending: bool = False
    problem: Explanation | None = None
    is_suspended: bool = False
    is_read_back: bool = False
    delay_s: int | None = None
    is_guarded: bool | None = None
    has_guard: bool = False
    needs_mobile: bool = False
    rings_when_closed: bool = True
    week: WorkingWeek = _OFFICE_HOURS
    mobile_rings_s: float | None = None
    is_offered: bool = True
