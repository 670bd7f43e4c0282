"""Words and remedies for every registration problem."""

import msgspec
import pytest

from softphone.accounts.explain import STEP_WORDS, explain
from softphone.protocol.snapshots import (
    AccountConfig,
    AccountTestStep,
    RegistrationProblem,
    RegistrationSnapshot,
    RegistrationState,
)
from tests.unit.app.phone import ALICE

P = RegistrationProblem


def failed(problem: RegistrationProblem, **fields: object) -> RegistrationSnapshot:
    snapshot = RegistrationSnapshot(account_id=ALICE.account_id, state=RegistrationState.FAILED, problem=problem)
    return msgspec.structs.replace(snapshot, **fields)


@pytest.mark.parametrize("problem", list(RegistrationProblem))
def test_each_problem_has_its_own_words_and_a_remedy_without_codes(problem: RegistrationProblem) -> None:
    words = explain(problem, ALICE, failed(problem, status_code=401, detail="SSL_ERROR_CERTIFICATE_VERIFICATION"))
    assert words.title.endswith(".")
    assert words.remedy.endswith(".")
    for term in ("401", "SSL", "{", "}", "REGISTER", "None"):
        assert term not in str(words)
    others = {explain(other, ALICE).title for other in RegistrationProblem if other != problem}
    assert words.title not in others


def test_the_three_certificate_problems_name_their_different_causes() -> None:
    assert "expired" in explain(P.CERTIFICATE_EXPIRED, ALICE).title
    assert "date and time" in explain(P.CERTIFICATE_EXPIRED, ALICE).remedy
    assert "another server" in explain(P.CERTIFICATE_WRONG_NAME, ALICE).title
    assert "exactly" in explain(P.CERTIFICATE_WRONG_NAME, ALICE).remedy
    assert "authority" in explain(P.CERTIFICATE_UNTRUSTED, ALICE).title
    assert "add its certificate" in explain(P.CERTIFICATE_UNTRUSTED, ALICE).remedy


def test_the_words_name_the_server_that_was_really_asked() -> None:
    assert "pbx.example.com" in explain(P.NO_ANSWER, ALICE).title
    proxied = msgspec.structs.replace(ALICE, server="registrar.example.com", outbound_proxy="edge.example.com")
    assert "edge.example.com" in explain(P.NO_ANSWER, proxied).title
    assert "10.0.0.9:5060" in explain(P.NO_ANSWER, proxied, failed(P.NO_ANSWER, server="10.0.0.9:5060")).title


def test_the_user_is_named_as_it_signs_in() -> None:
    assert "1001" in explain(P.WRONG_PASSWORD, ALICE).title
    assert "desk7" in explain(P.WRONG_PASSWORD, msgspec.structs.replace(ALICE, auth_user="desk7")).title


def test_retrying_is_said_only_when_it_happens() -> None:
    assert "keeps trying" in explain(P.NO_ANSWER, ALICE, failed(P.NO_ANSWER, retry_in_s=30.0)).remedy
    assert "keeps trying" not in explain(P.WRONG_PASSWORD, ALICE, failed(P.WRONG_PASSWORD)).remedy


@pytest.mark.parametrize("text", ["", "nonsense", "{user}", "sip:"])
def test_an_address_that_is_none_does_no_harm(text: str) -> None:
    account = AccountConfig(account_id=ALICE.account_id, address_of_record=text)
    for problem in RegistrationProblem:
        assert explain(problem, account).title


def test_every_step_of_a_test_has_words() -> None:
    assert set(STEP_WORDS) == set(AccountTestStep)
