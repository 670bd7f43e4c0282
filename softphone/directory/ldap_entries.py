"""Search results as they come from the socket (RFC 4511 section 4.5.2), decoded many times faster than by ldap3.

Only entries are decoded here; every other message is left to ldap3.
"""

import socket
from collections.abc import Iterator

RECEIVE_SIZE = 256 * 1024
MAX_MESSAGE_SIZE = 16 * 1024 * 1024
_SEQUENCE = 0x30
_INTEGER = 0x02
_ENTRY = 0x64  # [APPLICATION 4]

Entry = tuple[str, dict[str, list[bytes]]]  # DN; values by lower-case attribute name without options


class MalformedMessage(Exception):
    """What the server sent is not LDAP."""


def length_at(data: bytes | bytearray | memoryview, at: int) -> tuple[int, int]:
    """The length that begins there and where its content begins. Raises IndexError where data is missing."""
    first = data[at]
    if first < 0x80:
        return first, at + 1
    count = first & 0x7F
    if not 0 < count <= 4:
        raise MalformedMessage("length")
    end = at + 1 + count
    if end > len(data):
        raise IndexError
    return int.from_bytes(data[at + 1 : end], "big"), end


def messages(connection: socket.socket) -> Iterator[bytes]:
    """Whole messages as they arrive; ends when the server closes. Raises OSError, MalformedMessage.

    Nothing of what follows the last message that was taken may be on its way: there is one request at a time.
    """
    data = bytearray()
    begin = 0
    while True:
        size = _message_size(data, begin)
        if size and begin + size <= len(data):
            yield bytes(data[begin : begin + size])
            begin += size
            continue
        del data[:begin]
        begin = 0
        received = connection.recv(RECEIVE_SIZE)
        if not received:
            return
        data += received


def _message_size(data: bytearray, begin: int) -> int:
    """Size of the message that begins there; 0 when that cannot be told yet."""
    if begin >= len(data):
        return 0
    if data[begin] != _SEQUENCE:
        raise MalformedMessage("no message")
    try:
        length, content = length_at(data, begin + 1)
    except IndexError:
        return 0
    if length > MAX_MESSAGE_SIZE:
        raise MalformedMessage("too large")
    return content - begin + length


_names: dict[bytes, str] = {}


def entry_of(message: bytes) -> tuple[int, Entry] | None:
    """Message id and entry; None when the message is something else. Raises MalformedMessage."""
    try:
        _, at = length_at(message, 1)
        if message[at] != _INTEGER:
            raise MalformedMessage("message id")
        length, at = length_at(message, at + 1)
        message_id = int.from_bytes(message[at : at + length], "big")
        at += length
        if message[at] != _ENTRY:
            return None
        _, at = length_at(message, at + 1)
        length, at = length_at(message, at + 1)
        dn = message[at : at + length].decode("utf-8", "replace")
        return message_id, (dn, _attributes(message, at + length))
    except IndexError:
        raise MalformedMessage("entry") from None


def _attributes(message: bytes, at: int) -> dict[str, list[bytes]]:
    """The attribute list that begins there. Lengths below 128, which nearly all are, are read in place."""
    found: dict[str, list[bytes]] = {}
    length, at = length_at(message, at + 1)
    end = at + length
    while at < end:
        length = message[at + 1]
        at += 2
        if length >= 0x80:
            length, at = length_at(message, at - 1)
        length = message[at + 1]
        at += 2
        if length >= 0x80:
            length, at = length_at(message, at - 1)
        raw_name = message[at : at + length]
        name = _names.get(raw_name) or _name(raw_name)
        at += length
        length = message[at + 1]
        at += 2
        if length >= 0x80:
            length, at = length_at(message, at - 1)
        values_end = at + length
        values = found.setdefault(name, [])
        while at < values_end:
            length = message[at + 1]
            at += 2
            if length >= 0x80:
                length, at = length_at(message, at - 1)
            values.append(message[at : at + length])
            at += length
        if at != values_end:
            raise MalformedMessage("values")
    if at != end:
        raise MalformedMessage("attributes")
    return found


def _name(raw: bytes) -> str:
    name = raw.decode("ascii", "replace").lower().partition(";")[0]
    if len(_names) < 1000:  # a server that invents names must not fill the memory
        _names[raw] = name
    return name
