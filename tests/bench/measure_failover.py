"""From the death of the first server behind SRV until the account is registered at the second."""

import time
from collections.abc import Callable

from softphone_lab import Lab, Part
from softphone_lab.name_server import NameServer

from softphone.basics.ids import AccountId
from softphone.protocol.events import RegistrationChanged
from softphone.protocol.snapshots import AccountConfig, RegistrationState, Transport
from tests.bench.figures import Figure
from tests.harness.engine_process import EngineProcess

_LIMIT_S = 5.0
_DOMAIN = "lab.test"
_SERVICES = {Transport.UDP: "_sip._udp", Transport.TCP: "_sip._tcp", Transport.TLS: "_sips._tcp"}


def measure_failover(add: Callable[[Figure], None], runs: int) -> None:
    """Killed over each transport; and, over TCP, one that keeps its connections and says nothing any more."""
    first, second = Lab(), Lab()
    try:
        first.up()
        second.up()
        for name, transport, hangs in (("udp", Transport.UDP, False), ("tcp", Transport.TCP, False),
                                       ("tls", Transport.TLS, False), ("hangs", Transport.TCP, True)):  # fmt: skip
            values = [_seconds(first, second, transport, hangs) for _ in range(runs)]
            note = "first server dies, registered at the second"
            add(Figure(f"failover_{name}_s", "s", values, _LIMIT_S, note, _LIMIT_S))
    finally:
        first.down()
        second.down()


def _seconds(first: Lab, second: Lab, transport: Transport, hangs: bool) -> float:
    with NameServer() as names:
        ports = [f.sip_tls if transport == Transport.TLS else f.sip_udp for f in (first.facts, second.facts)]
        for host in ("pbx1", "pbx2"):
            names.put(f"{host}.{_DOMAIN}", "A", "127.0.0.1")
        names.put_service(f"{_SERVICES[transport]}.{_DOMAIN}", (10, 0, ports[0], f"pbx1.{_DOMAIN}"),
                          (20, 0, ports[1], f"pbx2.{_DOMAIN}"))  # fmt: skip
        config = AccountConfig(
            account_id=AccountId("bench"), address_of_record=f"sip:1001@{_DOMAIN}", transport=transport,
            trusted_ca_files=tuple(str(lab.facts.ca) for lab in (first, second)) if transport == Transport.TLS else (),
        )  # fmt: skip
        with EngineProcess({"SOFTPHONE_DNS_SERVER": names.place}) as engine:
            engine.register(config, "secret-1001")
            engine.read_for(0.3 + time.monotonic() % 2.0)  # at any moment between two probes
            since, began_s = len(engine.frames), time.monotonic()
            first.suspend(Part.PBX) if hangs else first.kill(Part.PBX)
            try:
                engine.wait(RegistrationChanged, lambda event: _is_at(event, f"pbx2.{_DOMAIN}"), 60, since)
                return time.monotonic() - began_s
            finally:
                first.suspend(Part.PBX, is_suspended=False) if hangs else first.start(Part.PBX)


def _is_at(event: RegistrationChanged, host: str) -> bool:
    snapshot = event.registration
    return snapshot.state == RegistrationState.REGISTERED and snapshot.server.startswith(host)


if __name__ == "__main__":
    measure_failover(lambda figure: print(figure.name, [round(value, 2) for value in figure.values]), 5)
