"""XML from strangers: read with limits, refused as a whole when anything about it is suspicious."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from softphone.basics.errors import SoftphoneError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 1 << 20
MAX_DEPTH = 32
MAX_ELEMENTS = 20_000
MAX_TEXT = 1_000

_BOM = b"\xef\xbb\xbf"
_ENCODING = re.compile(rb"""^<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
# Each has ASCII's bytes for markup and is built into expat. Others could hide a document type from the check below.
_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"iso-8859-1"})
_XSD_BOOLEAN_TRUE = frozenset({"1", "true"})


class BodyRefused(SoftphoneError):
    """A body that cannot be read. The text says what is wrong and holds nothing of the content."""


def read_xml(body: bytes, namespace: str, name: str) -> Element:
    """The root of the document, which must be this element. Raises BodyRefused for everything else.

    Document types, and with them all entities, are refused; so are documents over MAX_BYTES, nested deeper than
    MAX_DEPTH or with more than MAX_ELEMENTS elements, and character sets but UTF-8, ISO-8859-1 and ASCII.
    """
    root = _parsed(_checked(body))
    if root.tag != f"{{{namespace}}}{name}":
        raise BodyRefused(f"the document is not {name} of its namespace")
    return root


def plain_text(text: str | None, limit: int = MAX_TEXT) -> str:
    """Text of an element or attribute fit for one line in a window: white space folded, unprintable characters
    left out, cut to the limit."""
    if not text:
        return ""
    folded = " ".join(text[: limit * 4].split())
    return "".join(c for c in folded if c.isprintable())[:limit]


def xsd_boolean(text: str | None) -> bool:
    """True for ``1`` and ``true``."""
    return (text or "").strip() in _XSD_BOOLEAN_TRUE


def _checked(body: bytes) -> bytes:
    if len(body) > MAX_BYTES:
        raise BodyRefused(f"{len(body)} bytes are too many")
    body = body.removeprefix(_BOM).lstrip(b" \t\r\n")
    if not body.startswith(b"<"):
        raise BodyRefused("not XML, or in a character set that is not read")
    declared = _ENCODING.match(body)
    if declared and declared[1].lower() not in _ENCODINGS:
        raise BodyRefused("in a character set that is not read")
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise BodyRefused("it has a document type")
    return body


def _parsed(body: bytes) -> Element:
    from softphone.presence.limited_xml import UnreadableXml, parsed

    try:
        return parsed(body, MAX_DEPTH, MAX_ELEMENTS)
    except UnreadableXml as error:
        raise BodyRefused(str(error)) from None
