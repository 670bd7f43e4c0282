"""Notices of delivery and display (RFC 5438 sections 7 and 11)."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.presence.network_xml import BodyRefused, plain_text, read_xml

CONTENT_TYPE = "message/imdn+xml"
WISH_DELIVERY = "positive-delivery"
WISH_FAILURE = "negative-delivery"
WISH_DISPLAY = "display"
_NAMESPACE = "urn:ietf:params:xml:ns:imdn"
_MAX_BYTES = 8192


class NoticeKind(StrEnum):
    """What a notice says of a message."""

    DELIVERED = "delivered"
    DISPLAYED = "displayed"
    FAILED = "failed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Notification:
    """A notice of the message with that id."""

    message_id: str
    kind: NoticeKind


def written(message_id: str, kind: NoticeKind, written_at: str) -> bytes:
    """The document. written_at: RFC 3339 time of the message it is about."""
    is_delivery = kind == NoticeKind.DELIVERED
    element, status = ("delivery-notification", "delivered") if is_delivery else ("display-notification", "displayed")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<imdn xmlns="{_NAMESPACE}"><message-id>{_escape(message_id)}'
        f"</message-id><datetime>{_escape(written_at)}</datetime>"
        f"<{element}><status><{status}/></status></{element}></imdn>"
    ).encode()


def _escape(text: str) -> str:
    """For XML; the library's own loads half of the network's modules."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read(body: bytes) -> Notification:
    """What the document says. Raises ValueError, which quotes nothing, when it cannot be read."""
    if len(body) > _MAX_BYTES:
        raise ValueError("too large a notice")
    try:
        root = read_xml(body, _NAMESPACE, "imdn")
    except BodyRefused as error:
        raise ValueError(str(error)) from None
    message_id = plain_text(root.findtext(f"{{{_NAMESPACE}}}message-id"), 200)
    if not message_id:
        raise ValueError("a notice of no message")
    for element, good, kind in (
        ("delivery-notification", "delivered", NoticeKind.DELIVERED),
        ("display-notification", "displayed", NoticeKind.DISPLAYED),
    ):
        status = root.find(f"{{{_NAMESPACE}}}{element}/{{{_NAMESPACE}}}status")
        if status is None:
            continue
        names = {child.tag.removeprefix(f"{{{_NAMESPACE}}}") for child in status}
        if good in names:
            return Notification(message_id, kind)
        if names & {"failed", "forbidden", "error"} and kind == NoticeKind.DELIVERED:
            return Notification(message_id, NoticeKind.FAILED)
    return Notification(message_id, NoticeKind.OTHER)
