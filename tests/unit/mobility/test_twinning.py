"""Twinning: what is wanted, what the phone system is told of it, and what it says back."""

import msgspec
import pytest

from softphone.mobility.twin_presence import AWAY_SETTLES_S, BACK_SETTLES_S
from softphone.mobility.twin_view import TwinMode, TwinView
from softphone.presence.state import PresenceState
from softphone.settings.declared import AWAY_AFTER_S
from softphone.settings.quiet_settings import WorkingWeek
from tests.fakes.fake_pbx import BUSY
from tests.unit.app.phone import ALICE, Phone
from tests.unit.mobility.switched_desk import AT_LAB, Desk

M = TwinMode
ME = AT_LAB.account_id
NEVER = WorkingWeek(monday=(), tuesday=(), wednesday=(), thursday=(), friday=())


@pytest.fixture
def desk() -> Desk:
    return Desk()


def view(desk: Desk) -> TwinView:
    return desk.phone.app.twinning.view(ME)


def set_mode(desk: Desk, mode: TwinMode) -> None:
    desk.phone.app.twinning.set_mode(ME, mode)
    desk.advance(10)


def go_away(desk: Desk) -> None:
    desk.phone.app.own_status.set_locked(True)
    desk.advance(AWAY_SETTLES_S + 10)


def come_back(desk: Desk) -> None:
    desk.phone.app.own_status.set_locked(False)
    desk.advance(BACK_SETTLES_S + 10)


def test_always_and_off_are_told_to_the_phone_system_and_read_back(desk: Desk) -> None:
    assert (view(desk).mode, view(desk).is_on, view(desk).is_read_back) == (M.OFF, False, True)
    desk.phone.app.twinning.set_mode(ME, M.ALWAYS)
    assert (view(desk).mode, view(desk).is_on, view(desk).is_pending) == (M.ALWAYS, False, True)
    desk.advance(10)
    assert (view(desk).is_on, view(desk).is_pending) == (True, False)
    set_mode(desk, M.OFF)
    assert (view(desk).is_on, desk.dialled()) == (False, ["*30", "*31"])


def test_whoever_switches_it_at_the_desk_phone_has_chosen(desk: Desk) -> None:
    desk.switched.switch("*30", True)
    desk.advance()
    assert (view(desk).mode, view(desk).is_on) == (M.ALWAYS, True)
    desk.switched.switch("*30", False)
    desk.advance(400)
    assert (view(desk).mode, view(desk).is_on, desk.dialled()) == (M.OFF, False, [])


def test_when_away_follows_the_user_and_not_every_moment(desk: Desk) -> None:
    set_mode(desk, M.WHEN_AWAY)
    assert desk.dialled() == []
    desk.phone.app.own_status.set_locked(True)
    desk.advance(AWAY_SETTLES_S - 1)
    desk.phone.app.own_status.set_locked(False)
    desk.advance(60)
    assert desk.dialled() == []
    go_away(desk)
    assert (view(desk).is_on, desk.dialled()) == (True, ["*30"])
    come_back(desk)
    assert (view(desk).is_on, desk.dialled()) == (False, ["*30", "*31"])


def test_a_computer_that_is_not_used_is_away_and_a_call_changes_nothing(desk: Desk) -> None:
    set_mode(desk, M.WHEN_AWAY)
    status = desk.phone.app.own_status
    desk.phone.app.settings.set(AWAY_AFTER_S, 60)
    status.set_idle_since(desk.phone.runtime.wall_time_s())
    desk.advance(60 + AWAY_SETTLES_S + 10)
    assert view(desk).is_on
    status.set_calls(0, 1)  # taken on the mobile
    desk.advance(60)
    assert status.view.state == PresenceState.ON_THE_PHONE
    assert view(desk).is_on
    status.set_calls(0, 0)
    desk.advance(60)
    assert (view(desk).is_on, desk.dialled()) == (True, ["*30"])


def test_what_was_switched_elsewhere_while_away_stays_until_the_user_is_back(desk: Desk) -> None:
    set_mode(desk, M.WHEN_AWAY)
    go_away(desk)
    desk.switched.switch("*30", False)
    desk.advance(400)
    assert (view(desk).mode, view(desk).is_on, desk.dialled()) == (M.WHEN_AWAY, False, ["*30"])
    come_back(desk)
    assert desk.dialled() == ["*30"]  # it is off already
    go_away(desk)
    assert (view(desk).is_on, desk.dialled()) == (True, ["*30", "*30"])


def test_whoever_closes_the_lid_goes_away_at_once_and_is_back_when_the_computer_wakes(desk: Desk) -> None:
    set_mode(desk, M.WHEN_AWAY)
    desk.phone.app.sleep_changed(True)
    desk.advance(5)
    assert (view(desk).is_on, desk.dialled()) == (True, ["*30"])
    desk.phone.app.own_status.set_locked(True)
    desk.phone.app.sleep_changed(False)
    desk.advance(60)
    assert desk.dialled() == ["*30"]  # the screen is locked still
    come_back(desk)
    assert (view(desk).is_on, desk.dialled()) == (False, ["*30", "*31"])


def test_by_schedule_the_clock_switches(desk: Desk) -> None:
    twinning = desk.phone.app.twinning
    twinning.set_week(ME, NEVER)
    set_mode(desk, M.SCHEDULE)
    assert desk.dialled() == []
    every_day = msgspec.structs.replace(NEVER, **dict.fromkeys(NEVER.__struct_fields__, ("00:00-24:00",)))
    twinning.set_week(ME, every_day)
    desk.advance(10)
    assert view(desk).is_on
    twinning.set_week(ME, NEVER)
    desk.advance(10)
    assert not view(desk).is_on


def test_a_time_of_the_schedule_comes_by_itself(desk: Desk) -> None:
    from datetime import datetime, timedelta

    now = datetime.fromtimestamp(desk.phone.runtime.wall_time_s())
    begin = now + timedelta(minutes=10)
    end = begin + timedelta(minutes=10)
    span = (f"{begin:%H:%M}-{end:%H:%M}",)
    week = msgspec.structs.replace(NEVER, **dict.fromkeys(NEVER.__struct_fields__, span))
    desk.phone.app.twinning.set_week(ME, week)
    set_mode(desk, M.SCHEDULE)
    assert not view(desk).is_on
    desk.advance(11 * 60)
    assert view(desk).is_on
    desk.advance(10 * 60)
    assert (view(desk).is_on, desk.dialled()) == (False, ["*30", "*31"])


def test_quiet_hours_silence_the_mobile_and_give_it_back(desk: Desk) -> None:
    twinning = desk.phone.app.twinning
    set_mode(desk, M.ALWAYS)
    twinning.suspend(ME, True)
    desk.advance(10)
    assert (view(desk).mode, view(desk).is_on, view(desk).is_suspended) == (M.ALWAYS, False, True)
    desk.switched.switch("*30", True)  # wanted all the same, by the desk phone
    desk.advance(400)
    assert (view(desk).is_on, view(desk).mode) == (True, M.ALWAYS)
    desk.switched.switch("*30", False)
    twinning.suspend(ME, False)
    desk.advance(10)
    assert (view(desk).is_on, desk.dialled()) == (True, ["*30", "*31", "*30"])


def test_an_automatic_switch_that_is_refused_is_tried_again(desk: Desk) -> None:
    set_mode(desk, M.WHEN_AWAY)
    desk.pbx.scripts["*30"] = BUSY
    go_away(desk)
    assert view(desk).is_pending
    assert view(desk).problem is not None
    del desk.pbx.scripts["*30"]
    desk.advance(60)
    assert (view(desk).is_on, view(desk).problem, view(desk).is_pending) == (True, None, False)


def test_what_is_refused_by_hand_is_off_and_said(desk: Desk) -> None:
    desk.pbx.scripts["*30"] = BUSY
    set_mode(desk, M.ALWAYS)
    desk.advance(400)
    assert (view(desk).mode, view(desk).is_on, desk.dialled()) == (M.OFF, False, ["*30"])
    assert view(desk).problem is not None


def test_delay_and_guard_are_told_to_the_phone_system(desk: Desk) -> None:
    twinning = desk.phone.app.twinning
    twinning.set_delay(ME, 5)
    twinning.set_guarded(ME, True)
    assert (view(desk).delay_s, view(desk).is_guarded, view(desk).is_pending) == (5, True, True)
    desk.advance(20)
    assert (view(desk).delay_s, view(desk).is_guarded, view(desk).is_pending) == (5, True, False)
    twinning.set_delay(ME, 0)
    twinning.set_guarded(ME, False)
    desk.advance(20)
    assert (view(desk).delay_s, view(desk).is_guarded) == (0, False)
    assert desk.dialled() == ["*325", "*34", "*320", "*35"]


def close(desk: Desk) -> None:
    done: list[bool] = []
    desk.phone.app.close_routing(lambda: done.append(True))
    desk.advance(10)
    assert done == [True]


def test_the_mobile_goes_on_ringing_when_the_program_ends(desk: Desk) -> None:
    set_mode(desk, M.WHEN_AWAY)
    close(desk)
    assert desk.dialled() == ["*30"]
    again = Desk(after=desk)
    again.advance(10)
    assert (view(again).mode, view(again).is_on, again.dialled()) == (M.WHEN_AWAY, False, ["*31"])  # back at the desk


def test_a_call_does_not_go_on_while_the_phone_system_is_told_at_the_end(desk: Desk) -> None:
    set_mode(desk, M.WHEN_AWAY)
    call_id = desk.phone.talk_to("1002")
    desk.phone.app.close_routing(lambda: None)
    desk.advance(0.2)
    assert desk.phone.call(call_id).is_ended


def test_or_it_does_not_where_the_user_wants_that(desk: Desk) -> None:
    set_mode(desk, M.ALWAYS)
    desk.phone.app.twinning.set_rings_when_closed(ME, False)
    close(desk)
    assert desk.dialled() == ["*30", "*31"]
    again = Desk(after=desk)
    again.advance(10)
    assert (view(again).mode, view(again).is_on, again.dialled()) == (M.ALWAYS, True, ["*30"])


def test_the_program_ends_without_waiting_when_there_is_nothing_to_tell(desk: Desk) -> None:
    done: list[bool] = []
    desk.phone.app.close_routing(lambda: done.append(True))
    assert done == [True]
    plain = Phone.signed_in(ALICE)
    plain.app.close_routing(lambda: done.append(True))
    assert done == [True, True]
    assert "twinning" not in plain.app.__dict__


def test_a_phone_system_that_does_not_answer_keeps_nobody_from_ending(desk: Desk) -> None:
    set_mode(desk, M.WHEN_AWAY)
    from tests.fakes.fake_pbx import RINGS_FOR_EVER

    desk.pbx.scripts["*30"] = RINGS_FOR_EVER
    close(desk)


def test_the_mode_outlasts_the_program(desk: Desk) -> None:
    set_mode(desk, M.ALWAYS)
    again = Desk(after=desk)
    assert (view(again).mode, view(again).is_on, again.dialled()) == (M.ALWAYS, True, [])
