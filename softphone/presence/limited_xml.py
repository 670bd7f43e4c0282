"""The XML parser itself, in a module of its own: its libraries are loaded with the first document, not at the start."""

from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml.ElementTree import DefusedXMLParser


class UnreadableXml(Exception):
    """Says why in fixed words, which quote nothing of the document."""


class _LimitedBuilder(TreeBuilder):
    """Builds the tree and stops at the limits while the document is still being read."""

    def __init__(self, max_depth: int, max_elements: int) -> None:
        super().__init__()
        self._depth_left = max_depth
        self._elements_left = max_elements

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self._depth_left -= 1
        self._elements_left -= 1
        if self._depth_left < 0:
            raise UnreadableXml("it is nested too deeply")
        if self._elements_left < 0:
            raise UnreadableXml("it has too many elements")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self._depth_left += 1
        return super().end(tag)


def parsed(body: bytes, max_depth: int, max_elements: int) -> Element:
    """The document's root. Raises UnreadableXml, for every document type too."""
    parser = DefusedXMLParser(target=_LimitedBuilder(max_depth, max_elements), forbid_dtd=True)
    try:
        parser.feed(body)
        root: Element = parser.close()
    except (SyntaxError, ValueError, LookupError):
        # ParseError is a SyntaxError, DefusedXmlException a ValueError. Their texts may quote the document.
        raise UnreadableXml("it is not well-formed XML") from None
    return root
