"""Quiet hours by the clock: when they begin and end, who comes through."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from softphone.mobility.notice_kind import NoticeKind
from softphone.mobility.quiet_hours import QuietView
from softphone.mobility.working_times import Cause, Moment, Phase
from softphone.settings.quiet_settings import (
    EMERGENCY_CONTACTS,
    HOLIDAY_PLACE,
    KNOWN_HOLIDAYS,
    ON_CALL_DUTIES,
    QUIET_HOURS,
    QUIET_ZONE,
    WORK_EXCEPTIONS,
    WORK_OVERRIDE,
    WORKING_WEEK,
    KnownHolidays,
    OnCallDuty,
    WorkException,
    WorkingWeek,
    WorkOverride,
)
from softphone.settings.setting import Setting
from softphone.settings.settings import Settings
from softphone.settings.toml_store import TomlSettingsStore
from tests.unit.mobility.quiet_stage import QuietStage


def at(text: str, zone: str = "Europe/Berlin") -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


def test_they_begin_and_end_with_the_working_times() -> None:
    stage = QuietStage("2026-11-23 16:59")
    told: list[QuietView] = []
    stage.quiet.changed.add(lambda _: told.append(stage.quiet.view))

    assert not stage.quiet.is_quiet()
    assert stage.quiet.until_s is None
    stage.advance_to("2026-11-23 17:00")
    assert stage.quiet.is_quiet()
    assert stage.quiet.until_s == at("2026-11-24 08:00")
    stage.advance_to("2026-11-24 08:00")
    assert not stage.quiet.is_quiet()
    assert [view.is_quiet for view in told] == [True, False]


def test_nothing_runs_while_they_are_switched_off() -> None:
    stage = QuietStage("2026-11-23 20:00")
    assert stage.quiet.is_quiet()

    stage.settings.set(QUIET_HOURS, False)
    stage.advance()

    assert stage.quiet.view == QuietView()
    assert stage.runtime.pending_timers == 0


def test_a_machine_that_slept_over_the_begin_of_work_is_soon_right() -> None:
    stage = QuietStage("2026-11-23 20:00")

    stage.runtime.stall(14 * 3600, asleep=True)
    stage.advance(31)

    assert not stage.quiet.is_quiet()


def test_a_clock_that_is_set_back_is_followed() -> None:
    stage = QuietStage("2026-11-23 08:30")
    assert not stage.quiet.is_quiet()

    stage.runtime.stall(-3600, asleep=True)
    stage.advance(31)

    assert stage.quiet.is_quiet()
    assert stage.quiet.until_s == at("2026-11-23 08:00")


def test_times_travel_with_the_computer_unless_a_zone_is_chosen() -> None:
    stage = QuietStage("2026-11-23 10:00")
    assert not stage.quiet.is_quiet()

    stage.zone = ZoneInfo("America/St_Johns")  # 05:30 there
    stage.advance(31)
    assert stage.quiet.is_quiet()
    assert stage.quiet.until_s == at("2026-11-23 08:00", "America/St_Johns")

    stage.settings.set(QUIET_ZONE, "Europe/Berlin")
    assert not stage.quiet.is_quiet()


def test_on_call_everything_comes_through() -> None:
    stage = QuietStage("2026-11-28 03:00")
    assert stage.quiet.is_quiet()

    duty = OnCallDuty(begins=datetime(2026, 11, 27, 18), ends=datetime(2026, 11, 30, 8))
    stage.settings.set(ON_CALL_DUTIES, (duty,))

    assert not stage.quiet.is_quiet()
    assert stage.quiet.view.moment.phase is Phase.ON_CALL
    assert stage.quiet.comes_through("1002")


def test_emergency_contacts_come_through_and_nobody_else() -> None:
    stage = QuietStage("2026-11-23 20:00")
    stage.settings.set(EMERGENCY_CONTACTS, ("1002",))

    assert stage.quiet.comes_through("1002")
    assert stage.quiet.allow_now(NoticeKind.MESSAGE, "1002")
    assert not stage.quiet.comes_through("1003")
    assert not stage.quiet.comes_through("")
    assert not stage.quiet.allow_now(NoticeKind.MISSED)


def test_everything_is_told_while_working() -> None:
    stage = QuietStage("2026-11-23 10:00")

    assert all(stage.quiet.allow_now(kind) for kind in NoticeKind)


def test_working_until_eight_today_ends_by_itself() -> None:
    stage = QuietStage("2026-11-23 16:30")

    stage.quiet.work_until(at("2026-11-23 20:00"))
    stage.advance_to("2026-11-23 19:59")
    assert not stage.quiet.is_quiet()
    assert stage.quiet.view.moment.cause is Cause.OVERRIDE
    stage.advance_to("2026-11-23 20:01")

    assert stage.quiet.is_quiet()
    assert stage.settings.get(WORK_OVERRIDE) == WORK_OVERRIDE.default
    assert stage.runtime.pending_timers == 1  # one clock, not one for each look


def test_leaving_early_lasts_until_the_next_work() -> None:
    stage = QuietStage("2026-11-23 15:00")

    stage.quiet.rest_until()

    assert stage.quiet.is_quiet()
    assert stage.quiet.until_s == at("2026-11-24 08:00")
    stage.advance_to("2026-11-24 08:00")
    assert not stage.quiet.is_quiet()


def test_the_week_counts_again_when_the_word_is_taken_back() -> None:
    stage = QuietStage("2026-11-23 15:00")
    stage.quiet.rest_until(at("2026-11-23 16:00"))
    assert stage.quiet.is_quiet()

    stage.quiet.follow_week()

    assert not stage.quiet.is_quiet()


def test_holidays_are_asked_for_once_and_kept_over_a_restart() -> None:
    stage = QuietStage("2026-12-25 10:00")
    stage.holidays = {"2026-12-25": "1. Weihnachtstag"}
    assert not stage.quiet.is_quiet()

    stage.settings.set(HOLIDAY_PLACE, "DE-BY")
    stage.advance()
    assert stage.places_asked == [("DE-BY", (2026, 2027, 2028))]
    assert stage.quiet.is_quiet()
    assert stage.quiet.view.moment.note == "1. Weihnachtstag"
    assert stage.quiet.until_s == at("2026-12-28 08:00")

    stage.restart()
    stage.advance(120)
    assert stage.quiet.is_quiet()
    assert len(stage.places_asked) == 1


def test_holidays_of_another_place_do_not_count() -> None:
    stage = QuietStage("2026-12-25 10:00")
    stage.holidays = {"2026-12-25": "1. Weihnachtstag"}
    stage.settings.set(HOLIDAY_PLACE, "DE-BY")
    stage.advance()
    stage.holidays = {}

    stage.settings.set(HOLIDAY_PLACE, "JP")
    stage.advance()

    assert not stage.quiet.is_quiet()


def test_everything_outlasts_a_settings_file(tmp_path: Path) -> None:
    stage = QuietStage("2026-11-23 16:30")
    store = TomlSettingsStore(tmp_path / "settings.toml")
    settings = Settings(stage.runtime, store)
    leave = WorkException(from_day=date(2026, 12, 21), to_day=date(2027, 1, 3), note="Urlaub")
    works = WorkException(from_day=date(2026, 12, 28), to_day=date(2026, 12, 28), spans=("10:00-12:00",))
    duty = OnCallDuty(begins=datetime(2026, 11, 27, 18), ends=datetime(2026, 11, 30, 8))
    week = WorkingWeek(monday=("22:00-06:00",), friday=(), saturday=("10:00-14:00", "15:00-24:00"))
    settings.set(WORK_EXCEPTIONS, (leave, works))
    settings.set(ON_CALL_DUTIES, (duty,))
    settings.set(WORKING_WEEK, week)
    settings.flush(lambda: None)
    stage.runtime.run_posted()

    again = Settings(stage.runtime, store)
    again.load()

    assert not again.past_problems
    assert again.get(WORK_EXCEPTIONS) == (leave, works)
    assert again.get(ON_CALL_DUTIES) == (duty,)
    assert again.get(WORKING_WEEK) == week


def test_closing_shortly_before_the_end_of_work_ends_it_until_the_program_is_back() -> None:
    stage = QuietStage("2026-11-23 16:30")
    stage.quiet.leave()
    assert stage.quiet.is_quiet()
    assert stage.quiet.until_s == at("2026-11-24 08:00")

    stage.quiet.come_back()
    assert not stage.quiet.is_quiet()


def test_closing_long_before_the_end_of_work_ends_nothing() -> None:
    stage = QuietStage("2026-11-23 11:30")
    stage.quiet.leave()
    assert not stage.quiet.is_quiet()


def test_a_word_of_the_user_outlasts_the_programs_end() -> None:
    stage = QuietStage("2026-11-23 16:30")
    stage.quiet.work_until(at("2026-11-23 20:00"))
    stage.quiet.leave()
    assert not stage.quiet.is_quiet()
    stage.restart()
    assert stage.quiet.view.until_s == at("2026-11-23 20:00")


def test_a_lid_that_was_closed_for_a_moment_takes_no_word_of_the_users_back() -> None:
    stage = QuietStage("2026-11-23 16:30")
    stage.quiet.work_until(at("2026-11-23 20:00"))
    stage.advance_to("2026-11-23 19:30")
    stage.quiet.leave()
    assert stage.quiet.is_quiet()  # nobody may be back before eight
    stage.advance_to("2026-11-23 19:31")
    stage.quiet.come_back()
    assert stage.quiet.view.moment == Moment(Phase.WORKING, Cause.OVERRIDE)
    stage.quiet.leave()
    stage.advance_to("2026-11-23 20:01")
    stage.quiet.come_back()
    assert stage.quiet.is_quiet()
    assert stage.settings.get(WORK_OVERRIDE) == WORK_OVERRIDE.default


@pytest.mark.parametrize(
    ("setting", "value", "is_quiet"),
    [
        (ON_CALL_DUTIES, (OnCallDuty(begins=datetime(1, 1, 1), ends=datetime(9999, 12, 31, 23, 59)),), False),
        (WORK_OVERRIDE, WorkOverride(is_working=True, until_s=1e18), False),
        (WORK_OVERRIDE, WorkOverride(is_working=True, until_s=float("inf")), False),
        (KNOWN_HOLIDAYS, KnownHolidays(place="DE", years=(2026, 2027), days={"Christmas": "Weihnachten"}), True),
    ],
)
def test_what_somebody_wrote_into_the_settings_stops_no_clock(
    setting: Setting[object], value: object, is_quiet: bool
) -> None:
    stage = QuietStage("2026-11-23 16:30")
    stage.settings.set(HOLIDAY_PLACE, "DE")
    stage.settings.set(setting, value)
    stage.advance_to("2026-11-23 17:01")
    assert stage.quiet.is_quiet() is is_quiet
    stage.settings.reset(setting)
    assert stage.quiet.is_quiet()
