"""Calls on their way: through an outbound proxy, and over a PBX that dies in the middle and comes back."""

from collections.abc import Iterator

import pytest
from softphone_lab import Lab, Part

from softphone.protocol.commands import HangUp
from softphone.protocol.snapshots import EndKind, LegState, RegistrationProblem, RegistrationState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number

pytestmark = pytest.mark.lab


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def test_a_call_goes_through_the_outbound_proxy(engine: EngineProcess, lab: Lab) -> None:
    """The domain has no address: whatever arrives came by the proxy."""
    config = lab_config(
        lab.facts, "1001", address_of_record="sip:1001@lab.test",
        outbound_proxy=f"{lab.facts.host}:{lab.facts.sip_udp}",
    )  # fmt: skip
    engine.register(config, "secret-1001")
    leg_id = engine.dial(config.account_id, "sip:*43@lab.test")
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    engine.do(HangUp(leg_id=leg_id))
    end = engine.wait_leg(leg_id, LegState.ENDED).end
    assert end is not None
    assert end.kind == EndKind.LOCAL_HANG_UP
    engine.read_for(0.5)
    assert not [name for name in lab.channels() if "1001" in name]


@pytest.mark.parametrize("transport", [Transport.TCP, Transport.TLS])
def test_a_pbx_that_dies_in_a_call_is_told_and_used_again(engine: EngineProcess, transport: Transport) -> None:
    lab = Lab()
    lab.up()
    try:
        config = lab_config(lab.facts, "1001", transport)
        engine.register(config, "secret-1001")
        leg_id = engine.dial(config.account_id, number(config, "*43"))
        engine.wait_leg(leg_id, LegState.ESTABLISHED)
        since = len(engine.frames)
        lab.kill(Part.PBX)
        failed = engine.wait_registration(config.account_id, RegistrationState.FAILED, since=since)
        assert failed.problem == RegistrationProblem.TRANSPORT_REFUSED
        assert failed.retry_in_s is not None
        engine.do(HangUp(leg_id=leg_id))
        engine.wait_leg(leg_id, LegState.ENDED, timeout_s=5.0)
        since = len(engine.frames)
        lab.start(Part.PBX)
        engine.wait_registration(config.account_id, RegistrationState.REGISTERED, since=since, timeout_s=60.0)
        again = engine.dial(config.account_id, number(config, "*43"))
        engine.wait_leg(again, LegState.ESTABLISHED)
    finally:
        lab.down()


def test_a_pbx_that_restarts_has_the_account_again_after_the_next_refresh(engine: EngineProcess) -> None:
    """Over UDP nothing tells that it was away: the refresh brings the binding back."""
    lab = Lab()
    lab.up()
    try:
        config = lab_config(lab.facts, "1001", expires_s=15)
        engine.register(config, "secret-1001")
        lab.kill(Part.PBX)
        lab.start(Part.PBX)
        assert lab.contacts("1001") == ()
        since = len(engine.frames)
        engine.wait_registration(config.account_id, RegistrationState.REFRESHING, since=since)
        engine.wait_registration(config.account_id, RegistrationState.REGISTERED, since=since, timeout_s=60.0)
        assert len(lab.contacts("1001")) == 1
    finally:
        lab.down()
