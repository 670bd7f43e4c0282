"""Subscriptions and publications of a real engine at a server that does what the test says."""

from collections.abc import Iterator

import pytest

from softphone.basics.ids import AccountId, SubscriptionId
from softphone.protocol.commands import Publish, Register, RemoveAccount, Unpublish, Unregister, Unsubscribe
from softphone.protocol.events import AccountRemoved, CallLegChanged, SubscriptionChanged
from softphone.protocol.snapshots import (
    AccountConfig,
    EventPackage,
    PublicationState,
    RegistrationState,
    SubscriptionState,
    Transport,
)
from tests.harness.engine_process import EngineProcess, udp_port
from tests.harness.event_watch import EventWatch
from tests.harness.scripted_registrar import request
from tests.harness.sip_relay import SipRelay
from tests.harness.stranger import Stranger
from tests.pjsua2.notifier import Notifier

S = SubscriptionState
A = AccountId("a")


@pytest.fixture
def server() -> Iterator[Notifier]:
    with Notifier() as notifier:
        yield notifier


@pytest.fixture
def watch(server: Notifier, engine: EngineProcess) -> EventWatch:
    """An engine with one registered account; it ends before its server."""
    engine.register(config_at(server), "right")
    return EventWatch(engine)


def config_at(server: Notifier, user: str = "alice", **settings: object) -> AccountConfig:
    address = f"sip:{user}@127.0.0.1:{server.port}"
    return AccountConfig(account_id=A, address_of_record=address, **settings)  # type: ignore[arg-type]


def at(server: Notifier, user: str) -> str:
    return f"sip:{user}@127.0.0.1:{server.port}"


def test_becomes_active(watch: EventWatch, server: Notifier) -> None:
    lamps = [
        watch.subscribe("a", at(server, f"{kind}-1"), expires_s=60) for kind in ("plain", "auth", "brief", "early")
    ]
    for lamp in lamps:
        assert watch.wait_active(lamp).expires_s
        told = watch.wait_notified(lamp)
        assert told.content_type == "application/dialog-info+xml"
        assert b"\xc3\xa9" in told.body  # byte by byte
        assert watch.states(lamp) == [S.SUBSCRIBING, S.ACTIVE]


def test_comes_back(watch: EventWatch, server: Notifier) -> None:
    wanted = {
        "busy": [S.SUBSCRIBING, S.RETRYING, S.SUBSCRIBING, S.ACTIVE],
        "deactivated": [S.SUBSCRIBING, S.ACTIVE, S.SUBSCRIBING, S.ACTIVE],
        "probation": [S.SUBSCRIBING, S.ACTIVE, S.RETRYING, S.SUBSCRIBING, S.ACTIVE],
        "giveup": [S.SUBSCRIBING, S.ACTIVE, S.RETRYING, S.SUBSCRIBING, S.ACTIVE],
    }
    watch.wait_active(watch.subscribe("a", at(server, "plain-1")))  # the server answers
    lamps = {kind: watch.subscribe("a", at(server, f"{kind}-1")) for kind in wanted}
    watch.until(lambda: {kind: watch.states(lamp) for kind, lamp in lamps.items()} == wanted, "all states")
    assert server.alive == 1 + len(wanted)


def test_ends_for_good(watch: EventWatch, server: Notifier) -> None:
    wanted = {"forbidden": (403, "Forbidden"), "rejected": (None, "rejected"), "noresource": (None, "noresource")}
    for kind, (code, detail) in wanted.items():
        ended = watch.wait(watch.subscribe("a", at(server, f"{kind}-1")), S.ENDED)
        assert (ended.status_code, ended.detail) == (code, detail)
    count = server.counts["SUBSCRIBE"]
    watch.engine.read_for(2.0)
    assert server.counts["SUBSCRIBE"] == count


def test_restarted_server_is_noticed_by_one_and_asked_for_all(watch: EventWatch, server: Notifier) -> None:
    lamps = [watch.subscribe("a", at(server, user)) for user in ("plain-1", "plain-2", "short-1")]
    for lamp in lamps:
        watch.wait_active(lamp)
    server.forget_all()
    watch.until(lambda: server.alive == 3, "three subscriptions at the server")  # short-1 is refreshed first
    watch.until(lambda: all(watch.states(lamp)[-1] == S.ACTIVE for lamp in lamps), "all active")


def test_unsubscribe(watch: EventWatch, server: Notifier) -> None:
    lamp = watch.subscribe("a", at(server, "plain-1"))
    watch.wait_active(lamp)
    cause = watch.engine.do(Unsubscribe(subscription_id=SubscriptionId(lamp)))
    watch.wait(lamp, S.ENDED)
    assert watch.engine.wait_frame(lambda f: f.cause == cause and isinstance(f.event, SubscriptionChanged))
    watch.until(lambda: server.alive == 0, "the end at the server")


def test_known_id_replaces_its_subscription(watch: EventWatch, server: Notifier) -> None:
    for user in ("plain-1", "plain-2"):
        watch.subscribe("a", at(server, user), name="lamp")
        watch.wait_notified("lamp", lambda told, user=user: user.encode() in told.body)  # type: ignore[misc]
    watch.until(lambda: [user for _, user in server.watchers] == ["plain-2"], "the second one only")


def test_removed_account_takes_everything_with_it(watch: EventWatch, server: Notifier) -> None:
    lamp = watch.subscribe("a", at(server, "plain-1"))
    watch.wait_active(lamp)
    watch.engine.do(Publish(account_id=A, body=b"<presence/>"))
    watch.wait_publication("a", PublicationState.PUBLISHED)
    watch.engine.do(RemoveAccount(account_id=A))
    watch.wait(lamp, S.ENDED)
    watch.wait_publication("a", PublicationState.ENDED)
    watch.engine.wait(AccountRemoved)
    watch.until(lambda: server.alive == 0, "the end at the server")
    assert server.requests[-1].get("Expires") == "0"


def test_replaced_account_asks_and_publishes_anew(watch: EventWatch, server: Notifier) -> None:
    lamp = watch.subscribe("a", at(server, "plain-1"))
    watch.wait_active(lamp)
    watch.engine.do(Publish(account_id=A, body=b"<presence/>"))
    watch.wait_publication("a", PublicationState.PUBLISHED)
    since = len(watch.engine.frames)
    watch.engine.put_account(config_at(server, "bob"), "right")
    watch.wait_active(lamp, since)
    watch.wait_publication("a", PublicationState.PUBLISHED, since)
    watch.until(lambda: [who for who, _ in server.watchers] == ["<sip:bob@127.0.0.1>"], "only Bob watching")
    of_alice = [r.get("Expires") for r in server.requests if r.user == "alice" and r.get("Authorization")]
    assert of_alice == ["3600", "0"]


def test_account_that_is_switched_off_is_quiet_until_it_is_back(watch: EventWatch, server: Notifier) -> None:
    lamp = watch.subscribe("a", at(server, "plain-1"))
    watch.wait_active(lamp)
    watch.engine.do(Unregister(account_id=A))
    assert watch.wait(lamp, S.RETRYING).retry_in_s is None
    watch.until(lambda: server.alive == 0, "the end at the server")
    watch.engine.wait_registration("a", RegistrationState.UNREGISTERED)
    since = len(watch.engine.frames)
    watch.engine.do(Register(account_id=A))
    watch.wait_active(lamp, since)
    assert server.alive == 1


def test_presence_server_knows_another_identity(server: Notifier, engine: EngineProcess) -> None:
    with Notifier() as presence:
        config = config_at(server, presence_domain="people.test", presence_proxy=f"127.0.0.1:{presence.port}")
        engine.register(config, "right")
        watch = EventWatch(engine)
        colleague = watch.subscribe("a", "sip:plain-1@people.test", EventPackage.PRESENCE, at_presence_server=True)
        lamp = watch.subscribe("a", at(server, "plain-2"))
        watch.wait_active(colleague)
        watch.wait_active(lamp)
        engine.do(Publish(account_id=A, body=b"<presence/>"))
        watch.wait_publication("a", PublicationState.PUBLISHED)
        assert presence.watchers == [("<sip:alice@people.test>", "plain-1")]
        assert server.watchers == [("<sip:alice@127.0.0.1>", "plain-2")]
        assert not server.requests
        assert presence.requests[-1].start.split()[1] == "sip:alice@people.test"
        # Another proxy needs no new registration, but new subscriptions there.
        with Notifier() as other:
            since = len(engine.frames)
            engine.put_account(
                config_at(server, presence_domain="people.test", presence_proxy=f"127.0.0.1:{other.port}"), "right"
            )
            watch.wait_active(colleague, since)
            assert [user for _, user in other.watchers] == ["plain-1"]
            watch.until(lambda: not presence.watchers, "the end at the first one")
            assert server.counts["SUBSCRIBE"] == 1


def test_presence_server_whose_name_is_unknown(server: Notifier, engine: EngineProcess) -> None:
    bad = config_at(server, presence_domain="people.test", presence_proxy="presence.nowhere.invalid")
    engine.register(bad, "right")
    watch = EventWatch(engine)
    lamp = watch.subscribe("a", "sip:plain-1@people.test", at_presence_server=True)
    engine.do(Publish(account_id=A, body=b"<presence/>"))
    assert watch.wait(lamp, S.RETRYING).detail
    assert watch.wait_publication("a", PublicationState.RETRYING).detail
    since = len(engine.frames)
    good = config_at(server, presence_domain="people.test", presence_proxy=f"127.0.0.1:{server.port}")
    engine.put_account(good, "right")
    watch.wait_active(lamp, since)
    watch.wait_publication("a", PublicationState.PUBLISHED, since)


def test_nobody_takes_calls_at_the_presence_server(server: Notifier, engine: EngineProcess) -> None:
    proxy = f"127.0.0.1:{server.port}"
    engine.register(config_at(server, presence_domain="people.test", presence_proxy=proxy), "right")
    watch = EventWatch(engine)
    watch.wait_active(watch.subscribe("a", "sip:plain-1@people.test", at_presence_server=True))
    (contact,) = server.contacts
    with Stranger(("127.0.0.1", udp_port(engine))) as caller:
        for method, status in (("INVITE", b"404"), ("NOTIFY", b"481"), ("OPTIONS", b"200")):
            extra = "Event: dialog\r\nSubscription-State: active\r\n" if method == "NOTIFY" else ""
            caller.send(request(method, contact, caller.port, extra=extra))
            while b"SIP/2.0 1" in (answer := caller.receive()):
                pass
            assert answer.split(b" ")[1] == status, answer
    assert not [event for event in engine.events if isinstance(event, CallLegChanged)]


def test_lost_connection_to_the_presence_server(server: Notifier, engine: EngineProcess) -> None:
    with SipRelay(server.port) as relay:
        config = config_at(
            server, transport=Transport.TCP, presence_domain="people.test", presence_proxy=f"127.0.0.1:{relay.port}"
        )
        engine.register(config, "right")
        watch = EventWatch(engine)
        lamp = watch.subscribe("a", "sip:plain-1@people.test", at_presence_server=True)
        watch.wait_active(lamp)
        since = len(engine.frames)
        relay.hang_up()
        watch.wait_active(lamp, since)
        assert engine.wait_registration("a", RegistrationState.REGISTERED).problem is None


def test_publishes_with_a_password_and_withdraws(watch: EventWatch, server: Notifier) -> None:
    watch.engine.do(Publish(account_id=A, body=b"<presence/>", expires_s=600))
    published = watch.wait_publication("a", PublicationState.PUBLISHED)
    assert (published.expires_s, published.etag) == (600, "e2")
    told = server.requests[-1]
    assert (told.get("Event"), told.get("Content-Type"), told.body) == (
        "presence", "application/pidf+xml", b"<presence/>",
    )  # fmt: skip
    watch.engine.do(Unpublish(account_id=A))
    assert watch.wait_publication("a", PublicationState.ENDED).etag == ""
    assert (server.requests[-1].get("Expires"), server.requests[-1].get("SIP-If-Match")) == ("0", "e2")


def test_server_that_has_forgotten_the_publication_of_a_dead_engine(watch: EventWatch, server: Notifier) -> None:
    watch.engine.do(Publish(account_id=A, body=b"<presence/>", previous_etag="stale"))
    watch.wait_publication("a", PublicationState.PUBLISHED)
    tags = [request.get("SIP-If-Match") for request in server.requests]
    assert tags == ["stale", "stale", "", ""]  # each without, then with credentials


def test_end_of_the_engine_ends_subscriptions_and_publications(server: Notifier, engine: EngineProcess) -> None:
    engine.register(config_at(server), "right")
    watch = EventWatch(engine)
    watch.wait_active(watch.subscribe("a", at(server, "plain-1")))
    engine.do(Publish(account_id=A, body=b"<presence/>"))
    watch.wait_publication("a", PublicationState.PUBLISHED)
    assert engine.close() == 0
    assert server.alive == 0
    assert server.requests[-1].get("Expires") == "0"


def test_thousands_of_lamps(server: Notifier, engine: EngineProcess) -> None:
    engine.register(config_at(server, transport=Transport.TCP), "right")
    watch = EventWatch(engine)
    lamps = [watch.subscribe("a", at(server, f"plain-{number}")) for number in range(2000)]
    watch.until(lambda: watch.notifies() >= len(lamps), "a NOTIFY to each", 60.0)
    assert server.alive == len(lamps)
    server.notify_all()
    watch.until(lambda: watch.notifies() >= 2 * len(lamps), "another NOTIFY to each", 60.0)
    assert watch.states(lamps[-1]) == [S.SUBSCRIBING, S.ACTIVE]
    assert engine.close() == 0
