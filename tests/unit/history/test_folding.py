"""Calls in a row with one person become one line, and what was missed is still counted."""

from softphone.history.folding import fold
from tests.harness.history_entries import entry


def test_neighbours_of_one_person_are_one_line_with_their_missed_count() -> None:
    calls = [
        entry(5),
        entry(4, is_missed=True, is_seen=False),
        entry(3, is_missed=True),
        entry(2, number_key="1003"),
        entry(1),
    ]
    lines = fold(calls)
    assert [(len(line.entries), line.missed, line.unseen) for line in lines] == [(3, 2, 1), (1, 0, 0), (1, 0, 0)]
    assert lines[0].newest == calls[0]
    assert sum(line.missed for line in lines) == sum(call.is_missed for call in calls)


def test_callers_who_withhold_their_number_are_never_taken_for_one() -> None:
    unknown = [entry(number, number_key="", presented_uri="", is_anonymous=True) for number in (3, 2, 1)]
    assert len(fold(unknown)) == 3
    nameless = [entry(number, number_key="", presented_uri="") for number in (3, 2, 1)]
    assert len(fold(nameless)) == 3


def test_a_call_that_goes_on_stands_alone() -> None:
    assert len(fold([entry(2, ended_s=None), entry(1)])) == 2


def test_addresses_without_a_number_are_folded_by_address() -> None:
    calls = [entry(number, number_key="", presented_uri="sip:anna@example.com") for number in (3, 2)]
    assert len(fold([*calls, entry(1)])) == 2


def test_nothing_folds_to_nothing() -> None:
    assert fold([]) == ()
