"""When somebody works: weekly times, holidays, exceptions and duties in one time zone. Pure; times are epoch seconds.

A time of day that comes twice when the clocks go back begins work at the first and ends it at the last; one that is
left out when they go forward is the moment of the change. So nobody is off while the clock on the wall says work.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

DAY_MIN = 24 * 60
_HORIZON_DAYS = 800  # a leave longer than this has no end that is worth telling
_DAY = timedelta(days=1)
_LONGEST_SHIFT = timedelta(days=2)  # over midnight, and a day that a country left out


class Phase(StrEnum):
    """ON_CALL: off work, but everything comes through."""

    WORKING = "working"
    ON_CALL = "on_call"
    OFF = "off"


class Cause(StrEnum):
    """Why somebody works or not. OVERRIDE: for today only, by the user's word."""

    WEEK = "week"
    HOLIDAY = "holiday"
    EXCEPTION = "exception"
    DUTY = "duty"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class Span:
    """Working time in minutes of the day. to_min: 1440 for midnight; not after `from_min`: on the next day."""

    from_min: int
    to_min: int

    @property
    def is_over_midnight(self) -> bool:
        """It ends on the day after."""
        return self.to_min <= self.from_min


@dataclass(frozen=True, slots=True)
class DayException:
    """Days on which the week does not count. spans: what is worked; empty for days off."""

    from_day: date
    to_day: date
    spans: tuple[Span, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """On call from one wall time to another; both without a zone."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Override:
    """The user's word for now: works, or not, until then."""

    is_working: bool
    until_s: float


@dataclass(frozen=True, slots=True)
class Moment:
    """note: the holiday's name, or what the exception is for."""

    phase: Phase
    cause: Cause = Cause.WEEK
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkingTimes:
    """Attributes:
    week: seven days from Monday on, each with its spans.
    holidays: names by date; nobody works on them unless an exception says so.
    exceptions: the last that names a day counts.
    """

    week: tuple[tuple[Span, ...], ...]
    zone: tzinfo
    holidays: Mapping[date, str] = field(default_factory=dict)
    exceptions: tuple[DayException, ...] = ()
    duties: tuple[Duty, ...] = ()
    override: Override | None = None

    def at(self, now_s: float) -> Moment:
        """What holds at this moment."""
        if self.override is not None and now_s < self.override.until_s:
            return Moment(Phase.WORKING if self.override.is_working else Phase.OFF, Cause.OVERRIDE)
        today = self._day_of(now_s)
        for back in range(_LONGEST_SHIFT.days + 1):
            day = today - back * _DAY
            spans, cause, note = self.day(day)
            if any(begin_s <= now_s < end_s for begin_s, end_s in self._shifts(day, spans)):
                return Moment(Phase.WORKING, cause, note)
        if any(begin_s <= now_s < end_s for begin_s, end_s in self._duty_times()):
            return Moment(Phase.ON_CALL, Cause.DUTY)
        _, cause, note = self.day(today)
        return Moment(Phase.OFF, cause, note)

    def next_change(self, after_s: float) -> float | None:
        """When another phase begins; None when none does for a long time."""
        phase = self.at(after_s).phase
        return next((at_s for at_s in self._edges(after_s) if self.at(at_s).phase is not phase), None)

    def next_reachable(self, after_s: float) -> float | None:
        """When work or duty begins; None when neither does for a long time."""
        return next((at_s for at_s in self._edges(after_s) if self.at(at_s).phase is not Phase.OFF), None)

    def day(self, day: date) -> tuple[tuple[Span, ...], Cause, str]:
        """What is worked on the day, why, and the name of the holiday or the exception."""
        for exception in reversed(self.exceptions):
            if exception.from_day <= day <= exception.to_day:
                return exception.spans, Cause.EXCEPTION, exception.note
        if day in self.holidays:
            return (), Cause.HOLIDAY, self.holidays[day]
        return self.week[day.weekday()], Cause.WEEK, ""

    # -------------------------------------------------------------------- inside

    def _edges(self, after_s: float) -> Iterator[float]:
        """Every moment after this at which something may begin or end, in order."""
        heap = [at_s for times in self._duty_times() for at_s in times if at_s > after_s]
        if self.override is not None and self.override.until_s > after_s:
            heap.append(self.override.until_s)
        heapq.heapify(heap)
        first = self._day_of(after_s) - _LONGEST_SHIFT
        for number in range(_HORIZON_DAYS):
            day = first + number * _DAY
            # What begins on this day begins after everything that is in the heap and before it.
            starts_s = moment(_midnight(day), self.zone)
            while heap and heap[0] <= starts_s:
                yield heapq.heappop(heap)
            for shift in self._shifts(day, self.day(day)[0]):
                for at_s in shift:
                    if at_s > after_s:
                        heapq.heappush(heap, at_s)
        while heap:
            yield heapq.heappop(heap)

    def _shifts(self, day: date, spans: tuple[Span, ...]) -> Iterator[tuple[float, float]]:
        midnight = _midnight(day)
        for span in spans:
            end = midnight + timedelta(minutes=span.to_min + (DAY_MIN if span.is_over_midnight else 0))
            begin_s = moment(midnight + timedelta(minutes=span.from_min), self.zone)
            yield begin_s, moment(end, self.zone, is_last=True)

    def _duty_times(self) -> Iterator[tuple[float, float]]:
        for duty in self.duties:
            yield moment(duty.begins, self.zone), moment(duty.ends, self.zone, is_last=True)

    def _day_of(self, at_s: float) -> date:
        return datetime.fromtimestamp(at_s, self.zone).date()


def moment(wall: datetime, zone: tzinfo, *, is_last: bool = False) -> float:
    """The epoch seconds of a wall time (without a zone). is_last: which one, when the clock shows it twice."""
    aware = wall.replace(tzinfo=zone, fold=1 if is_last else 0)
    at_s = aware.timestamp()
    if datetime.fromtimestamp(at_s, zone).replace(tzinfo=None, fold=0) == wall:
        return at_s
    # Left out: the change lies between what the time would be with the new offset and with the old one.
    before_s = wall.replace(tzinfo=zone, fold=1).timestamp()
    after_s = wall.replace(tzinfo=zone, fold=0).timestamp()
    return _change_between(before_s, after_s, zone)


def _change_between(low_s: float, high_s: float, zone: tzinfo) -> float:
    old = _offset(low_s, zone)
    low, high = int(low_s), int(high_s)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, zone) == old else (low, middle)
    return float(high)


def _offset(at_s: float, zone: tzinfo) -> timedelta:
    return datetime.fromtimestamp(at_s, UTC).astimezone(zone).utcoffset() or timedelta()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())
