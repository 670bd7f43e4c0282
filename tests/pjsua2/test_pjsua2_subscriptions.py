"""Event subscriptions: what is done about each fault of a notifier, odd uses of the objects, and two thousand."""

from typing import Any

import pytest

from tests.pjsua2 import child

TEMPORARY = ("busy", "deactivated", "probation", "giveup")


@pytest.fixture(scope="module", params=["udp", "tcp"])
def faults(request: pytest.FixtureRequest) -> Any:
    """What became of one subscription for each behaviour of the notifier."""
    return child.run("subscription_scenarios:faults", transport=request.param)


@pytest.fixture(scope="module")
def life() -> Any:
    """How objects fared that were dropped, used again or misused."""
    return child.run("subscription_scenarios:life")


def names(subscription: Any) -> list[str]:
    return [state[0] for state in subscription["states"]]


def delays_ms(subscription: Any) -> list[int]:
    return [state[3] for state in subscription["states"] if state[0] == "RETRYING"]


def test_plain_subscription_becomes_active(faults: Any) -> None:
    assert names(faults["plain"]) == ["SENT", "ACCEPTED", "ACTIVE"]
    assert faults["plain"]["bodies"] == 1


def test_password_is_answered_without_a_word(faults: Any) -> None:
    assert names(faults["auth"])[-1] == "ACTIVE"
    assert "RETRYING" not in names(faults["auth"])


def test_too_brief_interval_is_raised_at_once(faults: Any) -> None:
    assert [delay for delay in delays_ms(faults["brief"]) if delay] == []
    assert names(faults["brief"])[-1] == "ACTIVE"
    assert faults["brief"]["expires"] > 60


def test_lost_dialog_is_subscribed_anew(faults: Any) -> None:
    after_loss = [state[1] for state in faults["gone"]["states"] if state[0] == "RETRYING"]
    assert 481 in after_loss


@pytest.mark.parametrize("kind", TEMPORARY)
def test_temporary_loss_is_tried_again(faults: Any, kind: str) -> None:
    assert "RETRYING" in names(faults[kind])
    assert names(faults[kind])[-1] == "ACTIVE"


def test_retry_after_is_kept_to(faults: Any) -> None:
    assert delays_ms(faults["busy"]) == [1000]
    assert delays_ms(faults["probation"]) == [1000]


@pytest.mark.parametrize(("kind", "code", "reason"), [("rejected", 0, "rejected"), ("noresource", 0, "noresource")])
def test_end_by_notify_is_the_end(faults: Any, kind: str, code: int, reason: str) -> None:
    assert faults[kind]["states"][-1][:3] == ["TERMINATED", code, reason]
    assert delays_ms(faults[kind]) == []


def test_forbidden_is_the_end(faults: Any) -> None:
    assert faults["forbidden"]["states"][-1][:2] == ["TERMINATED", 403]
    assert delays_ms(faults["forbidden"]) == []


def test_without_retry_a_loss_is_the_end(faults: Any) -> None:
    assert names(faults["once"])[-1] == "TERMINATED"
    assert delays_ms(faults["once"]) == []


def test_flapping_server_is_asked_ever_more_rarely(faults: Any) -> None:
    delays = delays_ms(faults["flap"])
    assert len(delays) >= 4
    # Each doubles, spread by a quarter either way; two steps apart the spread cannot hide it.
    assert all(later > earlier for earlier, later in zip(delays, delays[2:], strict=False))


def test_subscription_is_refreshed_before_it_expires(faults: Any) -> None:
    assert faults["short"]["bodies"] >= 3
    assert "RETRYING" not in names(faults["short"])


def test_notify_may_come_before_the_answer(faults: Any) -> None:
    assert names(faults["early"])[-1] == "ACTIVE"
    assert faults["early"]["bodies"] == 1


def test_silent_server_is_waited_for(faults: Any) -> None:
    assert names(faults["silent"]) == ["SENT"]


def test_unsubscribing_ends_without_the_last_notify(faults: Any) -> None:
    assert faults["nofinal"]["end"] == "TERMINATED"
    assert faults["plain"]["end"] == "TERMINATED"
    assert faults["flap"]["end"] == "TERMINATED"


def test_dropped_object_unsubscribes_in_the_background(life: Any) -> None:
    assert life["unsubscribed_when_dropped"] is True
    assert life["all_gone"] is True


def test_server_that_forgot_is_subscribed_anew(life: Any) -> None:
    states = life["server_forgot"]
    assert states.count("ACTIVE") == 2
    assert states[-4:] == ["RETRYING", "SENT", "ACCEPTED", "ACTIVE"]


def test_restart_and_second_use(life: Any) -> None:
    assert life["restarted"] is True
    assert life["ended"] == "TERMINATED"
    assert life["used_again"] is True


def test_callbacks_may_drop_their_object_or_throw(life: Any) -> None:
    assert life["odd_objects_survived"] is True


def test_bad_arguments_are_refused_in_words(life: Any) -> None:
    assert all(life["refused"]), life["refused"]


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_two_thousand_subscriptions(transport: str) -> None:
    seen = child.run("subscription_scenarios:thousands", count=2000, transport=transport, timeout_s=110)
    assert seen["first"]
    assert seen["alive"] == 2000
    assert seen["second"]
    assert seen["ended"]
    assert seen["left"] == 0
    assert seen["server"]["200"] == seen["server"]["notifies"]
