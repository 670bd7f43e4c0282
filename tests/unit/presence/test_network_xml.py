"""XML from the network: what is refused, and that it is refused at once."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.presence.dialog_info import read_dialog_info
from softphone.presence.network_xml import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, BodyRefused, plain_text, read_xml
from softphone.presence.pidf import read_pidf
from softphone.presence.resource_list import read_resource_list

NS = "urn:example"


def refusal(body: bytes) -> str:
    with pytest.raises(BodyRefused) as caught:
        read_xml(body, NS, "root")
    return str(caught.value)


def root(content: str = "", head: str = "") -> bytes:
    return f'{head}<root xmlns="{NS}">{content}</root>'.encode()


def test_a_document_of_its_namespace_is_read() -> None:
    assert read_xml(root("<a>ä</a>", '<?xml version="1.0" encoding="UTF-8"?>'), NS, "root")[0].text == "ä"
    assert read_xml(b"\xef\xbb\xbf\r\n " + root(), NS, "root").tag.endswith("root")


def test_latin_1_that_is_declared_is_read() -> None:
    body = '<?xml version="1.0" encoding="ISO-8859-1"?>' + f'<root xmlns="{NS}">M\u00fcller</root>'
    assert read_xml(body.encode("latin-1"), NS, "root").text == "Müller"


BOMB = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "boom"}">' for i in range(10))
HOSTILE = {
    "billion laughs": f"<!DOCTYPE root [{BOMB}]>".encode() + root("&a9;"),
    "quadratic": b'<!DOCTYPE root [<!ENTITY a "' + b"x" * 50_000 + b'">]>' + root("&a;" * 5_000),
    "external entity": b'<!DOCTYPE root [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + root("&a;"),
    "external document type": b'<!DOCTYPE root SYSTEM "http://127.0.0.1/x.dtd">' + root(),
    "parameter entity": b'<!DOCTYPE root [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>' + root(),
    "ten megabytes": root("<a/>" * 2_600_000),
    "deep": root("<a>" * (MAX_DEPTH + 1) + "</a>" * (MAX_DEPTH + 1)),
    "very deep": root("<a>" * 100_000),
    "many elements": root("<a/>" * (MAX_ELEMENTS + 1)),
    "other namespace": b'<root xmlns="urn:other"/>',
    "no namespace": b"<root/>",
    "other element": f'<other xmlns="{NS}"/>'.encode(),
    "undeclared prefix": b"<x:root/>",
    "empty": b"",
    "spaces": b" \r\n ",
    "text": b"hello",
    "cut off": root()[:-3],
    "two roots": root() + root(),
    "unknown entity": root("&secret;"),
    "not the declared utf-8": root("\u00fc").decode().encode("latin-1"),
    "utf-16": root().decode().encode("utf-16"),
    "utf-32": root().decode().encode("utf-32"),
    "utf-7": b'<?xml version="1.0" encoding="UTF-7"?>' + root(),
    "unknown charset": b'<?xml version="1.0" encoding="klingon"?>' + root(),
    "ebcdic": '<?xml version="1.0" encoding="cp037"?>'.encode("cp037") + root().decode().encode("cp037"),
    "ebcdic behind a readable declaration": b'<?xml version="1.0" encoding="cp037"?>' + root().decode().encode("cp037"),
    "nul": root("\0"),
    "json": b'{"a": 1}',
    "random": bytes(range(256)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused(name: str) -> None:
    refusal(HOSTILE[name])


@pytest.mark.parametrize("name", HOSTILE)
def test_every_parser_refuses_hostile_xml_alike(name: str) -> None:
    with pytest.raises(BodyRefused):
        read_pidf(HOSTILE[name])
    with pytest.raises(BodyRefused):
        read_dialog_info(HOSTILE[name])
    with pytest.raises(BodyRefused):
        read_resource_list("application/rlmi+xml", HOSTILE[name])


def test_a_refusal_quotes_nothing_of_the_document() -> None:
    for body in (root("&secret;"), b"<secret/>", b'<?xml version="1.0" encoding="secret"?>' + root(), root("<secret>")):
        assert "secret" not in refusal(body)
        assert "\n" not in refusal(body)


@given(st.binary(max_size=400))
def test_garbage_raises_nothing_else(body: bytes) -> None:
    with pytest.raises(BodyRefused):
        read_xml(body, NS, "root")


@given(st.data())
def test_a_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    body = bytearray(root('<a b="c">text</a>' * 3, '<?xml version="1.0" encoding="UTF-8"?>'))
    for _ in range(data.draw(st.integers(1, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BodyRefused):
        read_xml(bytes(body), NS, "root")


def test_the_limits_themselves_are_allowed() -> None:
    read_xml(root("<a>" * (MAX_DEPTH - 1) + "</a>" * (MAX_DEPTH - 1)), NS, "root")
    read_xml(root("<a/>" * (MAX_ELEMENTS - 1)), NS, "root")
    body = root("x" * (MAX_BYTES - len(root())))
    assert len(body) == MAX_BYTES
    read_xml(body, NS, "root")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (None, ""),
        ("", ""),
        (" two \r\n lines\t", "two lines"),
        ("a\u202eb\u0007c", "abc"),
        ("x" * 5_000, "x" * 1_000),
        ("Grüße 👋", "Grüße 👋"),
    ],
)
def test_text_is_made_fit_for_one_line(text: str | None, plain: str) -> None:
    assert plain_text(text) == plain
