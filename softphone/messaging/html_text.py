"""The text of a message in HTML, found in one pass: a page that is made to hold its reader up does not."""

import re

_BREAKS = frozenset({"br", "p", "div", "li"})
_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_REST = re.compile(r"""(?:=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>])*+>""")  # a sign in quotes ends no tag
_UNREAD = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_ENDLESS_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{20,}+;?")


def without_markup(text: str) -> str:
    """What a page says, without how it looks and what it would do."""
    from html import unescape

    texts: list[str] = []
    at = 0
    while (opens := text.find("<", at)) >= 0:
        texts.append(text[at:opens])
        name = _NAME.match(text, opens + 1)
        if name is not None:
            texts.append("\n" if name[0].lower() in _BREAKS else "")
            at = _behind_tag(text, name)
        elif text.startswith(("</", "<!", "<?"), opens):
            ending = "-->" if text.startswith("<!--", opens) else ">"
            at = _behind(text, ending, opens)
        else:
            texts.append("<")
            at = opens + 1
    texts.append(text[at:])
    return unescape(_ENDLESS_NUMBER.sub("\ufffd", "".join(texts))).strip()


def _behind_tag(text: str, name: re.Match[str]) -> int:
    """Where reading goes on; the end of the text for a tag, or what is not to be read, that never ends."""
    rest = _REST.match(text, name.end())
    if rest is None:
        return len(text)
    unread = _UNREAD.get(name[0].lower())
    if unread is None:
        return rest.end()
    ends = unread.search(text, rest.end())
    return len(text) if ends is None else ends.start()


def _behind(text: str, ending: str, at: int) -> int:
    found = text.find(ending, at)
    return len(text) if found < 0 else found + len(ending)
