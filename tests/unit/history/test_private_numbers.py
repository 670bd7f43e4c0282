"""The private mobile number in the history: never there, and the call with it is called what it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.basics.ids import LegId
from softphone.basics.redaction import PRIVATE_NUMBERS
from softphone.basics.secret import Secret
from softphone.calls.call_guard import OWN_MOBILE
from softphone.history.csv_export import row
from softphone.history.entry import HistoryFilter, HistoryLeg
from softphone.history.memory_store import MemoryHistoryStore
from softphone.history.private_numbers import without_private_numbers
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.history.store import HistoryStore
from softphone.protocol.commands import Dial
from tests.harness.history_entries import entry
from tests.unit.app.phone import ALICE, Phone
from tests.unit.history.recorded import entries, recorded

NUMBER = "+491701234542"
ALL = HistoryFilter()


@pytest.fixture
def phone() -> Phone:
    """With a mobile number."""
    made = Phone.signed_in()
    made.app.mobile_numbers.set(ALICE.account_id, NUMBER)
    made.advance()
    return made


def test_a_call_to_the_own_mobile_is_named_and_kept_without_its_number(phone: Phone) -> None:
    call_id = phone.talk_to("+49 170 1234542")
    call = phone.call(call_id)
    assert (call.name, call.number, call.leg.remote.number) == ("My mobile", "", OWN_MOBILE)
    kept = recorded(phone)
    assert (kept.name, kept.presented_number, kept.dialled_text) == ("My mobile", OWN_MOBILE, OWN_MOBILE)
    assert not PRIVATE_NUMBERS.finds(repr(kept))
    assert not PRIVATE_NUMBERS.finds(" ".join(row(kept)))


def test_it_stays_the_own_mobile_whomever_the_phone_system_shows_in_its_place(phone: Phone) -> None:
    call_id = phone.talk_to(OWN_MOBILE)
    leg = phone.call(call_id).leg
    phone.engine.far_is(leg.leg_id, "1001", "Alice Archer")
    phone.advance()
    assert (phone.call(call_id).name, recorded(phone).name) == ("My mobile", "My mobile")


def test_it_is_called_back_by_its_word(phone: Phone) -> None:
    call_id = phone.talk_to("+49 170 1234542")
    phone.calls.hang_up(call_id)
    phone.advance()
    phone.calls.call_back(call_id)
    phone.advance(0.1)
    dials = [command for command in phone.told(Dial) if isinstance(command, Dial)]
    assert [dial.target for dial in dials] == [f"sip:{NUMBER}@pbx.example.com"] * 2


def test_a_second_press_of_enter_is_one_call(phone: Phone) -> None:
    assert phone.calls.dial("+49 170 1234542") == phone.calls.dial("+49 170 1234542")


@pytest.mark.parametrize("number", ["+491701234542", "00491701234542", "01701234542"])
def test_a_call_from_the_own_mobile_is_named(phone: Phone, number: str) -> None:
    phone.ring_from(number, "A. Archer")
    assert phone.alerts[-1].name == "My mobile"
    assert recorded(phone).name == "My mobile"
    assert not PRIVATE_NUMBERS.finds(repr(recorded(phone)))


def test_others_are_kept_as_they_are(phone: Phone) -> None:
    phone.ring_from("+491701234543", "Bob")
    kept = recorded(phone)
    assert (kept.name, kept.presented_number) == ("Bob", "+491701234543")
    assert without_private_numbers(kept) is kept


def test_a_transfer_to_it_and_what_is_noted_are_masked(phone: Phone) -> None:
    call_id = phone.talk_to("1002")
    phone.app.history.note_transfer(call_id, "blind", "0170 1234542")
    phone.runtime.run_posted()
    phone.app.history.set_note(recorded(phone).entry_id, "on 0170/1234542 now")
    phone.app.history.set_tags(recorded(phone).entry_id, ["0170-1234542", "urgent"])
    phone.runtime.run_posted()
    kept = recorded(phone)
    assert kept.legs[0].transfer_target == OWN_MOBILE
    assert (kept.note, kept.tags) == ("on 0[private number] now", ("0[private number]", "urgent"))


def test_what_was_kept_before_the_number_was_entered_is_put_right() -> None:
    phone = Phone.signed_in()
    phone.talk_to("+491701234542")
    phone.advance(1)
    assert recorded(phone).presented_number == NUMBER
    phone.app.mobile_numbers.set(ALICE.account_id, NUMBER)
    phone.advance(1)
    assert all(not PRIVATE_NUMBERS.finds(repr(kept)) for kept in entries(phone))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HistoryStore]:
    made: HistoryStore = MemoryHistoryStore() if request.param == "memory" else SqliteHistoryStore(tmp_path / "h.db")
    yield made
    made.close()


def test_a_store_forgets_every_trace_of_what_is_rewritten(store: HistoryStore, tmp_path: Path) -> None:
    leg = HistoryLeg(LegId("leg-1"), remote_uri=f"sip:{NUMBER}@pbx", transfer_target=NUMBER)
    with_number = entry(
        1, presented_number=NUMBER, presented_uri=f"sip:{NUMBER}@pbx", dialled_text="0170 1234542", legs=(leg,)
    )
    store.write([entry(2), with_number, entry(3)])
    (kept,) = [each for each in store.each(ALL) if each.presented_number == NUMBER]
    store.set_note(kept.entry_id, f"my {NUMBER}")
    store.mark_seen()
    PRIVATE_NUMBERS.know([Secret(NUMBER)])
    store.rewrite(without_private_numbers)
    after = list(store.each(ALL))
    assert [each.call_id for each in after] == [entry(number).call_id for number in (3, 1, 2)]
    assert after[1] == replace(without_private_numbers(replace(kept, note=f"my {NUMBER}")), is_seen=True)
    assert all(not PRIVATE_NUMBERS.finds(repr(each)) for each in after)
    for path in filter(Path.is_file, tmp_path.rglob("*")):
        assert b"1701234542" not in path.read_bytes()
    assert [each.call_id for each in store.page(HistoryFilter(text="mobile"), None, 9).entries] == [kept.call_id]
    assert not store.page(HistoryFilter(text="1701234542"), None, 9).entries
