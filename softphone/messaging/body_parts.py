"""The parts of a body that has several, found in one pass however it was made (RFC 2046 section 5.1, RFC 2045)."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MAX_PARTS = 20
_MAX_DEPTH = 3
_MAX_HEAD = 4096
_BOUNDARY = re.compile(r";\s*boundary\s*=\s*(?:\"([^\"]{1,70})\"|([^\s\";]{1,70}))", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]++")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]++")


@dataclass(frozen=True, slots=True)
class Part:
    """content_type: with its parameters. body: as it was before it was made fit for the way."""

    content_type: str
    body: bytes


def parts_of(content_type: str, body: bytes) -> tuple[Part, ...]:
    """Those that hold no others, in their order; not the ones that come after very many, nor very deep down."""
    return tuple(part for part, _ in zip(_all_of(content_type, body, 1), range(_MAX_PARTS), strict=False))


def _all_of(content_type: str, body: bytes, depth: int) -> Iterator[Part]:
    found = _BOUNDARY.search(content_type)
    if found is None or depth > _MAX_DEPTH:
        return
    line = (
        rb"(?:^|\r?\n)--" + re.escape((found[1] or found[2]).encode("ascii", "replace")) + rb"(--)?[ \t]*+(?=\r?\n|$)"
    )
    begins: int | None = None
    for count, match in enumerate(re.finditer(line, body)):
        if begins is not None:
            yield from _read(body[begins : match.start()], depth)
        if match[1] or count >= _MAX_PARTS:
            return
        begins = match.end()
    if begins is not None:  # it was cut off
        yield from _read(body[begins:], depth)


def _read(section: bytes, depth: int) -> Iterator[Part]:
    blank = _BLANK_LINE.search(section)
    if blank is None or blank.start() > _MAX_HEAD:
        return
    head = _FOLDED.sub(b" ", section[: blank.start()]).decode("ascii", "replace")
    part = Part(_header(head, "content-type") or "text/plain", section[blank.end() :])
    if part.content_type.lower().startswith("multipart/"):
        yield from _all_of(part.content_type, part.body, depth + 1)
    else:
        yield Part(part.content_type, _decoded(_header(head, "content-transfer-encoding"), part.body))


def _header(head: str, name: str) -> str:
    for line in head.splitlines():
        found, _, value = line.partition(":")
        if found.strip().lower() == name:
            return value.strip()
    return ""


def _decoded(encoding: str, body: bytes) -> bytes:
    match encoding.lower():
        case "quoted-printable":
            return binascii.a2b_qp(body)
        case "base64":
            signs = _NOT_BASE64.sub(b"", body)
            signs = signs[: len(signs) - (len(signs) % 4 == 1)]  # a single one says nothing
            return binascii.a2b_base64(signs + b"=" * (-len(signs) % 4))
    return body
