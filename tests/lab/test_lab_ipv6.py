"""IPv6 and both families: the PBX listens on ::1 beside 127.0.0.1."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from softphone_lab import Lab
from softphone_lab.name_server import NameServer

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol import commands
from softphone.protocol.events import AccountTestProgressed, StatisticsMeasured
from softphone.protocol.snapshots import AccountConfig, IpFamily, LegState, StepOutcome, Transport
from tests.harness.engine_process import EngineProcess

pytestmark = pytest.mark.lab
HOST = "pbx.lab.test"


@pytest.fixture(autouse=True)
def needs_ipv6() -> None:
    addresses = Path("/proc/net/if_inet6")
    assert addresses.exists(), "this machine has no IPv6 at all: set net.ipv6.conf.lo.disable_ipv6=0"
    assert re.search(r"^0{31}1 ", addresses.read_text(), re.M), "the loopback device has no ::1"


@pytest.fixture
def names() -> Iterator[NameServer]:
    with NameServer() as server:
        yield server


@pytest.fixture
def engine(names: NameServer) -> Iterator[EngineProcess]:
    with EngineProcess({"SOFTPHONE_DNS_SERVER": names.place}) as process:
        yield process


def account(lab: Lab, transport: Transport = Transport.UDP, host: str = HOST, **settings: Any) -> AccountConfig:
    port = lab.facts.sip_tls if transport == Transport.TLS else lab.facts.sip_udp
    return AccountConfig(
        account_id=AccountId("a"), address_of_record=f"sip:1001@{host}:{port}", transport=transport,
        trusted_ca_files=(str(lab.facts.ca),) if transport == Transport.TLS else (), **settings,
    )  # fmt: skip


def hears_the_echo(engine: EngineProcess, config: AccountConfig) -> None:
    host = config.address_of_record.partition("@")[2]
    leg_id = engine.dial(config.account_id, f"sip:*43@{host}")
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    engine.do(commands.SetMeasuring(is_on=True))
    engine.wait(StatisticsMeasured, lambda event: event.statistics.rx_packets > 20)


@pytest.mark.parametrize("transport", list(Transport))
@pytest.mark.parametrize("host", ["[::1]", HOST])
def test_server_of_ipv6_only(
    engine: EngineProcess, names: NameServer, lab: Lab, transport: Transport, host: str
) -> None:
    names.put(HOST, "AAAA", "::1")
    config = account(lab, transport, host)
    engine.register(config, "secret-1001")
    (contact,) = lab.contacts("1001")
    assert "@[" in contact.uri
    hears_the_echo(engine, config)


@pytest.mark.parametrize("family", [IpFamily.IPV4, IpFamily.IPV6])
def test_the_family_that_is_set_is_used(engine: EngineProcess, names: NameServer, lab: Lab, family: IpFamily) -> None:
    names.put(HOST, "AAAA", "::1")
    names.put(HOST, "A", "127.0.0.1")
    config = account(lab, ip_family=family)
    engine.register(config, "secret-1001")
    (contact,) = lab.contacts("1001")
    assert ("@[" in contact.uri) == (family == IpFamily.IPV6)
    hears_the_echo(engine, config)


@pytest.mark.parametrize("transport", list(Transport))
def test_dead_ipv6_leaves_ipv4(engine: EngineProcess, names: NameServer, lab: Lab, transport: Transport) -> None:
    names.put(HOST, "AAAA", "2001:db8::dead")  # for documentation: nobody has it
    names.put(HOST, "A", "127.0.0.1")
    config = account(lab, transport)
    engine.register(config, "secret-1001")
    (contact,) = lab.contacts("1001")
    assert "@[" not in contact.uri
    hears_the_echo(engine, config)


@pytest.mark.parametrize("transport", list(Transport))
def test_account_test_goes_on_to_ipv4(engine: EngineProcess, names: NameServer, lab: Lab, transport: Transport) -> None:
    names.put(HOST, "AAAA", "2001:db8::dead")
    names.put(HOST, "A", "127.0.0.1")
    test = commands.TestAccount(test_id="t", account=account(lab, transport), password=Secret("secret-1001"))
    engine.do(test)
    last = engine.wait(AccountTestProgressed, lambda event: event.is_last)
    assert last.outcome == StepOutcome.PASSED
