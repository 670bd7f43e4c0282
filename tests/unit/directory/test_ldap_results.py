"""What servers say, in the words of the user's problem."""

import pytest

from softphone.basics.ids import DirectoryServerId
from softphone.directory.ldap_problem import DirectoryProblem, explain
from softphone.directory.ldap_results import refusal_of
from softphone.settings.directory_server import DirectoryServer

P = DirectoryProblem
AD = "80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data {}, v3839"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (49, "", P.WRONG_PASSWORD),
        (49, AD.format("52e"), P.WRONG_PASSWORD),
        (49, AD.format("532"), P.PASSWORD_EXPIRED),
        (49, AD.format("773"), P.PASSWORD_EXPIRED),
        (49, AD.format("533"), P.ACCOUNT_LOCKED),
        (49, AD.format("775"), P.ACCOUNT_LOCKED),
        (8, "", P.SECURITY_NEEDED),
        (13, "", P.SECURITY_NEEDED),
        (1, "In order to perform this operation a successful bind must be completed", P.SIGN_IN_NEEDED),
        (32, "", P.BASE_UNKNOWN),
        (10, "", P.BASE_UNKNOWN),
        (50, "", P.NOT_ALLOWED),
        (51, "", P.SERVER_FAILED),
        (12345, "", P.SERVER_FAILED),
    ],
)
def test_results_are_understood(code: int, text: str, expected: DirectoryProblem) -> None:
    assert refusal_of(code, text, is_signed_in=True) is expected


@pytest.mark.parametrize("code", [32, 50])
def test_what_is_hidden_from_strangers_asks_for_a_sign_in(code: int) -> None:
    assert refusal_of(code, "", is_signed_in=False) is P.SIGN_IN_NEEDED


@pytest.mark.parametrize("problem", DirectoryProblem)
def test_every_problem_has_words_and_a_remedy(problem: DirectoryProblem) -> None:
    server = DirectoryServer(server_id=DirectoryServerId("d"), host="{odd}.example.com", base="dc={x}")
    words = explain(problem, server)
    assert words.title.endswith(".")
    assert words.remedy.endswith(".")
    assert "{host}" not in str(words), "every name is filled in"
