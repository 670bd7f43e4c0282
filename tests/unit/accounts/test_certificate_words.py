"""What is wrong with a certificate in words, and how its fingerprint is compared."""

import msgspec
import pytest

from softphone.accounts.certificates import faults, fingerprint_of, grouped, host_of, is_for, names_of, trusting
from softphone.protocol.snapshots import Certificate, RegistrationProblem
from tests.unit.app.phone import ALICE

P = RegistrationProblem
NOW_S = 1_800_000_000.0
DAY_S = 86_400.0
GOOD = Certificate(
    fingerprint="0123456789abcdef" * 4,
    subject="pbx.example.com",
    issuer="Example CA",
    names=("pbx.example.com",),
    valid_from_s=NOW_S - DAY_S,
    valid_until_s=NOW_S + DAY_S,
)


def told(problem: RegistrationProblem, certificate: Certificate = GOOD, **account: object) -> str:
    config = msgspec.structs.replace(ALICE, **account)
    return " ".join(faults(problem, certificate, config, NOW_S))


def other(**fields: object) -> Certificate:
    return msgspec.structs.replace(GOOD, **fields)


def test_an_unknown_authority_is_named() -> None:
    words = told(P.CERTIFICATE_UNTRUSTED)
    assert words == "This computer does not trust who issued it: Example CA."


def test_a_certificate_of_the_servers_own_making_is_told_as_such() -> None:
    assert "itself" in told(P.CERTIFICATE_UNTRUSTED, other(issuer="pbx.example.com"))


def test_everything_that_is_wrong_is_told_together() -> None:
    bad = other(issuer="pbx.example.com", names=("other.example", "192.0.2.1"), valid_until_s=NOW_S - 1)
    words = told(P.CERTIFICATE_UNTRUSTED, bad)
    for part in ("expired", "not for pbx.example.com, but for other.example, 192.0.2.1", "itself"):
        assert part in words


def test_a_certificate_of_tomorrow_is_not_called_expired() -> None:
    words = told(P.CERTIFICATE_EXPIRED, other(valid_from_s=NOW_S + DAY_S, valid_until_s=NOW_S + 9 * DAY_S))
    assert "not valid yet" in words
    assert "expired" not in words


def test_a_changed_certificate_is_told_as_changed() -> None:
    assert "before" in told(P.CERTIFICATE_CHANGED, trusted_certificates=("f" * 64,))
    assert "before" not in told(P.CERTIFICATE_UNTRUSTED)


def test_a_name_that_it_has_as_name_and_as_address_is_told_once() -> None:
    assert names_of(other(names=("192.0.2.1", "pbx.example.com", "192.0.2.1"))) == ("192.0.2.1", "pbx.example.com")


def test_trusting_keeps_what_was_trusted() -> None:
    config = trusting(msgspec.structs.replace(ALICE, trusted_certificates=("f" * 64,)), GOOD)
    assert config.trusted_certificates == ("f" * 64, GOOD.fingerprint)
    assert trusting(config, GOOD) == config


def test_a_fingerprint_is_read_in_groups_and_written_in_any_way() -> None:
    assert grouped(GOOD.fingerprint).splitlines() == ["0123 4567 89AB CDEF"] * 4
    assert fingerprint_of(grouped(GOOD.fingerprint)) == GOOD.fingerprint
    assert fingerprint_of(":".join(["01"] * 32)) == "01" * 32
    for text in ("", "12", "g" * 64, "0" * 63, "0" * 65):
        with pytest.raises(ValueError, match="fingerprint"):
            fingerprint_of(text)


@pytest.mark.parametrize(
    ("names", "host", "is_it"),
    [
        (("PBX.example.com",), "pbx.example.com.", True),
        (("sip:example.com",), "example.com", True),
        (("2001:db8::1",), "2001:0db8:0:0::1", True),
        (("*.example.com",), "pbx.example.com", False),
        ((), "pbx.example.com", True),
        (("other.example",), "pbx.example.com", False),
    ],
)
def test_names_are_compared_as_sip_does(names: tuple[str, ...], host: str, is_it: bool) -> None:
    assert is_for(other(names=names), host) is is_it


def test_the_server_that_is_really_asked_counts() -> None:
    config = msgspec.structs.replace(ALICE, outbound_proxy="[2001:db8::1]:5061")
    assert host_of(config) == "2001:db8::1"
    assert host_of(msgspec.structs.replace(ALICE, server="sip.example.com:5061")) == "sip.example.com"
