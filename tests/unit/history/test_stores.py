"""The port to where the history is kept: the same for the database and for memory."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from softphone.basics.ids import LegId
from softphone.history.entry import CallQuality, HistoryEntry, HistoryFilter, HistoryKind, HistoryLeg
from softphone.history.memory_store import MemoryHistoryStore
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.history.store import HistoryStore
from softphone.protocol.snapshots import Direction
from tests.harness.history_entries import entry, many_entries

ALL = HistoryFilter()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HistoryStore]:
    made: HistoryStore = (
        MemoryHistoryStore() if request.param == "memory" else SqliteHistoryStore(tmp_path / "deep" / "history.db")
    )
    yield made
    made.close()


def shown(store: HistoryStore, wanted: HistoryFilter = ALL) -> list[HistoryEntry]:
    return list(store.page(wanted, None, 100).entries)


def numbers(store: HistoryStore, wanted: HistoryFilter = ALL) -> list[int]:
    """Which of the `entry(number)` are shown, newest first."""
    return [int(found.call_id.removeprefix("call-"), 16) for found in shown(store, wanted)]


def test_what_is_written_is_read_again(store: HistoryStore) -> None:
    leg = HistoryLeg(LegId("leg-1"), "1@pbx", "sip:1002@pbx", 1.0, 2.0, 3.0, "busy", 486, "blind", "sip:x@y", 2.5)
    whole = entry(
        1,
        dialled_text="10 02",
        person_name="Bob Müller",
        is_anonymous=True,
        is_encrypted=True,
        device="Headset",
        recording="/recordings/1.wav",
        quality=CallQuality(100, 3, 2.9, 4.5, 0.1, None),
        legs=(leg, replace(leg, leg_id=LegId("leg-2"), end_code=None, ended_s=None)),
    )
    store.write([whole])
    assert shown(store) == [replace(whole, entry_id=1, number_key="1002")]


def test_a_call_is_one_entry_however_often_it_is_written(store: HistoryStore) -> None:
    live = entry(1, ended_s=None, end_kind="", talked_s=None)
    store.write([live])
    store.write([entry(2)])
    store.write([replace(live, ended_s=live.started_s + 9, end_kind="busy")])
    assert [(e.entry_id, e.end_kind) for e in shown(store)] == [(2, "remote_hang_up"), (1, "busy")]


def test_note_and_tags_stay_when_the_call_goes_on(store: HistoryStore) -> None:
    store.write([entry(1, ended_s=None)])
    store.set_note(1, "calls again")
    store.set_tags(1, ["invoice", "urgent"])
    store.write([entry(1)])
    (found,) = shown(store)
    assert (found.note, found.tags, found.is_under_way) == ("calls again", ("invoice", "urgent"), False)
    store.set_tags(1, [])
    assert shown(store)[0].tags == ()
    store.set_note(99, "nobody")


def test_missed_calls_are_unseen_until_marked_and_never_become_unseen_again(store: HistoryStore) -> None:
    store.write([entry(1, ended_s=None), entry(2, is_missed=True)])
    assert store.unseen_missed() == 1
    store.write([entry(1, is_missed=True)])
    assert store.unseen_missed() == 2
    store.mark_seen()
    assert store.unseen_missed() == 0
    store.write([entry(1, is_missed=True)])
    assert store.unseen_missed() == 0
    assert all(e.is_seen for e in shown(store))


def test_pages_follow_each_other_without_gap_or_repetition_while_calls_come_in(store: HistoryStore) -> None:
    store.write([entry(number) for number in range(1, 26)])
    first = store.page(ALL, None, 10)
    store.write([entry(26)])
    second = store.page(ALL, first.next, 10)
    store.delete([first.entries[-1].entry_id])
    third = store.page(ALL, second.next, 10)
    ids = [e.entry_id for page in (first, second, third) for e in page.entries]
    assert ids == list(range(25, 0, -1))
    assert third.next is None


def test_a_page_that_ends_exactly_has_no_next(store: HistoryStore) -> None:
    store.write([entry(number) for number in range(1, 4)])
    assert store.page(ALL, None, 3).next is None
    assert store.page(ALL, None, 2).next is not None


def test_kinds(store: HistoryStore) -> None:
    outgoing = entry(2, direction=Direction.OUTGOING)
    store.write([entry(1), outgoing, entry(3, is_missed=True)])
    kinds = {kind: numbers(store, HistoryFilter(kind)) for kind in HistoryKind}
    assert kinds == {"all": [3, 2, 1], "missed": [3], "incoming": [3, 1], "outgoing": [2]}


SEARCHES = [
    ("müller", [3, 2, 1]),
    ("Mueller", [3, 2, 1]),
    ("MULLER", [3, 2, 1]),
    ("müll jür", [1]),
    ("jurgen mul", [1]),
    ("strasse", [4]),
    ("straße", [4]),
    ("lukasz", [5]),
    ("łu", [5]),
    ("173 47", [6]),
    ("0049173", []),
    ("+49 (173) 4711", [6]),
    ("7347", [6]),
    ("42", [2]),
    ("anna 1003", [7]),
    ("invoice", [8]),
    ("rückruf", [8]),
    ("%", []),
    ("_", []),
    ('"', [9]),
    ('a"b', [9]),
    ("NEAR(a b)", []),
    ("*", []),
    ("o'neill", [10]),
    ("1010", [10]),
    ("zz", []),
    ("   ", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
    ("x" * 5000, []),
]


@pytest.mark.parametrize(("text", "expected"), SEARCHES)
def test_search(store: HistoryStore, text: str, expected: list[int]) -> None:
    names = {1: "Jürgen Müller", 2: "Mueller GmbH 42", 3: "Muller", 4: "Bäckerei Hauptstraße", 5: "Łukasz"}
    names |= {7: "Anna Meyer", 9: 'A"B', 10: "O'Neill"}
    store.write(
        [
            entry(
                number,
                presented_name=names.get(number, ""),
                presented_number={6: "+49173471199", 7: "1003", 10: "1010"}.get(number, "1111"),
                presented_uri="",
            )
            for number in range(1, 11)
        ]
    )
    store.set_note(8, "Rückruf wegen Rechnung")
    store.set_tags(8, ["Invoice"])
    assert numbers(store, HistoryFilter(text=text)) == expected


def test_search_sees_changes_and_forgets_what_was_deleted(store: HistoryStore) -> None:
    store.write([entry(1, person_name="Anna")])
    store.set_note(1, "about the garden")
    store.write([entry(1, person_name="Berta")])
    assert numbers(store, HistoryFilter(text="anna")) == []
    assert numbers(store, HistoryFilter(text="berta garden")) == [1]
    store.set_note(1, "")
    assert numbers(store, HistoryFilter(text="garden")) == []
    store.delete([1])
    assert numbers(store, HistoryFilter(text="berta")) == []


def test_calls_with_one_person_by_address_and_numbers(store: HistoryStore) -> None:
    store.write(
        [
            entry(1),
            entry(2, presented_uri="sip:anna@PBX.example.com", presented_number="anna"),
            entry(3, presented_uri="", presented_number="+49301234"),
            entry(4, presented_uri="sip:1002@other.example.com", presented_number="1003"),
        ]
    )
    assert numbers(store, HistoryFilter(address="1002@pbx.example.com")) == [1]
    assert numbers(store, HistoryFilter(address="sip:anna@pbx.example.com")) == [2]
    assert numbers(store, HistoryFilter(address="+49 30 1234")) == [3]
    assert numbers(store, HistoryFilter(addresses=("1002", "anna@pbx.example.com", "49301234"))) == [3, 2, 1]
    assert numbers(store, HistoryFilter(text="bob", address="1002", kind=HistoryKind.OUTGOING)) == []
    assert numbers(store, HistoryFilter(text="bob", address="1002", kind=HistoryKind.INCOMING)) == [1]


def test_numbers_are_compared_and_found_as_they_are_dialled_here(tmp_path: Path) -> None:
    def number_key(text: str) -> str:
        return "+49" + text.replace(" ", "").lstrip("0") if text.startswith("0") else text

    for store in (SqliteHistoryStore(tmp_path / "history.db", number_key), MemoryHistoryStore(number_key)):
        store.write([entry(1, presented_number="030 4711"), entry(2, presented_number="+49304711"), entry(3)])
        for wanted in (
            HistoryFilter(address="+49304711"),
            HistoryFilter(address="030 4711"),
            HistoryFilter(text="0304711"),
        ):
            assert numbers(store, wanted) == [2, 1], wanted
        store.close()


def test_a_call_that_goes_on_is_not_deleted(store: HistoryStore) -> None:
    store.write([entry(1, ended_s=None), entry(2)])
    store.delete([1, 2, 77])
    assert numbers(store) == [1]


def test_ids_are_never_used_again(store: HistoryStore) -> None:
    store.write([entry(1), entry(2)])
    store.delete([2])
    store.write([entry(3)])
    assert [e.entry_id for e in shown(store)] == [3, 1]


def test_every_entry_comes_out_of_a_long_history_once(store: HistoryStore) -> None:
    store.write(list(many_entries(1234)))
    everything = store.each(ALL)
    ids = [e.entry_id for e in islice(everything, 600)]
    store.write([entry(5000)])  # a call comes in while the export runs
    ids += [e.entry_id for e in everything]
    assert ids == list(range(1234, 0, -1))


def test_both_stores_find_the_same(tmp_path: Path) -> None:
    database, memory = SqliteHistoryStore(tmp_path / "history.db"), MemoryHistoryStore()
    for store in (database, memory):
        store.write(list(many_entries(600, seed=7)))
    for text in ("mul", "sch an", "49", "9", "4930", "zoe", "ae", "wolf", "0151 2", "ürgen k", "fevre"):
        for kind in HistoryKind:
            wanted = HistoryFilter(kind, text)
            assert list(database.each(wanted)) == list(memory.each(wanted)), wanted
    database.close()
