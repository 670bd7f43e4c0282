"""What quiet hours do at the phone system, and that all is put back."""

from dataclasses import replace

import pytest

from softphone.mobility.forwarding import ForwardKind
from softphone.settings.quiet_settings import (
    EMERGENCY_CONTACTS,
    HELD_FORWARDS,
    QUIET_HOURS,
    QUIET_NUMBER,
    QUIET_TARGET,
    SUSPENDED_TWINNING,
    WORKING_WEEK,
    WorkingWeek,
)
from tests.unit.mobility.quiet_stage import FakeForwards, QuietStage
from tests.unit.mobility.switched_desk import AT_LAB, Desk

ALWAYS, BUSY, NOT_REGISTERED = ForwardKind.ALWAYS, ForwardKind.BUSY, ForwardKind.NOT_REGISTERED


@pytest.fixture
def stage() -> QuietStage:
    return QuietStage("2026-11-23 16:00")


def test_at_work_nothing_is_touched(stage: QuietStage) -> None:
    stage.advance(600)

    assert not stage.forwards.wishes
    assert not stage.mobiles.told


def test_off_work_calls_go_to_voicemail_and_the_mobile_is_silent_until_work_begins(stage: QuietStage) -> None:
    stage.fall_quiet()
    assert stage.forwards.goes_to(ALWAYS) == "voicemail"
    assert stage.mobiles.is_suspended

    stage.begin_work()
    assert stage.forwards.goes_to(ALWAYS) == ""
    assert not stage.mobiles.is_suspended
    assert stage.forwards.wishes == [(ALWAYS, "voicemail"), (ALWAYS, "")]
    assert stage.mobiles.told == [True, False]
    assert not stage.settings.get(HELD_FORWARDS)


def test_what_the_user_had_set_is_put_back_exactly(stage: QuietStage) -> None:
    stage.forwards.set_before(ALWAYS, "1003")
    stage.fall_quiet()
    assert stage.forwards.goes_to(ALWAYS) == "voicemail"

    stage.begin_work()

    assert stage.forwards.goes_to(ALWAYS) == "1003"


def test_what_goes_there_anyway_stays_when_work_begins(stage: QuietStage) -> None:
    stage.forwards.set_before(ALWAYS, "voicemail")
    stage.fall_quiet()
    stage.begin_work()

    assert not stage.forwards.wishes
    assert stage.forwards.goes_to(ALWAYS) == "voicemail"


def test_to_a_colleague(stage: QuietStage) -> None:
    stage.settings.set(QUIET_NUMBER, "1003")
    stage.settings.set(QUIET_TARGET, "number")
    stage.fall_quiet()

    assert stage.forwards.goes_to(ALWAYS) == "1003"


def test_a_colleague_who_was_not_named_gets_nothing(stage: QuietStage) -> None:
    stage.settings.set(QUIET_TARGET, "number")
    stage.fall_quiet()

    assert not stage.forwards.wishes


def test_silent_leaves_the_calls_here(stage: QuietStage) -> None:
    stage.settings.set(QUIET_TARGET, "silent")
    stage.fall_quiet()

    assert not stage.forwards.wishes
    assert stage.mobiles.is_suspended


def test_another_target_in_the_middle_of_the_night(stage: QuietStage) -> None:
    stage.forwards.set_before(ALWAYS, "1009")
    stage.fall_quiet()
    stage.settings.set(QUIET_NUMBER, "1003")
    stage.settings.set(QUIET_TARGET, "number")
    stage.advance(5)
    assert stage.forwards.goes_to(ALWAYS) == "1003"

    stage.begin_work()
    assert stage.forwards.goes_to(ALWAYS) == "1009"


def test_with_emergency_contacts_calls_reach_the_program_and_busy_is_sent_on(stage: QuietStage) -> None:
    stage.forwards.set_before(BUSY, "1009")
    stage.settings.set(EMERGENCY_CONTACTS, ("1002",))
    stage.fall_quiet()

    assert stage.forwards.goes_to(ALWAYS) == ""
    assert stage.forwards.goes_to(BUSY) == "voicemail"
    assert stage.forwards.goes_to(NOT_REGISTERED) == "voicemail"
    assert stage.mobiles.is_suspended

    stage.begin_work()
    assert stage.forwards.goes_to(BUSY) == "1009"
    assert stage.forwards.goes_to(NOT_REGISTERED) == ""


def test_emergency_contacts_that_are_named_at_night_change_the_way(stage: QuietStage) -> None:
    stage.fall_quiet()
    assert stage.forwards.goes_to(ALWAYS) == "voicemail"

    stage.settings.set(EMERGENCY_CONTACTS, ("1002",))
    stage.advance(5)

    assert stage.forwards.goes_to(ALWAYS) == ""
    assert stage.forwards.goes_to(BUSY) == "voicemail"


def test_a_forward_that_was_switched_off_elsewhere_meanwhile_stays_off(stage: QuietStage) -> None:
    stage.forwards.set_before(ALWAYS, "1003")
    stage.fall_quiet()

    stage.forwards.set_elsewhere(ALWAYS, False)
    stage.advance(600)
    assert stage.forwards.goes_to(ALWAYS) == ""

    stage.begin_work()
    assert stage.forwards.goes_to(ALWAYS) == ""
    assert len(stage.forwards.wishes) == 1


def test_a_forward_that_the_user_set_to_another_meanwhile_stays(stage: QuietStage) -> None:
    stage.fall_quiet()
    stage.forwards.set_before(ALWAYS, "1010")

    stage.begin_work()

    assert stage.forwards.goes_to(ALWAYS) == "1010"


def test_a_forward_that_was_set_elsewhere_before_is_left_alone(stage: QuietStage) -> None:
    stage.forwards.set_elsewhere(ALWAYS, True)
    stage.fall_quiet()
    stage.begin_work()

    assert not stage.forwards.wishes


def test_a_restart_in_the_middle_of_the_night_changes_nothing(stage: QuietStage) -> None:
    stage.forwards.set_before(ALWAYS, "1003")
    stage.fall_quiet()

    stage.restart()
    stage.advance(600)

    assert stage.forwards.wishes == [(ALWAYS, "voicemail")]
    stage.begin_work()
    assert stage.forwards.goes_to(ALWAYS) == "1003"
    assert stage.mobiles.told == [True, False]


def test_a_program_that_was_off_when_work_began_puts_all_back_at_its_start(stage: QuietStage) -> None:
    stage.forwards.set_before(ALWAYS, "1003")
    stage.fall_quiet()

    stage.runtime.stall(20 * 3600, asleep=True)
    stage.restart()
    stage.advance(5)

    assert stage.forwards.goes_to(ALWAYS) == "1003"
    assert not stage.mobiles.is_suspended


def test_switched_off_at_night_all_is_put_back_at_once(stage: QuietStage) -> None:
    from softphone.settings.quiet_settings import QUIET_HOURS

    stage.fall_quiet()
    stage.settings.set(QUIET_HOURS, False)
    stage.advance()

    assert stage.forwards.goes_to(ALWAYS) == ""
    assert not stage.mobiles.is_suspended


def test_a_phone_system_that_cannot_forward_always_sends_on_what_is_busy() -> None:
    stage = QuietStage("2026-11-23 16:00")
    stage.forwards = FakeForwards(stage.runtime, offered=(BUSY,))
    stage.fall_quiet()

    assert stage.forwards.wishes == [(BUSY, "voicemail")]


def test_it_is_said_when_voicemail_cannot_be_reached_by_forwarding(stage: QuietStage) -> None:
    stage.forwards.has_voicemail = False
    stage.fall_quiet()

    assert stage.routing.problem is not None
    assert stage.routing.problem.title == "No way to voicemail is known."

    stage.begin_work()
    assert stage.routing.problem is None


def test_what_is_not_known_yet_is_waited_for() -> None:
    from softphone.mobility.forwarding import ForwardRule

    stage = QuietStage("2026-11-23 16:00")
    stage.forwards.rules[ALWAYS] = ForwardRule(ALWAYS)
    stage.fall_quiet()
    assert not stage.forwards.wishes

    stage.forwards.set_before(ALWAYS, "1003")  # the lamp is heard
    stage.advance()
    assert stage.forwards.goes_to(ALWAYS) == "voicemail"
    stage.begin_work()
    assert stage.forwards.goes_to(ALWAYS) == "1003"


def test_a_phone_system_that_never_tells_is_taken_as_off() -> None:
    from softphone.mobility.forwarding import ForwardRule

    stage = QuietStage("2026-11-23 16:00")
    stage.forwards.rules[ALWAYS] = ForwardRule(ALWAYS)
    stage.fall_quiet()
    stage.advance(10)

    assert stage.forwards.goes_to(ALWAYS) == "voicemail"
    stage.begin_work()
    assert stage.forwards.goes_to(ALWAYS) == ""


def test_a_program_that_ends_shortly_before_the_end_of_work_tells_the_phone_system_first(stage: QuietStage) -> None:
    stage.advance_to("2026-11-23 16:30")
    done: list[bool] = []
    stage.quiet.leave()
    stage.routing.when_settled(lambda: done.append(True), 3.0)
    assert not done
    stage.advance(1.5)
    assert done == [True]
    assert stage.forwards.goes_to(ALWAYS) == "voicemail"

    stage.runtime.stall(600, asleep=True)  # the computer is started again: there is more to do
    stage.restart()
    stage.advance(5)
    assert stage.forwards.goes_to(ALWAYS) == ""
    assert not stage.mobiles.is_suspended


def test_the_end_is_not_waited_for_for_ever(stage: QuietStage) -> None:
    stage.fall_quiet()
    stage.forwards.rules[ALWAYS] = replace(stage.forwards.rules[ALWAYS], is_pending=True, wished="voicemail")
    done: list[bool] = []
    stage.routing.when_settled(lambda: done.append(True), 3.0)
    stage.advance(2)
    assert not done
    stage.advance(2)
    assert done == [True]


def test_nothing_to_wait_for_is_not_waited_for(stage: QuietStage) -> None:
    done: list[bool] = []
    stage.routing.when_settled(lambda: done.append(True), 3.0)
    assert done == [True]


def test_an_account_that_is_removed_at_night_leaves_nothing_to_be_put_back() -> None:
    desk = Desk()
    settings = desk.phone.app.settings
    settings.set(WORKING_WEEK, WorkingWeek(monday=(), tuesday=(), wednesday=(), thursday=(), friday=()))
    settings.set(QUIET_HOURS, True)
    desk.advance(20)
    assert desk.rule().target == "voicemail"
    assert settings.get(HELD_FORWARDS)
    assert settings.get(SUSPENDED_TWINNING) == (AT_LAB.account_id,)
    desk.phone.accounts.remove(AT_LAB.account_id)
    desk.advance(60)
    assert (settings.get(HELD_FORWARDS), settings.get(SUSPENDED_TWINNING)) == ((), ())
