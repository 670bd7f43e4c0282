"""What people type, paste and click, and what is called then."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.errors import DialError
from softphone.basics.sip_uri import SipUri
from softphone.calls.dial_plan import digits, is_number, target
from softphone.protocol.snapshots import AccountConfig, Transport
from tests.unit.app.phone import ALICE

HOST = "pbx.example.com"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1002", "1002"),
        (" 1002 ", "1002"),
        ("030 1234-56", "030123456"),
        ("(030) 12 34", "0301234"),
        ("+49 (0)30 123 45", "+493012345"),
        ("+49(0) 30/12345", "+493012345"),
        ("0049 (0) 30 12345", "00493012345"),
        ("+49.30.12345", "+493012345"),
        ("+1 (555) 010-0100", "+15550100100"),
        ("(0) 30 12345", "03012345"),
        ("[030] 12345", "03012345"),
        ("*97", "*97"),
        ("*8 1002", "*81002"),
        ("**21*1234#", "**21*1234#"),
        ("#31#0301234", "#31#0301234"),
        ("*", "*"),
        ("0", "0"),
        ("112", "112"),
        ("110", "110"),
        ("911", "911"),
        ("999", "999"),
        ("0112", "0112"),
        ("１００２", "1002"),
        ("١٠٠٢", "1002"),
        ("＋４９ ３０", "+4930"),
        ("＊９７＃", "*97#"),
        ("1002\u200b", "1002"),
        ("\u202a+49 30 1234\u202c", "+49301234"),
        ("030\u00a012\u202f34", "0301234"),
        ("030\u201312\u221234", "0301234"),
        ("030\t1234\r\n", "0301234"),
        ("<+49 30 1234>", "+49301234"),
        ('"1002"', "1002"),
        ("tel:+49-30-1234", "+49301234"),
        ("TEL:1002", "1002"),
        ("tel:+49%2030%201234", "+49301234"),
        ("tel:1002;phone-context=pbx.example.com", "1002"),
        ("tel://0301234", "0301234"),
        ("callto:+49301234", "+49301234"),
        ("sip:1002", "1002"),
        ("sip:+49301234", "+49301234"),
        ("sip:*97", "*97"),
    ],
)
def test_numbers_reach_the_accounts_own_server(text: str, number: str) -> None:
    assert target(text, ALICE) == SipUri(number, HOST)


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("anna@example.com", "sip:anna@example.com"),
        ("Anna.Lee@Example.COM", "sip:Anna.Lee@example.com"),
        ("1002@10.0.0.1:5070", "sip:1002@10.0.0.1:5070"),
        ("+49 30 1234@example.com", "sip:+49301234@example.com"),
        ("1002@[2001:db8::1]", "sip:1002@[2001:db8::1]"),
        ("sip:anna@example.com", "sip:anna@example.com"),
        ("SIP:anna@example.com", "sip:anna@example.com"),
        ("sip://anna@example.com", "sip:anna@example.com"),
        ("sips:anna@example.com", "sips:anna@example.com"),
        ("<sip:anna@example.com>", "sip:anna@example.com"),
        ("sip:anna@example.com:5070;user=phone", "sip:anna@example.com:5070;user=phone"),
        ("sip:a%20b@example.com", "sip:a%20b@example.com"),
        ("*97@example.com", "sip:*97@example.com"),
    ],
)
def test_addresses_are_called_where_they_are(text: str, uri: str) -> None:
    assert str(target(text, ALICE)) == uri


def test_a_link_chooses_neither_transport_nor_route_nor_headers() -> None:
    text = "sip:anna@example.com;transport=tcp;maddr=10.0.0.1;lr;method=REFER?Replaces=1&Route=%3Csip:evil%3E"
    assert str(target(text, ALICE)) == "sip:anna@example.com"


def test_a_hash_is_escaped_on_the_wire() -> None:
    assert str(target("#31#1", ALICE)) == "sip:%2331%231@pbx.example.com"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\u200b",
        "Anna Bell",
        "1-800-FLOWERS",
        "+49 30 1234 ext. 5",
        "030 1234 x5",
        "030 1234 Durchwahl 5",
        "tel:+49301234;ext=5",
        "tel:",
        "tel:Anna",
        "sip:",
        "sip:@example.com",
        "sip:example.com",
        "sip:anna@",
        "sip:anna@exa mple.com",
        "anna@",
        "@example.com",
        "anna@exa_mple",
        "anna bell@example.com",
        "anna@example.com;lr",
        "a@b@c",
        "12+34",
        "++49",
        "+",
        "()",
        "☎",
        "1002; rm -rf",
        "http://example.com",
        "javascript:alert(1)",
        "1" * 41,
        "1" * 100_000,
        "a" * 600 + "@example.com",
        "sip:anna\r\nRoute: <sip:evil>@example.com",
        "sip:anna%0d%0aRoute:x@example.com",
        "1002\x00",
    ],
)
def test_what_cannot_be_called_is_said_in_words_with_a_remedy(text: str) -> None:
    if text == "1002\x00":
        assert target(text, ALICE) == SipUri("1002", HOST)  # an invisible character is no reason to refuse
        return
    with pytest.raises(DialError) as refusal:
        target(text, ALICE)
    assert refusal.value.title.endswith(".")
    assert refusal.value.remedy.endswith(".")
    assert len(refusal.value.title) < 120


def test_an_extension_in_words_says_how_to_reach_it() -> None:
    with pytest.raises(DialError, match="key the extension in"):
        target("030 1234 ext. 5", ALICE)


def test_the_domains_port_belongs_to_the_target() -> None:
    account = AccountConfig(account_id=ALICE.account_id, address_of_record="sip:1001@127.0.0.1:5160")
    assert str(target("1002", account)) == "sip:1002@127.0.0.1:5160"


def test_a_secure_address_of_record_calls_securely() -> None:
    account = msgspec.structs.replace(ALICE, address_of_record="sips:1001@pbx.example.com", transport=Transport.TLS)
    assert str(target("1002", account)) == "sips:1002@pbx.example.com"


def test_an_account_that_is_not_complete_is_said() -> None:
    with pytest.raises(DialError, match="account settings"):
        target("1002", AccountConfig(account_id=ALICE.account_id, address_of_record="nonsense"))


@given(st.text(max_size=60))
def test_any_text_is_either_called_or_refused_in_words(text: str) -> None:
    called, refusal = None, None
    try:
        called = target(text, ALICE)
    except DialError as error:
        refusal = error
    if called is not None:
        assert called.user
        assert SipUri.parse(str(called)) == called
        assert not any(c.isspace() or ord(c) < 33 for c in str(called))
    else:
        assert refusal is not None
        assert refusal.title
        assert refusal.remedy


separators = st.text(alphabet=" -./()\u00a0\u2013", max_size=2)


@given(st.lists(st.tuples(st.sampled_from("0123456789*#"), separators), min_size=1, max_size=20))
def test_separators_never_change_a_number(keys: list[tuple[str, str]]) -> None:
    number = "".join(key for key, _ in keys)
    text = "".join(key + separator for key, separator in keys)
    if "(0)" in text.replace(" ", "").replace("\u00a0", ""):
        return  # the trunk zero of an international number is another matter
    assert digits(text) == number
    assert is_number(text)


@pytest.mark.parametrize("name", ["anna", "Anna.Bell", "front-desk", "pstn"])
def test_a_single_word_is_a_name_at_the_accounts_own_domain(name: str) -> None:
    assert target(name, ALICE) == SipUri(name, HOST)
