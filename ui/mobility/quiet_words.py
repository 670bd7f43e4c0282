"""What the window says about quiet hours."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QDateTime, QLocale

from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.quiet_hours import QuietView
from softphone.mobility.quiet_routing import QuietRouting
from softphone.mobility.span_text import shown_spans
from softphone.mobility.working_times import Cause, Phase
from softphone.settings.quiet_settings import OnCallDuty, WorkException, WorkingWeek
from ui.calls.call_words import clock_text

_DAYS_NAMED = 6  # further away, a day of the week could be any
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def when_text(at_s: float, now_s: float) -> str:
    """``08:00`` today, ``Monday 08:00`` within a week, else with the date; in the time of this computer."""
    at, now = QDateTime.fromSecsSinceEpoch(int(at_s)), QDateTime.fromSecsSinceEpoch(int(now_s))
    days = now.date().daysTo(at.date())
    if 0 < days <= _DAYS_NAMED:
        clock = QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)
        return f"{QLocale().toString(at.date(), 'dddd')} {clock}"
    if days == 0:
        return QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)
    return clock_text(at_s)


def headline(view: QuietView, now_s: float, when: Callable[[float, float], str] = when_text) -> str:
    """One line of how it is now; empty when quiet hours are not switched on."""
    if not view.is_on:
        return ""
    time = when(view.until_s, now_s) if view.until_s is not None else ""
    match view.moment.phase:
        case Phase.OFF if time:
            words = translate("mobility", "Off work until {time}").format(time=time)
        case Phase.OFF:
            words = translate("mobility", "Off work")
        case Phase.ON_CALL if time:
            words = translate("mobility", "On call until {time}: everything comes through").format(time=time)
        case Phase.ON_CALL:
            words = translate("mobility", "On call: everything comes through")
        case _ if time:
            words = translate("mobility", "At work until {time}").format(time=time)
        case _:
            words = translate("mobility", "At work")
    note = reason(view)
    return f"{words} ({note})" if note else words


def reason(view: QuietView) -> str:
    """The holiday or the exception, where it is one."""
    if view.moment.note:
        return view.moment.note
    if view.moment.cause is Cause.OVERRIDE:
        return translate("mobility", "you set this yourself")
    return ""


def strip_text(view: QuietView, now_s: float, busy: str, when: Callable[[float, float], str] = when_text) -> str:
    """What nobody may forget while it is quiet; empty while calls come as usual. busy: from `busy_text`."""
    if not view.is_quiet:
        return ""
    line = headline(view, now_s, when)
    return f"{line} · {busy}" if busy else line


def busy_text(routing: QuietRouting, name_of: Callable[[AccountId], str]) -> str:
    """What callers hear who cannot be sent on; empty when all can. Accounts are named where it is not so for all."""
    busy = routing.busy_accounts()
    if not busy:
        return ""
    if all(routing.can_always_forward(each) for each in busy):
        why = translate(
            "mobility",
            "With emergency contacts, callers hear that you are busy: your phone system has no code for forwarding "
            "only the others.",
        )
    else:
        why = translate("mobility", "Callers hear that you are busy: your phone system has no code for forwarding.")
    names = ", ".join(name_of(each) for each in busy)
    return why if busy == routing.accounts() else f"{names}: {why}"


def mobile_text(routing: QuietRouting, name_of: Callable[[AccountId], str]) -> str:
    """Where nobody can keep the mobile from ringing; empty where that can be done."""
    ringing = routing.mobile_accounts()
    if not ringing:
        return ""
    text = translate(
        "mobility",
        "Should your phone system ring your mobile, too, it goes on doing so: it has no code for switching that off.",
    )
    names = ", ".join(name_of(each) for each in ringing)
    return text if ringing == routing.accounts() else f"{names}: {text}"


def day_name(index: int, form: QLocale.FormatType = QLocale.FormatType.LongFormat) -> str:
    """Monday is 0."""
    return QLocale().standaloneDayName(index + 1, form)


def week_text(week: WorkingWeek, zone: str = "") -> str:
    """``Mon – Fri 08:00–17:00``: days that follow each other with the same times are named once. zone: named where the
    times are those of another zone than the computer's may be: all else is told in the time of the computer."""
    parts, first = [], 0
    days = [getattr(week, name) for name in _WEEK]
    for index in range(1, len(days) + 1):
        if index < len(days) and days[index] == days[first]:
            continue
        if days[first]:
            short = QLocale.FormatType.ShortFormat
            names = [day_name(each, short) for each in dict.fromkeys((first, index - 1))]
            parts.append(f"{' – '.join(names)} {shown_spans(days[first])}")
        first = index
    if not parts:
        return translate("mobility", "No working times")
    return "; ".join(parts) + (f" ({zone})" if zone else "")


def exception_text(each: WorkException) -> str:
    """``24/12/2026 – 03/01/2027: off (Christmas)``."""
    works = shown_spans(each.spans) or translate("mobility", "off")
    days = [date_text(day) for day in dict.fromkeys((each.from_day, each.to_day))]
    text = f"{' – '.join(days)}: {works}"
    return f"{text} ({each.note})" if each.note else text


def duty_text(each: OnCallDuty) -> str:
    """``27/11/2026 18:00 – 30/11/2026 08:00: on call``."""
    ends = [f"{date_text(at.date())} {at.hour:02}:{at.minute:02}" for at in (each.begins, each.ends)]
    return translate("mobility", "{times}: on call").format(times=" – ".join(ends))


def date_text(day: date) -> str:
    """As this country writes it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
