"""Desktop entries of the freedesktop.org specification, as far as more than one place writes them."""

_RESERVED = set(" \t\n\"'\\><~|&;$*?#()`")


def exec_argument(argument: str) -> str:
    """An argument as the Exec key holds it (Desktop Entry Specification, section "The Exec key")."""
    text = argument.replace("%", "%%")
    if not _RESERVED.intersection(text):
        return text
    for character in '\\"`$':
        text = text.replace(character, "\\" + character)
    return '"' + text.replace("\\", "\\\\") + '"'  # the value's own escaping comes on top
