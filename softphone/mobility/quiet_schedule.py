"""The working times as the settings have them, and the holidays of a place, which are computed in the background."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo

from softphone.mobility.holiday_child import regions_of
from softphone.mobility.working_times import DAY_MIN, DayException, Duty, Override, Span, WorkingTimes
from softphone.runtime import Runtime
from softphone.settings.quiet_settings import (
    HOLIDAY_PLACE,
    KNOWN_HOLIDAYS,
    ON_CALL_DUTIES,
    QUIET_ZONE,
    WORK_EXCEPTIONS,
    WORK_OVERRIDE,
    WORKING_WEEK,
    KnownHolidays,
)
from softphone.settings.settings import Settings

_YEARS = 3  # this one and two more: as far as the rule looks ahead
_FIRST, _LAST = datetime(1971, 1, 1), datetime(9000, 1, 1)  # with room for every zone and what the rule looks back
_LAST_S = _LAST.replace(tzinfo=UTC).timestamp()
_log = logging.getLogger("softphone.mobility")


class QuietSchedule:
    """Reads the settings anew each time: the computer may be in another time zone since.

    zone: the zone of a name; the computer's for an empty one. holidays: names by ISO date for place and years; blocks.
    """

    def __init__(
        self,
        runtime: Runtime,
        settings: Settings,
        zone: Callable[[str], tzinfo],
        holidays: Callable[[str, tuple[int, ...]], dict[str, str]],
    ) -> None:
        self._runtime = runtime
        self._settings = settings
        self._zone = zone
        self._holidays = holidays
        self._asked: tuple[str, int] | None = None

    @property
    def zone(self) -> tzinfo:
        """The zone of the working times, as it is now."""
        return self._zone(self._settings.get(QUIET_ZONE))

    def times(self) -> WorkingTimes:
        """What holds now."""
        get = self._settings.get
        week, override = get(WORKING_WEEK), get(WORK_OVERRIDE)
        days = (week.monday, week.tuesday, week.wednesday, week.thursday, week.friday, week.saturday, week.sunday)
        known = get(KNOWN_HOLIDAYS)
        days_off = known.days if known.place == get(HOLIDAY_PLACE) and known.place else {}
        return WorkingTimes(
            week=tuple(map(spans, days)),
            zone=self.zone,
            holidays=_by_date(days_off),
            exceptions=tuple(
                DayException(each.from_day, each.to_day, spans(each.spans), each.note) for each in get(WORK_EXCEPTIONS)
            ),
            duties=tuple(Duty(_bare(each.begins), _bare(each.ends)) for each in get(ON_CALL_DUTIES)),
            override=Override(override.is_working, min(override.until_s, _LAST_S)) if override.until_s else None,
        )

    def look_for_holidays(self) -> None:
        """Has them computed when those of the place are not known; once for a place and year, whatever comes of it."""
        place = self._settings.get(HOLIDAY_PLACE)
        year = datetime.fromtimestamp(self._runtime.wall_time_s(), self.zone).year
        years = tuple(range(year, year + _YEARS))
        known = self._settings.get(KNOWN_HOLIDAYS)
        if not place or (known.place == place and year in known.years and year + 1 in known.years):
            return
        if self._asked == (place, year):
            return
        self._asked = (place, year)

        def found(days: dict[str, str]) -> None:
            self._settings.set(KNOWN_HOLIDAYS, KnownHolidays(place=place, years=years, days=days))

        def failed(error: Exception) -> None:
            _log.warning("the holidays could not be computed: %s", error)

        self._runtime.run_in_background(lambda: self._holidays(place, years), found, failed)

    def look_for_regions(self, country: str, on_found: Callable[[dict[str, str]], None]) -> None:
        """Tells the names of the country's regions by code, in a moment; nothing where there are none."""

        def failed(error: Exception) -> None:
            _log.warning("the regions of %s are not known: %s", country, type(error).__name__)
            on_found({})

        self._runtime.run_in_background(lambda: regions_of(country), on_found, failed)


def spans(texts: tuple[str, ...]) -> tuple[Span, ...]:
    """``08:00-12:00`` each."""
    return tuple(Span(*(_minutes(part) for part in text.split("-"))) for text in texts)


def span_text(span: Span) -> str:
    """As the settings keep it."""
    return f"{time_text(span.from_min)}-{time_text(span.to_min)}"


def time_text(minutes: int) -> str:
    """``08:05``; ``24:00`` for midnight at the end of the day."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return min(DAY_MIN, int(hours) * 60 + int(minutes))


def _bare(at: datetime) -> datetime:
    """A wall time means the wall of whoever works, whatever zone somebody wrote to it; far off is for ever."""
    return min(max(at.replace(tzinfo=None), _FIRST), _LAST)


def _by_date(days: dict[str, str]) -> dict[date, str]:
    """Nothing when somebody else has written them, and not as dates."""
    try:
        return {date.fromisoformat(day): name for day, name in days.items()}
    except ValueError:
        return {}
