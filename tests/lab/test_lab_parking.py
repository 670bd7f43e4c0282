"""Parking, picking up, intercom and calling again at the real PBX, by three people."""

from collections.abc import Callable, Iterator

import pytest
from softphone_lab import Lab

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.errors import DialError
from softphone.basics.ids import CallId
from softphone.calls.call import Call
from softphone.calls.call_when_free import FreeNotice
from softphone.calls.parking import Slot
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState
from softphone.runtime import PlainRuntime
from softphone.settings.call_settings import (
    AUTO_ANSWER,
    GROUP_PICK_UP_CODE,
    PARK_NUMBER,
    PARK_SLOT_CODE,
    PARK_SLOTS,
    PICK_UP_CODE,
)
from softphone.settings.store import MemorySettingsStore

pytestmark = pytest.mark.lab
PATIENCE_S = 20.0
ALICE, BOB, RECEPTION = "1001", "1002", "1003"


class Person:
    """Somebody at a softphone. rung: every call that came in."""

    def __init__(self, runtime: PlainRuntime, lab: Lab, user: str) -> None:
        self.phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
        self.phone.start()
        self.phone.use_files("", "")
        settings = self.phone.app.settings
        settings.set(PARK_NUMBER, "700")
        settings.set(PARK_SLOTS, "701-705")
        settings.set(PARK_SLOT_CODE, "*5")
        settings.set(PICK_UP_CODE, "*8")
        settings.set(GROUP_PICK_UP_CODE, "*8")
        self.rung: list[Call] = []
        self.app = self.phone.app
        self.app.calls.incoming.add(self.rung.append)
        assert self.phone.sign_in(*lab_account(lab.facts, user)).is_registered

    def wait(self, is_so: Callable[[], bool], title: str) -> None:
        self.phone.wait_for(is_so, PATIENCE_S, title)

    def take(self) -> CallId:
        """Answers the call that rings next."""
        count = len(self.rung)
        self.wait(lambda: len(self.rung) > count or self.is_ringing, "Nobody called.")
        call_id = self.rung[-1].call_id
        self.app.calls.answer(call_id)
        self.phone.wait_for_call(call_id, LegState.ESTABLISHED)
        return call_id

    @property
    def is_ringing(self) -> bool:
        return self.app.calls.next_alerting() is not None

    def is_quiet(self) -> bool:
        return all(call.is_ended for call in self.app.calls.calls())

    def talks(self, call_id: CallId) -> bool:
        call = self.app.calls.get(call_id)
        return call is not None and call.state == LegState.ESTABLISHED

    def slot(self, number: str) -> Slot:
        return next(slot for slot in self.app.parking.slots() if slot.number == number)


@pytest.fixture(scope="module")
def people(lab: Lab) -> Iterator[dict[str, Person]]:
    runtime = PlainRuntime()
    built = {user: Person(runtime, lab, user) for user in (ALICE, BOB, RECEPTION)}
    yield built
    for person in built.values():
        person.phone.close()
    runtime.close()


@pytest.fixture(autouse=True)
def _quiet_afterwards(people: dict[str, Person]) -> Iterator[None]:
    yield
    for person in people.values():
        for call in person.app.calls.calls():
            person.app.calls.hang_up(call.call_id)
    for person in people.values():
        person.wait(person.is_quiet, "A call goes on.")
        person.rung.clear()
    alice = people[ALICE]
    alice.wait(lambda: not any(slot.is_occupied for slot in alice.app.parking.slots()), "A slot stays taken.")


def bob_calls_alice(people: dict[str, Person]) -> tuple[CallId, CallId]:
    """Alice's and Bob's call, answered."""
    dialled = people[BOB].app.calls.dial(ALICE)
    taken = people[ALICE].take()
    people[BOB].phone.wait_for_call(dialled, LegState.ESTABLISHED)
    return taken, dialled


def test_a_call_is_parked_where_the_server_likes_and_taken_back_by_another(people: dict[str, Person]) -> None:
    alice, reception = people[ALICE], people[RECEPTION]
    taken, waiting = bob_calls_alice(people)
    told: list[Slot] = []
    alice.app.parking.parked.add(told.append)
    alice.app.parking.park(taken)
    alice.wait(lambda: bool(told), "Where the call is parked was not told.")
    assert told[0].number in ("701", "702", "703", "704", "705")
    assert "Bob" in told[0].occupied_by
    slot = told[0].number
    alice.wait(lambda: alice.slot(slot).is_occupied, "The slot is not shown as taken.")
    assert alice.slot(slot).occupied_by == told[0].occupied_by
    reception.wait(lambda: reception.slot(slot).is_occupied, "Reception does not see it.")
    assert people[BOB].talks(waiting)
    back = reception.app.parking.retrieve(slot)
    reception.phone.wait_for_call(back, LegState.ESTABLISHED)
    alice.wait(lambda: not alice.slot(slot).is_occupied, "The slot is still shown as taken.")
    assert people[BOB].talks(waiting)


def test_a_call_is_parked_in_the_slot_of_choice_and_not_where_somebody_waits(people: dict[str, Person]) -> None:
    alice = people[ALICE]
    taken, waiting = bob_calls_alice(people)
    alice.app.parking.park(taken, "704")
    alice.wait(lambda: alice.slot("704").is_occupied, "The slot is not shown as taken.")
    alice.wait(lambda: "Bob" in alice.slot("704").occupied_by, "Who waits there is not shown.")
    second = people[RECEPTION].app.calls.dial(ALICE)
    other = alice.take()
    with pytest.raises(DialError, match="704"):
        alice.app.parking.park(other, "704")
    people[RECEPTION].phone.hang_up(second)
    back = alice.app.parking.retrieve("704")
    alice.phone.wait_for_call(back, LegState.ESTABLISHED)
    assert people[BOB].talks(waiting)


def test_a_ringing_call_is_picked_up_by_number_and_by_group(people: dict[str, Person]) -> None:
    for pick_up in (people[ALICE].app.pickup.pick_up, lambda _: people[ALICE].app.pickup.pick_up_group()):
        dialled = people[BOB].app.calls.dial(RECEPTION)
        people[RECEPTION].wait(lambda: people[RECEPTION].is_ringing, "Reception's phone does not ring.")
        picked = pick_up(RECEPTION)
        people[ALICE].phone.wait_for_call(picked, LegState.ESTABLISHED)
        people[BOB].phone.wait_for_call(dialled, LegState.ESTABLISHED)
        people[RECEPTION].wait(lambda: not people[RECEPTION].is_ringing, "Reception's phone rings on.")
        people[ALICE].phone.hang_up(picked)
        people[BOB].wait(people[BOB].is_quiet, "Bob's call goes on.")


def test_intercom_is_answered_by_itself_when_that_is_wished(people: dict[str, Person]) -> None:
    alice, bob = people[ALICE], people[BOB]
    first = bob.app.calls.dial("*80" + ALICE)
    alice.wait(lambda: alice.is_ringing, "Alice's phone does not ring.")
    assert alice.rung[-1].leg.answer_after_s == 0.0
    bob.phone.hang_up(first)
    alice.wait(lambda: not alice.is_ringing, "Alice's phone rings on.")
    alice.app.settings.set(AUTO_ANSWER, True)
    second = bob.app.calls.dial("*80" + ALICE)
    bob.phone.wait_for_call(second, LegState.ESTABLISHED)
    assert alice.app.auto_answer.answered(alice.rung[-1].call_id)
    alice.app.settings.set(AUTO_ANSWER, False)


def test_who_was_busy_is_told_as_free(people: dict[str, Person]) -> None:
    alice, bob = people[ALICE], people[BOB]
    notices: list[FreeNotice] = []
    alice.app.call_when_free.ready.add(notices.append)
    echo = bob.phone.dial("*43")
    leave = alice.app.number_lamps.watch(BOB)
    alice.wait(lambda: alice.app.number_lamps.get(BOB).is_busy, "Bob is not seen as busy.")
    alice.app.call_when_free.watch(BOB, "Bob Baker")
    alice.phone.pause(0.5)
    assert notices == []
    bob.phone.hang_up(echo.call_id)
    alice.wait(lambda: bool(notices), "Nobody told that Bob is free.")
    assert notices == [FreeNotice(BOB, "Bob Baker", is_certain=True)]
    leave()
