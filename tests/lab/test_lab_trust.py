"""A certificate that the system does not trust is taken once its authority was added, and by that account alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from softphone_lab import Fault, Lab

from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, RegistrationState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def account_behind(lab: Lab, fault: Fault, trusted: str, user: str = "1001") -> AccountConfig:
    """An account at the TLS port with that certificate. trusted: name of the file that the user added."""
    files = (str(Path(lab.facts.ca).with_name(trusted)),) if trusted else ()
    record = f"sip:{user}@{lab.facts.host}:{lab.tls_fault(fault)}"
    return lab_config(lab.facts, user, Transport.TLS, address_of_record=record, trusted_ca_files=files)


@pytest.mark.parametrize(
    ("fault", "trusted"), [(Fault.SELF_SIGNED, "self_signed.pem"), (Fault.OTHER_CA, "another_authority.pem")]
)
def test_an_added_authority_is_trusted(engine: EngineProcess, lab: Lab, fault: Fault, trusted: str) -> None:
    config = account_behind(lab, fault, "")
    engine.put_account(config, "secret-1001")
    failed = engine.wait_registration(config.account_id, RegistrationState.FAILED)
    assert failed.problem == RegistrationProblem.CERTIFICATE_UNTRUSTED
    engine.register(account_behind(lab, fault, trusted), "secret-1001")
    assert len(lab.contacts("1001")) == 1


def test_what_one_account_trusts_another_does_not(engine: EngineProcess, lab: Lab) -> None:
    engine.register(account_behind(lab, Fault.OTHER_CA, "another_authority.pem"), "secret-1001")
    other = account_behind(lab, Fault.OTHER_CA, "", user="1002")
    assert other.account_id != AccountId("account-1001")
    engine.put_account(other, "secret-1002")
    failed = engine.wait_registration(other.account_id, RegistrationState.FAILED)
    assert failed.problem == RegistrationProblem.CERTIFICATE_UNTRUSTED
    assert lab.contacts("1002") == ()
