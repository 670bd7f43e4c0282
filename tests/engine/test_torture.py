"""The torture messages of RFC 4475 and RFC 5118 on the engine's SIP port: it goes on as if nothing had happened."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from softphone.basics.ids import AccountId
from softphone.protocol.commands import Answer, SetMeasuring
from softphone.protocol.events import StatisticsMeasured
from softphone.protocol.snapshots import AccountConfig, LegState
from tests.harness.engine_process import EngineProcess
from tests.harness.scripted_dialog import ScriptedDialog
from tests.harness.scripted_registrar import ScriptedRegistrar, request, sdp
from tests.harness.stranger import Stranger

MESSAGES = sorted((Path(__file__).parents[1] / "data" / "torture").glob("*/*.dat"))
GARBAGE = (b"\x00" * 600, b"\xff" * 1500, b"INVITE", b"SIP/2.0 200", b"\r\n\r\n", b"INVITE sip:a@b SIP/2.0\r\n" * 300)


@pytest.fixture
def registrar() -> Iterator[ScriptedRegistrar]:
    with ScriptedRegistrar() as scripted:
        yield scripted


@pytest.fixture
def phone(engine: EngineProcess, registrar: ScriptedRegistrar) -> EngineProcess:
    """An engine that is registered at the scripted registrar."""
    config = AccountConfig(account_id=AccountId("a"), address_of_record=f"sip:alice@127.0.0.1:{registrar.port}")
    engine.register(config, "right")
    return engine


def answers_registrar(registrar: ScriptedRegistrar, name: str) -> bool:
    registrar.send(request("OPTIONS", registrar.contact, registrar.port, f"options-{name}"))
    return registrar.wait(lambda m: m.header("Call-ID") == f"options-{name}" and m.status > 0).status == 200


def all_sent(stranger: Stranger, registrar: ScriptedRegistrar, phone: EngineProcess, check: Callable[[], None]) -> None:
    """Sends everything from both addresses; after each message both are still answered."""
    for path in MESSAGES:
        data = path.read_bytes()
        stranger.send(data)
        registrar.send(data)
        assert stranger.is_answered(), path.name
        assert answers_registrar(registrar, path.stem), path.name
        check()
    for index, data in enumerate(GARBAGE):
        stranger.send(data)
        registrar.send(data)
        assert stranger.is_answered(), index
    assert phone.process.poll() is None


def test_there_are_all_messages() -> None:
    assert len(MESSAGES) == 49 + 12
    assert sum(path.read_bytes().count(b"\r\n") > 3 for path in MESSAGES) > 55  # their line ends are as sent


def test_idle(phone: EngineProcess, registrar: ScriptedRegistrar) -> None:
    with Stranger(registrar.phone) as stranger:
        all_sent(stranger, registrar, phone, lambda: None)
    phone.read_for(1.2)
    assert phone.events[-1] is not None


def test_in_a_call(phone: EngineProcess, registrar: ScriptedRegistrar) -> None:
    call_id = registrar.invite()
    leg = phone.wait_incoming()
    phone.do(Answer(leg_id=leg.leg_id))
    far = ScriptedDialog.of_answered(registrar, call_id)
    phone.wait_leg(leg.leg_id, LegState.ESTABLISHED)
    # Nothing is heard of the far party, so it is asked once more; who does not answer that is gone.
    far.answer(far.wait("INVITE"), 200, body=sdp())

    def still_talking() -> None:
        since = len(phone.frames)
        phone.do(SetMeasuring(is_on=True, interval_ms=20))
        phone.wait(StatisticsMeasured, since=since)

    with Stranger(registrar.phone) as stranger:
        all_sent(stranger, registrar, phone, still_talking)
    assert phone.leg(leg.leg_id).state == LegState.ESTABLISHED


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_no_growth(phone: EngineProcess, registrar: ScriptedRegistrar) -> None:
    memory = psutil.Process(phone.process.pid).memory_info

    def round_of_all() -> None:
        for path in MESSAGES:
            stranger.send(path.read_bytes())
            registrar.send(path.read_bytes())
        assert stranger.is_answered()

    with Stranger(registrar.phone) as stranger:
        for _ in range(5):
            round_of_all()
        phone.read_for(34.0)  # answers over UDP are kept for 32 s (RFC 3261 section 17.2.2)
        before = memory().rss
        for _ in range(25):
            round_of_all()
        phone.read_for(36.0)
        grown = memory().rss - before
        assert grown < 3_000_000, f"{grown} bytes more"
