"""Ways of the sound: candidates (ICE), STUN and TURN at a real server, and a far side that knows none of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from softphone.basics.ids import AccountId, LegId
from softphone.basics.secret import Secret
from softphone.protocol.commands import HangUp, PutAccount, SetMeasuring
from softphone.protocol.events import StatisticsMeasured
from softphone.protocol.snapshots import LegState
from tests.harness.engine_pair import ALICE, EnginePair
from tests.harness.engine_process import EngineProcess, local_account
from tests.harness.scripted_registrar import Message, ScriptedRegistrar
from tests.harness.turn_server import PASSWORD, USER, TurnServer


@pytest.fixture(scope="module")
def turn() -> Iterator[TurnServer]:
    with TurnServer() as server:
        yield server


@pytest.fixture
def registrar() -> Iterator[ScriptedRegistrar]:
    with ScriptedRegistrar() as scripted:
        yield scripted


def both_hear(pair: EnginePair, legs: tuple[LegId, LegId]) -> None:
    for engine, leg_id in zip((pair.alice, pair.bob), legs, strict=True):
        engine.do(SetMeasuring(is_on=True))
        engine.wait(StatisticsMeasured, lambda e, i=leg_id: e.statistics.leg_id == i and e.statistics.rx_packets > 20)  # type: ignore[misc]


def offer(engine: EngineProcess, registrar: ScriptedRegistrar, **settings: Any) -> tuple[LegId, Message]:
    """The INVITE of an account with these settings."""
    config = local_account("alice", port=registrar.port, **settings)
    engine.wait_started()
    engine.do(PutAccount(account=config, password=Secret(""), turn_password=Secret(PASSWORD)))
    leg_id = engine.dial(AccountId("alice"), f"sip:100@127.0.0.1:{registrar.port}")
    return leg_id, registrar.wait(lambda message: message.method == "INVITE")


def kinds(message: Message) -> set[str]:
    """Types of the candidates in the offer."""
    lines = [line for line in message.text.split("\r\n") if line.startswith("a=candidate:")]
    return {line.split(" typ ")[1].split(" ")[0] for line in lines}


def test_call_with_candidates_on_both_sides(pair: EnginePair) -> None:
    pair.configure(has_ice=True)
    both_hear(pair, pair.talk())


def test_call_with_candidates_on_one_side_only(pair: EnginePair) -> None:
    pair.alice.put_account(local_account("alice", has_ice=True))
    both_hear(pair, pair.talk())


def test_sound_through_the_relay(pair: EnginePair, turn: TurnServer) -> None:
    for engine, user in ((pair.alice, "alice"), (pair.bob, "bob")):
        config = local_account(user, has_ice=True, turn_server=turn.place, turn_user=USER)
        engine.do(PutAccount(account=config, password=Secret(""), turn_password=Secret(PASSWORD)))
    both_hear(pair, pair.talk())
    assert f"user <{USER}>" in turn.log


def test_offer_names_what_the_servers_see(
    engine: EngineProcess, registrar: ScriptedRegistrar, turn: TurnServer
) -> None:
    _, invite = offer(engine, registrar, stun_server=turn.place, turn_server=turn.place, turn_user=USER)
    assert "relay" in kinds(invite)


def test_no_candidates_unless_they_are_wanted(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    leg_id, invite = offer(engine, registrar)
    assert kinds(invite) == set()
    engine.do(HangUp(leg_id=leg_id))
    engine.wait_leg(leg_id, LegState.ENDED)


def test_call_goes_out_when_no_server_answers(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    with ScriptedRegistrar() as silent:
        place = f"127.0.0.1:{silent.port}"
        _, invite = offer(engine, registrar, stun_server=place, turn_server=place, turn_user=USER)
    assert "host" in kinds(invite)


def test_wrong_turn_password_does_not_keep_a_call_back(
    engine: EngineProcess, registrar: ScriptedRegistrar, turn: TurnServer
) -> None:
    config = local_account("alice", port=registrar.port, turn_server=turn.place, turn_user=USER)
    engine.wait_started()
    engine.do(PutAccount(account=config, password=Secret(""), turn_password=Secret("wrong")))
    engine.dial(ALICE, f"sip:100@127.0.0.1:{registrar.port}")
    assert "host" in kinds(registrar.wait(lambda message: message.method == "INVITE"))
