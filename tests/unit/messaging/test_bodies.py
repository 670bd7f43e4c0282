"""Bodies of messages: CPIM, notices, parts; from strangers, so whatever they hold."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.messaging import composing, imdn
from softphone.messaging.bodies import TextBody, read_body
from softphone.messaging.cpim import Cpim, unwrapped, wrapped
from softphone.messaging.imdn import NoticeKind, Notification

MULTIPART = (
    b"--x\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n<p>Hello <b>Bob</b></p>\r\n"
    b"--x\r\nContent-Type: text/plain; charset=ISO-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Gr=FC=DFe\r\n--x\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n--x--\r\n"
)
OTHERS_CPIM = (
    b"From: Bob <im:bob@example.com>\r\nTo: Alice <im:alice@example.com>\r\nDateTime: 2006-04-04T12:16:49-05:00\r\n"
    b"NS: note <urn:ietf:params:imdn>\r\nnote.Message-ID: 34jk324j\r\nnote.Disposition-Notification: "
    b"positive-delivery, negative-delivery, display\r\n\r\n"
    b"Content-type: text/plain\r\nContent-length: 12\r\n\r\nHello World!"
)
OTHERS_NOTICE = (
    b'<?xml version="1.0" encoding="UTF-8"?><imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id>34jk324j</message-id>'
    b"<datetime>2008-04-04T12:16:49-05:00</datetime><display-notification><status><displayed/></status>"
    b"</display-notification></imdn>"
)


def test_texts_in_their_character_sets() -> None:
    assert read_body("text/plain;charset=UTF-8", "Grüße 👋".encode()) == TextBody("Grüße 👋")
    assert read_body('text/plain; charset="iso-8859-1"', "Grüße".encode("latin-1")) == TextBody("Grüße")
    assert read_body("", b"no type") == TextBody("no type")
    assert read_body("text/plain; charset=nonsense", b"x") == TextBody("x")
    assert read_body("text/html", b"<p>Tom &amp; Ann<br>there</p><script>evil()</script>") == TextBody(
        "Tom & Ann\nthere"
    )


def test_what_cannot_be_seen_is_left_out() -> None:
    assert read_body("text/plain", "a\x00b\u202ec\r\nd\te 👩\u200d🚀\n\n".encode()) == TextBody("abc\nd\te 👩\u200d🚀")


def test_of_several_parts_the_plain_text_is_shown() -> None:
    assert read_body("multipart/alternative; boundary=x", MULTIPART) == TextBody("Grüße")


def test_parts_are_found_wherever_they_are() -> None:
    inner = b"Content-Type: Multipart/Alternative;\r\n boundary=y\r\n\r\n--y\r\n\r\nno type\r\n--y--\r\n"
    assert read_body("multipart/mixed; boundary=x", b"before\r\n--x\r\n" + inner + b"--x--") == TextBody("no type")
    coded = b"--x\nContent-Type: text/plain\nContent-Transfer-Encoding: BASE64\n\nR3LD\nvMOfZQ"
    assert read_body('multipart/mixed; boundary="x"', coded) == TextBody("Grüße")  # cut off, and with bare line ends
    page = b"--x\r\nContent-Type: text/html\r\n\r\n<b>Hello</b>\r\n--x--"
    assert read_body("multipart/mixed; boundary=x", page) == TextBody("Hello")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<a title=\"x > y\" href='z'>there</a>", "there"),
        ("<p class=it's>It's</p>", "It's"),
        ("1 < 2 &lt; 3 &amp; 5 > 4 <3", "1 < 2 < 3 & 5 > 4 <3"),
        ("a<!-- <b> -->b<!DOCTYPE c><![if !d]>e<STYLE>f</STYLE>g<br/>h", "abeg\nh"),
        ("left <a href='out", "left"),
        (f"&#{'1' * 9000};", "\ufffd"),
    ],
)
def test_what_pages_say(page: str, text: str) -> None:
    assert read_body("text/html", page.encode()) == TextBody(text)


@pytest.mark.parametrize("sign", ["<a ", "<a b=", "<a '", "<a b=c ", "<![", "<!--", "</", "<?", "<script>", "<", "&#"])
def test_no_page_holds_the_reader_up(sign: str) -> None:
    read_body("text/html", (sign * 32_768).encode()[:32_768])  # some took the library's reader half a minute


@pytest.mark.parametrize(
    "part",
    [
        b"Content-Type: message/rfc822\r\n\r\n" * 1500,
        b"Content-Type: text/" + b"(" * 40_000,
        b"Content-Type: text/plain; a=" + b'"' * 40_000,  # a minute and more for the library's reader
        b"Content-Type: text/plain; " + b"a=b; " * 8000,
        b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (i, i) for i in range(900)),
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n=A=B=",
        b"\r\n--x" * 12_000,
    ],
)
def test_no_parts_hold_the_reader_up(part: bytes) -> None:
    with contextlib.suppress(ValueError):
        read_body("multipart/mixed; boundary=x", b"--x\r\n" + part)


@pytest.mark.parametrize("charset", ["idna", "undefined", "rot13", "zlib", "utf-16"])
def test_a_character_set_that_is_none_for_texts_loses_no_message(charset: str) -> None:
    assert isinstance(read_body(f"text/plain;charset={charset}", b"hello!"), TextBody)


def test_cpim_of_others_is_read() -> None:
    assert read_body("message/cpim", OTHERS_CPIM) == TextBody("Hello World!", True, "34jk324j", True, True)
    assert unwrapped(OTHERS_CPIM).sender == "im:bob@example.com"


@given(st.text(max_size=200), st.from_regex(r"[!-~]{1,40}", fullmatch=True))
def test_what_is_wrapped_comes_out(text: str, message_id: str) -> None:
    inside = Cpim(
        text.encode("utf-8", "replace"), "text/plain;charset=UTF-8", message_id, ("display",), "sip:a@b", "sip:c@d"
    )
    assert unwrapped(wrapped(inside, 0.0)) == inside


@pytest.mark.parametrize("kind", [NoticeKind.DELIVERED, NoticeKind.DISPLAYED])
def test_notices_come_out_as_they_went_in(kind: NoticeKind) -> None:
    document = imdn.written("m<1>&", kind, "2026-01-01T00:00:00Z")
    assert read_body("message/imdn+xml", document) == Notification("m<1>&", kind)
    wrapping = wrapped(Cpim(document, imdn.CONTENT_TYPE, "n1"), 0.0)
    assert read_body("message/cpim", wrapping) == Notification("m<1>&", kind)


def test_notices_of_others_are_read() -> None:
    assert imdn.read(OTHERS_NOTICE) == Notification("34jk324j", NoticeKind.DISPLAYED)
    failed = OTHERS_NOTICE.replace(b"display-", b"delivery-").replace(b"displayed", b"failed")
    assert imdn.read(failed).kind is NoticeKind.FAILED
    assert imdn.read(OTHERS_NOTICE.replace(b"displayed", b"processed")).kind is NoticeKind.OTHER


def test_typing_comes_out_as_it_went_in() -> None:
    assert read_body(composing.CONTENT_TYPE, composing.written(True)) == composing.Composing(True, 60)
    assert composing.read(composing.written(False)).is_active is False


@pytest.mark.parametrize(
    "kind",
    [
        *("text/plain", "text/html", "message/cpim", "message/imdn+xml", "multipart/mixed; boundary=x"),
        *("multipart/mixed", "application/im-iscomposing+xml", "image/png", "nonsense"),
    ],
)
@given(body=st.binary(max_size=300))
def test_no_body_does_any_harm(kind: str, body: bytes) -> None:
    with contextlib.suppress(ValueError):
        read_body(kind, body)


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><imdn xmlns="urn:ietf:params:xml:ns:imdn"/>',
        b'<imdn xmlns="urn:ietf:params:xml:ns:imdn">' + b"<a>" * 100 + b"</a>" * 100 + b"</imdn>",
        b'<imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id></message-id></imdn>',
        b"x" * 20_000,
    ],
)
def test_hostile_notices_are_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        imdn.read(body)
