"""How many SMS a text takes (3GPP TS 23.038, TS 23.040 section 9.2.3.24.1)."""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


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
