"""Calls of the own address on other devices."""

import itertools

import pytest

from softphone.basics.ids import AccountId, LegId, new_leg_id
from softphone.presence.own_devices import SETTLE_S, elsewhere
from softphone.presence.reginfo import RegisteredDevice
from softphone.presence.state import RemoteCall, RemoteCallState
from softphone.protocol.commands import Dial
from softphone.protocol.snapshots import CallLegSnapshot, Direction, EventPackage, LegState, Party
from tests.unit.presence.documents import DIALOG_INFO, dialogs
from tests.unit.presence.office import Office

DIALOG = EventPackage.DIALOG
_ids = itertools.count(1)


def call(number: str = "1007", direction: Direction = Direction.INCOMING, call_id: str = "") -> RemoteCall:
    return RemoteCall(
        dialog_id=f"d{next(_ids)}", direction=direction, state=RemoteCallState.CONFIRMED,
        remote_uri=f"sip:{number}@pbx.example.com", call_id=call_id,
    )  # fmt: skip


def leg(number: str = "1007", direction: Direction = Direction.INCOMING, call_id: str = "x") -> CallLegSnapshot:
    return CallLegSnapshot(
        leg_id=LegId(f"leg{next(_ids)}"), account_id=AccountId("alice"), direction=direction,
        state=LegState.ESTABLISHED, remote=Party(uri=f"sip:{number}@pbx.example.com", number=number),
        started_at_s=0.0, sip_call_id=call_id,
    )  # fmt: skip


def test_calls_are_told_apart_by_call_id() -> None:
    ours, theirs = call(call_id="a"), call(call_id="b")
    assert elsewhere([ours, theirs], [leg(call_id="a")]) == (theirs,)
    assert elsewhere([ours, theirs], [leg(call_id="a"), leg(call_id="b")]) == ()
    assert elsewhere([ours, theirs], []) == (ours, theirs)


def test_calls_without_call_id_are_counted_the_likest_first() -> None:
    anna, bert = call("2001"), call("2002", Direction.OUTGOING)
    assert elsewhere([anna, bert], [leg("2002", Direction.OUTGOING)]) == (anna,)
    assert elsewhere([anna, bert], [leg("2001")]) == (bert,)
    assert elsewhere([anna, bert], [leg("unknown", Direction.OUTGOING)]) == (anna,)
    assert elsewhere([anna], [leg("2001"), leg("2009")]) == ()


def test_a_leg_that_was_found_by_call_id_is_not_counted_again() -> None:
    named, unnamed = call(call_id="a"), call()
    assert elsewhere([named, unnamed], [leg(call_id="a")]) == (unnamed,)


@pytest.fixture
def office() -> Office:
    return Office()


def own_lamp(office: Office, *states: str, version: int = 1, call_id: str = "") -> None:
    office.notify("1001", DIALOG, dialogs(*states, version=version, call_id=call_id, user="1001"), DIALOG_INFO)


def test_a_call_on_another_device_is_seen_and_over(office: Office) -> None:
    office.open()
    announced: list[tuple[RemoteCall, ...]] = []
    office.own_devices.changed.add(announced.append)
    own_lamp(office, "confirmed")
    assert [c.remote_name for c in office.own_devices.calls] == ["Erin"]
    own_lamp(office, version=2)
    assert office.own_devices.calls == ()
    assert [len(calls) for calls in announced] == [1, 0]


def test_own_calls_do_not_count_nor_the_moment_after_their_end(office: Office) -> None:
    config = office.open()
    leg_id = new_leg_id()
    office.gateway.send(Dial(leg_id=leg_id, account_id=config.account_id, target="sip:1007@pbx.example.com"))
    office.wait()
    own_lamp(office, "initiator:confirmed")
    assert office.own_devices.calls == ()
    office.engine.far_hangs_up(leg_id)
    office.wait(SETTLE_S / 2)
    assert office.own_devices.calls == ()
    own_lamp(office, version=2)
    office.wait(SETTLE_S * 2)
    assert office.own_devices.calls == ()


def test_a_call_that_was_answered_elsewhere_counts_after_a_moment(office: Office) -> None:
    config = office.open()
    leg_id = office.engine.incoming(config.account_id, "1007")
    own_lamp(office, "early")
    assert office.own_devices.calls == ()
    office.engine.far_hangs_up(leg_id)
    own_lamp(office, "confirmed", version=2)
    office.wait(SETTLE_S * 2)
    assert len(office.own_devices.calls) == 1


def test_nothing_is_claimed_while_the_pbx_is_not_heard(office: Office) -> None:
    office.open()
    own_lamp(office, "confirmed")
    office.engine.crash()
    office.wait(0.1)
    assert office.own_devices.calls == ()
    office.pbx.states["1001", DIALOG] = (DIALOG_INFO, dialogs("confirmed"))
    office.wait(10)
    office.engine.events.find("1001", DIALOG)


def test_a_removed_account_has_no_devices(office: Office) -> None:
    config = office.open()
    own_lamp(office, "confirmed")
    office.accounts.remove(config.account_id)
    office.wait()
    assert office.own_devices.calls == ()


def test_registrations_of_other_devices(office: Office) -> None:
    announced: list[tuple[RegisteredDevice, ...]] = []
    office.own_devices.devices_changed.add(announced.append)
    config = office.open()
    view = office.accounts.view(config.account_id)
    assert view is not None
    ours, desk = view.registration.contact_uri, "sip:1001@10.0.0.5:5060"
    assert ours
    for version, contacts in enumerate(([ours, desk], [ours])):
        written = "".join(f'<contact id="{uri}" state="active"><uri>{uri}</uri></contact>' for uri in contacts)
        body = (
            f'<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="{version}" state="full">'
            f"<registration>{written}</registration></reginfo>"
        )
        office.notify("1001", EventPackage.REGISTRATION, body.encode(), "application/reginfo+xml")
    assert [[device.contact_uri for device in devices] for devices in announced] == [[desk], []]


def test_a_pbx_that_tells_no_registrations_is_not_asked_again_soon(office: Office) -> None:
    office.open()
    office.engine.events.end(office.engine.events.find("1001", EventPackage.REGISTRATION), 489, "Bad Event")
    office.wait(60)
    packages = [s.package for s in office.engine.events.active().values()]
    assert packages == [DIALOG]
