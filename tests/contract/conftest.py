"""Every contract test runs on the fake engine and on the real one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec
import pytest

from softphone.basics.ids import AccountId
from softphone.engine_client.process_link import ProcessLink
from softphone.protocol.commands import ShutDown
from softphone.protocol.events import EngineStarted
from softphone.protocol.snapshots import AccountConfig, EventPackage, RecordingProblem, RegistrationState
from softphone.runtime import PlainRuntime
from tests.contract.scripted_party import ScriptedParty
from tests.contract.stations import FarParty, Station, StationParty
from tests.fakes.fake_engine import FakeEngine
from tests.fakes.fake_pbx import NOT_FOUND, FakePbx
from tests.fakes.virtual_runtime import VirtualRuntime

if TYPE_CHECKING:
    from softphone_lab import Lab

ALICE, BOB = AccountId("alice"), AccountId("bob")
RECEPTION, BLF = "1003", "blf"
NOBODY = "9999"
ECHO = "*43"
FAKE_STATES = {
    (RECEPTION, EventPackage.DIALOG): ("application/dialog-info+xml", b"<dialog-info/>"),
    (BLF, EventPackage.DIALOG): ("multipart/related; boundary=x", b"--x--"),
}


@dataclass(frozen=True)
class Login:
    """An account and the password that is right for it."""

    account: AccountConfig
    password: str


class Bench(Protocol):
    """Starts stations of one kind of engine.

    Attributes:
        alice, bob: two people of the PBX.
    """

    alice: Login
    bob: Login

    def start(self) -> Station:
        """An engine that has introduced itself."""

    def far_party(self, near: Station, near_contact_uri: str) -> FarParty:
        """Somebody whom the near station can call and be called by."""

    def target(self, user: str) -> str:
        """The address of RECEPTION, NOBODY, ECHO (which answers) or the list BLF at the PBX."""

    def at_presence_server(self, login: Login) -> Login:
        """The same account with a presence server that takes PUBLISH."""

    def refuse_publish(self, station: Station) -> None:
        """The PBX takes no PUBLISH."""

    def refuse_recordings(self, station: Station) -> None:
        """No file can be made where a file takes the place of the folder."""

    def close(self) -> None: ...


class FakeBench:
    """Fake engines in virtual time."""

    def __init__(self) -> None:
        self.alice, self.bob = (
            Login(AccountConfig(account_id=name, address_of_record=self.target(name)), "right") for name in (ALICE, BOB)
        )
        self._runtime = VirtualRuntime()
        self._engines: dict[int, FakeEngine] = {}

    def start(self) -> Station:
        pbx = FakePbx(states=dict(FAKE_STATES), refused_events={NOBODY: 404})
        pbx.scripts[NOBODY] = NOT_FOUND
        engine = FakeEngine(self._runtime, pbx)
        station = Station(self._runtime, engine)
        self._engines[id(station)] = engine
        station.wait_event(EngineStarted)
        return station

    def far_party(self, near: Station, near_contact_uri: str) -> FarParty:
        return ScriptedParty(near, self._engines[id(near)], ALICE)

    def target(self, user: str) -> str:
        return f"sip:{user}@fake.example"

    def at_presence_server(self, login: Login) -> Login:
        return Login(msgspec.structs.replace(login.account, presence_domain="people.example"), login.password)

    def refuse_publish(self, station: Station) -> None:
        self._engines[id(station)].pbx.refuses_publish = 489

    def refuse_recordings(self, station: Station) -> None:
        self._engines[id(station)].mixing.recording_problem = RecordingProblem.NOT_WRITABLE

    def close(self) -> None:
        """Nothing is left of a fake."""


class RealBench:
    """Engine processes at the lab PBX."""

    def __init__(self, lab: "Lab") -> None:
        self._lab = lab
        facts = lab.facts

        def login(name: AccountId, number: str) -> Login:
            address = self.target(number)
            account = AccountConfig(account_id=name, address_of_record=address, display_name=facts.user(number).name)
            return Login(account, facts.user(number).password)

        self.alice, self.bob = login(ALICE, "1001"), login(BOB, "1002")
        self._runtime = PlainRuntime()
        self._stations: list[Station] = []

    def start(self) -> Station:
        station = Station(self._runtime, ProcessLink())
        self._stations.append(station)
        station.wait_event(EngineStarted)
        return station

    def far_party(self, near: Station, near_contact_uri: str) -> FarParty:
        station = self.start()
        station.put(self.bob.account, self.bob.password)
        contact_uri = station.wait_registration(BOB, RegistrationState.REGISTERED).contact_uri
        return StationParty(station, BOB, contact_uri, near_contact_uri)

    def target(self, user: str) -> str:
        return f"sip:{user}@127.0.0.1:{self._lab.facts.sip_udp}"

    def at_presence_server(self, login: Login) -> Login:
        from softphone_lab import Part

        self._lab.start(Part.PRESENCE)
        server = self._lab.facts.kamailio
        assert server is not None
        proxy = f"{self._lab.facts.host}:{server.sip}"
        account = msgspec.structs.replace(login.account, presence_domain=server.domain, presence_proxy=proxy)
        return Login(account, login.password)

    def refuse_publish(self, station: Station) -> None:
        """Asterisk takes none."""

    def refuse_recordings(self, station: Station) -> None:
        """The path of the test leads nowhere."""

    def close(self) -> None:
        for station in self._stations:
            station.send(ShutDown())
        for station in self._stations:
            if not self._runtime.run_until(lambda station=station: bool(station.closed), 5):  # type: ignore[misc]
                station.link.kill()
                self._runtime.run_until(lambda station=station: bool(station.closed), 5)  # type: ignore[misc]
        self._runtime.close()


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.lab)])
def bench(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """The kind of engine under contract."""
    # The machine's sound, if it has any, is none of these tests' business.
    monkeypatch.setenv("PIPEWIRE_REMOTE", "none")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    bench: Bench = RealBench(request.getfixturevalue("lab")) if request.param == "real" else FakeBench()
    yield bench
    bench.close()


@pytest.fixture
def engine(bench: Bench) -> Station:
    """An engine without accounts."""
    return bench.start()


@pytest.fixture
def near(bench: Bench, engine: Station) -> Station:
    """An engine at which Alice is registered."""
    engine.put(bench.alice.account, bench.alice.password)
    engine.wait_registration(ALICE, RegistrationState.REGISTERED)
    return engine


@pytest.fixture
def far(bench: Bench, near: Station) -> FarParty:
    """Somebody for Alice to talk to."""
    return bench.far_party(near, near.wait_registration(ALICE, RegistrationState.REGISTERED).contact_uri)
