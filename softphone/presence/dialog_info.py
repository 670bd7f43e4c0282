"""What lamps are told: dialog-info documents (RFC 4235 section 4) and how they add up to a phone's calls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from softphone.basics.sip_uri import SipUri
from softphone.presence.network_xml import BodyRefused, plain_text, read_xml
from softphone.presence.state import RemoteCall, RemoteCallState, canonical_address
from softphone.protocol.snapshots import Direction

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


CONTENT_TYPE = "application/dialog-info+xml"
MAX_CALLS = 200

_NS = "urn:ietf:params:xml:ns:dialog-info"
_DIALOG, _STATE, _LOCAL, _REMOTE = f"{{{_NS}}}dialog", f"{{{_NS}}}state", f"{{{_NS}}}local", f"{{{_NS}}}remote"
_IDENTITY, _TARGET, _PARAM = f"{{{_NS}}}identity", f"{{{_NS}}}target", f"{{{_NS}}}param"
_DIRECTIONS = {"initiator": Direction.OUTGOING, "recipient": Direction.INCOMING}
_MAX_ID = 300
_MAX_TAGS = 4


@dataclass(frozen=True, slots=True)
class DialogInfo:
    """One document.

    Attributes:
        address: canonical address of the one whose dialogs these are; empty when the entity is no address.
        version: counts the documents of one subscription.
        is_full: all dialogs, not only those that changed.
        calls: in the order of the document, terminated ones included.
    """

    address: str
    version: int
    is_full: bool
    calls: tuple[RemoteCall, ...] = ()


@dataclass(frozen=True, slots=True)
class DialogTable:
    """What the documents of one subscription add up to. version: of the last one; None before the first.

    Attributes:
        calls: that are not terminated, oldest first.
        needs_refresh: a document was lost; subscribe anew to get everything.
    """

    version: int | None = None
    calls: tuple[RemoteCall, ...] = ()
    needs_refresh: bool = False

    def after(self, document: DialogInfo) -> DialogTable:
        """The table with the document taken in (RFC 4235 section 4.3).

        A full document always counts, whatever its version: a server that was started anew counts from 0 again. A
        partial one that comes twice is passed over. After a gap the changes are taken in all the same, since they
        are true, and `needs_refresh` is set until a full document comes.
        """
        if document.is_full:
            return DialogTable(document.version, self._living(document.calls))
        if self.version is not None and document.version <= self.version:
            return self
        calls = {call.dialog_id: call for call in self.calls}
        calls.update((call.dialog_id, call) for call in document.calls)
        is_next = self.version is not None and document.version == self.version + 1
        living = self._living(tuple(calls.values()))
        return DialogTable(document.version, living, self.needs_refresh or not is_next)

    def _living(self, calls: tuple[RemoteCall, ...]) -> tuple[RemoteCall, ...]:
        before = {call.dialog_id: call for call in self.calls}
        living = [call for call in calls if call.state != RemoteCallState.TERMINATED][-MAX_CALLS:]
        return tuple(_with_tags_before(call, before.get(call.dialog_id)) for call in living)


def read_dialog_info(body: bytes) -> DialogInfo:
    """Reads one document. Raises BodyRefused. What it says about a dialog beyond RFC 4235 is passed over."""
    root = read_xml(body, _NS, "dialog-info")
    version = (root.get("version") or "").strip()
    if not version.isascii() or not version.isdigit() or len(version) > 18:
        raise BodyRefused("it has no version")
    state = (root.get("state") or "").strip()
    if state not in ("full", "partial"):
        raise BodyRefused("it is neither full nor partial")
    calls = tuple(call for call in map(_call, root.findall(_DIALOG)[:MAX_CALLS]) if call is not None)
    return DialogInfo(canonical_address(root.get("entity") or ""), int(version), state == "full", calls)


def _with_tags_before(call: RemoteCall, before: RemoteCall | None) -> RemoteCall:
    if before is None or before is call or before.call_id != call.call_id:
        return call
    now, known = (call.local_tag, call.remote_tag), (before.local_tag, before.remote_tag)
    tags = [pair for pair in dict.fromkeys((known, *before.tags_before)) if all(pair) and pair != now]
    return replace(call, tags_before=tuple(tags[:_MAX_TAGS])) if tags else call


def _call(dialog: Element) -> RemoteCall | None:
    """The dialog; None when it has no id or no state that is known."""
    dialog_id = _token(dialog.get("id"))
    try:
        state = RemoteCallState((dialog.findtext(_STATE) or "").strip().lower())
    except ValueError:
        return None
    if not dialog_id:
        return None
    name, uri = _far_party(dialog.find(_REMOTE))
    return RemoteCall(
        dialog_id=dialog_id,
        direction=_DIRECTIONS.get((dialog.get("direction") or "").strip().lower()),
        state=state,
        remote_name=name,
        remote_uri=uri,
        call_id=_token(dialog.get("call-id")),
        local_tag=_token(dialog.get("local-tag")),
        remote_tag=_token(dialog.get("remote-tag")),
        is_held=_is_held(dialog.find(_LOCAL)),
    )


def _far_party(remote: Element | None) -> tuple[str, str]:
    """Name and URI. The identity is who it is; the target only where requests go, taken when there is no identity."""
    if remote is None:
        return "", ""
    identity, target = remote.find(_IDENTITY), remote.find(_TARGET)
    name = plain_text(identity.get("display"), 200) if identity is not None else ""
    written = (identity.text if identity is not None else None) or (target.get("uri") if target is not None else None)
    try:
        uri = SipUri.parse((written or "").strip().strip("<>"))
    except ValueError:
        return name, ""
    return name, f"{uri.scheme}:{uri.address}"


def _is_held(local: Element | None) -> bool:
    """RFC 4235 section 5.1: a phone that does not render the media has put the call on hold."""
    target = local.find(_TARGET) if local is not None else None
    if target is None:
        return False
    return any(
        param.get("pname") == "+sip.rendering" and (param.get("pval") or "").strip('"').lower() == "no"
        for param in target.findall(_PARAM)
    )


def _token(text: str | None) -> str:
    """An identifier as it is; empty when it is too long or has characters that no header may carry."""
    text = (text or "").strip()
    return text if len(text) <= _MAX_ID and text.isprintable() and not any(c.isspace() for c in text) else ""
