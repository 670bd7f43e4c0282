"""NAPTR and SRV: which servers, in which order."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from softphone.engine.locating import Naptr, Question, Server, Srv, describe, in_order, locate
from softphone.protocol.snapshots import IpFamily, Transport

UDP, TCP, TLS = Transport.UDP, Transport.TCP, Transport.TLS


class Zone:
    """A name server's answers."""

    def __init__(self, naptr: Sequence[Naptr] = (), hosts: Mapping[str, Sequence[str]] | None = None,
                 **srv: Sequence[Srv]) -> None:  # fmt: skip
        self._naptr = list(naptr)
        self._srv = {f"_{name.replace('_', '._')}.example.com": list(records) for name, records in srv.items()}
        self._hosts = hosts or {}
        self.asked: list[str] = []

    def services(self, name: str, services: Sequence[str]) -> tuple[list[Naptr], Mapping[str, list[Srv]]]:
        self.asked.append(name)
        return self._naptr, {service: self._srv.get(service, []) for service in services}

    def srv(self, name: str) -> list[Srv]:
        return self._srv.get(name, [])

    def addresses(self, host: str, family: IpFamily) -> list[str]:
        found = [
            a for a in self._hosts.get(host, ()) if family == IpFamily.AUTO or (":" in a) == (family == IpFamily.IPV6)
        ]
        if not found:
            raise OSError("unknown")
        return found


HOSTS = {"a.example.com": ("192.0.2.1",), "b.example.com": ("192.0.2.2", "2001:db8::2"), "example.com": ("192.0.2.9",)}


def find(zone: Zone, transport: Transport = UDP, name: str = "example.com", port: int | None = None,
         uses_srv: bool = True, family: IpFamily = IpFamily.AUTO) -> list[str]:  # fmt: skip
    question = Question(name, port, transport, uses_srv, family)
    return [f"{s.address} {s.port} {s.name}" for s in locate(question, zone, random.Random(1)).servers]


def test_lower_priority_number_comes_first() -> None:
    zone = Zone(hosts=HOSTS, sip_udp=(Srv(20, 0, 5070, "b.example.com"), Srv(10, 0, 5080, "a.example.com")))
    assert find(zone) == [
        "192.0.2.1 5080 example.com",
        "192.0.2.2 5070 example.com",
        "2001:db8::2 5070 example.com",
    ]


def test_weights_share_the_load() -> None:
    records = [Srv(1, 30, 1, "often"), Srv(1, 10, 1, "seldom"), Srv(1, 0, 1, "hardly")]
    chance = random.Random(7)
    first = Counter(in_order(records, chance)[0].target for _ in range(4000))
    assert 2.4 < first["often"] / first["seldom"] < 3.6
    assert first["hardly"] < first["seldom"]
    assert all(len(in_order(records, chance)) == 3 for _ in range(10))


def test_naptr_names_the_service_of_the_accounts_transport() -> None:
    naptr = (
        Naptr(20, 50, "s", "SIP+D2U", "_sip._udp.example.com"),
        Naptr(10, 50, "s", "SIPS+D2T", "_sips._tcp.example.com"),
        Naptr(5, 50, "u", "E2U+sip", ""),
    )
    zone = Zone(naptr, HOSTS, sip_udp=(Srv(0, 0, 5060, "a.example.com"),), sips_tcp=(Srv(0, 0, 5061, "b.example.com"),))
    found = locate(Question("example.com", None, TLS), zone, random.Random(1))
    assert found.service == "_sips._tcp.example.com"
    assert found.offered == (TLS, UDP)
    assert [server.name for server in found.servers] == ["b.example.com", "example.com"] * 2


def test_certificate_may_not_be_for_a_host_of_another_domain() -> None:
    zone = Zone(hosts={"evil.example.org": ("192.0.2.66",)}, sips_tcp=(Srv(0, 0, 5061, "evil.example.org"),))
    assert find(zone, TLS) == ["192.0.2.66 5061 example.com"]


def test_without_srv_the_name_itself_is_the_server() -> None:
    assert find(Zone(hosts=HOSTS), TLS) == ["192.0.2.9 5061 example.com"]


def test_service_that_is_decidedly_not_there() -> None:
    zone = Zone(hosts=HOSTS, sip_udp=(Srv(0, 0, 0, ""),), sip_tcp=(Srv(0, 0, 5060, "a.example.com"),))
    found = locate(Question("example.com", None, UDP), zone, random.Random(1))
    assert found.offered == (TCP,)
    assert [server.address for server in found.servers] == ["192.0.2.9"]


@pytest.mark.parametrize(
    ("name", "port", "uses_srv"),
    [("192.0.2.5", None, True), ("[2001:db8::5]", None, True), ("a.example.com", 5070, True),
     ("a.example.com", None, False)],
)  # fmt: skip
def test_srv_is_not_asked_for(name: str, port: int | None, uses_srv: bool) -> None:
    zone = Zone(hosts=HOSTS)
    assert len(find(zone, UDP, name, port, uses_srv)) == 1
    assert zone.asked == []


@pytest.mark.parametrize("name", ["localhost", "pbx.nowhere.invalid", "phone.local"])
def test_names_that_no_name_server_knows(name: str) -> None:
    assert not Question(name, None, UDP).asks_srv


def test_one_family_only() -> None:
    zone = Zone(hosts=HOSTS, sip_udp=(Srv(0, 0, 5060, "a.example.com"), Srv(1, 0, 5060, "b.example.com")))
    assert find(zone, family=IpFamily.IPV6) == ["2001:db8::2 5060 example.com"]
    assert find(zone, family=IpFamily.IPV4) == ["192.0.2.1 5060 example.com", "192.0.2.2 5060 example.com"]


def test_unknown_target_does_not_hide_the_others() -> None:
    zone = Zone(hosts=HOSTS, sip_udp=(Srv(0, 0, 5060, "gone.example.com"), Srv(1, 0, 5060, "a.example.com")))
    assert find(zone) == ["192.0.2.1 5060 example.com"]


def test_words_for_what_was_found() -> None:
    servers = (Server("example.com", "192.0.2.1", 5060, "a.example.com"),)
    text = describe(servers, "_sip._udp.example.com", (TLS, UDP), UDP)
    assert text == "SRV _sip._udp.example.com: a.example.com:5060 (192.0.2.1); offered: tls, udp"
    assert describe((), "", (TLS,), UDP) == "offered: tls, not udp"
