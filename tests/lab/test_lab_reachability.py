"""Whether calls come in, proved through the real servers: by a request, by a call, and when they forget us."""

from collections.abc import Iterator

import pytest
from softphone_lab import Lab, LabFacts, Part

from softphone.protocol.commands import CheckReachability
from softphone.protocol.events import CallLegChanged, ReachabilityChanged
from softphone.protocol.snapshots import (
    AccountConfig,
    ReachabilityCheck,
    ReachabilityProof,
    ReachabilitySnapshot,
    ReachabilityState,
    RegistrationState,
    Transport,
)
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab
USER, PASSWORD = "1001", "secret-1001"


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as running:
        yield running


@pytest.fixture(scope="module")
def own_lab() -> Iterator[Lab]:
    """PBX and presence server that a test may stop."""
    lab = Lab(parts=(Part.PBX, Part.PRESENCE))
    lab.up()
    yield lab
    lab.down()


def wait_state(
    engine: EngineProcess, state: ReachabilityState, since: int = 0, timeout_s: float = 20.0
) -> ReachabilitySnapshot:
    return engine.wait(
        ReachabilityChanged, lambda event: event.reachability.state == state, timeout_s, since
    ).reachability


def at_kamailio(facts: LabFacts) -> AccountConfig:
    assert facts.kamailio is not None
    return lab_config(facts, USER).__class__(
        account_id=lab_config(facts, USER).account_id,
        address_of_record=f"sip:{USER}@lab.test",
        outbound_proxy=f"{facts.host}:{facts.kamailio.sip}",
    )


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_pbx_that_answers_by_itself_has_us_on_its_list(
    own_lab: Lab, engine: EngineProcess, transport: Transport
) -> None:
    engine.register(lab_config(own_lab.facts, USER, transport), PASSWORD)
    proved = wait_state(engine, ReachabilityState.REACHABLE)
    assert proved.proof == ReachabilityProof.BINDING
    assert proved.checked_at_s is not None


def test_a_proxy_passes_our_own_request_on_to_us(own_lab: Lab, engine: EngineProcess) -> None:
    engine.register(at_kamailio(own_lab.facts), PASSWORD)
    assert wait_state(engine, ReachabilityState.REACHABLE).proof == ReachabilityProof.REQUEST


def test_a_call_to_the_own_number_comes_in_and_nobody_notices(own_lab: Lab, engine: EngineProcess) -> None:
    engine.register(lab_config(own_lab.facts, USER, reachability=ReachabilityCheck.CALL), PASSWORD)
    assert wait_state(engine, ReachabilityState.REACHABLE).proof == ReachabilityProof.CALL
    since = len(engine.frames)
    engine.do(CheckReachability(account_id=lab_config(own_lab.facts, USER).account_id))
    assert wait_state(engine, ReachabilityState.REACHABLE, since).proof == ReachabilityProof.CALL
    engine.read_for(1.0)
    assert not [event for event in engine.events if isinstance(event, CallLegChanged)]


def test_a_pbx_that_has_forgotten_us_is_noticed_and_told_again(own_lab: Lab, engine: EngineProcess) -> None:
    config = lab_config(own_lab.facts, USER)
    engine.register(config, PASSWORD)
    wait_state(engine, ReachabilityState.REACHABLE)
    own_lab.restart(Part.PBX)  # its registrations are gone, and it tells nobody
    since = len(engine.frames)
    lost = wait_state(engine, ReachabilityState.UNREACHABLE, since, timeout_s=40.0)
    assert "forgotten" in lost.detail
    engine.wait_registration(config.account_id, RegistrationState.REGISTERED, since=since)
    wait_state(engine, ReachabilityState.REACHABLE, since)
