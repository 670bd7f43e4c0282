"""SIP URIs: parsing, writing, and hostile input."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.sip_uri import SipUri

_HOST = st.from_regex(r"[a-z0-9]([a-z0-9\-]{0,8}[a-z0-9])?(\.[a-z]{2,5})?", fullmatch=True)
_NAME = st.text(string.ascii_lowercase + "-", min_size=1, max_size=8)


@given(
    st.builds(
        SipUri,
        user=st.text(min_size=0, max_size=12).filter(lambda text: text == text.encode("utf-8", "ignore").decode()),
        host=_HOST,
        port=st.none() | st.integers(1, 65535),
        scheme=st.sampled_from(["sip", "sips"]),
        parameters=st.dictionaries(_NAME, st.text(string.printable.strip(), max_size=8), max_size=3),
    )
)
def test_written_uri_is_read_back(uri: SipUri) -> None:
    assert SipUri.parse(str(uri)) == uri


@given(st.text(max_size=60))
def test_any_text_is_a_uri_or_a_value_error(text: str) -> None:
    try:
        uri = SipUri.parse(text)
    except ValueError:
        return
    assert SipUri.parse(str(uri)) == uri


@given(st.text(max_size=40))
def test_any_text_after_the_scheme_is_a_uri_or_a_value_error(text: str) -> None:
    try:
        uri = SipUri.parse(f"sip:{text}")
    except ValueError:
        return
    assert SipUri.parse(str(uri)) == uri


@pytest.mark.parametrize(
    ("text", "user", "host", "port"),
    [
        ("sip:1001@pbx.example.com", "1001", "pbx.example.com", None),
        ("SIP:1001@PBX.example.com:5070", "1001", "pbx.example.com", 5070),
        ("sips:alice@[2001:db8::1]:5061", "alice", "[2001:db8::1]", 5061),
        ("sip:pbx.example.com", "", "pbx.example.com", None),
        ("sip:%2A43@pbx", "*43", "pbx", None),
        ("sip:alice:secret@pbx", "alice", "pbx", None),
        ("sip:+4930123;ext=5@pbx", "+4930123;ext=5", "pbx", None),
        ("sip:alice@pbx;transport=tcp?Subject=hello", "alice", "pbx", None),
    ],
)
def test_parts(text: str, user: str, host: str, port: int | None) -> None:
    uri = SipUri.parse(text)
    assert (uri.user, uri.host, uri.port) == (user, host, port)


@pytest.mark.parametrize(
    "text",
    ["", "sip:", "1001", "tel:+49", "sip:a@", "sip:@pbx", "sip:a@pbx:0", "sip:a@pbx:65536", "sip:a b@pbx",
     "sip:a@pbx\r\nVia: x", "http://pbx", "sip:a@-pbx", "sip:a@pbx:port", "sip:a\udcff@pbx", "sip:a@pbx;b=\udcff"],
)  # fmt: skip
def test_no_uri(text: str) -> None:
    with pytest.raises(ValueError, match=r"URI|port"):
        SipUri.parse(text)


def test_control_characters_do_not_get_through_the_escapes() -> None:
    uri = SipUri.parse("sip:a%0D%0AVia:x@pbx") if _parses("sip:a%0D%0AVia:x@pbx") else SipUri("a\r\nVia", "pbx")
    assert "\r" not in str(uri)
    assert "\n" not in str(uri)


def _parses(text: str) -> bool:
    try:
        SipUri.parse(text)
    except ValueError:
        return False
    return True


def test_parameters_are_added() -> None:
    uri = SipUri.parse("sip:a@pbx;lr").with_parameters(transport="tls")
    assert str(uri) == "sip:a@pbx;lr;transport=tls"
    assert uri.address == "a@pbx"
    assert SipUri("", "pbx", 5060).host_and_port == "pbx:5060"
