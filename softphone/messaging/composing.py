"""Whether somebody is typing (RFC 3994)."""

from dataclasses import dataclass

from softphone.presence.network_xml import BodyRefused, plain_text, read_xml

CONTENT_TYPE = "application/im-iscomposing+xml"
REFRESH_S = 60.0
_NAMESPACE = "urn:ietf:params:xml:ns:im-iscomposing"
_DEFAULT_S = 120
_MAX_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Composing:
    """refresh_s: until when an active one holds without another word."""

    is_active: bool
    refresh_s: int = _DEFAULT_S


def written(is_active: bool) -> bytes:
    """The document."""
    state = "active" if is_active else "idle"
    refresh = f"<refresh>{int(REFRESH_S)}</refresh>" if is_active else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<isComposing xmlns="{_NAMESPACE}"><state>{state}</state>'
        f"<contenttype>text/plain</contenttype>{refresh}</isComposing>"
    ).encode()


def read(body: bytes) -> Composing:
    """What the document says. Raises ValueError, which quotes nothing, when it cannot be read."""
    if len(body) > _MAX_BYTES:
        raise ValueError("too large a status")
    try:
        root = read_xml(body, _NAMESPACE, "isComposing")
    except BodyRefused as error:
        raise ValueError(str(error)) from None
    refresh = plain_text(root.findtext(f"{{{_NAMESPACE}}}refresh"), 6)
    seconds = int(refresh) if refresh.isdecimal() and refresh.isascii() else _DEFAULT_S
    is_active = plain_text(root.findtext(f"{{{_NAMESPACE}}}state"), 20) == "active"
    return Composing(is_active, min(max(seconds, 10), 600))
