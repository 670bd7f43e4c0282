"""Registration of a real engine at a real Asterisk."""

from collections.abc import Iterator

import pytest
from softphone_lab import Fault, Lab, Part

from softphone.basics.secret import Secret
from softphone.protocol.commands import PutAccount, Register, RemoveAccount, ShutDown, Unregister
from softphone.protocol.events import AccountRemoved, RegistrationChanged, RejectCode, Rejected
from softphone.protocol.snapshots import RegistrationProblem, RegistrationState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab
REGISTERED, FAILED = RegistrationState.REGISTERED, RegistrationState.FAILED


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


@pytest.mark.parametrize("transport", list(Transport))
def test_registers_and_unregisters_over_each_transport(engine: EngineProcess, lab: Lab, transport: Transport) -> None:
    config = lab_config(lab.facts, "1001", transport)
    registration = engine.register(config, "secret-1001")
    (contact,) = lab.contacts("1001")
    assert registration.contact_uri.split(";")[0] == contact.uri.split(";")[0]
    assert registration.expires_s is not None
    assert 0 < registration.expires_s <= config.expires_s
    assert registration.registered_at_s is not None
    engine.do(Unregister(account_id=config.account_id))
    engine.wait_registration(config.account_id, RegistrationState.UNREGISTERED)
    assert lab.contacts("1001") == ()


def test_events_of_a_registration_name_the_command(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001")
    engine.register(config, "secret-1001")
    frames = [frame for frame in engine.frames if isinstance(frame.event, RegistrationChanged)]
    states = [frame.event.registration.state for frame in frames if isinstance(frame.event, RegistrationChanged)]
    assert states == [RegistrationState.REGISTERING, REGISTERED]
    assert {frame.cause for frame in frames} == {1}
    assert [frame.seq for frame in engine.frames] == list(range(1, len(engine.frames) + 1))


def test_digest_with_sha_256(engine: EngineProcess, lab: Lab) -> None:
    engine.register(lab_config(lab.facts, "1007"), "secret-1007")


def test_wrong_password_is_tried_once(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001")
    engine.put_account(config, "wrong")
    registration = engine.wait_registration(config.account_id, FAILED)
    assert registration.problem == RegistrationProblem.WRONG_PASSWORD
    assert registration.status_code == 401
    assert registration.retry_in_s is None
    assert "wrong" not in registration.detail
    seen = len(engine.frames)
    engine.read_for(4.0)
    assert not [event for event in engine.events[seen:] if isinstance(event, RegistrationChanged)]
    engine.register(config, "secret-1001")


def test_unknown_user_is_reported_like_a_wrong_password(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001", address_of_record=f"sip:nobody@{lab.facts.host}:{lab.facts.sip_udp}")
    engine.put_account(config, "secret")
    assert engine.wait_registration(config.account_id, FAILED).problem == RegistrationProblem.WRONG_PASSWORD


def test_server_that_is_not_the_domain(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(
        lab.facts, "1001", address_of_record="sip:1001@lab.test", server=f"{lab.facts.host}:{lab.facts.sip_udp}"
    )
    assert engine.register(config, "secret-1001").server == f"{lab.facts.host}:{lab.facts.sip_udp}"


def test_outbound_proxy(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(
        lab.facts, "1001", address_of_record="sip:1001@lab.test", auth_user="1001",
        outbound_proxy=f"{lab.facts.host}:{lab.facts.sip_udp}",
    )  # fmt: skip
    engine.register(config, "secret-1001")


def test_refresh_before_expiry(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001", expires_s=15)
    engine.register(config, "secret-1001")
    since = len(engine.frames)
    engine.wait_registration(config.account_id, RegistrationState.REFRESHING, since=since)
    engine.wait_registration(config.account_id, REGISTERED, since=since)
    assert len(lab.contacts("1001")) == 1


def test_changed_account_leaves_no_old_binding(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001")
    engine.register(config, "secret-1001")
    changed = lab_config(lab.facts, "1001", Transport.TCP)
    engine.register(changed, "secret-1001")
    (contact,) = lab.contacts("1001")
    assert "tcp" in contact.uri.lower()


def test_removed_account_is_unregistered(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001")
    engine.register(config, "secret-1001")
    engine.do(RemoveAccount(account_id=config.account_id))
    engine.wait(AccountRemoved)
    assert lab.contacts("1001") == ()


def test_two_accounts_side_by_side(engine: EngineProcess, lab: Lab) -> None:
    for user in ("1001", "1002"):
        engine.register(lab_config(lab.facts, user), f"secret-{user}")
    assert all(len(lab.contacts(user)) == 1 for user in ("1001", "1002"))


@pytest.mark.parametrize("user", ["1001", "1005"])
def test_shut_down_unregisters(lab: Lab, user: str) -> None:
    with EngineProcess() as engine:
        engine.register(lab_config(lab.facts, user), f"secret-{user}")
        engine.post(ShutDown())
        assert engine.close() == 0
    assert lab.contacts(user) == ()


def test_closed_pipe_unregisters(lab: Lab) -> None:
    with EngineProcess() as engine:
        engine.register(lab_config(lab.facts, "1001"), "secret-1001")
    assert engine.process.returncode == 0
    assert lab.contacts("1001") == ()


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault.EXPIRED, RegistrationProblem.CERTIFICATE_EXPIRED),
        (Fault.SELF_SIGNED, RegistrationProblem.CERTIFICATE_UNTRUSTED),
        (Fault.OTHER_CA, RegistrationProblem.CERTIFICATE_UNTRUSTED),
        (Fault.WRONG_NAME, RegistrationProblem.CERTIFICATE_WRONG_NAME),
    ],
)
def test_faulty_certificate_is_refused(
    engine: EngineProcess, lab: Lab, fault: Fault, problem: RegistrationProblem
) -> None:
    port = lab.tls_fault(fault)
    config = lab_config(lab.facts, "1001", Transport.TLS, address_of_record=f"sip:1001@{lab.facts.host}:{port}")
    engine.put_account(config, "secret-1001")
    failed = engine.wait_registration(config.account_id, FAILED)
    assert (failed.problem, failed.status_code) == (problem, None)
    assert lab.contacts("1001") == ()


def test_accounts_that_fail_at_once_are_not_mixed_up(engine: EngineProcess, lab: Lab) -> None:
    wanted = {
        lab.tls_fault(Fault.EXPIRED): RegistrationProblem.CERTIFICATE_EXPIRED,
        lab.tls_fault(Fault.WRONG_NAME): RegistrationProblem.CERTIFICATE_WRONG_NAME,
        lab.facts.ami.port: RegistrationProblem.TLS_FAILED,
        9: RegistrationProblem.TRANSPORT_REFUSED,
    }
    for port in wanted:
        record = f"sip:1001@{lab.facts.host}:{port}"
        config = lab_config(lab.facts, "1001", Transport.TLS, account_id=f"at-{port}", address_of_record=record)
        engine.post(PutAccount(account=config, password=Secret("secret-1001")))
    for port, problem in wanted.items():
        assert engine.wait_registration(f"at-{port}", FAILED).problem == problem


def test_server_certificate_needs_its_authority(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001", Transport.TLS, trusted_ca_files=())
    engine.put_account(config, "secret-1001")
    failed = engine.wait_registration(config.account_id, FAILED)
    assert failed.problem == RegistrationProblem.CERTIFICATE_UNTRUSTED
    trusting = lab_config(lab.facts, "1001", Transport.TLS)
    engine.register(trusting, "secret-1001")


def test_something_else_behind_the_tls_port(engine: EngineProcess, lab: Lab) -> None:
    record = f"sip:1001@{lab.facts.host}:{lab.facts.ami.port}"
    config = lab_config(lab.facts, "1001", Transport.TLS, address_of_record=record)
    engine.put_account(config, "secret-1001")
    assert engine.wait_registration(config.account_id, FAILED).problem == RegistrationProblem.TLS_FAILED


def test_terminated_engine_unregisters(lab: Lab) -> None:
    with EngineProcess() as engine:
        engine.register(lab_config(lab.facts, "1001"), "secret-1001")
        engine.process.terminate()
        assert engine.process.wait(20.0) == 0
    assert lab.contacts("1001") == ()


class TestPbxThatGoesAndComes:
    """With a PBX of its own, since it is killed."""

    @pytest.fixture
    def own_lab(self) -> Iterator[Lab]:
        lab = Lab()
        lab.up()
        yield lab
        lab.down()

    @pytest.mark.parametrize("transport", list(Transport))
    def test_down_at_start_and_back(self, engine: EngineProcess, own_lab: Lab, transport: Transport) -> None:
        own_lab.stop(Part.PBX)
        config = lab_config(own_lab.facts, "1001", transport)
        engine.put_account(config, "secret-1001")
        failed = engine.wait_registration(config.account_id, FAILED, timeout_s=15.0)
        udp = transport == Transport.UDP
        expected = RegistrationProblem.NO_ANSWER if udp else RegistrationProblem.TRANSPORT_REFUSED
        assert failed.problem == expected
        assert failed.retry_in_s is not None
        own_lab.start(Part.PBX)
        engine.wait_registration(config.account_id, REGISTERED, timeout_s=30.0)

    @pytest.mark.parametrize("transport", [Transport.TCP, Transport.TLS])
    def test_restart_is_noticed_by_the_connection(
        self, engine: EngineProcess, own_lab: Lab, transport: Transport
    ) -> None:
        config = lab_config(own_lab.facts, "1001", transport)
        engine.register(config, "secret-1001")
        since = len(engine.frames)
        own_lab.kill(Part.PBX)
        own_lab.start(Part.PBX)
        engine.wait_registration(config.account_id, REGISTERED, since=since, timeout_s=30.0)
        assert own_lab.contacts("1001")

    def test_register_now_does_not_wait_for_the_back_off(self, engine: EngineProcess, own_lab: Lab) -> None:
        own_lab.stop(Part.PBX)
        config = lab_config(own_lab.facts, "1001", Transport.TCP)
        engine.put_account(config, "secret-1001")
        engine.wait_registration(config.account_id, FAILED)
        engine.do(Register(account_id=config.account_id))
        engine.wait_registration(config.account_id, FAILED, since=len(engine.frames))
        own_lab.start(Part.PBX)
        since = len(engine.frames)
        engine.do(Register(account_id=config.account_id))
        engine.wait_registration(config.account_id, REGISTERED, since=since)

    @pytest.mark.parametrize("transport", list(Transport))
    def test_shut_down_is_quick_without_a_server(
        self, engine: EngineProcess, own_lab: Lab, transport: Transport
    ) -> None:
        config = lab_config(own_lab.facts, "1001", transport)
        engine.register(config, "secret-1001")
        own_lab.suspend(Part.PBX)
        try:
            assert engine.close(timeout_s=10.0) == 0
        finally:
            own_lab.suspend(Part.PBX, is_suspended=False)

    def test_unregister_while_nobody_answers(self, engine: EngineProcess, own_lab: Lab) -> None:
        own_lab.stop(Part.PBX)
        config = lab_config(own_lab.facts, "1001")
        engine.put_account(config, "secret-1001")
        engine.do(Unregister(account_id=config.account_id))
        engine.wait_registration(config.account_id, RegistrationState.UNREGISTERED)
        own_lab.start(Part.PBX)
        engine.do(Register(account_id=config.account_id))
        engine.wait_registration(config.account_id, REGISTERED)


def test_unusable_accounts_are_refused_or_explained(engine: EngineProcess, lab: Lab) -> None:
    bad = lab_config(lab.facts, "1001", address_of_record="sip:lab.test")
    reply = engine.ask(PutAccount(account=bad, password=Secret("x")))
    assert isinstance(reply, Rejected)
    assert reply.code == RejectCode.BAD_ARGUMENT
    missing = lab_config(lab.facts, "1001", Transport.TLS, trusted_ca_files=("/nonexistent/ca.pem",))
    engine.put_account(missing, "secret-1001")
    failed = engine.wait_registration(missing.account_id, FAILED)
    assert failed.problem == RegistrationProblem.BAD_CONFIGURATION
    assert "/nonexistent/ca.pem" in failed.detail


def test_unknown_server_name(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001", server="pbx.nowhere.invalid")
    engine.put_account(config, "secret-1001")
    failed = engine.wait_registration(config.account_id, FAILED, timeout_s=15.0)
    assert failed.problem == RegistrationProblem.SERVER_NOT_FOUND
    assert failed.retry_in_s is not None
