"""Answers for whole lists: RLMI (RFC 4662 section 5) with the state of each person in a part of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from softphone.presence.multipart import Part, media_type, parameter, read_parts
from softphone.presence.network_xml import BodyRefused, plain_text, read_xml, xsd_boolean
from softphone.presence.state import canonical_address

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


CONTENT_TYPE = "application/rlmi+xml"
MAX_NESTING = 3

_NS = "urn:ietf:params:xml:ns:rlmi"
_RESOURCE, _INSTANCE, _NAME = f"{{{_NS}}}resource", f"{{{_NS}}}instance", f"{{{_NS}}}name"


class InstanceState(StrEnum):
    """State of the list server's own subscription to one person."""

    ACTIVE = "active"
    PENDING = "pending"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class ResourceInstance:
    """What the list server knows of one person from one source.

    Attributes:
        reason: why it is terminated (RFC 6665 section 4.1.3: ``rejected``, ``noresource``, ``timeout`` …).
        content_type, body: the person's document; both empty when none came along.
    """

    instance_id: str
    state: InstanceState
    reason: str = ""
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Resource:
    """One person on the list.

    Attributes:
        address: canonical.
        name: in the list; empty when it has none.
        instances: empty when the server tells that it knows nothing (yet).
    """

    address: str
    name: str = ""
    instances: tuple[ResourceInstance, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceList:
    """One notification. is_full: everyone on the list, not only those who changed; who is missing is off the list."""

    address: str
    version: int
    is_full: bool
    resources: tuple[Resource, ...] = ()

    def is_after_gap(self, last_version: int | None) -> bool:
        """True when a notification was lost since the one with `last_version` (None: there was none), so that a
        full one must be asked for by subscribing anew. A full one heals every gap."""
        return not self.is_full and (last_version is None or self.version > last_version + 1)


def read_resource_list(content_type: str, body: bytes) -> ResourceList:
    """Reads a notification: multipart/related, or RLMI alone when nobody has a document. Lists in lists are laid
    flat. Raises BodyRefused when the list itself cannot be read; a person's document is not looked into here."""
    return _read(content_type, body, MAX_NESTING)


def _read(content_type: str, body: bytes, nesting: int) -> ResourceList:
    if media_type(content_type) == CONTENT_TYPE:
        root, parts = read_xml(body, _NS, "list"), {}
    else:
        all_parts = read_parts(content_type, body)
        root = read_xml(_root_part(content_type, all_parts).body, _NS, "list")
        parts = {part.content_id: part for part in all_parts if part.content_id}
    version = (root.get("version") or "").strip()
    if not version.isascii() or not version.isdigit() or len(version) > 18:
        raise BodyRefused("the list has no version")
    return ResourceList(
        address=canonical_address(root.get("uri") or ""),
        version=int(version),
        is_full=xsd_boolean(root.get("fullState")),
        resources=tuple(_resources(root, parts, nesting)),
    )


def _root_part(content_type: str, parts: tuple[Part, ...]) -> Part:
    """RFC 2387 section 3.2: the one that `start` names, else the first; some servers name none that is there."""
    start = parameter(content_type, "start").removeprefix("<").removesuffix(">")
    for part in parts:
        if start and part.content_id == start:
            return part
    for part in parts:
        if media_type(part.content_type) == CONTENT_TYPE:
            return part
    raise BodyRefused("the list itself is missing")


def _resources(root: Element, parts: dict[str, Part], nesting: int) -> Iterator[Resource]:
    for element in root.findall(_RESOURCE):
        instances = tuple(i for i in (_instance(e, parts) for e in element.findall(_INSTANCE)) if i is not None)
        nested = [i for i in instances if media_type(i.content_type) in ("multipart/related", CONTENT_TYPE)]
        for instance in nested:
            if nesting <= 0:
                raise BodyRefused("lists are nested too deeply")
            yield from _read(instance.content_type, instance.body, nesting - 1).resources
        address = canonical_address(element.get("uri") or "")
        if address and not nested:
            yield Resource(address, plain_text(element.findtext(_NAME), 200), instances)


def _instance(element: Element, parts: dict[str, Part]) -> ResourceInstance | None:
    """None when its state is none that is known."""
    try:
        state = InstanceState((element.get("state") or "").strip().lower())
    except ValueError:
        return None
    # RFC 4662 has the bare content id here; some servers write it as a cid: URL (RFC 2392) or with its brackets.
    cid = unquote((element.get("cid") or "").strip().removeprefix("cid:")).removeprefix("<").removesuffix(">")
    part = parts.get(cid)
    return ResourceInstance(
        instance_id=plain_text(element.get("id"), 200),
        state=state,
        reason=plain_text(element.get("reason"), 60).lower(),
        content_type=part.content_type if part else "",
        body=part.body if part else b"",
    )
