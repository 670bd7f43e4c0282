"""What the body of a message that came says: a text, a notice, or that somebody types (RFC 3428, RFC 2046)."""

import re
from dataclasses import dataclass

from softphone.messaging import composing, cpim, imdn
from softphone.messaging.body_parts import parts_of

MAX_TEXT = 32 * 1024
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([A-Za-z0-9._\-]{1,40})", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TextBody:
    """A text. their_id: of its sender, where it came with CPIM."""

    text: str
    is_cpim: bool = False
    their_id: str = ""
    wants_delivery: bool = False
    wants_read: bool = False


Body = TextBody | imdn.Notification | composing.Composing


def read_body(content_type: str, body: bytes) -> Body:
    """Reads it. Raises ValueError, which quotes nothing, when there is nothing that can be shown."""
    return _read(content_type, body, depth=0)


def _read(content_type: str, body: bytes, depth: int) -> Body:
    kind = _kind(content_type)
    if kind == cpim.CONTENT_TYPE and depth == 0:
        return _unwrapped(body)
    if kind == imdn.CONTENT_TYPE:
        return imdn.read(body)
    if kind == composing.CONTENT_TYPE:
        return composing.read(body)
    if kind.startswith("multipart/") and depth < 2:
        return TextBody(_text_part(content_type, body))
    if kind == "text/html":
        return TextBody(_clean(_without_markup(_decoded(content_type, body))))
    if kind.startswith("text/") or not kind:
        return TextBody(_clean(_decoded(content_type, body)))
    raise ValueError("nothing in it can be shown")


def _unwrapped(body: bytes) -> Body:
    message = cpim.unwrapped(body)
    inner = _read(message.content_type, message.body, depth=1)
    if not isinstance(inner, TextBody):
        return inner
    has_id = bool(message.message_id)
    return TextBody(
        inner.text,
        is_cpim=True,
        their_id=message.message_id,
        wants_delivery=has_id and imdn.WISH_DELIVERY in message.notices,
        wants_read=has_id and imdn.WISH_DISPLAY in message.notices,
    )


def _text_part(content_type: str, body: bytes) -> str:
    """The first text among the parts, plain text first."""
    texts = [part for part in parts_of(content_type, body) if _kind(part.content_type).startswith("text/")]
    texts.sort(key=lambda part: _kind(part.content_type) != "text/plain")
    if not texts:
        raise ValueError("no part of it can be shown")
    text = _decoded(texts[0].content_type, texts[0].body)
    return _clean(_without_markup(text) if _kind(texts[0].content_type) == "text/html" else text)


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _decoded(content_type: str, body: bytes) -> str:
    match = _CHARSET.search(content_type)
    try:
        return body.decode(match[1] if match else "utf-8", "replace")
    except (LookupError, UnicodeError):  # not known, or none that a text can be read in
        return body.decode("utf-8", "replace")


def _clean(text: str) -> str:
    """Without what cannot be seen but could mislead: control characters, and those that turn directions round; and
    without halves of characters, which some character sets let through and no database takes."""
    lines = text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", lines).rstrip()


def _without_markup(text: str) -> str:
    from softphone.messaging.html_text import without_markup  # rare, and its names of characters take half a megabyte

    return without_markup(text[:MAX_TEXT])
