"""The text of a message in HTML."""

from html.parser import HTMLParser


class _TextOnly(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        if tag in ("br", "p", "div", "li"):
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in ("script", "style")))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def without_markup(text: str) -> str:
    """What a page says, without how it looks and what it would do."""
    reader = _TextOnly()
    reader.feed(text)
    reader.close()
    return "".join(reader.texts).strip()
