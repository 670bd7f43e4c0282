"""Quiet hours where the phone system forgets what was set, or cannot be told."""

import pytest

from softphone.basics.ids import AccountId
from softphone.mobility.forwarding import ForwardKind
from softphone.settings.quiet_settings import EMERGENCY_CONTACTS, HELD_FORWARDS, QUIET_TARGET
from tests.unit.mobility.quiet_stage import ALICE, FakeForwards, QuietStage

ALWAYS, BUSY = ForwardKind.ALWAYS, ForwardKind.BUSY


@pytest.fixture
def stage() -> QuietStage:
    return QuietStage("2026-11-23 16:00")


def test_what_a_restarted_phone_system_forgot_is_set_again(stage: QuietStage) -> None:
    stage.forwards.set_before(ALWAYS, "1003")
    stage.fall_quiet()

    stage.forwards.forget(ALWAYS)
    stage.advance(5)

    assert stage.forwards.goes_to(ALWAYS) == "voicemail"
    assert stage.forwards.wishes == [(ALWAYS, "voicemail"), (ALWAYS, "voicemail")]
    stage.begin_work()
    assert stage.forwards.goes_to(ALWAYS) == "1003"
    assert not stage.settings.get(HELD_FORWARDS)


def test_what_a_phone_system_forgets_at_work_is_not_set_again(stage: QuietStage) -> None:
    stage.forwards.set_before(ALWAYS, "1003")
    stage.forwards.forget(ALWAYS)
    stage.advance(5)

    assert not stage.forwards.wishes


@pytest.mark.parametrize(
    ("offered", "contacts", "is_busy"),
    [((), (), True), ((BUSY,), ("1002",), False), ((ALWAYS,), (), False), ((ALWAYS,), ("1002",), True)],
)
def test_it_is_told_whose_callers_hear_busy(
    offered: tuple[ForwardKind, ...], contacts: tuple[str, ...], is_busy: bool
) -> None:
    stage = QuietStage("2026-11-23 16:00")
    stage.forwards = FakeForwards(stage.runtime, offered)
    stage.settings.set(EMERGENCY_CONTACTS, contacts)
    stage.fall_quiet()

    assert stage.routing.busy_accounts() == ((ALICE,) if is_busy else ())
    stage.settings.set(QUIET_TARGET, "silent")
    assert stage.routing.busy_accounts() == ()


def test_an_account_that_joins_at_night_is_told_of(stage: QuietStage) -> None:
    stage.fall_quiet()
    told: list[None] = []
    stage.routing.changed.add(told.append)
    other = AccountId("account-other")
    stage.accounts = (ALICE, other)
    stage.routing.accounts_changed()

    assert stage.routing.busy_accounts() == stage.routing.mobile_accounts() == (other,)
    assert len(told) == 1
