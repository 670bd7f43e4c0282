"""The connection that a phone keeps open to its server, at a registrar over TCP (RFC 5626)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import AccountConfig, ReachabilityCheck, RegistrationState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.outbound_registrar import OutboundRegistrar
from tests.harness.sip_message import Message

REGISTERED = RegistrationState.REGISTERED


@pytest.fixture
def registrar() -> Iterator[OutboundRegistrar]:
    with OutboundRegistrar() as server:
        yield server


def config_at(registrar: OutboundRegistrar, *, has_outbound: bool = True, keep_alive_s: int = 1) -> AccountConfig:
    return AccountConfig(
        account_id=AccountId("a"), address_of_record=f"sip:alice@127.0.0.1:{registrar.port}", transport=Transport.TCP,
        has_outbound=has_outbound, keep_alive_s=keep_alive_s, reachability=ReachabilityCheck.OFF,
    )  # fmt: skip


def instance_of(register: Message) -> str:
    match = re.search(r';\+sip\.instance="<(urn:uuid:[0-9a-f-]{36})>"', register.get("Contact"))
    return match[1] if match else ""


def uri_of(contact: str) -> str:
    return contact[contact.index("<") : contact.index(">")]


def supported(register: Message) -> set[str]:
    return {word.strip() for value in register.all("Supported") for word in value.split(",")}


def register_once(registrar: OutboundRegistrar, data_folder: Path) -> str:
    """The instance that a new engine with that folder registers."""
    count = len(registrar.registers)
    with EngineProcess({"SOFTPHONE_DATA_DIR": str(data_folder)}) as engine:
        engine.register(config_at(registrar), "right")
    return instance_of(registrar.registers[count][1])


def test_asks_for_a_flow_as_one_instance(registrar: OutboundRegistrar, engine: EngineProcess) -> None:
    engine.register(config_at(registrar), "right")
    ((_, register),) = registrar.registers
    assert "outbound" in supported(register)
    assert instance_of(register)
    assert ";reg-id=1" in register.get("Contact")


def test_the_instance_outlives_the_engine_and_is_not_shared(registrar: OutboundRegistrar, tmp_path: Path) -> None:
    first = register_once(registrar, tmp_path / "mine")
    assert first
    assert register_once(registrar, tmp_path / "mine") == first
    assert register_once(registrar, tmp_path / "another") not in (first, "")


def test_an_account_without_it_says_nothing_of_it(registrar: OutboundRegistrar, engine: EngineProcess) -> None:
    engine.register(config_at(registrar, has_outbound=False), "right")
    ((_, register),) = registrar.registers
    assert "outbound" not in supported(register)
    assert "+sip.instance" not in register.get("Contact")
    assert "reg-id" not in register.get("Contact")


def test_pings_that_were_never_answered_are_no_sign_of_death(
    registrar: OutboundRegistrar, engine: EngineProcess
) -> None:
    """RFC 5626 section 4.4.1 asks for pongs only of servers that know of outbound."""
    registrar.pongs_left = 0
    engine.register(config_at(registrar), "right")
    registrar.wait_until(lambda: registrar.pings[-1] >= 2, "the ping after one that was not answered", 60.0)
    assert [connection for connection, _ in registrar.registers] == [1]


def test_a_pong_that_is_missing_leads_to_a_new_connection(registrar: OutboundRegistrar, engine: EngineProcess) -> None:
    registrar.pongs_left = 1
    engine.register(config_at(registrar), "right")
    since = len(engine.frames)
    engine.wait_registration("a", REGISTERED, since=since, timeout_s=60.0)
    (_, first), (on_removal, removal), (on_last, _) = registrar.registers
    assert (on_removal, on_last) == (2, 2)
    assert uri_of(first.get("Contact")) in {uri_of(contact) for contact in removal.all("Contact")}
    assert all(contact.endswith(";expires=0") for contact in removal.all("Contact"))
    told = {getattr(getattr(event, "registration", None), "problem", None) for event in engine.events[since:]}
    assert told == {None}  # nothing was wrong but the connection


def test_the_end_of_the_connection_leads_to_a_new_one(registrar: OutboundRegistrar, engine: EngineProcess) -> None:
    engine.register(config_at(registrar), "right")
    since = len(engine.frames)
    registrar.hang_up()
    engine.wait_registration("a", REGISTERED, since=since)
    assert [connection for connection, _ in registrar.registers] == [1, 2]
    registrar.wait_until(lambda: registrar.pings[2] >= 1, "pings on the new one")


def test_a_server_that_took_the_connection_and_lost_the_request_is_asked_again(
    registrar: OutboundRegistrar, engine: EngineProcess
) -> None:
    """As a PBX does that is just starting; the library alone would wait for 32 s."""
    registrar.swallows = 1
    engine.register(config_at(registrar, keep_alive_s=0), "right")
    assert [connection for connection, _ in registrar.registers] == [1, 2]
