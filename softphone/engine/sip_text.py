"""Reading single header fields out of a raw SIP message (RFC 3261 section 7.3), for what the library does not show."""

import re
from functools import lru_cache
from typing import NamedTuple

_COMPACT = {"from": "f", "to": "t", "contact": "m", "call-id": "i", "via": "v", "subject": "s"}


@lru_cache(maxsize=32)
def _pattern(name: str) -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in (name, _COMPACT.get(name.lower(), "")) if n)
    return re.compile(rf"^(?:{names})[ \t]*:[ \t]*((?:[^\r\n]|\r?\n[ \t])*)", re.IGNORECASE | re.MULTILINE)


def headers_named(message: str, name: str) -> list[str]:
    """All values of the header field, unfolded, in order. Comma-separated values are left together."""
    head = re.split(r"\r?\n\r?\n", message, maxsplit=1)[0]
    return [re.sub(r"\s*\r?\n[ \t]+", " ", value).strip() for value in _pattern(name).findall(head)]


def header_named(message: str, name: str) -> str:
    """The first value of the header field, empty when there is none."""
    return next(iter(headers_named(message, name)), "")


def request_uri(message: str) -> str:
    """The URI of the request line, empty for a response or for text that is no message."""
    parts = message.split("\n", 1)[0].split()
    return parts[1] if len(parts) == 3 and parts[2].startswith("SIP/") else ""


def retry_after_s(message: str) -> float | None:
    """Seconds of a Retry-After header field (RFC 3261 section 20.33)."""
    match = re.match(r"\d{1,9}", header_named(message, "Retry-After"))
    return float(match[0]) if match else None


def split_outside_quotes(value: str, separator: str = ",") -> list[str]:
    """Splits at the separator where it stands neither in quotes nor in angle brackets."""
    parts, current, is_quoted, depth, is_escaped = [], "", False, 0, False
    for char in value:
        if is_escaped:
            is_escaped = False
        elif char == "\\" and is_quoted:
            is_escaped = True
        elif char == '"':
            is_quoted = not is_quoted
        elif not is_quoted and char in "<>":
            depth = 1 if char == "<" else 0
        elif char == separator and not is_quoted and depth == 0:
            parts.append(current.strip())
            current = ""
            continue
        current += char
    return [*parts, current.strip()]


def contacts_of(message: str) -> tuple[str, ...]:
    """The values of all Contact header fields."""
    values = (part for value in headers_named(message, "Contact") for part in split_outside_quotes(value))
    return tuple(value for value in values if value)


class ContactPlace(NamedTuple):
    """Where a Contact of ours leads: the local port, 0 if it names none, and our line token, empty if it has none."""

    port: int
    line: str


def contact_place(uri: str) -> ContactPlace:
    """Reads a Contact URI that an engine of ours has registered; anything else gives an empty place."""
    match = re.match(r"sips?:(?:[^@]*@)?(?:\[[^\]]*\]|[^:;]*):(\d{1,5})\b", uri)
    line = re.search(r";line=([0-9a-f]{8})\b", uri)
    return ContactPlace(int(match[1]) if match else 0, line[1] if line else "")
