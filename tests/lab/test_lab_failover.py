"""The death of a server behind SRV: the next one is used, and the first again when it is well."""

import time
from collections.abc import Iterator

import pytest
from softphone_lab import Lab, Part
from softphone_lab.name_server import NameServer

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol import commands
from softphone.protocol.commands import Answer, HangUp, Register, SetMeasuring
from softphone.protocol.events import AccountTestProgressed, CallLegChanged, ServerProbed, StatisticsMeasured
from softphone.protocol.snapshots import (
    AccountConfig,
    AccountTestStep,
    LegState,
    RegistrationSnapshot,
    RegistrationState,
    StepOutcome,
    Transport,
)
from tests.harness.engine_process import EngineProcess
from tests.harness.event_watch import EventWatch

pytestmark = pytest.mark.lab
REGISTERED = RegistrationState.REGISTERED
DOMAIN = "lab.test"


@pytest.fixture
def names() -> Iterator[NameServer]:
    with NameServer() as server:
        server.put("pbx1.lab.test", "A", "127.0.0.1")
        server.put("pbx2.lab.test", "A", "127.0.0.1")
        yield server


@pytest.fixture
def engine(names: NameServer) -> Iterator[EngineProcess]:
    with EngineProcess({"SOFTPHONE_DNS_SERVER": names.place}) as process:
        yield process


@pytest.fixture
def backup(lab: Lab) -> Iterator[Lab]:
    second = Lab()
    second.up()
    yield second
    second.down()


@pytest.fixture
def primary() -> Iterator[Lab]:
    """One that may be killed."""
    first = Lab()
    first.up()
    yield first
    first.down()


def account(*labs: Lab, transport: Transport = Transport.UDP, user: str = "1001") -> AccountConfig:
    files = tuple(str(lab.facts.ca) for lab in labs) if transport == Transport.TLS else ()
    return AccountConfig(
        account_id=AccountId(f"account-{user}"), address_of_record=f"sip:{user}@{DOMAIN}", transport=transport,
        trusted_ca_files=files,
    )  # fmt: skip


def serve(names: NameServer, transport: Transport, first: int, second: int) -> None:
    service = {Transport.UDP: "_sip._udp", Transport.TCP: "_sip._tcp", Transport.TLS: "_sips._tcp"}[transport]
    names.put_service(f"{service}.{DOMAIN}", (10, 0, first, "pbx1.lab.test"), (20, 0, second, "pbx2.lab.test"))


def wait_server(engine: EngineProcess, config: AccountConfig, server: str, since: int = 0) -> RegistrationSnapshot:
    """The registration once it is at that server. It may take as long as a slow machine needs."""
    deadline = time.monotonic() + 60
    while True:
        found = engine.wait_registration(config.account_id, REGISTERED, timeout_s=60, since=since)
        since = next(i for i, e in enumerate(engine.events) if i >= since and getattr(e, "registration", None) is found)
        if found.server == server:
            return found
        since += 1
        assert time.monotonic() < deadline


def test_dead_udp_server_is_left_and_gone_back_to(
    engine: EngineProcess, names: NameServer, primary: Lab, backup: Lab
) -> None:
    serve(names, Transport.UDP, primary.facts.sip_udp, backup.facts.sip_udp)
    config = account(primary)
    first, second = f"pbx1.lab.test:{primary.facts.sip_udp}", f"pbx2.lab.test:{backup.facts.sip_udp}"
    assert engine.register(config, "secret-1001").server == first
    since = len(engine.frames)
    primary.kill(Part.PBX)
    wait_server(engine, config, second, since)
    assert len(backup.contacts("1001")) == 1
    leg_id = engine.dial(config.account_id, f"sip:*43@{DOMAIN}")
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    since = len(engine.frames)
    primary.start(Part.PBX)
    names.is_silent = True  # what is known of names is enough
    engine.read_for(12.0)
    assert engine.leg(leg_id).state == LegState.ESTABLISHED
    assert not [e for e in engine.events[since:] if getattr(getattr(e, "registration", None), "server", "") == first]
    engine.do(HangUp(leg_id=leg_id))
    engine.wait_leg(leg_id, LegState.ENDED)
    wait_server(engine, config, first, since)
    assert len(primary.contacts("1001")) == 1


@pytest.mark.parametrize("transport", [Transport.TCP, Transport.TLS])
def test_dead_connection_leads_to_the_next_server(
    engine: EngineProcess, names: NameServer, primary: Lab, backup: Lab, transport: Transport
) -> None:
    ports = [f.sip_tls if transport == Transport.TLS else f.sip_tcp for f in (primary.facts, backup.facts)]
    serve(names, transport, *ports)
    config = account(primary, backup, transport=transport)
    engine.register(config, "secret-1001")
    since = len(engine.frames)
    primary.kill(Part.PBX)
    wait_server(engine, config, f"pbx2.lab.test:{ports[1]}", since)
    leg_id = engine.dial(config.account_id, f"sip:*43@{DOMAIN}")
    engine.wait_leg(leg_id, LegState.ESTABLISHED)


def test_server_that_hangs_is_left(engine: EngineProcess, names: NameServer, primary: Lab, backup: Lab) -> None:
    serve(names, Transport.TCP, primary.facts.sip_tcp, backup.facts.sip_tcp)
    config = account(primary, transport=Transport.TCP)
    engine.register(config, "secret-1001")
    since = len(engine.frames)
    primary.suspend(Part.PBX)
    try:
        wait_server(engine, config, f"pbx2.lab.test:{backup.facts.sip_tcp}", since)
    finally:
        primary.suspend(Part.PBX, is_suspended=False)


def test_call_goes_on_when_the_proxy_dies(names: NameServer, backup: Lab) -> None:
    """Kamailio only passes on what sets calls up: sound goes from phone to phone."""
    proxy = Lab(parts=(Part.PRESENCE,))
    kamailio = proxy.up().kamailio
    assert kamailio is not None
    environment = {"SOFTPHONE_DNS_SERVER": names.place}
    serve(names, Transport.UDP, kamailio.sip, backup.facts.sip_udp)
    try:
        with EngineProcess(environment) as alice, EngineProcess(environment) as bob:
            a, b = account(backup), account(backup, user="1002")
            alice.register(a, "secret-1001")
            bob.register(b, "secret-1002")
            leg_id = alice.dial(a.account_id, f"sip:1002@{DOMAIN}")
            incoming = bob.wait_incoming()
            bob.do(Answer(leg_id=incoming.leg_id))
            alice.wait_leg(leg_id, LegState.ESTABLISHED)
            proxy.kill(Part.PRESENCE)
            for phone, config in ((alice, a), (bob, b)):
                wait_server(phone, config, f"pbx2.lab.test:{backup.facts.sip_udp}")
            alice.do(SetMeasuring(is_on=True))
            heard = alice.wait(StatisticsMeasured, since=len(alice.frames)).statistics.rx_packets
            alice.wait(StatisticsMeasured, lambda event: event.statistics.rx_packets > heard + 20)
            assert not [e for e in alice.events if isinstance(e, CallLegChanged) and e.leg.state == LegState.ENDED]
    finally:
        proxy.down()


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_lamp_goes_along_to_the_next_server(
    engine: EngineProcess, names: NameServer, primary: Lab, backup: Lab, transport: Transport
) -> None:
    ports = [f.sip_udp if transport == Transport.UDP else f.sip_tcp for f in (primary.facts, backup.facts)]
    serve(names, transport, *ports)
    config = account(primary, transport=transport)
    engine.register(config, "secret-1001")
    watch = EventWatch(engine)
    lamp = watch.subscribe(config.account_id, f"sip:1001@{DOMAIN}", name="lamp")
    watch.wait_notified(lamp, lambda told: b"<state>terminated</state>" in told.body)
    since = len(engine.frames)
    primary.kill(Part.PBX)
    wait_server(engine, config, f"pbx2.lab.test:{ports[1]}", since)
    watch.wait_active(lamp, since, 40.0)
    since = len(engine.frames)
    engine.dial(config.account_id, f"sip:*43@{DOMAIN}")
    watch.wait_notified(lamp, lambda told: b"<state>confirmed</state>" in told.body, since)


def test_names_are_used_on_when_the_name_server_is_gone(engine: EngineProcess, names: NameServer, lab: Lab) -> None:
    serve(names, Transport.UDP, lab.facts.sip_udp, 9)
    config = account(lab)
    engine.register(config, "secret-1001")
    names.is_silent = True
    since = len(engine.frames)
    engine.do(Register(account_id=config.account_id))
    engine.wait_registration(config.account_id, REGISTERED, since=since)


def test_account_test_says_what_srv_has_found(engine: EngineProcess, names: NameServer, lab: Lab) -> None:
    """As the first run asks: a mail-like address, and no server."""
    names.put(
        DOMAIN, "NAPTR", f'10 10 "s" "SIPS+D2T" "" _sips._tcp.{DOMAIN}.', f'20 10 "s" "SIP+D2U" "" _sip._udp.{DOMAIN}.'
    )
    names.put_service(f"_sips._tcp.{DOMAIN}", (10, 0, lab.facts.sip_tls, "pbx1.lab.test"))
    serve(names, Transport.UDP, 9, lab.facts.sip_udp)
    for transport, port in ((Transport.UDP, 9), (Transport.TLS, lab.facts.sip_tls)):
        config, since = account(lab, transport=transport), len(engine.frames)
        engine.do(commands.TestAccount(test_id="t", account=config, password=Secret("secret-1001")))
        last = engine.wait(AccountTestProgressed, lambda event: event.is_last, since=since)
        told = [e for e in engine.events[since:] if isinstance(e, AccountTestProgressed)]
        (found,) = [e.detail for e in told if (e.step, e.outcome) == (AccountTestStep.RESOLVE, StepOutcome.PASSED)]
        assert found.startswith(f"SRV _sip{'s._tcp' if transport == Transport.TLS else '._udp'}.{DOMAIN}: ")
        assert f"pbx1.lab.test:{port} (127.0.0.1)" in found
        assert found.endswith("; offered: tls, udp")
        assert (last.step, last.outcome) == (AccountTestStep.REGISTER, StepOutcome.PASSED)


def test_a_server_is_asked_what_it_offers_through_srv(engine: EngineProcess, names: NameServer, lab: Lab) -> None:
    """The first server is dead: the next one answers."""
    names.put(
        DOMAIN, "NAPTR", f'10 10 "s" "SIPS+D2T" "" _sips._tcp.{DOMAIN}.', f'20 10 "s" "SIP+D2U" "" _sip._udp.{DOMAIN}.'
    )
    serve(names, Transport.UDP, 9, lab.facts.sip_udp)
    engine.do(commands.ProbeServer(probe_id="p", account=account(lab), password=Secret("secret-1001")))
    offer = engine.wait(ServerProbed).offer
    assert offer.server == f"pbx2.lab.test:{lab.facts.sip_udp}"
    assert offer.service == f"_sip._udp.{DOMAIN}"
    assert offer.transports == (Transport.TLS, Transport.UDP)
    assert offer.names == ("Lab PBX",)
    assert [each.is_offered for each in offer.packages] == [True, True, True, False]
