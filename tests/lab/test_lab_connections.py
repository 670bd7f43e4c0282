"""TCP and TLS: nobody can connect to a phone, and its server may say anything on the connection that the phone made."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from softphone_lab import Lab

from softphone.protocol.commands import HangUp, Register
from softphone.protocol.snapshots import AccountConfig, LegState, RegistrationState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number
from tests.harness.sip_relay import SipRelay

pytestmark = [pytest.mark.lab]
MESSAGES = sorted((Path(__file__).parents[1] / "data" / "torture").glob("*/*.dat"))
UNFINISHED = b"INVITE sip:1001@127.0.0.1 SIP/2.0\r\n"
GARBAGE = {
    "zeros": b"\x00" * 100_000,
    "random": os.urandom(100_000),
    "one endless line": b"INVITE " + b"x" * 1_000_000,
    "endless headers": UNFINISHED + b"X-More: of the same\r\n" * 50_000,
    "a body that never comes": UNFINISHED + b"Content-Length: 2000000000\r\n\r\n",
    "a negative length": UNFINISHED + b"Content-Length: -1\r\n\r\n" * 100,
    "half a message": UNFINISHED,
    "keep-alives": b"\r\n\r\n" * 10_000,
    "torture": b"".join(path.read_bytes() for path in MESSAGES),
}


@pytest.fixture(params=[Transport.TCP, Transport.TLS])
def relay(lab: Lab, request: pytest.FixtureRequest) -> Iterator[SipRelay]:
    """A server before the PBX, over the transport that the parameter says."""
    if request.param == Transport.TLS:
        certificate = lab.facts.ca.with_name("server.pem")
        made = SipRelay(lab.facts.sip_tls, certificate, certificate.with_suffix(".key"))
    else:
        made = SipRelay(lab.facts.sip_tcp)
    with made as relay:
        yield relay


@pytest.fixture
def registered(
    lab: Lab, relay: SipRelay, request: pytest.FixtureRequest
) -> Iterator[tuple[EngineProcess, AccountConfig]]:
    """An engine that is registered through the relay."""
    transport = request.node.callspec.params["relay"]
    config = lab_config(lab.facts, "1001", transport, address_of_record=f"sip:1001@127.0.0.1:{relay.port}")
    with EngineProcess() as engine:
        engine.register(config, "secret-1001")
        yield engine, config


def still_works(engine: EngineProcess, config: AccountConfig) -> None:
    leg_id = engine.dial(config.account_id, number(config, "*43"))
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    engine.do(HangUp(leg_id=leg_id))
    engine.wait_leg(leg_id, LegState.ENDED)


def test_nobody_can_connect(registered: tuple[EngineProcess, AccountConfig]) -> None:
    engine, config = registered
    leg_id = engine.dial(config.account_id, number(config, "*43"))
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    sockets = psutil.Process(engine.process.pid).net_connections("tcp")
    assert [each for each in sockets if each.status == "ESTABLISHED"]
    assert not [each for each in sockets if each.status == "LISTEN"]


def test_a_server_that_talks_garbage(relay: SipRelay, registered: tuple[EngineProcess, AccountConfig]) -> None:
    engine, config = registered
    leg_id = engine.dial(config.account_id, number(config, "*43"))
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    descriptors = psutil.Process(engine.process.pid).num_fds()
    for name, data in GARBAGE.items():
        connections = relay.connections
        since = len(engine.frames)
        with contextlib.suppress(OSError):  # the phone may hang up on such a server
            relay.say(data)
            engine.read(0.1)
        relay.hang_up()
        if name != "torture":  # without being asked it waits some seconds, so as not to storm the server
            engine.post(Register(account_id=config.account_id))
        registered_again = engine.wait_registration(config.account_id, RegistrationState.REGISTERED, since=since)
        assert registered_again, name
        assert relay.connections > connections, name
    assert engine.process.poll() is None
    still_works(engine, config)
    deadline = time.monotonic() + 80  # a connection whose request got no answer is kept for 32 s, then 33 s idle
    while psutil.Process(engine.process.pid).num_fds() > descriptors + 4 and time.monotonic() < deadline:
        engine.read_for(0.2)
    assert psutil.Process(engine.process.pid).num_fds() <= descriptors + 4
