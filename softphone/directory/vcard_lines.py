"""Content lines of vCard files, folded, quoted-printable and in any charset (RFC 6350 section 3.2, vCard 2.1)."""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MAX_LINE = 6_000_000  # bytes of an unfolded line: a photo; what is longer is cut
_NAME = re.compile(r"^(?:[A-Za-z0-9-]+\.)?([A-Za-z][A-Za-z0-9-]*)$")
_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT")
_BARE_VALUES = ("INLINE", "URL", "CID", "CONTENT-ID")


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property.

    Attributes:
        name: upper case, without its group.
        parameters: upper-case names; values as they are, several ones joined.
        value: decoded, still escaped.
        number: in the file, from 1.
    """

    name: str
    value: str
    number: int
    parameters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def types(self) -> frozenset[str]:
        """TYPE parameters, upper case."""
        return frozenset(value.upper() for value in self.parameters.get("TYPE", ()))

    @property
    def is_base64(self) -> bool:
        return any(value.upper() in ("B", "BASE64") for value in self.parameters.get("ENCODING", ()))


def unfolded(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Logical lines with the number of their first line. Bytes, because old writers fold inside characters."""
    parts: list[bytes] = []
    length = begin = 0
    is_soft = False
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip(b"\r\n")
        folds = line[:1] in (b" ", b"\t") and bool(parts)
        if folds or is_soft:
            more = line[1:] if folds and not is_soft else line
        else:
            if parts:
                yield begin, b"".join(parts)
            parts, length, begin, more = [], 0, number, line
        if length < MAX_LINE:
            parts.append(more)
            length += len(more)
        is_soft = line.endswith(b"=") and _is_quoted_printable(parts[0])
        if is_soft and parts[-1].endswith(b"="):
            parts[-1] = parts[-1][:-1]
    if parts:
        yield begin, b"".join(parts)


def content_line(number: int, raw: bytes) -> ContentLine | None:
    """The property in a logical line; None when it is none."""
    head, value = _split_at_colon(raw)
    if value is None:
        return None
    name, *rest = _split(decoded(head), ";")
    match = _NAME.match(name.strip())
    if match is None:
        return None
    parameters = _parameters(rest)
    if any(encoding.upper() == "QUOTED-PRINTABLE" for encoding in parameters.get("ENCODING", ())):
        value = quopri.decodestring(value)
    charset = next(iter(parameters.get("CHARSET", ())), "")
    return ContentLine(match.group(1).upper(), decoded(value, charset), number, parameters)


def decoded(content: bytes, charset: str = "") -> str:
    """As the charset says; else UTF-8 where it is that, else what Western Windows writes. Never fails."""
    for encoding in (charset, "utf-8"):
        if encoding:
            try:
                return content.decode(encoding)
            except (LookupError, ValueError):
                continue
    return content.decode("cp1252", errors="replace")


def split_value(value: str, separator: str) -> list[str]:
    """The components of a structured value, unescaped."""
    return [unescaped(part) for part in _split(value, separator, escape="\\")]


def unescaped(value: str) -> str:
    """The text behind ``\\n``, ``\\,``, ``\\;`` and ``\\\\``."""
    return re.sub(r"\\(.)", lambda m: "\n" if m.group(1) in "nN" else m.group(1), value, flags=re.DOTALL)


def escaped(text: str) -> str:
    """The text as a value."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> bytes:
    """The line with its end, at most 75 octets each, never broken inside a character."""
    content = line.encode()
    out: list[bytes] = []
    start, end = 0, 75
    while end < len(content):
        while content[end] & 0xC0 == 0x80:
            end -= 1
        out.append(content[start:end])
        start, end = end, end + 74
    out.append(content[start:])
    return b"\r\n ".join(out) + b"\r\n"


def _is_quoted_printable(line: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in line[:200].partition(b":")[0].upper()


def _split_at_colon(raw: bytes) -> tuple[bytes, bytes | None]:
    """At the first colon outside of quotes."""
    is_quoted = False
    for index in range(min(len(raw), 4096)):
        if raw[index] == 0x22:
            is_quoted = not is_quoted
        elif raw[index] == 0x3A and not is_quoted:
            return raw[:index], raw[index + 1 :]
    return raw, None


def _split(text: str, separator: str, escape: str = "") -> list[str]:
    """Parts between separators that are neither quoted (parameters) nor escaped (values)."""
    if separator not in text:
        return [text]
    parts, start, is_quoted, index = [], 0, False, 0
    while index < len(text):
        character = text[index]
        if escape and character == escape:
            index += 1
        elif not escape and character == '"':
            is_quoted = not is_quoted
        elif character == separator and not is_quoted:
            parts.append(text[start:index])
            start = index + 1
        index += 1
    return [*parts, text[start:]]


def _parameters(parts: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part in parts[:50]:
        name, sign, value = part.partition("=")
        name = name.strip().upper()
        if not sign:  # vCard 2.1 writes values without their names
            value = name
            name = "ENCODING" if value in _ENCODINGS else "VALUE" if value in _BARE_VALUES else "TYPE"
        values = tuple(word.strip().strip('"') for word in _split(value, ","))
        if name == "TYPE":  # 4.0 also writes TYPE="work,voice"
            values = tuple(inner.strip() for word in values for inner in word.split(","))
        found[name] = found.get(name, ()) + values
    return found
