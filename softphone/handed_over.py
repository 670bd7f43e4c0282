"""What stands on the command line for the window: links to call and files to open. Imports nothing heavy."""

import os
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

LINKS = ("tel:", "sip:", "sips:", "callto:")
CONTACT_FILES = (".vcf", ".vcard", ".csv")
ACCOUNT_FILES = (".toml",)


def is_link(argument: str) -> bool:
    """Whether it is a number or address that another program hands over."""
    return argument.lower().startswith(LINKS)


def is_file(argument: str) -> bool:
    """Whether it names a file, be it there or not; the names of commands have neither a folder nor an ending."""
    if argument.startswith("-") or is_link(argument):
        return False
    has_ending = argument.lower().endswith(CONTACT_FILES + ACCOUNT_FILES)
    return argument.startswith("file:") or has_ending or os.sep in argument or bool(os.altsep and os.altsep in argument)


def made_absolute(arguments: Iterable[str]) -> tuple[str, ...]:
    """With whole paths of the files: the program that opens them may run in another folder."""
    return tuple(os.path.abspath(_path(each)) if is_file(each) else each for each in arguments)  # noqa: PTH100


def _path(argument: str) -> str:
    """Of a ``file:`` URI what it stands for (RFC 8089)."""
    return unquote(urlsplit(argument).path) if argument.startswith("file:") else argument
