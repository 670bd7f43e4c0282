"""Colleagues as the views see them: the same for the fake that window tests use and for the real feature."""

from typing import Protocol

import pytest

from softphone.presence.state import PresenceState, Presentity
from softphone.protocol.snapshots import EventPackage
from tests.fakes.fake_lamps import FakeLamps
from tests.unit.presence.documents import DIALOG_INFO, PIDF, dialogs, pidf
from tests.unit.presence.office import Office
from ui.presence.ports import Lamps

S = PresenceState
BOB = "1002@pbx.example.com"
_STATES = {S.AVAILABLE: (), S.RINGING: ("early",), S.ON_THE_PHONE: ("confirmed",)}


class Side(Protocol):
    """What a test does: 1002 gets into a state, and the others are told."""

    lamps: Lamps

    def become(self, state: PresenceState) -> None:
        """The PBX says so."""


class FakeSide:
    def __init__(self) -> None:
        self.lamps: Lamps = FakeLamps()

    def become(self, state: PresenceState) -> None:
        assert isinstance(self.lamps, FakeLamps)
        if self.lamps.watched.get(BOB) or BOB in self.lamps.waited_for:
            self.lamps.set_state("1002", state)


class RealSide:
    def __init__(self) -> None:
        self._office = Office()
        self._version = 0
        self._office.pbx.states["1002", EventPackage.PRESENCE] = (PIDF, pidf())
        self._office.open()
        self.lamps: Lamps = self._office.colleagues

    def become(self, state: PresenceState) -> None:
        self._office.wait()
        self._version += 1
        if self._office.targets(EventPackage.DIALOG):
            body = dialogs(*_STATES[state], version=self._version)
            self._office.notify("1002", EventPackage.DIALOG, body, DIALOG_INFO)


@pytest.fixture(params=[FakeSide, RealSide], ids=["fake", "real"])
def side(request: pytest.FixtureRequest) -> Side:
    built: Side = request.param()
    return built


@pytest.fixture
def told(side: Side) -> list[Presentity]:
    seen: list[Presentity] = []
    side.lamps.changed.add(seen.extend)
    return seen


def test_a_number_has_an_address(side: Side) -> None:
    assert side.lamps.address_of("1002") == BOB


def test_unknown_as_long_as_nobody_was_told(side: Side, told: list[Presentity]) -> None:
    assert (side.lamps.get(BOB).address, side.lamps.get(BOB).state) == (BOB, S.UNKNOWN)
    assert told == []


def test_changes_of_one_who_is_watched_are_announced_and_kept(side: Side, told: list[Presentity]) -> None:
    side.lamps.watch(BOB)
    for state in (S.ON_THE_PHONE, S.RINGING, S.AVAILABLE):
        side.become(state)
        assert (told[-1].address, told[-1].state) == (BOB, state)
        assert side.lamps.get(BOB) == told[-1]


def test_becoming_free_is_announced_once(side: Side) -> None:
    free: list[Presentity] = []
    side.lamps.became_free.add(free.append)
    side.lamps.watch(BOB)
    side.become(S.ON_THE_PHONE)
    side.lamps.tell_when_free(BOB)
    assert side.lamps.is_told_when_free(BOB)
    for state in (S.RINGING, S.AVAILABLE, S.ON_THE_PHONE, S.AVAILABLE):
        side.become(state)
    assert [person.address for person in free] == [BOB]
    assert not side.lamps.is_told_when_free(BOB)


def test_waiting_can_be_taken_back(side: Side) -> None:
    free: list[Presentity] = []
    side.lamps.became_free.add(free.append)
    side.lamps.watch(BOB)
    side.become(S.ON_THE_PHONE)
    take_back = side.lamps.tell_when_free(BOB)
    take_back()
    side.become(S.AVAILABLE)
    assert free == []
    assert not side.lamps.is_told_when_free(BOB)
