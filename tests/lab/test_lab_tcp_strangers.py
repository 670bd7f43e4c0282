"""Anybody on the network who connects to the engine's TCP and TLS ports: garbage, torture, half messages, a crowd."""

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from softphone_lab import Lab

from softphone.protocol.commands import HangUp
from softphone.protocol.events import RegistrationChanged
from softphone.protocol.snapshots import AccountConfig, LegState, RegistrationState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number

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
    "a client hello cut short": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "keep-alives": b"\r\n\r\n" * 10_000,
}
CROWD = 100  # one after the other: a kernel whose queue overflows leaves half of a connection behind for minutes


@pytest.fixture(params=[Transport.TCP, Transport.TLS])
def registered(lab: Lab, request: pytest.FixtureRequest) -> Iterator[tuple[EngineProcess, AccountConfig]]:
    """An engine that is registered over TCP or TLS."""
    with EngineProcess() as engine:
        config = lab_config(lab.facts, "1001", request.param)
        engine.register(config, "secret-1001")
        yield engine, config


def port_of(engine: EngineProcess) -> int:
    (listener,) = [
        each for each in psutil.Process(engine.process.pid).net_connections("tcp4") if each.status == "LISTEN"
    ]
    return int(listener.laddr.port)


def push(port: int, data: bytes) -> None:
    """Sends it all on a connection of its own, unless the engine hangs up before."""
    with socket.create_connection(("127.0.0.1", port), 5) as connection, contextlib.suppress(OSError):
        connection.settimeout(2)
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass


def still_works(engine: EngineProcess, config: AccountConfig) -> None:
    leg_id = engine.dial(config.account_id, number(config, "*43"))
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    engine.do(HangUp(leg_id=leg_id))
    engine.wait_leg(leg_id, LegState.ENDED)


def descriptors(engine: EngineProcess) -> int:
    return int(psutil.Process(engine.process.pid).num_fds())


def test_garbage_and_torture_over_connections(registered: tuple[EngineProcess, AccountConfig]) -> None:
    engine, config = registered
    port, since = port_of(engine), len(engine.frames)
    leg_id = engine.dial(config.account_id, number(config, "*43"))
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    for data in [*GARBAGE.values(), *(path.read_bytes() for path in MESSAGES)]:
        push(port, data)
        engine.read(0)
    assert engine.process.poll() is None
    assert engine.leg(leg_id).state == LegState.ESTABLISHED
    engine.do(HangUp(leg_id=leg_id))
    still_works(engine, config)
    told = [event.registration.state for event in engine.events[since:] if isinstance(event, RegistrationChanged)]
    assert RegistrationState.FAILED not in told


def test_a_crowd_that_connects_and_says_nothing(registered: tuple[EngineProcess, AccountConfig]) -> None:
    engine, config = registered
    port, before = port_of(engine), descriptors(engine)
    with contextlib.ExitStack() as crowd:
        for _ in range(CROWD):
            crowd.enter_context(socket.create_connection(("127.0.0.1", port), 10))
        still_works(engine, config)
        assert descriptors(engine) > before + CROWD // 2
    for _ in range(60):  # on a busy machine it takes a while to let go of them all
        engine.read_for(0.5)
        if descriptors(engine) < before + 20:
            break
    still_works(engine, config)
    assert descriptors(engine) < before + 20
