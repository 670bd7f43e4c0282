"""Calls that reach the program in quiet hours: turned away unheard, or let through so that they ring."""

import pytest

from softphone.mobility.quiet_gate import QuietGate
from softphone.presence.state import PresenceState
from softphone.protocol.commands import Reject, SetRingtone
from softphone.protocol.snapshots import LegState
from softphone.settings.quiet_settings import EMERGENCY_CONTACTS, QUIET_HOURS, QUIET_TARGET, QUIET_ZONE
from tests.unit.app.phone import Phone


@pytest.fixture
def phone() -> Phone:
    """It is night, and quiet; nothing is done at the phone system."""
    phone = Phone.signed_in()
    phone.app.settings._values[QUIET_HOURS.key] = True
    phone.app.settings._values[QUIET_ZONE.key] = "UTC"  # wherever the tests run
    phone.app.quiet_hours.start()
    QuietGate(phone.app.quiet_hours, phone.calls, phone.app.own_status).start()
    return phone


def rings(phone: Phone) -> bool:
    """Whether a call that alerts now is heard."""
    ringtones = [command for command in phone.told(SetRingtone) if isinstance(command, SetRingtone)]
    return bool(ringtones[-1].path)


def test_a_caller_hears_busy_and_nobody_is_told_but_he_is_seen_as_missed(phone: Phone) -> None:
    call_id = phone.ring_from("1003")
    phone.advance(1)

    assert not phone.alerts
    assert phone.told(Reject)
    assert phone.call(call_id).is_missed
    assert not rings(phone)


def test_an_emergency_contact_rings_however_the_number_is_written(phone: Phone) -> None:
    phone.app.settings.set(EMERGENCY_CONTACTS, ("030 / 123 45 67",))

    call_id = phone.ring_from("+49301234567")

    assert phone.call(call_id).state is LegState.ALERTING
    assert [call.call_id for call in phone.alerts] == [call_id]
    assert rings(phone)
    assert not phone.app.own_status.wants_silence


def test_after_an_emergency_call_it_is_silent_again(phone: Phone) -> None:
    phone.app.settings.set(EMERGENCY_CONTACTS, ("1002",))
    call_id = phone.ring_from("1002")

    phone.calls.answer(call_id)
    phone.advance(1)

    assert phone.call(call_id).state is LegState.ESTABLISHED
    assert not rings(phone)
    phone.ring_from("1003")
    assert phone.told(Reject)


def test_a_hidden_number_is_nobodys(phone: Phone) -> None:
    phone.app.settings.set(EMERGENCY_CONTACTS, ("1002", "anonymous"))

    phone.ring_from("anonymous")

    assert phone.told(Reject)


def test_silent_shows_calls_without_a_sound(phone: Phone) -> None:
    phone.app.settings.set(QUIET_TARGET, "silent")

    call_id = phone.ring_from("1003")

    assert phone.call(call_id).state is LegState.ALERTING
    assert not phone.told(Reject)
    assert phone.app.own_status.wants_silence
    assert not rings(phone)


def test_do_not_disturb_wins_over_emergency_contacts(phone: Phone) -> None:
    phone.app.settings.set(EMERGENCY_CONTACTS, ("1002",))
    phone.app.own_status.choose(PresenceState.DO_NOT_DISTURB)

    phone.ring_from("1002")

    assert phone.app.own_status.wants_silence
    assert not rings(phone)


def test_ones_own_status_says_until_when(phone: Phone) -> None:
    view = phone.app.own_status.view

    assert view.state is PresenceState.AWAY
    assert view.off_until_s == phone.app.quiet_hours.until_s
    assert view.why == "You are off work."


def test_a_call_that_one_makes_at_night_is_a_call(phone: Phone) -> None:
    phone.talk_to("1003")

    assert phone.app.own_status.view.state is PresenceState.ON_THE_PHONE
    assert phone.app.own_status.view.off_until_s is None


def test_when_work_begins_calls_ring(phone: Phone) -> None:
    until_s = phone.app.quiet_hours.until_s
    assert until_s is not None
    phone.advance(until_s - phone.runtime.wall_time_s() + 1)

    call_id = phone.ring_from("1003")

    assert phone.call(call_id).state is LegState.ALERTING
    assert rings(phone)
    assert phone.app.own_status.view.state is PresenceState.AVAILABLE
