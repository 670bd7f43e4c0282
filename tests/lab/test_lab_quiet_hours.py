"""Quiet hours at a real PBX: the demo's own step, and a program that ends in the middle."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId
from softphone.demo.parties import Parties
from softphone.demo.quiet import QuietSteps
from softphone.demo.steps import Detail
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.mobility.forward_target import ForwardTarget
from softphone.mobility.forwarding import ForwardKind, ForwardRule, ForwardState
from softphone.runtime import PlainRuntime
from softphone.settings.quiet_settings import HELD_FORWARDS, QUIET_HOURS, QUIET_ZONE
from softphone.settings.store import MemorySettingsStore

pytestmark = pytest.mark.lab
ZONE = "Europe/Berlin"
ALICE = AccountId("lab-1001")
NewPhone = Callable[[str], HeadlessPhone]


@pytest.fixture(scope="module")
def own_lab() -> Iterator[Lab]:
    lab = Lab(parts=(Part.PBX,))
    lab.up()
    yield lab
    lab.down()


@pytest.fixture
def runtime() -> Iterator[PlainRuntime]:
    runtime = PlainRuntime()
    yield runtime
    runtime.close()


def clock(local: str) -> Callable[[], float]:
    at_s = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).timestamp()
    return lambda: at_s


def test_outside_the_hours_voicemail_takes_calls_and_afterwards_all_is_as_before(
    own_lab: Lab, runtime: PlainRuntime, tmp_path: Path
) -> None:
    def new_phone(name: str) -> HeadlessPhone:
        return HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())

    alice, bob = new_phone("alice"), new_phone("bob")
    try:
        for phone, users in ((alice, ("1001",)), (bob, ("1002", "1003"))):
            phone.start()
            for user in users:
                assert phone.sign_in(*lab_account(own_lab.facts, user)).is_registered
        detail: Detail = {}
        QuietSteps(Parties(own_lab, alice, bob, new_phone, tmp_path)).quiet_hours_applied(detail)
        assert detail["off_until"] == "2026-11-24 08:00+01:00"
        assert not alice.app.settings.get(HELD_FORWARDS)
    finally:
        assert alice.close()
        assert bob.close()


def test_a_program_that_ends_before_work_does_forwards_first_and_one_that_starts_in_the_morning_puts_back(
    own_lab: Lab, runtime: PlainRuntime
) -> None:
    store = MemorySettingsStore()

    def started(local: str) -> HeadlessPhone:
        phone = HeadlessPhone(runtime, settings_store=store, credentials=MemoryCredentialStore())
        phone.app.settings.load()
        phone.app.quiet_hours.clock = clock(local)
        phone.start()
        assert phone.sign_in(*lab_account(own_lab.facts, "1001")).is_registered
        return phone

    def rule(phone: HeadlessPhone) -> ForwardRule:
        return phone.app.forwarding.rule(ALICE, ForwardKind.ALWAYS)

    def goes_to(phone: HeadlessPhone, target: str) -> Callable[[], bool]:
        return lambda: not rule(phone).is_pending and rule(phone).is_read_back and rule(phone).target == target

    evening = started("2026-11-23 16:00")
    evening.app.forwarding.set(ALICE, ForwardKind.ALWAYS, ForwardTarget("1007"))
    evening.wait_for(goes_to(evening, "1007"), 30, "The forward is not set.")
    evening.app.settings.set(QUIET_ZONE, ZONE)
    evening.app.settings.set(QUIET_HOURS, True)
    evening.app.quiet_hours.clock = clock("2026-11-23 16:30")
    assert evening.close()
    assert "*55" in own_lab.cli("database get CFU 1001")  # told before the program ended

    night = started("2026-11-23 23:00")
    night.wait_for(goes_to(night, "voicemail"), 30, "A restart in the night changes something.")
    assert night.close()

    morning = started("2026-11-24 09:00")
    morning.wait_for(goes_to(morning, "1007"), 30, "The forward is not put back.")
    morning.app.forwarding.set(ALICE, ForwardKind.ALWAYS, None)
    morning.wait_for(lambda: rule(morning).state is ForwardState.OFF, 30, "It stays on.")
    assert morning.close()


def test_a_pbx_that_restarts_at_night_and_forgets_is_told_again(own_lab: Lab, runtime: PlainRuntime) -> None:
    phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
    phone.app.quiet_hours.clock = clock("2026-11-23 23:00")
    phone.start()
    assert phone.sign_in(*lab_account(own_lab.facts, "1001")).is_registered
    seen: list[ForwardState] = []

    def rule() -> ForwardRule:
        return phone.app.forwarding.rule(ALICE, ForwardKind.ALWAYS)

    def is_sent_on() -> bool:
        return rule().target == "voicemail" and rule().is_read_back and not rule().is_pending

    phone.app.settings.set(QUIET_ZONE, ZONE)
    phone.app.settings.set(QUIET_HOURS, True)
    phone.wait_for(is_sent_on, 30, "The forward is not set.")
    phone.app.forwarding.changed.add(lambda _: seen.append(rule().state))
    own_lab.restart(Part.PBX)
    assert "*55" not in own_lab.cli("database get CFU 1001")
    phone.wait_for(lambda: ForwardState.OFF in seen, 60, "It is not seen that the PBX forgot.")
    phone.wait_for(is_sent_on, 30, "The forward is not set again.")
    assert "*551001" in own_lab.cli("database get CFU 1001")

    phone.app.settings.set(QUIET_HOURS, False)
    phone.wait_for(lambda: rule().state is ForwardState.OFF and not rule().is_pending, 30, "It stays on.")
    assert phone.close()
