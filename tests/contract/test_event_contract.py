"""Contract: subscriptions become active, tell and end; publications are published, replaced, refused and withdrawn."""

import msgspec

from softphone.basics.ids import AccountId, SubscriptionId
from softphone.protocol.commands import (
    AnyCommand,
    Publish,
    RemoveAccount,
    Subscribe,
    Unpublish,
    Unregister,
    Unsubscribe,
)
from softphone.protocol.events import AccountRemoved, Notified, PublicationChanged, RejectCode, Rejected
from softphone.protocol.events import SubscriptionChanged as Changed
from softphone.protocol.snapshots import (
    EventPackage,
    PublicationState,
    RegistrationState,
    SubscriptionSnapshot,
    SubscriptionState,
)
from tests.contract.conftest import ALICE, BLF, NOBODY, RECEPTION, Bench
from tests.contract.stations import Station

S, P = SubscriptionState, PublicationState
LAMP = SubscriptionId("lamp")
PIDF = (
    '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:1001@lab.test">'
    '<tuple id="t"><status><basic>open</basic></status><note>{}</note></tuple></presence>'
)


def subscribe(target: str, subscription_id: str = LAMP, **fields: object) -> Subscribe:
    command = Subscribe(
        subscription_id=SubscriptionId(subscription_id), account_id=ALICE, package=EventPackage.DIALOG, target=target
    )
    return msgspec.structs.replace(command, **fields)


def publish(note: str) -> Publish:
    return Publish(account_id=ALICE, body=PIDF.format(note).encode())


def history(station: Station, subscription_id: str = LAMP) -> list[SubscriptionSnapshot]:
    found = [event.subscription for event in station.events(Changed)]
    return [subscription for subscription in found if subscription.subscription_id == subscription_id]


def wait_state(station: Station, state: SubscriptionState, subscription_id: str = LAMP) -> SubscriptionSnapshot:
    """Waits until this is the subscription's last state."""
    station.wait(
        lambda: [each.state for each in history(station, subscription_id)][-1:] == [state], f"{subscription_id} {state}"
    )
    return history(station, subscription_id)[-1]


def told(station: Station, subscription_id: str = LAMP) -> list[Notified]:
    return [event for event in station.events(Notified) if event.subscription_id == subscription_id]


def publications(station: Station) -> list[PublicationState]:
    return [event.publication.state for event in station.events(PublicationChanged)]


def wait_publication(station: Station, state: PublicationState) -> None:
    station.wait(lambda: publications(station)[-1:] == [state], f"publication {state}")


def test_subscription_becomes_active_and_tells(bench: Bench, near: Station) -> None:
    cause = near.accepted(subscribe(bench.target(RECEPTION)))
    active = wait_state(near, S.ACTIVE)
    near.wait(lambda: bool(told(near)), "a NOTIFY")
    assert [each.state for each in history(near)] == [S.SUBSCRIBING, S.ACTIVE]
    assert active.expires_s
    assert active.status_code is None
    assert near.causes(Changed) == {cause}
    assert told(near)[0].content_type.startswith("application/dialog-info+xml")
    assert b"dialog-info" in told(near)[0].body


def test_list_is_told_in_one_body(bench: Bench, near: Station) -> None:
    near.accepted(subscribe(bench.target(BLF), is_list=True))
    near.wait(lambda: bool(told(near)), "a NOTIFY")
    assert told(near)[0].content_type.startswith("multipart/related")


def test_unknown_resource_ends(bench: Bench, near: Station) -> None:
    near.accepted(subscribe(bench.target(NOBODY)))
    assert wait_state(near, S.ENDED).status_code == 404
    near.settle(1)
    assert history(near)[-1].state == S.ENDED
    assert not told(near)


def test_unsubscribed_is_the_end(bench: Bench, near: Station) -> None:
    near.accepted(subscribe(bench.target(RECEPTION)))
    wait_state(near, S.ACTIVE)
    cause = near.accepted(Unsubscribe(subscription_id=LAMP))
    wait_state(near, S.ENDED)
    assert cause in near.causes(Changed)
    count = len(near.events(Notified))
    near.settle(1)
    assert len(near.events(Notified)) == count
    assert history(near)[-1].state == S.ENDED


def test_unsubscribe_of_an_unknown_id_tells_its_end(near: Station) -> None:
    near.accepted(Unsubscribe(subscription_id=LAMP))
    wait_state(near, S.ENDED)


def test_known_id_is_replaced(bench: Bench, near: Station) -> None:
    near.accepted(subscribe(bench.target(RECEPTION)))
    wait_state(near, S.ACTIVE)
    near.accepted(subscribe(bench.target(BLF), is_list=True))
    near.wait(lambda: bool(told(near)) and told(near)[-1].content_type.startswith("multipart"), "the list")
    assert S.ENDED not in [each.state for each in history(near)]


def test_subscription_waits_for_the_registration(bench: Bench, engine: Station) -> None:
    account = msgspec.structs.replace(bench.alice.account, is_enabled=False)
    engine.put(account, bench.alice.password)
    engine.wait_registration(ALICE, RegistrationState.UNREGISTERED)
    engine.accepted(subscribe(bench.target(RECEPTION)))
    engine.settle(0.5)
    assert S.ACTIVE not in [each.state for each in history(engine)]
    engine.put(bench.alice.account, bench.alice.password)
    wait_state(engine, S.ACTIVE)


def test_subscriptions_of_a_replaced_account_are_made_anew(bench: Bench, near: Station) -> None:
    near.accepted(subscribe(bench.target(RECEPTION)))
    wait_state(near, S.ACTIVE)
    count = len(history(near))
    near.put(msgspec.structs.replace(bench.alice.account, expires_s=120), bench.alice.password)
    near.wait(lambda: S.ACTIVE in [each.state for each in history(near)[count:]], "active again")
    assert S.ENDED not in [each.state for each in history(near)]


def test_subscription_of_an_account_that_is_switched_off_is_not_active(bench: Bench, near: Station) -> None:
    near.accepted(subscribe(bench.target(RECEPTION)))
    wait_state(near, S.ACTIVE)
    near.accepted(Unregister(account_id=ALICE))
    near.wait_registration(ALICE, RegistrationState.UNREGISTERED)
    near.settle()
    assert history(near)[-1].state == S.RETRYING


def test_removed_account_ends_what_it_had(bench: Bench, engine: Station) -> None:
    login = bench.at_presence_server(bench.alice)
    engine.put(login.account, login.password)
    engine.accepted(subscribe(bench.target(RECEPTION)))
    engine.accepted(publish("Here"))
    wait_state(engine, S.ACTIVE)
    wait_publication(engine, P.PUBLISHED)
    engine.accepted(RemoveAccount(account_id=ALICE))
    wait_state(engine, S.ENDED)
    wait_publication(engine, P.ENDED)
    engine.wait_event(AccountRemoved)


def test_published_state_is_told_to_who_watches(bench: Bench, engine: Station) -> None:
    login = bench.at_presence_server(bench.alice)
    engine.put(login.account, login.password)
    user = login.account.address_of_record.split(":")[1].split("@")[0]
    target = f"sip:{user}@{login.account.presence_domain}"
    watching = subscribe(target, package=EventPackage.PRESENCE, at_presence_server=True)
    engine.accepted(watching)
    wait_state(engine, S.ACTIVE)
    causes = {engine.accepted(publish("First"))}
    wait_publication(engine, P.PUBLISHED)
    engine.wait(lambda: b"First" in told(engine)[-1].body, "the first state")
    causes.add(engine.accepted(publish("Second")))
    engine.wait(lambda: b"Second" in told(engine)[-1].body, "the second state")
    wait_publication(engine, P.PUBLISHED)
    causes.add(engine.accepted(Unpublish(account_id=ALICE)))
    wait_publication(engine, P.ENDED)
    assert publications(engine) == [P.PUBLISHING, P.PUBLISHED, P.PUBLISHING, P.PUBLISHED, P.ENDED]
    assert engine.causes(PublicationChanged) == causes
    published = [e.publication for e in engine.events(PublicationChanged) if e.publication.state == P.PUBLISHED]
    assert all(each.etag and each.expires_s for each in published)
    assert published[0].etag != published[1].etag


def test_server_that_takes_no_publication_ends_it(bench: Bench, near: Station) -> None:
    bench.refuse_publish(near)
    near.accepted(publish("Here"))
    wait_publication(near, P.ENDED)
    assert near.events(PublicationChanged)[-1].publication.status_code in (403, 404, 405, 489, 501)


def test_unpublish_of_nothing_tells_its_end(near: Station) -> None:
    near.accepted(Unpublish(account_id=ALICE))
    wait_publication(near, P.ENDED)


def test_what_cannot_be_done_is_rejected(near: Station) -> None:
    commands: list[tuple[AnyCommand, RejectCode]] = [
        (subscribe("sip:x@y", account_id=AccountId("none")), RejectCode.UNKNOWN_ACCOUNT),
        (Publish(account_id=AccountId("none"), body=b"x"), RejectCode.UNKNOWN_ACCOUNT),
        (Unpublish(account_id=AccountId("none")), RejectCode.UNKNOWN_ACCOUNT),
        (subscribe("1003"), RejectCode.BAD_ARGUMENT),
        (subscribe("sip:x@y", expires_s=0), RejectCode.BAD_ARGUMENT),
        (Publish(account_id=ALICE, body=b"x", expires_s=0), RejectCode.BAD_ARGUMENT),
        (Publish(account_id=ALICE, body=b""), RejectCode.BAD_ARGUMENT),
    ]
    for command, code in commands:
        reply = near.reply(command)
        assert isinstance(reply, Rejected), command
        assert reply.code == code, command
    assert not near.events(Changed)
    assert not near.events(PublicationChanged)
