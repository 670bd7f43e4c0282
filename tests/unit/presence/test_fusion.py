"""One state per person: every combination of what lamp, PBX and presence server may tell."""

import itertools
from dataclasses import replace

import pytest

from softphone.presence.fusion import LampReport, PresenceReport, Reports, fused, is_free
from softphone.presence.state import LampAction, PresenceState, Presentity, RemoteCall, RemoteCallState
from softphone.protocol.snapshots import Direction

S = PresenceState
BOB = "1002@pbx.example.com"
NOW_S = 1_700_000_000.0
TOLD = tuple(S)


def call(
    state: RemoteCallState = RemoteCallState.CONFIRMED,
    direction: Direction | None = Direction.INCOMING,
    name: str = "a",
) -> RemoteCall:
    return RemoteCall(dialog_id=name, direction=direction, state=state)


TALKING = call()
RINGING = call(RemoteCallState.EARLY, name="b")
DIALLING = call(RemoteCallState.EARLY, Direction.OUTGOING, "c")
LAMPS: tuple[tuple[RemoteCall, ...] | None, ...] = (
    None, (), (RINGING,), (TALKING,), (DIALLING,), (RINGING, TALKING), (DIALLING, RINGING),
)  # fmt: skip


def lamp(calls: tuple[RemoteCall, ...] | None, stale_since_s: float | None = None) -> LampReport | None:
    return None if calls is None else LampReport(calls, stale_since_s=stale_since_s)


def told(state: S | None, stale_since_s: float | None = None) -> PresenceReport | None:
    return None if state is None else PresenceReport(state, changed_s=NOW_S, stale_since_s=stale_since_s)


def one(reports: Reports, previous: Presentity | None = None, now_s: float = NOW_S) -> Presentity:
    return fused(BOB, reports, previous, now_s)


ALL = [
    Reports(lamp(calls, lamp_stale_s), told(line, line_stale_s), told(published, published_stale_s))
    for calls, line, published in itertools.product(LAMPS, (None, *TOLD), (None, *TOLD))
    for lamp_stale_s, line_stale_s, published_stale_s in itertools.product((None, 11.0), (None, 12.0), (None, 13.0))
]


def test_calls_of_the_lamp_win_over_everything() -> None:
    for reports in ALL:
        if reports.lamp and reports.lamp.calls:
            is_only_ringing = reports.lamp.calls == (RINGING,)
            assert one(reports).state == (S.RINGING if is_only_ringing else S.ON_THE_PHONE)
            assert one(reports).calls == reports.lamp.calls


def test_nothing_told_is_unknown() -> None:
    for reports in ALL:
        states = {r.state for r in (reports.at_pbx, reports.at_server) if r}
        if reports.lamp is None and states <= {S.UNKNOWN}:
            assert one(reports).state == S.UNKNOWN


def test_a_state_is_always_one_that_somebody_told_or_that_the_lamp_shows() -> None:
    for reports in ALL:
        state = one(reports).state
        states = {r.state for r in (reports.at_pbx, reports.at_server) if r}
        if S.OFFLINE in states:
            states.add(S.NOT_REGISTERED)
        if reports.lamp is not None:
            states |= {S.AVAILABLE} if not reports.lamp.calls else {S.RINGING, S.ON_THE_PHONE}
        assert state in states | {S.UNKNOWN}


def test_a_person_is_stale_unless_a_call_is_seen_now_or_all_are_heard() -> None:
    for reports in ALL:
        times = [r.stale_since_s for r in (reports.lamp, reports.at_pbx, reports.at_server) if r and r.stale_since_s]
        sees_a_call = reports.lamp is not None and reports.lamp.calls and reports.lamp.stale_since_s is None
        expected = None if sees_a_call else min(times, default=None)
        assert one(reports).stale_since_s == expected


def test_nobody_stale_is_free() -> None:
    for reports in ALL:
        person = one(reports)
        assert is_free(person) == (person.state == S.AVAILABLE and person.stale_since_s is None)


def test_what_is_possible_follows_from_the_state() -> None:
    for reports in ALL:
        person = one(reports)
        assert {LampAction.CALL, LampAction.TRANSFER, LampAction.MESSAGE} <= person.actions
        assert (LampAction.PICK_UP in person.actions) == (RINGING in person.calls)
        assert (LampAction.TELL_WHEN_FREE in person.actions) == (person.state not in (S.AVAILABLE, S.UNKNOWN))


@pytest.mark.parametrize(
    ("line", "published", "expected"),
    [
        (S.OFFLINE, None, S.NOT_REGISTERED),
        (S.OFFLINE, S.AVAILABLE, S.NOT_REGISTERED),
        (S.OFFLINE, S.OFFLINE, S.NOT_REGISTERED),
        (S.OFFLINE, S.AWAY, S.AWAY),
        (S.NOT_REGISTERED, S.DO_NOT_DISTURB, S.DO_NOT_DISTURB),
        (S.NOT_REGISTERED, S.OUT_OF_OFFICE, S.OUT_OF_OFFICE),
        (S.NOT_REGISTERED, S.UNKNOWN, S.NOT_REGISTERED),
        (S.AVAILABLE, S.OFFLINE, S.OFFLINE),
        (S.AVAILABLE, S.AWAY, S.AWAY),
        (S.AVAILABLE, None, S.AVAILABLE),
        (S.ON_THE_PHONE, S.AVAILABLE, S.ON_THE_PHONE),
        (S.RINGING, S.AWAY, S.RINGING),
        (S.UNKNOWN, S.BUSY, S.BUSY),
        (None, S.ON_THE_PHONE, S.ON_THE_PHONE),
        (None, S.OFFLINE, S.OFFLINE),
        (None, None, S.AVAILABLE),
    ],
)
def test_what_was_published_and_what_the_pbx_infers_beside_an_idle_lamp(
    line: S | None, published: S | None, expected: S
) -> None:
    assert one(Reports(lamp(()), told(line), told(published))).state == expected


def test_an_idle_lamp_is_no_free_person_while_presence_is_awaited() -> None:
    assert one(Reports(lamp(()))).state == S.AVAILABLE
    assert one(Reports(lamp(())).awaiting()).state == S.UNKNOWN
    assert one(Reports(lamp((TALKING,))).awaiting()).state == S.ON_THE_PHONE


def test_a_call_that_the_lamp_saw_end_is_not_believed_to_presence_any_longer() -> None:
    on_the_phone = PresenceReport(S.ON_THE_PHONE, changed_s=NOW_S)
    ended = LampReport((), idle_since_s=NOW_S + 60)
    assert one(Reports(ended, at_server=on_the_phone)).state == S.AVAILABLE
    assert one(Reports(ended, at_pbx=on_the_phone)).state == S.AVAILABLE


def test_a_call_told_by_presence_after_the_lamp_went_idle_is_believed() -> None:
    ended = LampReport((), idle_since_s=NOW_S - 60)
    assert one(Reports(ended, at_server=PresenceReport(S.ON_THE_PHONE, changed_s=NOW_S))).state == S.ON_THE_PHONE


def test_a_lamp_that_is_not_heard_takes_nothing_back() -> None:
    silent = LampReport((), idle_since_s=NOW_S + 60, stale_since_s=NOW_S + 70)
    assert one(Reports(silent, at_server=PresenceReport(S.ON_THE_PHONE, changed_s=NOW_S))).state == S.ON_THE_PHONE


def test_a_phone_that_tells_no_direction_rings() -> None:
    assert one(Reports(lamp((call(RemoteCallState.EARLY, None),)))).state == S.RINGING


def test_note_and_end_come_from_the_person() -> None:
    published = PresenceReport(S.AWAY, NOW_S, note="Lunch", until_s=NOW_S + 900)
    line = PresenceReport(S.AVAILABLE, NOW_S, note="Ready")
    person = one(Reports(at_pbx=line, at_server=published))
    assert (person.note, person.until_s) == ("Lunch", NOW_S + 900)
    assert one(Reports(at_pbx=line)).note == ""
    talking = one(Reports(lamp((TALKING,)), at_server=published))
    assert (talking.state, talking.note, talking.until_s) == (S.ON_THE_PHONE, "Lunch", None)


def test_the_name_comes_from_whoever_tells_one() -> None:
    assert one(Reports(LampReport((), name="Bob"))).name == "Bob"
    assert one(Reports(LampReport((), name="Bob"), told(S.AWAY), replace(told(S.AWAY), name="Bob Baker"))).name == (  # type: ignore[type-var]
        "Bob Baker"
    )


class TestSince:
    def test_a_first_report_does_not_say_since_when(self) -> None:
        assert one(Reports(lamp((TALKING,)))).since_s is None

    def test_a_change_that_was_seen_has_its_time(self) -> None:
        idle = one(Reports(lamp(())))
        talking = one(Reports(lamp((TALKING,))), idle, NOW_S + 5)
        assert talking.since_s == NOW_S + 5
        assert one(Reports(lamp((TALKING, RINGING))), talking, NOW_S + 9).since_s == NOW_S + 5

    def test_what_the_document_says_counts(self) -> None:
        away = PresenceReport(S.AWAY, NOW_S, since_s=NOW_S - 600)
        assert one(Reports(at_server=away)).since_s == NOW_S - 600

    def test_a_change_after_a_silence_has_no_time(self) -> None:
        silent = one(Reports(lamp((), stale_since_s=NOW_S)))
        assert one(Reports(lamp((TALKING,))), silent, NOW_S + 60).since_s is None

    def test_a_state_goes_on_over_a_silence(self) -> None:
        idle = one(Reports(lamp(())))
        talking = one(Reports(lamp((TALKING,))), idle, NOW_S + 5)
        silent = one(Reports(lamp((TALKING,), NOW_S + 10)), talking, NOW_S + 10)
        assert (silent.state, silent.since_s, silent.stale_since_s) == (S.ON_THE_PHONE, NOW_S + 5, NOW_S + 10)
