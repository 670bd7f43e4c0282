"""The gateway: subscriptions and publications outlive an engine, and end with their account."""

import pytest

from softphone.basics.ids import AccountId, SubscriptionId
from softphone.protocol.commands import AnyCommand, Publish, PutAccount, RemoveAccount, Subscribe
from softphone.protocol.events import Notified
from softphone.protocol.snapshots import EventPackage
from tests.unit.engine_client.test_gateway import A, Watched, put

LAMPS = 2000


@pytest.fixture
def watched() -> Watched:
    return Watched().ready()


def lamp(user: str, account_id: AccountId = A) -> Subscribe:
    return Subscribe(
        subscription_id=SubscriptionId(f"lamp-{user}"), account_id=account_id, package=EventPackage.DIALOG,
        target=f"sip:{user}@pbx.test",
    )  # fmt: skip


def told(watched: Watched, *kinds: type[AnyCommand]) -> list[AnyCommand]:
    return [command for command in watched.engines.engine.commands if isinstance(command, kinds)]


def crash(watched: Watched) -> None:
    watched.frames.clear()
    watched.engines.engine.crash()
    watched.runtime.advance(10)


def test_next_engine_subscribes_and_publishes_again(watched: Watched) -> None:
    for command in (put(), lamp("1003"), Publish(account_id=A, body=b"open"), put(password="right too")):
        watched.send(command)
    watched.runtime.advance(1)
    assert watched.engines.engine.events.active()
    crash(watched)
    assert [type(command) for command in told(watched, PutAccount, Subscribe, Publish)] == [
        PutAccount, Subscribe, Publish,
    ]  # fmt: skip
    (published,) = told(watched, Publish)
    assert isinstance(published, Publish)
    assert published.previous_etag.startswith("etag-")
    assert [frame.event for frame in watched.frames if isinstance(frame.event, Notified)]


def test_refused_lamp_and_removed_account_are_not_asked_for_again(watched: Watched) -> None:
    watched.engines.pbx.refused_events["nobody"] = 404
    b = AccountId("b")
    for command in (put(), put(b), lamp("nobody"), lamp("1003"), lamp("1004", b), RemoveAccount(account_id=b)):
        watched.send(command)
        watched.runtime.advance(1)
    crash(watched)
    assert told(watched, Subscribe) == [lamp("1003")]


def test_thousands_of_lamps_come_back(watched: Watched) -> None:
    watched.send(put())
    for number in range(LAMPS):
        watched.send(lamp(str(number)))
    watched.runtime.advance(1)
    crash(watched)
    assert len(watched.engines.engine.events.active()) == LAMPS
    assert len(watched.replies) == LAMPS + 1
