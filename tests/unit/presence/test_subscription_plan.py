"""Which single subscriptions are held, and how long a refusal counts."""

from collections.abc import Iterable

import pytest

from softphone.basics.ids import AccountId
from softphone.presence.subscription_plan import Refusals, Topic, Wish, chosen
from softphone.protocol.snapshots import EventPackage

ALICE = AccountId("alice")


def lamp(user: str, account_id: AccountId = ALICE) -> Topic:
    return Topic(account_id, EventPackage.DIALOG, f"sip:{user}@pbx", f"{user}@pbx")


def presence(user: str) -> Topic:
    return Topic(ALICE, EventPackage.PRESENCE, f"sip:{user}@pbx", f"{user}@pbx")


def both(address: str) -> Iterable[Topic]:
    user = address.partition("@")[0]
    return lamp(user), presence(user)


def people(wishes: Iterable[Wish], budget: int) -> list[str]:
    return list(dict.fromkeys(topic.address for topic in chosen(wishes, both, budget)))


def test_favourites_first_then_who_came_on_the_screen_last() -> None:
    wishes = [Wish("a@pbx", 1), Wish("b@pbx", 2), Wish("c@pbx", 0, is_favourite=True), Wish("d@pbx", 3)]
    assert people(wishes, 9) == ["c@pbx", "d@pbx", "b@pbx", "a@pbx"]
    assert people(wishes, 2) == ["c@pbx", "d@pbx"]
    assert people(wishes, 0) == []


def test_whether_the_own_calls_go_elsewhere_comes_before_any_colleague() -> None:
    wishes = [Wish("c@pbx", 9, is_favourite=True), Wish("*721001@pbx", 1), Wish("d@pbx", 3)]
    assert people(wishes, 1) == ["*721001@pbx"]


def test_who_is_only_kept_gives_way_to_everybody_shown() -> None:
    wishes = [Wish("gone@pbx", 9, is_favourite=True, is_shown=False), Wish("here@pbx", 1)]
    assert people(wishes, 1) == ["here@pbx"]
    assert people(wishes, 2) == ["here@pbx", "gone@pbx"]


def test_who_needs_nothing_costs_nothing() -> None:
    wishes = [Wish("listed@pbx", 2), Wish("b@pbx", 1)]
    topics = chosen(wishes, lambda address: () if address == "listed@pbx" else both(address), 1)
    assert topics == (lamp("b"), presence("b"))


class TestRefusals:
    def test_nothing_is_refused_at_first(self) -> None:
        assert not Refusals().is_refused(lamp("b"), 0.0)
        assert Refusals().next_end_s(0.0) is None

    @pytest.mark.parametrize("status_code", [403, 404, 480, None])
    def test_a_refusal_counts_for_that_person_alone_and_for_a_while(self, status_code: int | None) -> None:
        refusals = Refusals()
        refusals.note(lamp("b"), status_code, 100.0)
        assert refusals.is_refused(lamp("b"), 101.0)
        assert not refusals.is_refused(lamp("c"), 101.0)
        assert not refusals.is_refused(presence("b"), 101.0)
        end_s = refusals.next_end_s(101.0)
        assert end_s is not None
        assert not refusals.is_refused(lamp("b"), end_s)

    def test_each_further_refusal_doubles_the_wait_up_to_some_hours(self) -> None:
        refusals, waits, now_s = Refusals(), [], 0.0
        for _ in range(8):
            refusals.note(lamp("b"), 404, now_s)
            end_s = refusals.next_end_s(now_s)
            assert end_s is not None
            waits.append(end_s - now_s)
            now_s = end_s
        assert waits == [600, 1200, 2400, 4800, 9600, 14400, 14400, 14400]

    def test_a_package_that_the_server_does_not_know_is_asked_for_nobody(self) -> None:
        refusals = Refusals()
        refusals.note(lamp("b"), 489, 0.0)
        refusals.note(lamp("c"), 489, 1.0)
        assert refusals.is_refused(lamp("d"), 2.0)
        assert not refusals.is_refused(presence("d"), 2.0)
        assert not refusals.is_refused(lamp("d", AccountId("other")), 2.0)
        assert refusals.next_end_s(2.0) == 3600.0  # the second one did not count again

    def test_success_and_a_changed_account_let_everything_be_tried_again(self) -> None:
        refusals = Refusals()
        refusals.note(lamp("b"), 489, 0.0)
        refusals.note_success(lamp("c"))
        assert not refusals.is_refused(lamp("b"), 1.0)
        refusals.note(lamp("b"), 403, 0.0)
        refusals.forget(ALICE)
        assert not refusals.is_refused(lamp("b"), 1.0)
