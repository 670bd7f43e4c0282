"""Requests that do not fit into a datagram (RFC 3261 section 18.1.1): by TCP where the server was seen to take it."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psutil
import pytest

from softphone.basics.ids import AccountId
from softphone.protocol.commands import HangUp
from softphone.protocol.snapshots import AccountConfig, EndKind, LegState, RegistrationState, SrtpMode, Transport
from tests.harness.engine_process import PATIENCE_S, EngineProcess, udp_port
from tests.harness.sip_message import Message, response
from tests.situations.far_call import FarCall
from tests.situations.peer import HOST, Peer
from tests.situations.sdp import sdp

ACCOUNT = AccountId("a")
AT_ONCE_S = 2.5  # less than the library waits for a connection that nobody takes


@pytest.fixture
def server() -> Iterator[Peer]:
    with Peer() as peer:
        yield peer


@pytest.fixture
def swallowing() -> Iterator[Callable[[int], None]]:
    """Makes a TCP port that takes no notice of those who connect, as a firewall that drops would: its queue is full."""
    with ExitStack() as stack:

        def swallow(port: int) -> None:
            stack.enter_context(socket.create_server((HOST, port), backlog=0))
            for _ in range(4):
                client = stack.enter_context(socket.socket())
                client.setblocking(False)
                client.connect_ex((HOST, port))

        yield swallow


def register(engine: EngineProcess, server: Peer) -> None:
    config = AccountConfig(
        account_id=ACCOUNT,
        address_of_record=f"sip:alice@{HOST}:{server.port}",
        srtp=SrtpMode.PREFERRED,  # so many keys are offered that the INVITE is too large
    )
    since = len(engine.frames)
    engine.put_account(config, "right")
    request = server.take(lambda message: message.method == "REGISTER", "REGISTER")
    answer = response(request, 200, "OK", "t", ("Contact", request.get("Contact")), ("Expires", "300"))
    server.send(answer, udp_port(engine))
    engine.wait_registration(ACCOUNT, RegistrationState.REGISTERED, since=since)


def wait_tried(engine: EngineProcess, server: Peer) -> None:
    """Until the engine knows about TCP: it says so in its log, and has no attempt under way."""
    deadline = time.monotonic() + PATIENCE_S
    while b"large requests to port" not in engine.log:
        assert time.monotonic() < deadline, "TCP was not tried"
        server.drain()
        engine.read_for(0.05)
    connections = psutil.Process(engine.process.pid).net_connections("tcp")
    assert not any(each.raddr and each.raddr.port == server.port for each in connections)


def dial(engine: EngineProcess, server: Peer) -> tuple[FarCall, Message]:
    call = FarCall(server, engine, udp_port(engine))
    call.leg_id = engine.dial(ACCOUNT, f"sip:far@{HOST}:{server.port}")
    return call, call.expect_again(AT_ONCE_S)


def talk(call: FarCall, invite: Message) -> None:
    call.reply(invite, 180)
    call.leg(LegState.RINGBACK)
    call.reply(invite, 200, sdp(4000))
    call.expect("ACK")
    call.leg(LegState.ESTABLISHED)
    call.do(HangUp)
    call.take_bye()
    assert call.end().kind == EndKind.LOCAL_HANG_UP


def test_by_tcp_where_it_was_taken(engine: EngineProcess, server: Peer) -> None:
    server.listen()
    register(engine, server)
    wait_tried(engine, server)
    call, invite = dial(engine, server)
    assert invite.get("Via").startswith("SIP/2.0/TCP")
    talk(call, invite)


def test_by_udp_where_it_is_refused(engine: EngineProcess, server: Peer) -> None:
    register(engine, server)
    wait_tried(engine, server)
    call, invite = dial(engine, server)
    assert invite.get("Via").startswith("SIP/2.0/UDP")
    talk(call, invite)


def test_by_udp_at_once_where_it_is_swallowed(
    engine: EngineProcess, server: Peer, swallowing: Callable[[int], None]
) -> None:
    swallowing(server.port)
    register(engine, server)
    call, invite = dial(engine, server)  # while it is being tried
    assert invite.get("Via").startswith("SIP/2.0/UDP")
    talk(call, invite)
    wait_tried(engine, server)
    call, invite = dial(engine, server)
    assert invite.get("Via").startswith("SIP/2.0/UDP")
    talk(call, invite)


def test_an_account_with_another_transport_does_no_harm_later(engine: EngineProcess, server: Peer) -> None:
    register(engine, server)
    wait_tried(engine, server)
    with socket.create_server((HOST, 0)) as elsewhere:
        elsewhere.settimeout(PATIENCE_S)
        other = f"sip:bob@{HOST}:{elsewhere.getsockname()[1]}"
        engine.put_account(
            AccountConfig(account_id=AccountId("b"), address_of_record=other, transport=Transport.TCP), "right"
        )
        connection, _ = elsewhere.accept()
        connection.settimeout(PATIENCE_S)
        assert connection.recv(1000).startswith(b"REGISTER")
        engine.read_for(0.5)
        connection.close()
    assert engine.process.poll() is None, "told of a connection, two parts of the library told each other for ever"
