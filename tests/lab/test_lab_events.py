"""Lamps of a real Asterisk, presence of a real Kamailio: subscriptions and publications of the engine."""

import urllib.request
from collections.abc import Callable, Iterator

import pytest
from softphone_lab import Lab, LabFacts, Part

from softphone.basics.ids import AccountId
from softphone.protocol.commands import Answer, HangUp, Publish, Unpublish
from softphone.protocol.events import Notified
from softphone.protocol.snapshots import (
    AccountConfig,
    EventPackage,
    LegState,
    PublicationState,
    SubscriptionState,
    Transport,
)
from tests.harness.engine_process import EngineProcess
from tests.harness.event_watch import EventWatch
from tests.harness.lab_accounts import lab_config, number

pytestmark = pytest.mark.lab
P, S = PublicationState, SubscriptionState
ALICE, BOB = AccountId("account-1001"), AccountId("account-1002")
LIST = (
    '<?xml version="1.0" encoding="UTF-8"?><rls-services xmlns="urn:ietf:params:xml:ns:rls-services"'
    ' xmlns:rl="urn:ietf:params:xml:ns:resource-lists"><service uri="sip:1001-team@{domain}"><list>'
    '<rl:entry uri="sip:1001@{domain}"/><rl:entry uri="sip:1002@{domain}"/></list>'
    "<packages><package>presence</package></packages></service></rls-services>"
)


@pytest.fixture(scope="module")
def own_lab() -> Iterator[Lab]:
    """A lab of this module's own: parts of it are killed, and Kamailio's state is not shared."""
    lab = Lab(parts=[Part.PBX, Part.PRESENCE])
    lab.up()
    yield lab
    lab.down()


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def config_of(facts: LabFacts, user: str, transport: Transport = Transport.UDP) -> AccountConfig:
    """The user with Kamailio as presence server."""
    server = facts.kamailio
    assert server is not None
    port = server.tls if transport == Transport.TLS else server.sip
    proxy = f"{facts.host}:{port}"
    return lab_config(facts, user, transport, presence_domain=server.domain, presence_proxy=proxy)


def register(engine: EngineProcess, facts: LabFacts, *users: str, transport: Transport = Transport.UDP) -> EventWatch:
    for user in users:
        engine.register(config_of(facts, user, transport), f"secret-{user}")
    return EventWatch(engine)


def pidf(user: str, note: str) -> bytes:
    return (
        f'<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:{user}@lab.test">'
        f'<tuple id="t{user}"><status><basic>open</basic></status><note>{note}</note></tuple></presence>'
    ).encode()


def says(text: str) -> Callable[[Notified], bool]:
    """True for a NOTIFY with this in its body."""
    return lambda told: text.encode() in told.body


def test_lamp_follows_a_call(own_lab: Lab, engine: EngineProcess) -> None:
    watch = register(engine, own_lab.facts, "1001", "1002")
    lamp = watch.subscribe(ALICE, number(lab_config(own_lab.facts, "1001"), "1002"))
    watch.wait_notified(lamp, says("<state>terminated</state>"))
    own_lab.call_out("1002", "Milliwatt")
    watch.wait_notified(lamp, says("<state>early</state>"))
    call = engine.wait_incoming()
    engine.do(Answer(leg_id=call.leg_id))
    watch.wait_notified(lamp, says("<state>confirmed</state>"))
    since = len(engine.frames)
    engine.do(HangUp(leg_id=call.leg_id))
    watch.wait_notified(lamp, says("<state>terminated</state>"), since)
    engine.wait_leg(call.leg_id, LegState.ENDED)


def test_lists_are_one_subscription_each(own_lab: Lab, engine: EngineProcess) -> None:
    watch = register(engine, own_lab.facts, "1001")
    at = lab_config(own_lab.facts, "1001")
    for name, package in (("blf", EventPackage.DIALOG), ("team", EventPackage.PRESENCE)):
        watch.subscribe(ALICE, number(at, name), package, name=name, is_list=True)
        told = watch.wait_notified(name)
        assert told.content_type.startswith('multipart/related;type="application/rlmi+xml"')
        assert told.body.count(b"Content-ID") > 8
        watch.wait_active(name)


def test_what_asterisk_does_not_have(own_lab: Lab, engine: EngineProcess) -> None:
    watch = register(engine, own_lab.facts, "1001")
    at = lab_config(own_lab.facts, "1001")
    nobody = watch.subscribe(ALICE, number(at, "9999"))
    assert watch.wait(nobody, S.ENDED).status_code == 404
    package = watch.subscribe(ALICE, number(at, "1001"), EventPackage.REGISTRATION)
    assert watch.wait(package, S.ENDED).status_code == 489


@pytest.mark.parametrize("transport", list(Transport))
def test_presence_over_each_transport(own_lab: Lab, engine: EngineProcess, transport: Transport) -> None:
    watch = register(engine, own_lab.facts, "1001", "1002", transport=transport)
    colleague = watch.subscribe(
        BOB, "sip:1001@lab.test", EventPackage.PRESENCE, name="colleague", at_presence_server=True
    )
    watch.wait_active(colleague)
    watchers = watch.subscribe(
        ALICE, "sip:1001@lab.test", EventPackage.WATCHER_INFO, name="watchers", at_presence_server=True
    )
    watch.wait_notified(watchers, says("sip:1002@lab.test"))
    for note in ("At lunch", "Back again"):
        engine.do(Publish(account_id=ALICE, body=pidf("1001", note)))
        watch.wait_notified(colleague, says(note))
    since = len(engine.frames)
    engine.do(Unpublish(account_id=ALICE))
    watch.wait_publication(ALICE, P.ENDED)
    watch.wait_notified(colleague, lambda told: b"Back again" not in told.body, since)
    assert engine.close() == 0


def test_list_at_the_presence_server(own_lab: Lab, engine: EngineProcess) -> None:
    server = own_lab.facts.kamailio
    assert server is not None
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, server.xcap, "1001", "secret-1001")
    put = urllib.request.Request(
        f"{server.xcap}/rls-services/users/sip:1001@{server.domain}/index", method="PUT",
        data=LIST.format(domain=server.domain).encode(), headers={"Content-Type": "application/rls-services+xml"},
    )  # fmt: skip
    urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(passwords)).open(put, timeout=10).close()
    watch = register(engine, own_lab.facts, "1001", "1002")
    team = watch.subscribe(
        ALICE, f"sip:1001-team@{server.domain}", EventPackage.PRESENCE, is_list=True, at_presence_server=True
    )
    watch.wait_active(team)
    engine.do(Publish(account_id=BOB, body=pidf("1002", "In the list")))
    told = watch.wait_notified(team, says("In the list"))
    assert told.content_type.startswith("multipart/related")


def test_restarted_servers_are_asked_again(own_lab: Lab, engine: EngineProcess) -> None:
    watch = register(engine, own_lab.facts, "1001", "1002", transport=Transport.TCP)
    lamp = watch.subscribe(ALICE, number(lab_config(own_lab.facts, "1001", Transport.TCP), "1003"))
    colleague = watch.subscribe(BOB, "sip:1001@lab.test", EventPackage.PRESENCE, at_presence_server=True)
    engine.do(Publish(account_id=ALICE, body=pidf("1001", "Still here")))
    watch.wait_active(lamp)
    watch.wait_notified(colleague, says("Still here"))
    for part, subscription, text in ((Part.PRESENCE, colleague, "Still here"), (Part.PBX, lamp, "dialog-info")):
        since = len(engine.frames)
        own_lab.kill(part)
        own_lab.start(part)
        watch.wait_active(subscription, since, 40.0)
        watch.wait_notified(subscription, says(text), since, 40.0)
