"""Colleagues at real servers: lamps and lists of Asterisk, presence of Kamailio, a PBX that goes and comes."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.calls.call import Call
from softphone.headless import HeadlessPhone
from softphone.presence.pidf_writing import OwnPresence, written_pidf
from softphone.presence.state import LampAction, PresenceState, Presentity
from softphone.protocol.commands import Publish
from softphone.protocol.snapshots import AccountConfig, LegState, Transport
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab
PATIENCE_S = 20.0
S = PresenceState


@pytest.fixture(scope="module")
def office_lab() -> Iterator[Lab]:
    """A PBX that may be killed, and a presence server."""
    own = Lab(parts=(Part.PBX, Part.PRESENCE))
    own.up()
    yield own
    own.down()


class Person:
    """Somebody's program. seen: every state of everybody, as announced."""

    def __init__(self, runtime: PlainRuntime, config: AccountConfig, password: str) -> None:
        self.config = config
        self.phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
        self.colleagues = self.phone.app.colleagues
        self.own_devices = self.phone.app.own_devices
        self.seen: list[Presentity] = []
        self.colleagues.changed.add(self.seen.extend)
        self.phone.start()
        assert self.phone.sign_in(config, Secret(password)).is_registered

    def watch(self, *users: str) -> None:
        for user in users:
            self.colleagues.watch(self.colleagues.address_of(user))

    def person(self, user: str) -> Presentity:
        return self.colleagues.get(self.colleagues.address_of(user))

    def sees(self, user: str, state: PresenceState) -> Presentity:
        """Waits until the person is in the state, and heard."""

        def is_so() -> bool:
            return self.person(user).state == state and self.person(user).stale_since_s is None

        self.phone.wait_for(is_so, PATIENCE_S, f"{user} is not {state}")
        return self.person(user)

    def can_pick_up(self, user: str) -> None:
        """Waits until the lamp shows a call that rings."""
        self.phone.wait_for(
            lambda: LampAction.PICK_UP in self.person(user).actions, PATIENCE_S, f"{user} cannot be picked up"
        )

    def ringing(self) -> Call:
        """Waits until somebody calls."""
        found: list[Call] = []
        remove = self.phone.app.calls.changed.add(found.append)
        self.phone.wait_for(lambda: any(c.state == LegState.ALERTING for c in found), PATIENCE_S, "nobody calls")
        remove()
        return found[-1]


Make = Callable[[AccountConfig], Person]


@pytest.fixture
def people() -> Iterator[Make]:
    """Makes programs that share one loop."""
    runtime = PlainRuntime()
    made: list[Person] = []

    def make(config: AccountConfig) -> Person:
        user = config.address_of_record.removeprefix("sip:").partition("@")[0]
        made.append(Person(runtime, config, f"secret-{user}"))
        return made[-1]

    yield make
    for person in made:
        assert person.phone.close()
    runtime.close()


def alice_at(lab: Lab, transport: Transport = Transport.UDP, **settings: Any) -> AccountConfig:
    return lab_config(lab.facts, "1001", transport, **settings)


def with_lists(lab: Lab, transport: Transport = Transport.UDP) -> AccountConfig:
    at = f"{lab.facts.host}:{lab.facts.sip_udp}"
    return alice_at(lab, transport, lamp_lists=(f"sip:blf@{at}",), presence_lists=(f"sip:team@{at}",))


def resources(lab: Lab, user: str) -> list[str]:
    """What the user's program is subscribed to at the PBX."""
    listing = lab.cli("pjsip show subscriptions inbound").split("Endpoint:")
    return sorted(text for lines in listing if f" {user}/" in lines for text in re.findall(r"Resource: (\S+)", lines))


def see_a_call(alice: Person, bob: Person, lab: Lab) -> None:
    """Bob is called, answers and is rung off, and Alice sees it."""
    assert alice.sees("1002", S.AVAILABLE).since_s is None
    lab.call_out("1002", "Milliwatt")
    call = bob.ringing()
    alice.sees("1002", S.RINGING)
    alice.can_pick_up("1002")
    bob.phone.app.calls.answer(call.call_id)
    busy = alice.sees("1002", S.ON_THE_PHONE)
    assert len(busy.calls) == 1
    assert busy.since_s is not None
    bob.phone.hang_up(call.call_id)
    alice.sees("1002", S.AVAILABLE)


def test_ringing_busy_and_not_registered_by_single_subscriptions(office_lab: Lab, people: Make) -> None:
    bob, alice = people(lab_config(office_lab.facts, "1002")), people(alice_at(office_lab))
    alice.watch("1002", "1003")
    alice.sees("1003", S.NOT_REGISTERED)
    see_a_call(alice, bob, office_lab)


def test_everybody_by_one_subscription_per_list(office_lab: Lab, people: Make) -> None:
    bob, alice = people(lab_config(office_lab.facts, "1002")), people(with_lists(office_lab))
    alice.watch("1002", "1003", "1004")
    alice.sees("1003", S.NOT_REGISTERED)
    see_a_call(alice, bob, office_lab)
    assert resources(office_lab, "1001") == ["1001/dialog", "blf/dialog", "team/presence"]
    assert alice.person("1002").name


def test_calls_of_the_pbx_and_presence_of_another_server_are_one_person(office_lab: Lab, people: Make) -> None:
    kamailio = office_lab.facts.kamailio
    assert kamailio is not None
    at_both: dict[str, Any] = {
        "presence_domain": kamailio.domain, "presence_proxy": f"{office_lab.facts.host}:{kamailio.sip}",
    }  # fmt: skip
    bob = people(lab_config(office_lab.facts, "1002", **at_both))
    alice = people(alice_at(office_lab, **at_both))
    alice.colleagues.watch("1002@lab.test")
    see_a_call(alice, bob, office_lab)
    body = written_pidf(OwnPresence("sip:1002@lab.test", "laptop", S.AWAY, note="Mittagspause"))
    bob.phone.app.engine.send(Publish(account_id=bob.config.account_id, body=body))
    assert alice.sees("1002", S.AWAY).note == "Mittagspause"
    office_lab.call_out("1002", "Milliwatt")
    call = bob.ringing()
    alice.sees("1002", S.RINGING)
    bob.phone.hang_up(call.call_id)
    alice.sees("1002", S.AWAY)


def test_a_pbx_that_dies_leaves_stale_lamps_until_it_is_back(office_lab: Lab, people: Make) -> None:
    people(lab_config(office_lab.facts, "1002"))
    alice = people(with_lists(office_lab, Transport.TCP))
    alice.watch("1002", "1003")
    alice.sees("1002", S.AVAILABLE)
    office_lab.kill(Part.PBX)
    alice.phone.wait_for(lambda: alice.person("1002").stale_since_s is not None, PATIENCE_S, "not stale")
    assert alice.person("1002").state == S.AVAILABLE
    office_lab.start(Part.PBX)
    alice.sees("1003", S.NOT_REGISTERED)
    alice.phone.wait_for(lambda: alice.person("1002").stale_since_s is None, PATIENCE_S * 2, "not fresh again")


def test_a_call_on_another_device_of_ones_own(office_lab: Lab, people: Make) -> None:
    desk = people(lab_config(office_lab.facts, "1003"))
    laptop = people(lab_config(office_lab.facts, "1003", account_id="laptop"))
    call = desk.phone.dial("*44")
    laptop.phone.wait_for(lambda: bool(laptop.own_devices.calls), PATIENCE_S, "the desk phone's call is not seen")
    assert desk.own_devices.calls == ()
    desk.phone.hang_up(call.call_id)
    laptop.phone.wait_for(lambda: not laptop.own_devices.calls, PATIENCE_S, "the end is not seen")
    assert desk.own_devices.calls == ()


def test_registrations_of_other_devices_of_ones_own(office_lab: Lab, people: Make) -> None:
    kamailio = office_lab.facts.kamailio
    assert kamailio is not None
    config = AccountConfig(
        account_id=AccountId("laptop"),
        address_of_record=f"sip:1003@{kamailio.domain}",
        outbound_proxy=f"{office_lab.facts.host}:{kamailio.sip}",
    )
    laptop = people(config)
    desk = people(replace(config, account_id="desk"))
    for person in (laptop, desk):
        person.phone.wait_for(
            lambda p=person: len(p.own_devices.devices) == 1,  # type: ignore[misc]
            PATIENCE_S,
            "the other device is not seen",
        )
    assert laptop.own_devices.devices != desk.own_devices.devices
    assert laptop.own_devices.devices[0].name.startswith("Softphone")
    desk.phone.app.accounts.remove(AccountId("desk"))
    laptop.phone.wait_for(lambda: not laptop.own_devices.devices, PATIENCE_S, "its end is not seen")
