"""The rules of one's own status, every combination of them."""

import itertools

import pytest

from softphone.presence.own_status_rules import CHOOSABLE, Choice, Circumstances, Decision, decided
from softphone.presence.state import PresenceState

S = PresenceState
NOW = 1_000_000.0
AWAY_AFTER = 600.0

CHOICES = [None, Choice(None, "note"), *(Choice(state, "note") for state in sorted(CHOOSABLE))]
UNTIL = [None, NOW + 60, NOW, NOW - 60]
IDLE = [None, NOW, NOW - AWAY_AFTER + 1, NOW - AWAY_AFTER, NOW - 9 * AWAY_AFTER]
LOCKED = [False, True]
CALLS = [0, 1, 3]
LIMITS = [0.0, AWAY_AFTER]


def circumstances() -> list[Circumstances]:
    return [
        Circumstances(
            NOW,
            None if choice is None else Choice(choice.state, choice.note, until_s),
            idle_since_s,
            is_locked,
            own_calls,
            elsewhere_calls,
            away_after_s,
        )
        for choice, until_s, idle_since_s, is_locked, own_calls, elsewhere_calls, away_after_s in itertools.product(
            CHOICES, UNTIL, IDLE, LOCKED, CALLS, CALLS, LIMITS
        )
    ]


def has_choice(now: Circumstances) -> bool:
    return now.choice is not None and (now.choice.until_s is None or now.choice.until_s > NOW)


def chosen(now: Circumstances) -> PresenceState | None:
    return now.choice.state if now.choice is not None and has_choice(now) else None


def is_unused(now: Circumstances) -> bool:
    return now.away_after_s > 0 and now.idle_since_s is not None and now.idle_since_s <= NOW - now.away_after_s


ALL = [(now, decided(now)) for now in circumstances()]


def test_what_the_user_set_wins_until_its_end() -> None:
    for now, decision in ALL:
        assert decision.chosen == chosen(now)
        if decision.chosen is not None:
            assert decision.state == decision.chosen
            assert decision.why == "You set this yourself."


def test_a_call_on_any_device_wins_over_what_the_computer_sees() -> None:
    for now, decision in ALL:
        is_talking = now.own_calls > 0 or now.elsewhere_calls > 0
        assert (decision.state == S.ON_THE_PHONE) == (is_talking and chosen(now) is None)


def test_a_locked_or_unused_computer_is_away() -> None:
    for now, decision in ALL:
        if chosen(now) is None and decision.state != S.ON_THE_PHONE:
            assert decision.state == (S.AWAY if now.is_locked or is_unused(now) else S.AVAILABLE)


def test_only_an_unused_computer_tells_since_when() -> None:
    for now, decision in ALL:
        is_told = decision.state == S.AWAY and decision.chosen is None and not now.is_locked
        assert decision.idle_since_s == (now.idle_since_s if is_told else None)


def test_note_and_end_are_the_choices_and_end_with_it() -> None:
    for now, decision in ALL:
        expected = (now.choice.note, now.choice.until_s) if now.choice is not None and has_choice(now) else ("", None)
        assert (decision.note, decision.until_s) == expected


def test_every_state_but_availability_says_why() -> None:
    for _, decision in ALL:
        assert bool(decision.why) == (decision.state != S.AVAILABLE or decision.chosen is not None)


def test_it_is_decided_again_exactly_when_the_clock_alone_changes_something() -> None:
    """Nothing changes before `changes_at_s`; without it nothing ever does."""

    def at(now: Circumstances, moment_s: float) -> Decision:
        return decided(
            Circumstances(
                moment_s,
                now.choice,
                now.idle_since_s,
                now.is_locked,
                now.own_calls,
                now.elsewhere_calls,
                now.away_after_s,
            )
        )

    def outcome(decision: Decision) -> tuple[object, ...]:
        return decision.state, decision.chosen, decision.note, decision.until_s, decision.why

    for now, decision in ALL:
        assert decision.changes_at_s is None or decision.changes_at_s > NOW
        quiet_until = NOW + 10_000_000 if decision.changes_at_s is None else decision.changes_at_s - 0.001
        assert outcome(at(now, quiet_until)) == outcome(decision)


@pytest.mark.parametrize("away_after_s", [0.0, 60.0])
def test_the_moment_of_being_away_is_known_before(away_after_s: float) -> None:
    decision = decided(Circumstances(NOW, idle_since_s=NOW - 30, away_after_s=away_after_s))
    assert decision.state == S.AVAILABLE
    assert decision.changes_at_s == (NOW + 30 if away_after_s else None)


def test_states_that_only_others_or_the_phone_can_tell_are_not_for_choosing() -> None:
    assert {S.ON_THE_PHONE, S.RINGING, S.OFFLINE, S.NOT_REGISTERED, S.UNKNOWN}.isdisjoint(CHOOSABLE)
