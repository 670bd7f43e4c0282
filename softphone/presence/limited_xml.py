"""The XML parser itself, in a module of its own: its libraries are loaded with the first document, not at the start."""

from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml.ElementTree import DefusedXMLParser

from softphone.presence.network_xml import MAX_DEPTH, MAX_ELEMENTS, BodyRefused


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


def parsed(body: bytes) -> Element:
    """The document's root. Raises BodyRefused."""
    parser = DefusedXMLParser(target=_LimitedBuilder(), forbid_dtd=True)
    try:
        parser.feed(body)
        root: Element = parser.close()
    except (SyntaxError, ValueError, LookupError):
        # ParseError is a SyntaxError, DefusedXmlException a ValueError. Their texts may quote the document.
        raise BodyRefused("it is not well-formed XML") from None
    return root
