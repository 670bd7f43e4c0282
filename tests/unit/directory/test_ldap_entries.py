"""Our decoder against ldap3's encoder, in pieces, and on garbage."""

import socket
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ldap3.protocol.rfc4511 import (
    LDAPDN,
    AttributeDescription,
    AttributeValue,
    LDAPMessage,
    MessageID,
    PartialAttribute,
    PartialAttributeList,
    ProtocolOp,
    SearchResultEntry,
    Vals,
)
from ldap3.utils.asn1 import encode  # type: ignore[attr-defined]

from softphone.directory.ldap_entries import MAX_MESSAGE_SIZE, MalformedMessage, entry_of, messages


def encoded(message_id: int, dn: str, attributes: dict[str, list[bytes]]) -> bytes:
    """A searchResultEntry as a server would send it."""
    listed = PartialAttributeList()
    for place, (name, values) in enumerate(attributes.items()):
        inner = Vals()
        for index, value in enumerate(values):
            inner[index] = AttributeValue(value)
        attribute = PartialAttribute()
        attribute["type"], attribute["vals"] = AttributeDescription(name), inner
        listed[place] = attribute
    found = SearchResultEntry()
    found["object"], found["attributes"] = LDAPDN(dn), listed
    message = LDAPMessage()
    message["messageID"] = MessageID(message_id)
    message["protocolOp"] = ProtocolOp().setComponentByName("searchResEntry", found)
    result: bytes = encode(message)
    return result


LONG = {"cn": [b"x" * 200], "jpegPhoto": [b"\x00" * 70_000, b""], "mobile;lang-de": [b"1", "ü".encode()]}


def test_lengths_of_every_size_are_read() -> None:
    assert entry_of(encoded(70_000, "cn=Ünal," + "o=x," * 100, LONG)) == (
        70_000,
        (
            "cn=Ünal," + "o=x," * 100,
            {"cn": LONG["cn"], "jpegphoto": LONG["jpegPhoto"], "mobile": LONG["mobile;lang-de"]},
        ),
    )


names = st.text("abcdefghijklmnop", min_size=1, max_size=8)


@given(
    st.integers(1, 2**31 - 1),
    st.text(max_size=30),
    st.dictionaries(names, st.lists(st.binary(max_size=300)), max_size=5),
)
def test_it_reads_what_ldap3_writes(message_id: int, dn: str, attributes: dict[str, list[bytes]]) -> None:
    dn = dn.encode("utf-8", "replace").decode()
    assert entry_of(encoded(message_id, dn, attributes)) == (message_id, (dn, attributes))


@given(st.data())
def test_a_damaged_entry_is_refused_or_read_but_nothing_else(data: Any) -> None:
    message = bytearray(encoded(5, "cn=x", {"cn": [b"Anna"], "mail": [b"a@b", b"c@d"]}))
    for _ in range(data.draw(st.integers(1, 4))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    try:
        entry_of(bytes(message[: data.draw(st.integers(1, len(message)))]))
    except MalformedMessage:
        return


def received(*pieces: bytes) -> list[bytes]:
    """What `messages` makes of bytes that arrive in these pieces before the server closes."""
    near, far = socket.socketpair()

    def send() -> None:
        with far:
            for piece in pieces:
                far.sendall(piece)

    sender = threading.Thread(target=send)
    sender.start()
    with near:
        try:
            return list(messages(near))
        finally:
            sender.join()


def test_messages_are_found_however_they_arrive() -> None:
    first, second = encoded(1, "cn=a", {"cn": [b"x" * 500]}), encoded(2, "cn=b", LONG)
    stream = first + second
    assert received(stream) == [first, second]
    assert received(*(stream[i : i + 997] for i in range(0, len(stream), 997))) == [first, second]
    assert received(*(bytes([byte]) for byte in first)) == [first]
    assert received(first, second[:-1]) == [first], "half a message is none"


TOO_LARGE = b"\x30\x84" + (MAX_MESSAGE_SIZE + 1).to_bytes(4, "big")


@pytest.mark.parametrize(
    "garbage", [b"HTTP/1.1 400 Bad Request\r\n", b"\x30\x85\x01\x01\x01\x01\x01", b"\x30\x80", TOO_LARGE]
)
def test_what_is_no_ldap_is_refused(garbage: bytes) -> None:
    with pytest.raises(MalformedMessage):
        received(garbage)
