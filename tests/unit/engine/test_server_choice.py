"""Which server is in use."""

from softphone.engine.locating import Server
from softphone.engine.server_choice import ServerChoice

FIRST = Server("example.com", "192.0.2.1", 5060, "a", 10)
SECOND = Server("example.com", "192.0.2.2", 5060, "b", 20)
THIRD = Server("example.com", "192.0.2.3", 5060, "c", 20)


def choice(*servers: Server) -> ServerChoice:
    made = ServerChoice()
    made.take(servers)
    return made


def good_looks_until_back(made: ServerChoice, now_s: float) -> int:
    for count in range(1, 200):
        if made.better_was(True, now_s):
            return count
    raise AssertionError("it never goes back")


def test_goes_through_all_and_then_begins_anew() -> None:
    made = choice(FIRST, SECOND, THIRD)
    assert made.current == FIRST
    assert made.give_up(1)
    assert made.current == SECOND
    assert made.give_up(2)
    assert made.current == THIRD
    assert not made.give_up(3)
    assert made.current == FIRST
    assert made.give_up(4)


def test_a_place_that_is_dead_is_dead_under_each_name() -> None:
    other_name = Server("a", "192.0.2.1", 5060, "a", 10)
    made = choice(other_name, FIRST, SECOND)
    made.give_up(1)
    assert made.current == SECOND
    made = choice(other_name, FIRST, SECOND)
    made.give_up(1, is_name_wrong=True)
    assert made.current == FIRST


def test_the_one_in_use_stays_when_names_are_looked_up_again() -> None:
    made = choice(FIRST, SECOND)
    made.give_up(1)
    made.worked()
    made.take((SECOND, FIRST))
    assert made.current == SECOND
    made.take((FIRST, THIRD))
    assert made.current == FIRST


def test_nothing_is_better_than_one_of_the_same_priority() -> None:
    made = choice(SECOND, THIRD)
    made.give_up(1)
    assert made.better is None


def test_goes_back_when_the_better_one_was_well_three_times() -> None:
    made = choice(FIRST, SECOND)
    made.give_up(1)
    made.worked()
    assert made.better == FIRST
    assert not made.better_was(True, 2)
    assert not made.better_was(True, 3)
    assert not made.better_was(False, 4)
    assert good_looks_until_back(made, 5) == 3
    assert made.current == FIRST


def test_does_not_flap() -> None:
    made, now_s, looks = choice(FIRST, SECOND), 0.0, []
    for _ in range(4):
        now_s += 10
        made.give_up(now_s)
        made.worked()
        looks.append(good_looks_until_back(made, now_s))
        made.worked()
    assert looks == [3, 6, 12, 24]
