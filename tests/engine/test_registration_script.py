"""Registration of a real engine at a registrar that does what the test says."""

from collections.abc import Iterator

import pytest

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol.commands import PutAccount, Register
from softphone.protocol.commands import TestAccount as TryAccount
from softphone.protocol.events import AccountTestProgressed, RegistrationChanged
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, RegistrationState
from tests.harness.engine_process import EngineProcess
from tests.harness.scripted_registrar import ScriptedRegistrar

FAILED, REGISTERED = RegistrationState.FAILED, RegistrationState.REGISTERED


@pytest.fixture
def registrar() -> Iterator[ScriptedRegistrar]:
    with ScriptedRegistrar() as scripted:
        yield scripted


def config_at(registrar: ScriptedRegistrar, expires_s: int = 300) -> AccountConfig:
    return AccountConfig(
        account_id=AccountId("a"), address_of_record=f"sip:alice@127.0.0.1:{registrar.port}", expires_s=expires_s
    )


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_digest(engine: EngineProcess, algorithm: str) -> None:
    with ScriptedRegistrar(algorithm=algorithm) as registrar:
        assert engine.register(config_at(registrar), "right").expires_s == 300
        first = registrar.messages[0]
        assert first.header("User-Agent").startswith("Softphone/")
        assert not first.header("Authorization")


def test_who_others_see_is_told_where_the_server_says_it(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    uris = 'P-Associated-URI: "Alice, Archer" <tel:+4930123456>, <sip:alice@example.com>\r\n'
    registrar.answers = [(200, f"{uris}P-Associated-URI: <sip:56@example.com>\r\n")]
    registered = engine.register(config_at(registrar), "right")
    assert registered.associated_uris == ("tel:+4930123456", "sip:alice@example.com", "sip:56@example.com")


@pytest.mark.parametrize(
    ("status", "problem", "retries"),
    [
        (403, RegistrationProblem.WRONG_PASSWORD, False),
        (404, RegistrationProblem.UNKNOWN_USER, True),
        (405, RegistrationProblem.FORBIDDEN, True),
        (500, RegistrationProblem.SERVER_FAILED, True),
        (503, RegistrationProblem.SERVER_FAILED, True),
        (603, RegistrationProblem.FORBIDDEN, True),
    ],
)
def test_refusals(
    engine: EngineProcess, registrar: ScriptedRegistrar, status: int, problem: RegistrationProblem, retries: bool
) -> None:
    registrar.answers = [(status, "")]
    engine.put_account(config_at(registrar), "right")
    failed = engine.wait_registration("a", FAILED)
    assert (failed.problem, failed.status_code) == (problem, status)
    assert (failed.retry_in_s is not None) == retries


def test_an_account_that_is_refused_unseen_has_no_wrong_password(
    engine: EngineProcess, registrar: ScriptedRegistrar
) -> None:
    registrar.refuses_all = True
    engine.put_account(config_at(registrar), "right")
    failed = engine.wait_registration("a", FAILED)
    assert (failed.problem, failed.status_code) == (RegistrationProblem.FORBIDDEN, 403)
    assert failed.retry_in_s is not None
    registers = [message for message in registrar.messages if message.method == "REGISTER"]
    assert not any(message.header("Authorization") for message in registers)
    assert not registers[-1].header("Contact"), "asked, not tried again"
    registrar.refuses_all = False
    engine.do(Register(account_id=AccountId("a")))
    engine.wait_registration("a", REGISTERED)


@pytest.mark.parametrize("refuses_all", [True, False])
def test_trying_an_account_tells_a_refusal_from_a_wrong_password(
    engine: EngineProcess, registrar: ScriptedRegistrar, refuses_all: bool
) -> None:
    registrar.refuses_all, registrar.answers = refuses_all, [(403, "")]
    engine.do(TryAccount(test_id="t", account=config_at(registrar), password=Secret("right")))
    last = engine.wait(AccountTestProgressed, lambda event: event.is_last)
    wanted = RegistrationProblem.FORBIDDEN if refuses_all else RegistrationProblem.WRONG_PASSWORD
    assert last.problem == wanted


def test_wrong_password_takes_one_try(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    engine.put_account(config_at(registrar), "wrong")
    engine.wait_registration("a", FAILED)
    engine.read_for(3.0)
    assert registrar.count("REGISTER") == 2  # without, then with credentials
    engine.do(PutAccount(account=config_at(registrar), password=Secret("right")))
    engine.wait_registration("a", REGISTERED)


def test_retry_after_is_kept(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    registrar.answers = [(503, "Retry-After: 4\r\n")]
    engine.put_account(config_at(registrar), "right")
    failed = engine.wait_registration("a", FAILED)
    assert failed.retry_in_s is not None
    assert 3.9 < failed.retry_in_s <= 5.0
    count = registrar.count("REGISTER")
    engine.read_for(3.5)
    assert registrar.count("REGISTER") == count
    engine.wait_registration("a", REGISTERED)


def test_delays_grow(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    registrar.answers = [(500, "")] * 3
    engine.put_account(config_at(registrar), "right")
    engine.wait_registration("a", REGISTERED, timeout_s=25.0)
    delays = [event.registration.retry_in_s or 0.0 for event in engine.events
              if isinstance(event, RegistrationChanged) and event.registration.state == FAILED]  # fmt: skip
    assert len(delays) == 3
    assert delays[0] < delays[1] < delays[2]


def test_interval_too_brief(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    registrar.answers = [(423, "Min-Expires: 600\r\n")]
    registrar.granted_s = 600
    assert engine.register(config_at(registrar, expires_s=60), "right").expires_s == 600
    assert registrar.messages[-1].header("Expires") == "600"


def test_silence_is_told_within_seconds_and_ends_by_itself(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    registrar.is_silent = True
    engine.put_account(config_at(registrar), "right")
    failed = engine.wait_registration("a", FAILED, timeout_s=15.0)
    assert failed.problem == RegistrationProblem.NO_ANSWER
    assert failed.retry_in_s is not None
    registrar.is_silent = False
    engine.wait_registration("a", REGISTERED, timeout_s=10.0)


def test_server_that_vanishes_is_noticed_at_the_refresh(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    registrar.granted_s = 10
    engine.register(config_at(registrar, expires_s=10), "right")
    registrar.is_silent = True
    engine.wait_registration("a", RegistrationState.REFRESHING)
    assert engine.wait_registration("a", FAILED).problem == RegistrationProblem.NO_ANSWER


def test_password_never_reaches_the_log(registrar: ScriptedRegistrar) -> None:
    registrar.password = "a-secret-of-mine"
    with EngineProcess({"SOFTPHONE_PJSIP_LOG": "1"}) as engine:
        engine.register(config_at(registrar), "a-secret-of-mine")
        registrar.answers = [(500, "")]
        engine.close()
        assert b"a-secret-of-mine" not in engine.log


def test_locked_out_later_is_no_wrong_password(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    engine.register(config_at(registrar), "right")
    registrar.answers = [(403, "")]
    since = len(engine.frames)
    engine.do(Register(account_id=AccountId("a")))
    failed = engine.wait_registration("a", FAILED, since=since)
    assert (failed.problem, failed.status_code) == (RegistrationProblem.FORBIDDEN, 403)
    assert failed.retry_in_s is not None
