"""Slots for parked calls."""

import pytest

from softphone.basics.errors import DialError
from softphone.basics.ids import CallId
from softphone.calls.number_lamps import NumberLamp
from softphone.calls.parking import Parking, Slot, slot_numbers
from softphone.calls.state_text import state_text
from softphone.history.entry import HistoryFilter
from softphone.protocol.commands import Transfer
from softphone.settings.call_settings import PARK_NUMBER, PARK_SLOT_CODE, PARK_SLOTS
from tests.fakes.number_lamps import SwitchedLamps
from tests.unit.app.phone import Phone

TAKEN = NumberLamp(is_known=True, is_busy=True, since_s=100.0)
FREE = NumberLamp(is_known=True)


@pytest.fixture
def phone() -> Phone:
    phone = Phone.signed_in()
    phone.app.settings.set(PARK_NUMBER, "700")
    phone.app.settings.set(PARK_SLOTS, "701-703")
    phone.app.settings.set(PARK_SLOT_CODE, "*5")
    return phone


@pytest.fixture
def lamps() -> SwitchedLamps:
    return SwitchedLamps()


@pytest.fixture
def parking(phone: Phone, lamps: SwitchedLamps) -> Parking:
    built = Parking(phone.runtime, phone.app.codes_in_use, phone.calls, phone.app.transfers, lamps)
    built.start()
    return built


def caller(phone: Phone, name: str = "Carol") -> CallId:
    call_id = phone.ring_from("1003", name)
    phone.calls.answer(call_id)
    phone.advance()
    return call_id


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("701-703", ("701", "702", "703")),
        ("701, 710 - 711", ("701", "710", "711")),
        ("007-009", ("007", "008", "009")),
        ("703-701", ()),
        ("", ()),
        ("-,  ,5-", ()),
        ("701,701", ("701",)),
    ],
)
def test_how_slots_are_written(text: str, numbers: tuple[str, ...]) -> None:
    assert slot_numbers(text) == numbers


def test_an_endless_range_is_cut() -> None:
    assert len(slot_numbers("1-999999999")) == 100


def test_the_slot_of_the_servers_choice_is_told_by_its_lamp(
    phone: Phone, lamps: SwitchedLamps, parking: Parking
) -> None:
    lamps.switch("701", TAKEN)
    told: list[Slot] = []
    parking.parked.add(told.append)
    parking.park(caller(phone))
    phone.advance(3)
    (transfer,) = phone.told(Transfer)
    assert isinstance(transfer, Transfer)
    assert transfer.target == "sip:700@pbx.example.com"
    assert told == []
    lamps.switch("702", TAKEN)
    assert [(slot.number, slot.occupied_by) for slot in told] == [("702", "Carol")]
    assert [slot.occupied_by for slot in parking.slots()] == ["", "Carol", ""]
    lamps.switch("702", FREE)
    assert not any(slot.occupied_by for slot in parking.slots())


def test_a_parked_call_says_where_it_waits(phone: Phone, lamps: SwitchedLamps, parking: Parking) -> None:
    call_id = caller(phone)
    parking.park(call_id)
    phone.advance(3)
    assert state_text(phone.call(call_id)) == "Parked", "not transferred to 700"
    assert parking.slot_of(call_id) == ""
    lamps.switch("702", TAKEN)
    phone.advance(0)
    assert state_text(phone.call(call_id)) == "Parked in slot 702"
    assert parking.slot_of(call_id) == "702"
    phone.advance(6)
    assert phone.call(call_id).is_ended, "shown long enough to be read"
    (entry,) = phone.history_store.each(HistoryFilter())
    assert entry.end_text == "Parked in slot 702"
    assert (entry.legs[-1].transfer_kind, entry.legs[-1].transfer_target) == ("parked", "702")
    lamps.switch("702", FREE)
    assert parking.slot_of(call_id) == ""


def test_the_slot_of_the_users_choice(phone: Phone, lamps: SwitchedLamps, parking: Parking) -> None:
    parking.park(caller(phone), "703")
    phone.advance(3)
    (transfer,) = phone.told(Transfer)
    assert isinstance(transfer, Transfer)
    assert transfer.target == "sip:*5703@pbx.example.com"
    lamps.switch("702", TAKEN)  # somebody else's
    assert parking.slots()[1].occupied_by == ""
    lamps.switch("703", TAKEN)
    assert parking.slots()[2].occupied_by == "Carol"


def test_a_taken_slot_is_refused_before_anything_is_asked(phone: Phone, lamps: SwitchedLamps, parking: Parking) -> None:
    lamps.switch("703", TAKEN)
    with pytest.raises(DialError, match="703"):
        parking.park(caller(phone), "703")
    assert phone.told(Transfer) == []


def test_without_a_way_to_park_the_user_is_sent_to_the_settings(phone: Phone, parking: Parking) -> None:
    phone.app.settings.set(PARK_NUMBER, "")
    phone.app.settings.set(PARK_SLOT_CODE, "")
    assert not parking.can_park
    with pytest.raises(DialError, match="cannot be parked"):
        parking.park(caller(phone))


def test_other_slots_are_watched_after_a_change_of_the_settings(
    phone: Phone, lamps: SwitchedLamps, parking: Parking
) -> None:
    assert [slot.number for slot in parking.slots()] == ["701", "702", "703"]
    phone.app.settings.set(PARK_SLOTS, "710")
    assert [slot.number for slot in parking.slots()] == ["710"]
    assert {number for number, count in lamps.watched.items() if count} == {"710"}
