"""A server that does what the test says is asked what it offers."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol.commands import ProbeServer, ShutDown
from softphone.protocol.events import Rejected, ServerProbed
from softphone.protocol.snapshots import AccountConfig, ServerOffer, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.sip_message import parse, response
from tests.pjsua2.notifier import Notifier

ALLOW = ("Allow", "INVITE, ACK, BYE, CANCEL, REFER, MESSAGE, OPTIONS")


@dataclass
class _Server(Notifier):
    """headers: what it says of itself; own: the same to a question about a user. is_deaf: answers no OPTIONS."""

    headers: tuple[tuple[str, str], ...] = (ALLOW, ("Server", "Scripted 1.0"))
    own: tuple[tuple[str, str], ...] = ()
    is_deaf: bool = False
    asked: list[str] = field(default_factory=list)

    def receive(self, data: bytes, transport: str, send: Callable[[bytes], None]) -> None:
        message = parse(data)
        if message.method != "OPTIONS":
            super().receive(data, transport, send)
            return
        self.asked.append(message.user)
        if not self.is_deaf:
            send(response(message, 200, "OK", "o", *(self.own if message.user else self.headers)))


@pytest.fixture
def server() -> Iterator[_Server]:
    scripted = _Server()
    with scripted:
        yield scripted


def ask(engine: EngineProcess, server: Notifier, user: str, transport: Transport = Transport.UDP) -> None:
    address = f"sip:{user}@127.0.0.1:{server.port}"
    config = AccountConfig(account_id=AccountId("a"), address_of_record=address, transport=transport)
    engine.do(ProbeServer(probe_id=user, account=config, password=Secret("right")))


def probed(engine: EngineProcess, server: Notifier, user: str, transport: Transport = Transport.UDP) -> ServerOffer:
    since = len(engine.frames)
    ask(engine, server, user, transport)
    return engine.wait(ServerProbed, lambda event: event.probe_id == user, since=since).offer


def codes(offer: ServerOffer) -> set[int]:
    assert len(offer.packages) == 4
    return {each.status_code for each in offer.packages}


def wait_quiet(engine: EngineProcess, server: Notifier) -> None:
    """Until the server has no subscription left."""
    deadline = time.monotonic() + 20
    while server.alive and time.monotonic() < deadline:
        engine.read_for(0.05)
    assert server.alive == 0


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_what_was_tried_is_given_up_at_once(engine: EngineProcess, server: _Server, transport: Transport) -> None:
    for user in ("plain-1", "auth-1", "early-1"):
        offer = probed(engine, server, user, transport)
        assert codes(offer) == {200}
        assert (offer.names, offer.allow[0]) == (("Scripted 1.0",), "INVITE")
        wait_quiet(engine, server)
    assert server.counts["REGISTER"] == 0


def test_what_is_refused_is_told(engine: EngineProcess, server: _Server) -> None:
    assert codes(probed(engine, server, "forbidden-1")) == {403}


def test_silence_about_a_subscription_ends_soon(engine: EngineProcess, server: _Server) -> None:
    offer = probed(engine, server, "silent-1")
    assert codes(offer) == {0}
    assert offer.status_code == 200


def test_a_server_that_says_nothing_of_itself_is_asked_about_the_user(engine: EngineProcess, server: _Server) -> None:
    server.headers, server.own = (), (ALLOW, ("Allow-Events", "dialog, presence"), ("User-Agent", "Behind it"))
    offer = probed(engine, server, "plain-1")
    assert server.asked == ["", "plain-1"]
    assert offer.names == ("Behind it",)
    assert offer.allow_events == ("dialog", "presence")
    assert "REFER" in offer.allow


def test_what_a_hostile_server_writes_is_cut(engine: EngineProcess, server: _Server) -> None:
    many = [
        ("Allow", ", ".join(f"M{row}.{number}" for number in range(30))) for row in range(4)
    ]  # the library's most: 32
    server.headers = (("Allow", f"INVITE, {'x' * 300}"), *many, ("Server", "Böse " + "s" * 1000))
    offer = probed(engine, server, "plain-1", Transport.TCP)
    assert len(offer.allow) == 60
    assert offer.allow[:2] == ("INVITE", "M0.0")
    (name,) = offer.names
    assert name.isascii()
    assert name.isprintable()
    assert len(name) <= 120


def test_too_many_at_once_are_refused_and_the_others_answered(engine: EngineProcess, server: _Server) -> None:
    server.is_deaf = True
    for number in range(4):
        ask(engine, server, f"plain-{number}")
    config = AccountConfig(account_id=AccountId("a"), address_of_record=f"sip:plain@127.0.0.1:{server.port}")
    reply = engine.ask(ProbeServer(probe_id="more", account=config, password=Secret("right")))
    assert isinstance(reply, Rejected)
    server.is_deaf = False  # they are asked again: a datagram may get lost
    for number in range(4):
        name = f"plain-{number}"
        engine.wait(ServerProbed, lambda event, name=name: event.probe_id == name)  # type: ignore[misc]
    wait_quiet(engine, server)
    assert codes(probed(engine, server, "plain-9")) == {200}


def test_the_engine_leaves_in_the_middle_of_it(engine: EngineProcess, server: _Server) -> None:
    server.is_deaf = True
    ask(engine, server, "plain-1")
    engine.post(ShutDown())
    assert engine.close(20) == 0
