"""How texts are cut: into SMS (3GPP TS 23.038, TS 23.040 section 9.2.3.24.1), and into messages that servers take."""

import unicodedata
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class TextParts:
    """count: SMS that the text takes; 0 for no text. left: what still fits into the last. is_gsm: in GSM's 7 bits."""

    count: int
    left: int
    is_gsm: bool


def text_parts(text: str) -> TextParts:
    """How a text is cut. A character is never cut in two, so parts may not be full."""
    is_gsm = all(c in _BASIC or c in _EXTENDED for c in text)
    sizes = [1 + (c in _EXTENDED) for c in text] if is_gsm else [1 + (ord(c) > 0xFFFF) for c in text]
    alone, joined = (160, 153) if is_gsm else (70, 67)
    if sum(sizes) <= alone:
        return TextParts(1 if text else 0, alone - sum(sizes), is_gsm)
    count, used = 1, 0
    for size in sizes:
        if used + size > joined:
            count, used = count + 1, 0
        used += size
    return TextParts(count, joined - used, is_gsm)


def pieces(text: str, max_bytes: int) -> tuple[str, ...]:
    """The text in pieces of at most so many bytes (UTF-8), cut at ends of lines, else between words.

    What is one sign on the screen stays together. Nothing but the white space at a cut is left out.
    """
    found: list[str] = []
    rest = text
    while len(rest.encode("utf-8", "replace")) > max_bytes:
        end = _fitting(rest, max_bytes)
        gaps = (rest.rfind("\n", 0, end + 1), rest.rfind(" ", 0, end + 1))
        cut = next((gap for gap in gaps if gap >= end // 2), end)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip(" \n")
    return tuple(piece for piece in (*found, rest) if piece)


def _fitting(text: str, max_bytes: int) -> int:
    """How many characters fit, without parting a sign; at least one."""
    size = end = 0
    for character in text:
        size += len(character.encode("utf-8", "replace"))
        if size > max_bytes:
            break
        end += 1
    whole = end
    while whole > 1 and (_joins(text[whole]) or text[whole - 1] == _JOINER):
        whole -= 1
    return whole if whole > 1 else max(1, end)


def _joins(character: str) -> bool:
    """It changes the sign before it: accents, skin colours, joined emoji."""
    is_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return is_tone or character == _JOINER or unicodedata.category(character) in ("Mn", "Me", "Mc")
