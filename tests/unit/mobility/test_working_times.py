"""Working times: the table of days, and zones whose clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.mobility.working_times import (
    Cause,
    DayException,
    Duty,
    Override,
    Phase,
    Span,
    WorkingTimes,
    moment,
)

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = tuple(
    map(
        ZoneInfo,
        (
            "Europe/Berlin",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Asia/Kathmandu",
            "UTC",
            "Africa/Casablanca",
        ),
    )
)
OFFICE = (*((Span(8 * 60, 12 * 60), Span(13 * 60, 17 * 60)),) * 5, (), ())


def at(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).timestamp()


def wall(at_s: float | None, zone: ZoneInfo = BERLIN) -> str:
    assert at_s is not None
    return datetime.fromtimestamp(at_s, zone).isoformat(" ", "minutes")


OFF, WORKING, ON_CALL = Phase.OFF, Phase.WORKING, Phase.ON_CALL


@pytest.mark.parametrize(
    ("now", "phase", "change"),
    [
        ("2026-11-23 07:59", OFF, "2026-11-23 08:00+01:00"),  # a Monday
        ("2026-11-23 08:00", WORKING, "2026-11-23 12:00+01:00"),
        ("2026-11-23 12:30", OFF, "2026-11-23 13:00+01:00"),
        ("2026-11-23 17:00", OFF, "2026-11-24 08:00+01:00"),
        ("2026-11-27 17:00", OFF, "2026-11-30 08:00+01:00"),
    ],
)
def test_week(now: str, phase: Phase, change: str) -> None:
    times = WorkingTimes(OFFICE, BERLIN)

    assert times.at(at(now)).phase is phase
    assert wall(times.next_change(at(now))) == change


def test_spans_that_meet_are_one() -> None:
    times = WorkingTimes((((Span(480, 720), Span(720, 1020)),) + ((),) * 6), BERLIN)

    assert wall(times.next_change(at("2026-11-23 09:00"))) == "2026-11-23 17:00+01:00"


def test_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    times = WorkingTimes(((Span(22 * 60, 6 * 60),), *((),) * 6), BERLIN)

    assert times.at(at("2026-11-24 05:59")).phase is WORKING
    assert times.at(at("2026-11-23 05:59")).phase is OFF
    assert wall(times.next_change(at("2026-11-23 23:00"))) == "2026-11-24 06:00+01:00"


def test_all_day_every_day_never_changes() -> None:
    times = WorkingTimes(((Span(0, 1440),),) * 7, BERLIN)

    assert times.at(at("2026-11-23 00:00")).phase is WORKING
    assert times.next_change(at("2026-11-23 00:00")) is None


def test_nobody_who_never_works_waits_for_ever() -> None:
    times = WorkingTimes(((),) * 7, BERLIN)

    assert times.next_change(at("2026-11-23 10:00")) is None
    assert times.next_reachable(at("2026-11-23 10:00")) is None


def test_holiday_is_off_and_says_its_name() -> None:
    times = WorkingTimes(OFFICE, BERLIN, holidays={date(2026, 12, 25): "1. Weihnachtstag"})

    found = times.at(at("2026-12-25 10:00"))
    assert (found.phase, found.cause, found.note) == (OFF, Cause.HOLIDAY, "1. Weihnachtstag")
    assert wall(times.next_change(at("2026-12-24 18:00"))) == "2026-12-28 08:00+01:00"


def test_exception_beats_holiday_and_the_last_one_counts() -> None:
    leave = DayException(date(2026, 12, 21), date(2027, 1, 3), note="Urlaub")
    works = DayException(date(2026, 12, 25), date(2026, 12, 25), (Span(600, 720),), "Inventur")
    times = WorkingTimes(OFFICE, BERLIN, {date(2026, 12, 25): "Weihnachten"}, (leave, works))

    assert times.at(at("2026-12-25 11:00")).phase is WORKING
    assert times.at(at("2026-12-25 11:00")).note == "Inventur"
    assert times.at(at("2026-12-22 11:00")).note == "Urlaub"
    assert wall(times.next_reachable(at("2026-12-25 12:00"))) == "2027-01-04 08:00+01:00"


def test_shift_goes_on_into_a_day_off() -> None:
    off = DayException(date(2026, 11, 24), date(2026, 11, 24))
    times = WorkingTimes(((Span(22 * 60, 6 * 60),),) * 7, BERLIN, exceptions=(off,))

    assert times.at(at("2026-11-24 05:00")).phase is WORKING
    assert wall(times.next_change(at("2026-11-24 05:00"))) == "2026-11-24 06:00+01:00"
    assert wall(times.next_change(at("2026-11-24 07:00"))) == "2026-11-25 22:00+01:00"


def test_duty_lets_everything_through_outside_of_work() -> None:
    duty = Duty(datetime(2026, 11, 27, 16), datetime(2026, 11, 30, 9))
    times = WorkingTimes(OFFICE, BERLIN, duties=(duty,))

    assert times.at(at("2026-11-27 16:30")).phase is WORKING
    assert times.at(at("2026-11-28 03:00")).phase is ON_CALL
    assert wall(times.next_change(at("2026-11-27 16:30"))) == "2026-11-27 17:00+01:00"
    assert wall(times.next_change(at("2026-11-27 17:00"))) == "2026-11-30 08:00+01:00"


def test_duty_that_begins_far_ahead_is_the_next_change_of_a_long_leave() -> None:
    leave = DayException(date(2026, 11, 1), date(2027, 2, 28))
    duty = Duty(datetime(2027, 1, 15, 20), datetime(2027, 1, 15, 21))
    times = WorkingTimes(OFFICE, BERLIN, exceptions=(leave,), duties=(duty,))

    assert wall(times.next_change(at("2026-11-23 10:00"))) == "2027-01-15 20:00+01:00"
    assert wall(times.next_change(at("2027-01-15 20:30"))) == "2027-01-15 21:00+01:00"


@pytest.mark.parametrize(("is_working", "phase"), [(True, WORKING), (False, OFF)])
def test_the_users_word_beats_everything_until_its_end(is_working: bool, phase: Phase) -> None:
    times = WorkingTimes(OFFICE, BERLIN, override=Override(is_working, at("2026-11-23 20:00")))

    assert times.at(at("2026-11-23 10:00")).phase is times.at(at("2026-11-23 19:59")).phase is phase
    assert times.at(at("2026-11-23 20:00")).phase is OFF


def test_working_until_eight_ends_at_eight() -> None:
    times = WorkingTimes(OFFICE, BERLIN, override=Override(True, at("2026-11-23 20:00")))

    assert wall(times.next_change(at("2026-11-23 18:00"))) == "2026-11-23 20:00+01:00"


# ------------------------------------------------------------------ clocks that change


@pytest.mark.parametrize(
    ("zone", "left_out", "expected"),
    [
        ("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:00"),
        ("America/St_Johns", "2026-03-08 02:15", "2026-03-08 05:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:10", "2026-10-03 15:30"),  # half an hour only
        ("Pacific/Apia", "2011-12-30 08:00", "2011-12-30 10:00"),  # a whole day
    ],
)
def test_a_time_that_is_left_out_is_the_moment_of_the_change(zone: str, left_out: str, expected: str) -> None:
    at_s = moment(datetime.fromisoformat(left_out), ZoneInfo(zone))

    assert at_s == datetime.fromisoformat(expected).replace(tzinfo=UTC).timestamp()


def test_a_shift_over_the_gap_is_an_hour_shorter() -> None:
    times = WorkingTimes(((Span(22 * 60, 6 * 60),),) * 7, BERLIN)

    begin_s = times.next_change(at("2026-03-28 12:00"))
    assert begin_s is not None
    end_s = times.next_change(begin_s)
    assert end_s is not None
    assert end_s - begin_s == 7 * 3600


def test_a_time_that_comes_twice_begins_at_the_first_and_ends_at_the_last() -> None:
    times = WorkingTimes(((Span(150, 165),),) * 7, BERLIN)  # 02:30 to 02:45, in the hour that comes twice

    first = times.next_change(at("2026-10-25 00:00"))
    assert first == at("2026-10-25 02:30", fold=0)
    assert times.next_change(first) == at("2026-10-25 02:45", fold=1)


def test_the_day_that_samoa_left_out_has_no_work() -> None:
    zone = ZoneInfo("Pacific/Apia")
    times = WorkingTimes(((Span(480, 1020),),) * 7, zone)

    assert wall(times.next_change(at("2011-12-29 18:00", zone)), zone) == "2011-12-31 08:00+14:00"


def test_times_follow_to_another_zone() -> None:
    now_s = at("2026-11-23 08:30")

    assert WorkingTimes(OFFICE, BERLIN).at(now_s).phase is WORKING
    assert WorkingTimes(OFFICE, ZoneInfo("America/New_York")).at(now_s).phase is OFF


# ------------------------------------------------------------------ any week, any zone

_minutes = st.integers(0, 95).map(lambda quarter: quarter * 15)
_spans = st.lists(st.builds(Span, _minutes, st.integers(1, 96).map(lambda quarter: quarter * 15)), max_size=3).map(
    tuple
)
_moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(lambda d: d.replace(tzinfo=UTC).timestamp())


@settings(max_examples=150, deadline=None)
@given(st.tuples(*(_spans,) * 7), st.sampled_from(ZONES), _moments)
def test_nothing_changes_before_the_next_change_and_something_does_at_it(
    week: tuple[tuple[Span, ...], ...], zone: ZoneInfo, now_s: float
) -> None:
    times = WorkingTimes(week, zone)
    phase = times.at(now_s).phase

    change_s = times.next_change(now_s)

    until_s = now_s + 8 * 86_400 if change_s is None else change_s
    if change_s is not None:
        assert change_s > now_s
        assert times.at(change_s).phase is not phase
    step_s = max(60.0, (until_s - now_s) / 50)
    samples = [now_s + number * step_s for number in range(51)]
    assert all(times.at(sample).phase is phase for sample in samples if sample < until_s)
    assert times.at(until_s - 0.5).phase is phase or until_s - 0.5 < now_s


@settings(max_examples=150, deadline=None)
@given(st.tuples(*(_spans,) * 7), st.sampled_from(ZONES), _moments)
def test_who_reads_working_time_on_the_wall_works(
    week: tuple[tuple[Span, ...], ...], zone: ZoneInfo, now_s: float
) -> None:
    local = datetime.fromtimestamp(now_s, zone)
    minute = local.hour * 60 + local.minute
    today, yesterday = week[local.weekday()], week[(local - timedelta(days=1)).weekday()]
    reads_work = any(
        span.from_min <= minute < span.to_min or (span.is_over_midnight and minute >= span.from_min) for span in today
    ) or any(span.is_over_midnight and minute < span.to_min for span in yesterday)

    if reads_work:
        assert WorkingTimes(week, zone).at(now_s).phase is WORKING
