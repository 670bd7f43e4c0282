"""XML from strangers: read with limits, refused as a whole when anything about it is suspicious."""

import re
from xml.etree.ElementTree import Element, TreeBuilder

from softphone.basics.errors import SoftphoneError

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


class _LimitedBuilder(TreeBuilder):
    """Builds the tree and stops at the limits while the document is still being read."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH:
            raise BodyRefused("it is nested too deeply")
        if self._count > MAX_ELEMENTS:
            raise BodyRefused("it has too many elements")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _parsed(body: bytes) -> Element:
    # Late: nobody without presence needs it, and no one before the first window.
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_LimitedBuilder(), forbid_dtd=True)
    try:
        parser.feed(body)
        root: Element = parser.close()
    except (SyntaxError, ValueError, LookupError):
        # ParseError is a SyntaxError, DefusedXmlException a ValueError. Their texts may quote the document.
        raise BodyRefused("it is not well-formed XML") from None
    return root
