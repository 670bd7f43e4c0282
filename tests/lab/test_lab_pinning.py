"""A certificate that was trusted on purpose lets its server in; any other gets not one octet of SIP."""

import hashlib
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from softphone_lab import Fault, Lab

from softphone.basics.secret import Secret
from softphone.protocol import commands
from softphone.protocol.events import AccountTestProgressed, RegistrationChanged
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, RegistrationState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config
from tests.harness.tls_ear import TlsEar

pytestmark = pytest.mark.lab
PROBLEMS = {
    Fault.SELF_SIGNED: RegistrationProblem.CERTIFICATE_UNTRUSTED,
    Fault.EXPIRED: RegistrationProblem.CERTIFICATE_EXPIRED,
    Fault.WRONG_NAME: RegistrationProblem.CERTIFICATE_WRONG_NAME,
    Fault.OTHER_CA: RegistrationProblem.CERTIFICATE_UNTRUSTED,
}


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


@dataclass(frozen=True)
class Server:
    """A TLS port and the certificate that it shows."""

    lab: Lab
    fault: Fault

    @property
    def certificate(self) -> Path:
        return self.lab.facts.ca.with_name(f"{self.fault}.pem")

    def account(self, *trusted: str, **settings: object) -> AccountConfig:
        record = f"sip:1001@{self.lab.facts.host}:{self.lab.tls_fault(self.fault)}"
        return lab_config(self.lab.facts, "1001", Transport.TLS, address_of_record=record,
                          trusted_certificates=trusted, **settings)  # fmt: skip


def fingerprint(certificate: Path) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate.read_text())).hexdigest()


@pytest.mark.parametrize("fault", list(Fault))
def test_a_refused_certificate_is_shown_and_taken_when_it_is_trusted(
    engine: EngineProcess, lab: Lab, fault: Fault
) -> None:
    server = Server(lab, fault)
    engine.put_account(server.account(), "secret-1001")
    failed = engine.wait_registration("account-1001", RegistrationState.FAILED)
    assert failed.problem == PROBLEMS[fault]
    shown = failed.certificate
    assert shown is not None
    assert shown.fingerprint == fingerprint(server.certificate)
    assert shown.subject == "pbx.lab.test"
    assert shown.issuer == {Fault.SELF_SIGNED: "pbx.lab.test", Fault.OTHER_CA: "Another CA"}.get(fault, "Lab test CA")
    assert ("other.example" in shown.names) is (fault is Fault.WRONG_NAME)
    assert (shown.valid_until_s < time.time()) is (fault is Fault.EXPIRED)
    registered = engine.register(server.account(shown.fingerprint), "secret-1001")
    assert registered.certificate is None
    assert len(lab.contacts("1001")) == 1


def test_the_account_test_shows_the_certificate_too(engine: EngineProcess, lab: Lab) -> None:
    server = Server(lab, Fault.SELF_SIGNED)

    def tried(config: AccountConfig) -> AccountTestProgressed:
        since = len(engine.frames)
        engine.do(commands.TestAccount(test_id="t", account=config, password=Secret("secret-1001")))
        return engine.wait(AccountTestProgressed, lambda event: event.is_last, since=since)

    last = tried(server.account())
    assert last.problem == RegistrationProblem.CERTIFICATE_UNTRUSTED
    assert last.certificate is not None
    assert last.certificate.fingerprint == fingerprint(server.certificate)
    assert tried(server.account(last.certificate.fingerprint)).problem is None


@pytest.mark.parametrize("is_pinned", [False, True])
def test_another_certificate_than_the_trusted_one_hears_nothing(
    engine: EngineProcess, lab: Lab, is_pinned: bool
) -> None:
    lab.tls_fault(Fault.SELF_SIGNED)
    lab.tls_fault(Fault.EXPIRED)
    folder = lab.facts.ca.parent
    trusted = fingerprint(folder / "self_signed.pem")
    with TlsEar(folder / "expired.pem") as ear:
        record = f"sip:1001@127.0.0.1:{ear.port}"
        config = lab_config(lab.facts, "1001", Transport.TLS, address_of_record=record,
                            trusted_certificates=(trusted,), accepts_only_trusted=is_pinned)  # fmt: skip
        engine.put_account(config, "secret-1001")
        failed = engine.wait_registration(config.account_id, RegistrationState.FAILED)
        assert failed.problem == RegistrationProblem.CERTIFICATE_CHANGED
        assert failed.certificate is not None
        assert failed.certificate.fingerprint == fingerprint(folder / "expired.pem")
        engine.do(commands.TestAccount(test_id="t", account=config, password=Secret("secret-1001")))
        last = engine.wait(AccountTestProgressed, lambda event: event.is_last)
        assert last.problem == RegistrationProblem.CERTIFICATE_CHANGED
        engine.dial(config.account_id, f"sip:1002@127.0.0.1:{ear.port};transport=tls")
        engine.read_for(0.5)
        assert ear.handshakes >= 2  # registration and test; what is dialled may not even connect
        assert bytes(ear.heard) == b""


def test_a_server_that_changes_its_certificate_is_cut_off(engine: EngineProcess, lab: Lab) -> None:
    lab.tls_fault(Fault.SELF_SIGNED)
    lab.tls_fault(Fault.OTHER_CA)
    folder = lab.facts.ca.parent
    with TlsEar(folder / "self_signed.pem") as ear:
        record = f"sip:1001@127.0.0.1:{ear.port}"
        config = lab_config(lab.facts, "1001", Transport.TLS, address_of_record=record,
                            trusted_certificates=(fingerprint(ear.certificate),))  # fmt: skip
        engine.put_account(config, "secret-1001")
        engine.wait_registration(config.account_id, RegistrationState.FAILED)  # no answer comes
        assert b"REGISTER" in ear.heard
    with TlsEar(folder / "other_ca.pem") as other:
        record = f"sip:1001@127.0.0.1:{other.port}"
        since = len(engine.frames)
        engine.put_account(
            lab_config(lab.facts, "1001", Transport.TLS, address_of_record=record,
                       trusted_certificates=config.trusted_certificates), "secret-1001"
        )  # fmt: skip
        engine.wait(
            RegistrationChanged,
            lambda event: event.registration.problem == RegistrationProblem.CERTIFICATE_CHANGED,
            since=since,
        )
        assert bytes(other.heard) == b""


def test_pinning_refuses_a_certificate_with_which_nothing_is_wrong(engine: EngineProcess, lab: Lab) -> None:
    config = lab_config(lab.facts, "1001", Transport.TLS, accepts_only_trusted=True)
    engine.put_account(config, "secret-1001")
    failed = engine.wait_registration(config.account_id, RegistrationState.FAILED)
    assert failed.problem == RegistrationProblem.CERTIFICATE_UNTRUSTED
    assert failed.certificate is not None
    pinned = lab_config(lab.facts, "1001", Transport.TLS, accepts_only_trusted=True,
                        trusted_certificates=(failed.certificate.fingerprint,))  # fmt: skip
    engine.register(pinned, "secret-1001")


def test_what_one_account_trusts_on_purpose_another_does_not(engine: EngineProcess, lab: Lab) -> None:
    server = Server(lab, Fault.SELF_SIGNED)
    server.account()  # makes the certificate
    engine.register(server.account(fingerprint(server.certificate)), "secret-1001")
    record = f"sip:1002@{lab.facts.host}:{lab.tls_fault(Fault.SELF_SIGNED)}"
    other = lab_config(lab.facts, "1002", Transport.TLS, address_of_record=record)
    engine.put_account(other, "secret-1002")
    failed = engine.wait_registration(other.account_id, RegistrationState.FAILED)
    assert failed.problem == RegistrationProblem.CERTIFICATE_UNTRUSTED
    assert lab.contacts("1002") == ()
