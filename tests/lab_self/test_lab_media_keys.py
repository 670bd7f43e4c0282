"""Accounts whose media must be encrypted, by SDES (RFC 4568) and DTLS (RFC 5764), and those that refuse plain calls."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from softphone_lab import Lab, LabFacts

from tests.lab_self.raw_phone import RawPhone

pytestmark = pytest.mark.lab


@pytest.fixture(scope="module")
def facts() -> Iterator[LabFacts]:
    with Lab() as facts:
        yield facts


@pytest.mark.parametrize(("user", "transport", "srtp"), [("1005", "tls", "sdes"), ("1008", "udp", "dtls")])
def test_an_encrypted_echo_call_carries_media(facts: LabFacts, user: str, transport: str, srtp: str) -> None:
    account = facts.user(user)
    port = facts.sip_tls if transport == "tls" else facts.sip_udp
    words = [facts.host, str(port), user, account.password, transport, srtp, str(facts.ca)]
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("secure_caller.py")), *words],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    found = json.loads(done.stdout)
    assert found["registered"]
    assert found["confirmed"]
    assert found["srtp"]
    assert found["received"] > 20
    assert account.srtp == srtp


@pytest.mark.parametrize("user", ["1005", "1008"])
def test_a_plain_offer_of_a_secure_account_is_refused(facts: LabFacts, user: str) -> None:
    with RawPhone(facts.user(user), facts.host, facts.sip_udp) as phone:
        answer, _ = phone.call("*43")
    assert answer.status == 488
