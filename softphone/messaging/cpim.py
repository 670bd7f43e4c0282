"""Messages wrapped in CPIM, which carries an id and the wish for notices with them (RFC 3862, RFC 5438 section 6)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

CONTENT_TYPE = "message/cpim"
_NAMESPACE = "urn:ietf:params:imdn"
_MAX_HEAD = 4096
_HEADER = re.compile(r"^([A-Za-z0-9.\-_]+):\s?(.*)$")
_ADDRESS = re.compile(r"<([^<>\s]*)>")


@dataclass(frozen=True, slots=True)
class Cpim:
    """A wrapped message.

    Attributes:
        message_id: of the sender; empty for none. notices: what is wished of ``positive-delivery``, ``display`` ….
        content_type: of the body, with its parameters.
    """

    body: bytes
    content_type: str
    message_id: str = ""
    notices: tuple[str, ...] = ()
    sender: str = ""
    recipient: str = ""


def wrapped(message: Cpim, wall_time_s: float) -> bytes:
    """The wrapped message as octets."""
    when = datetime.fromtimestamp(wall_time_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    head = [f"From: <{message.sender}>", f"To: <{message.recipient}>", f"DateTime: {when}"]
    if message.message_id:
        head += [f"NS: imdn <{_NAMESPACE}>", f"imdn.Message-ID: {message.message_id}"]
    if message.notices:
        head.append(f"imdn.Disposition-Notification: {', '.join(message.notices)}")
    is_notice = message.content_type.startswith("message/imdn")
    inner = [f"Content-Type: {message.content_type}", *(["Content-Disposition: notification"] if is_notice else [])]
    inner.append(f"Content-Length: {len(message.body)}")
    return ("\r\n".join([*head, "", *inner, "", ""])).encode() + message.body


def unwrapped(data: bytes) -> Cpim:
    """Reads it. Raises ValueError, which quotes nothing, when it cannot be read."""
    head, inner, body = _parts(data)
    spaces = {name.lower(): uri for name, uri in map(_namespace, _values(head, "ns"))}
    prefix = next((name for name, uri in spaces.items() if uri == _NAMESPACE and name), "imdn")
    message_id = next(iter(_values(head, f"{prefix}.message-id")), "")
    notices = ",".join(_values(head, f"{prefix}.disposition-notification"))
    return Cpim(
        body,
        next(iter(_values(inner, "content-type")), "text/plain"),
        message_id if re.fullmatch(r"[\x21-\x7e]{1,200}", message_id) else "",
        tuple(part.strip().lower() for part in notices.split(",") if part.strip()),
        _address(head, "from"),
        _address(head, "to"),
    )


_Header = tuple[str, str]


def _parts(data: bytes) -> tuple[Sequence[_Header], Sequence[_Header], bytes]:
    sections = re.split(rb"\r?\n\r?\n", data, maxsplit=2)
    if len(sections) != 3 or len(sections[0]) + len(sections[1]) > _MAX_HEAD:
        raise ValueError("not a CPIM message")
    return _headers(sections[0]), _headers(sections[1]), sections[2]


def _headers(section: bytes) -> list[_Header]:
    try:
        lines = section.decode().splitlines()
    except UnicodeDecodeError:
        raise ValueError("not a CPIM message") from None
    found = [match for line in lines if (match := _HEADER.match(line))]
    return [(match[1].lower(), match[2].strip()) for match in found]


def _values(headers: Sequence[_Header], name: str) -> list[str]:
    return [value for key, value in headers if key == name]


def _namespace(value: str) -> tuple[str, str]:
    name, _, rest = value.partition("<")
    return name.strip(), rest.partition(">")[0].strip()


def _address(headers: Sequence[_Header], name: str) -> str:
    match = _ADDRESS.search(next(iter(_values(headers, name)), ""))
    return match[1] if match else ""
