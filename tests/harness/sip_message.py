"""Just enough SIP to script a server by hand: messages apart and together (RFC 3261 section 7)."""

import re
from dataclasses import dataclass

_COMPACT = {"f": "from", "t": "to", "i": "call-id", "v": "via", "m": "contact", "o": "event", "l": "content-length"}


@dataclass(frozen=True)
class Message:
    """A request or response; header names are lower case and in their long form."""

    start: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def method(self) -> str:
        """The method; "SIP/2.0" for a response."""
        return self.start.split(" ", 1)[0]

    @property
    def status(self) -> int:
        """The status code of a response."""
        return int(self.start.split(" ")[1])

    @property
    def user(self) -> str:
        """User part of the request URI, "" where there is none."""
        match = re.match(r"sips?:([^@;>]*)@", self.start.split(" ")[1])
        return match[1] if match else ""

    def all(self, name: str) -> list[str]:
        """Values of all headers with this name."""
        return [value for key, value in self.headers if key == name.lower()]

    def get(self, name: str) -> str:
        """Value of the first header with this name, or ""."""
        return next(iter(self.all(name)), "")

    def parameter(self, name: str, parameter: str) -> str:
        """A parameter such as the tag of From, or ""."""
        match = re.search(rf";{parameter}=([^;>\s]+)", self.get(name))
        return match[1] if match else ""


def parse(data: bytes) -> Message:
    """The message in a datagram, or cut from a stream."""
    head, _, body = data.partition(b"\r\n\r\n")
    start, *lines = head.decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":")[::2] for line in lines if ":" in line)
    named = ((name.strip().lower(), value.strip()) for name, value in pairs)
    return Message(start, tuple((_COMPACT.get(name, name), value) for name, value in named), body)


def cut(buffer: bytearray) -> bytes | None:
    """Takes the first whole message off a stream's buffer; keep-alives are passed over."""
    while buffer.startswith(b"\r\n"):
        del buffer[:2]
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    length = int(parse(bytes(buffer[:end])).get("Content-Length") or 0)
    if len(buffer) < end + 4 + length:
        return None
    data = bytes(buffer[: end + 4 + length])
    del buffer[: end + 4 + length]
    return data


def response(request: Message, code: int, reason: str, tag: str, *more: tuple[str, str]) -> bytes:
    """The response to a request; the tag is added to To if it has none."""
    to = request.get("To") if request.parameter("To", "tag") else f"{request.get('To')};tag={tag}"
    pairs = [("Via", via) for via in request.all("Via")]
    pairs += [("From", request.get("From")), ("To", to)]
    pairs += [("Call-ID", request.get("Call-ID")), ("CSeq", request.get("CSeq")), *more]
    return build(f"SIP/2.0 {code} {reason}", pairs)


def build(start: str, headers: list[tuple[str, str]], body: bytes = b"") -> bytes:
    """A whole message with its Content-Length."""
    lines = [start, *(f"{name}: {value}" for name, value in headers), f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
