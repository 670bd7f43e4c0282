"""Session descriptions of the far party (RFC 4566)."""

import itertools
import re

HOST = "127.0.0.1"
PCMU, PCMA = "0 PCMU/8000", "8 PCMA/8000"
_versions = itertools.count(1)


def sdp(port: int, *codecs: str, direction: str = "sendrecv", host: str = HOST, more: str = "") -> bytes:
    """Sound at the port. codecs: ``number name/rate``, PCMA and telephone events when none is given."""
    chosen = codecs or (PCMA, "101 telephone-event/8000")
    numbers = " ".join(codec.split(" ")[0] for codec in chosen)
    maps = "".join(f"a=rtpmap:{codec}\r\n" for codec in chosen)
    events = "a=fmtp:101 0-16\r\n" if any("telephone-event" in codec for codec in chosen) else ""
    text = (
        f"v=0\r\no=far 1 {next(_versions)} IN IP4 {HOST}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
        f"m=audio {port} RTP/AVP {numbers}\r\n{maps}{events}a={direction}\r\n{more}"
    )
    return text.encode()


def media_port(body: bytes) -> int:
    """Where the sound is to be sent."""
    match = re.search(rb"^m=audio (\d+)", body, re.MULTILINE)
    assert match, body
    return int(match[1])


def direction_of(body: bytes) -> str:
    """sendrecv, sendonly, recvonly or inactive."""
    match = re.search(rb"^a=(sendrecv|sendonly|recvonly|inactive)", body, re.MULTILINE)
    return match[1].decode() if match else "sendrecv"


def codecs_of(body: bytes) -> list[str]:
    """The names of what is offered or agreed on, in order of the m line."""
    line = re.search(rb"^m=audio \d+ \S+ ([\d ]+)", body, re.MULTILINE)
    assert line, body
    names = dict(re.findall(rb"^a=rtpmap:(\d+) ([^/\r\n]+)", body, re.MULTILINE))
    return [names.get(number, number).decode() for number in line[1].split()]


def event_type(body: bytes) -> int:
    """The payload type of telephone events at 8 kHz."""
    match = re.search(rb"^a=rtpmap:(\d+) telephone-event/8000", body, re.MULTILINE)
    assert match, body
    return int(match[1])
