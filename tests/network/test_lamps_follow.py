"""From cable to Wi-Fi: lamps go on to light, and one's own status goes on to be seen."""

from collections.abc import Callable

import pytest
from softphone_lab.networks import Cable, Site

from softphone.basics.ids import AccountId
from softphone.protocol.commands import HangUp, Publish
from softphone.protocol.events import Notified, RegistrationChanged
from softphone.protocol.snapshots import EventPackage, LegState, PublicationState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.event_watch import EventWatch
from tests.harness.lab_accounts import lab_config, number

pytestmark = pytest.mark.lab
ALICE, BOB = AccountId("account-1001"), AccountId("account-1002")


def says(text: str) -> Callable[[Notified], bool]:
    return lambda told: text.encode() in told.body


def pidf(note: str) -> bytes:
    return (
        '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:1001@lab.test">'
        f'<tuple id="t1"><status><basic>open</basic></status><note>{note}</note></tuple></presence>'
    ).encode()


def sign_in(engine: EngineProcess, site: Site, transport: Transport) -> EventWatch:
    """Alice and Bob in one program, with Kamailio as presence server."""
    server = site.facts.kamailio
    assert server is not None
    port = server.tls if transport == Transport.TLS else server.sip
    for user in ("1001", "1002"):
        config = lab_config(
            site.facts, user, transport,
            presence_domain=server.domain, presence_proxy=f"{site.facts.host}:{port}",
        )  # fmt: skip
        engine.register(config, f"secret-{user}")
    return EventWatch(engine)


def to_wifi(engine: EngineProcess, site: Site) -> None:
    """Returns when both are registered there."""
    go(engine, site.cable, site.wifi)


def go(engine: EngineProcess, left: Cable, taken: Cable) -> None:
    """From one way to another; returns when both are registered there."""
    since = len(engine.frames)
    left.pull_out()
    taken.plug_in()
    for account_id in (ALICE, BOB):
        engine.wait(
            RegistrationChanged,
            lambda event, wanted=account_id: (  # type: ignore[misc]
                event.registration.account_id == wanted and taken.address in event.registration.contact_uri
            ),
            since=since,
        )


def see_a_call(watch: EventWatch, site: Site, lamp: str, transport: Transport) -> None:
    """Bob calls somebody, and the lamp shows it."""
    engine, since = watch.engine, len(watch.engine.frames)
    leg_id = engine.dial(BOB, number(lab_config(site.facts, "1002", transport), "*43"))
    watch.wait_notified(lamp, says("<state>confirmed</state>"), since)
    since = len(engine.frames)
    engine.do(HangUp(leg_id=leg_id))
    engine.wait_leg(leg_id, LegState.ENDED)
    watch.wait_notified(lamp, says("<state>terminated</state>"), since)


@pytest.mark.parametrize("transport", list(Transport))
def test_a_lamp_goes_along_to_wifi(site: Site, engine: EngineProcess, transport: Transport) -> None:
    watch = sign_in(engine, site, transport)
    lamp = watch.subscribe(ALICE, number(lab_config(site.facts, "1001", transport), "1002"), name="lamp")
    watch.wait_notified(lamp, says("<state>terminated</state>"))
    since = len(engine.frames)
    to_wifi(engine, site)
    watch.wait_active(lamp, since, 40.0)
    see_a_call(watch, site, lamp, transport)


@pytest.mark.parametrize("transport", list(Transport))
def test_a_status_goes_along_to_wifi(site: Site, engine: EngineProcess, transport: Transport) -> None:
    watch = sign_in(engine, site, transport)
    status = watch.subscribe(BOB, "sip:1001@lab.test", EventPackage.PRESENCE, name="status", at_presence_server=True)
    engine.do(Publish(account_id=ALICE, body=pidf("On the cable")))
    watch.wait_notified(status, says("On the cable"))
    for left, taken, note in ((site.cable, site.wifi, "By Wi-Fi"), (site.wifi, site.cable, "On the cable again")):
        since = len(engine.frames)
        go(engine, left, taken)
        watch.wait_active(status, since, 40.0)
        since = len(engine.frames)
        engine.do(Publish(account_id=ALICE, body=pidf(note)))
        watch.wait_notified(status, says(note), since, 40.0)
        assert watch.wait_publication(ALICE, PublicationState.PUBLISHED, since).etag
