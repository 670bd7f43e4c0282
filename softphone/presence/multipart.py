"""Bodies in several parts (RFC 2046 section 5.1, RFC 2387): cut apart, with limits."""

import re
from dataclasses import dataclass

from softphone.presence.network_xml import BodyRefused

MAX_BYTES = 4 << 20
MAX_PARTS = 5_000
_MAX_HEADER_BYTES = 4_000
_PARAMETER = re.compile(r""";\s*([A-Za-z0-9_\-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))""")


@dataclass(frozen=True, slots=True)
class Part:
    """One part. content_id: without angle brackets; empty when it has none. content_type: with its parameters."""

    content_id: str
    content_type: str
    body: bytes


def media_type(content_type: str) -> str:
    """``application/pidf+xml`` of ``Application/PIDF+xml; charset=utf-8``."""
    return content_type.partition(";")[0].strip().lower()


def parameter(content_type: str, name: str) -> str:
    """The parameter's value without quotes; empty when it is not there."""
    for found, quoted, plain in _PARAMETER.findall(content_type[:_MAX_HEADER_BYTES]):
        if found.lower() == name:
            return re.sub(r"\\(.)", r"\1", quoted) or plain
    return ""


def read_parts(content_type: str, body: bytes) -> tuple[Part, ...]:
    """The parts of a multipart body, in their order. Raises BodyRefused."""
    boundary = parameter(content_type, "boundary")
    if not media_type(content_type).startswith("multipart/") or not 0 < len(boundary) <= 70 or not boundary.isascii():
        raise BodyRefused("it has no parts")
    if len(body) > MAX_BYTES:
        raise BodyRefused(f"{len(body)} bytes are too many")
    delimiter = b"--" + boundary.encode("ascii")
    # The line break before a delimiter belongs to the delimiter; the first may stand at the very beginning.
    pieces = re.split(
        rb"(?:\A|\r?\n)" + re.escape(delimiter) + rb"(--)?[ \t]*(?=\r?\n|\Z)", body, maxsplit=MAX_PARTS + 2
    )
    contents: list[bytes] = []
    for closes, content in zip(pieces[1::2], pieces[2::2], strict=True):
        if closes:
            break
        contents.append(content)
    if not contents or len(contents) > MAX_PARTS:
        raise BodyRefused("it has no parts" if not contents else "it has too many parts")
    return tuple(map(_part, contents))


def _part(content: bytes) -> Part:
    """The content starts with the line break that ends the delimiter's line."""
    content = content.removeprefix(b"\r").removeprefix(b"\n")
    head, body = _split_head(content)
    headers = _headers(head)
    return Part(
        content_id=headers.get("content-id", "").strip().removeprefix("<").removesuffix(">"),
        content_type=headers.get("content-type", "text/plain"),
        body=body,
    )


def _split_head(content: bytes) -> tuple[bytes, bytes]:
    for line_break in (b"\r\n", b"\n"):
        if content.startswith(line_break):
            return b"", content[len(line_break) :]
    found = re.search(rb"\r?\n\r?\n", content[:_MAX_HEADER_BYTES])
    if found is None:
        raise BodyRefused("a part has no end of its head")
    return content[: found.start()], content[found.end() :]


def _headers(head: bytes) -> dict[str, str]:
    unfolded = re.sub(r"\r?\n[ \t]+", " ", head.decode("utf-8", "replace"))
    headers: dict[str, str] = {}
    for line in unfolded.splitlines():
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers
