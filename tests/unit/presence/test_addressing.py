"""One address per person, whatever PBX, presence server and lists call them."""

import pytest

from softphone.basics.ids import AccountId
from softphone.presence.addressing import Domain
from softphone.protocol.snapshots import AccountConfig


def domain(**settings: object) -> Domain:
    defaults: dict[str, object] = {
        "account_id": AccountId("a"), "address_of_record": "sip:1001@127.0.0.1:5060", "presence_domain": "lab.test",
    }  # fmt: skip
    return Domain.of(AccountConfig(**{**defaults, **settings}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "1002@127.0.0.1:5060", "sip:1002@127.0.0.1", "<sips:1002@127.0.0.1;transport=tls>", "1002@lab.test",
        "sip:1002@LAB.TEST:5080", "pres:1002@lab.test",
    ],
)  # fmt: skip
def test_pbx_and_presence_server_mean_the_same_person(text: str) -> None:
    assert domain().canonical(text) == "1002@127.0.0.1"


def test_the_registrar_is_another_name_of_the_domain() -> None:
    other = domain(address_of_record="sip:1001@example.com", server="pbx7.example.com:5061", presence_domain="")
    assert other.canonical("1002@pbx7.example.com") == "1002@example.com"


@pytest.mark.parametrize("text", ["", "1002", "1002@elsewhere.example", "127.0.0.1", "a b@127.0.0.1"])
def test_other_texts_are_not_of_this_domain(text: str) -> None:
    assert domain().canonical(text) == ""


def test_members_of_lists_may_stand_at_an_ip_address() -> None:
    company = domain(address_of_record="sip:1001@example.com", presence_domain="")
    assert company.member("sip:1002@10.0.0.5:5060") == "1002@example.com"
    assert company.member("sip:1002@[2001:db8::5]") == "1002@example.com"
    assert company.member("sip:1002@partner.example") == "1002@partner.example"
    assert company.member("nonsense") == ""


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("1002", "1002@127.0.0.1"), (" 1002 ", "1002@127.0.0.1"), ("+49 (30) 12-34", "+49301234@127.0.0.1"),
        ("bob", "bob@127.0.0.1"), ("*781002", "*781002@127.0.0.1"), ("", ""), ("Bob Baker", ""), ("<1002>", ""),
    ],
)  # fmt: skip
def test_the_address_of_a_number(number: str, address: str) -> None:
    assert domain().address_of(number) == address


def test_lamps_are_at_the_pbx_and_presence_at_its_server() -> None:
    assert domain().lamp_uri("1002@127.0.0.1") == "sip:1002@127.0.0.1:5060"
    assert domain().presence_uri("1002@127.0.0.1") == "sip:1002@lab.test"
    assert domain(presence_domain="").presence_uri("1002@127.0.0.1") == "sip:1002@127.0.0.1:5060"
    assert domain().presence_uri("eve@partner.example") == "sip:eve@partner.example"


def test_which_requests_go_to_the_presence_server() -> None:
    assert domain().is_at_presence_server("sip:team@lab.test")
    assert not domain().is_at_presence_server("sip:team@127.0.0.1:5060")
    assert not domain(presence_domain="127.0.0.1").is_at_presence_server("sip:team@127.0.0.1:5060")
