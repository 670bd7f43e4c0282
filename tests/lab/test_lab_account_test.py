"""Trying an account step by step against a real Asterisk."""

from collections.abc import Iterator

import pytest
from softphone_lab import Fault, Lab, Part

from softphone.basics.secret import Secret
from softphone.protocol import commands
from softphone.protocol.events import AccountTestProgressed, RegistrationChanged
from softphone.protocol.snapshots import (
    AccountConfig,
    AccountTestStep,
    RegistrationProblem,
    StepOutcome,
    Transport,
)
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab
Told = list[tuple[AccountTestStep, StepOutcome]]


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def run(engine: EngineProcess, config: AccountConfig, password: str) -> tuple[Told, AccountTestProgressed]:
    """Tests the account; returns the steps' outcomes without RUNNING, and the last event."""
    since = len(engine.frames)
    cause = engine.do(commands.TestAccount(test_id="t1", account=config, password=Secret(password)))
    last = engine.wait(AccountTestProgressed, lambda event: event.is_last, since=since)
    told = [frame for frame in engine.frames[since:] if isinstance(frame.event, AccountTestProgressed)]
    assert {frame.cause for frame in told} == {cause}
    events = [frame.event for frame in told if isinstance(frame.event, AccountTestProgressed)]
    assert not [event for event in events if event.test_id != "t1"]
    return [(event.step, event.outcome) for event in events if event.outcome != StepOutcome.RUNNING], last


@pytest.mark.parametrize("transport", list(Transport))
def test_good_account_passes_and_leaves_nothing(engine: EngineProcess, lab: Lab, transport: Transport) -> None:
    needs = {Transport.UDP: (False, False), Transport.TCP: (True, False), Transport.TLS: (True, True)}[transport]
    told, last = run(engine, lab_config(lab.facts, "1001", transport), "secret-1001")
    passed, not_needed = StepOutcome.PASSED, StepOutcome.NOT_NEEDED
    assert dict(told) == {
        AccountTestStep.RESOLVE: passed,
        AccountTestStep.CONNECT: passed if needs[0] else not_needed,
        AccountTestStep.SECURE: passed if needs[1] else not_needed,
        AccountTestStep.REGISTER: passed,
    }
    assert last.problem is None
    assert lab.contacts("1001") == ()
    assert not [event for event in engine.events if isinstance(event, RegistrationChanged)]


def test_account_in_use_is_not_disturbed(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1005")
    engine.register(config, "secret-1005")
    before = lab.contacts("1005")
    since = len(engine.frames)
    _, last = run(engine, config, "secret-1005")
    assert last.problem is None
    engine.read_for(0.5)
    assert lab.contacts("1005") == before
    assert not [frame for frame in engine.frames[since:] if isinstance(frame.event, RegistrationChanged)]


def test_wrong_password(engine: EngineProcess, lab: Lab) -> None:
    told, last = run(engine, lab_config(lab.facts, "1001"), "wrong")
    assert told[-1] == (AccountTestStep.REGISTER, StepOutcome.FAILED)
    assert last.problem == RegistrationProblem.WRONG_PASSWORD
    assert "wrong" not in last.detail


def test_unknown_server(engine: EngineProcess, lab: Lab) -> None:
    told, last = run(engine, lab_config(lab.facts, "1001", server="pbx.nowhere.invalid"), "x")
    assert told == [(AccountTestStep.RESOLVE, StepOutcome.FAILED)]
    assert last.problem == RegistrationProblem.SERVER_NOT_FOUND


def test_nobody_at_the_port(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001", Transport.TLS, address_of_record=f"sip:1001@{lab.facts.host}:9")
    told, last = run(engine, config, "x")
    assert told[-1] == (AccountTestStep.CONNECT, StepOutcome.FAILED)
    assert last.problem == RegistrationProblem.TRANSPORT_REFUSED


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault.EXPIRED, RegistrationProblem.CERTIFICATE_EXPIRED),
        (Fault.SELF_SIGNED, RegistrationProblem.CERTIFICATE_UNTRUSTED),
        (Fault.WRONG_NAME, RegistrationProblem.CERTIFICATE_WRONG_NAME),
    ],
)
def test_faulty_certificate(engine: EngineProcess, lab: Lab, fault: Fault, problem: RegistrationProblem) -> None:
    record = f"sip:1001@{lab.facts.host}:{lab.tls_fault(fault)}"
    told, last = run(engine, lab_config(lab.facts, "1001", Transport.TLS, address_of_record=record), "secret-1001")
    assert told[-1] == (AccountTestStep.SECURE, StepOutcome.FAILED)
    assert last.problem == problem


def test_silent_server() -> None:
    lab = Lab()
    lab.up()
    try:
        with EngineProcess() as engine:
            engine.wait_started()
            lab.suspend(Part.PBX)
            told, last = run(engine, lab_config(lab.facts, "1001"), "secret-1001")
            assert told[-1] == (AccountTestStep.REGISTER, StepOutcome.FAILED)
            assert last.problem == RegistrationProblem.NO_ANSWER
    finally:
        lab.suspend(Part.PBX, is_suspended=False)
        lab.down()
