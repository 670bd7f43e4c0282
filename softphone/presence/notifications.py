"""What one subscription's NOTIFY bodies tell of whom: single documents and resource lists (RFC 4662)."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.presence.dialog_info import DialogTable, read_dialog_info
from softphone.presence.fusion import PresenceReport
from softphone.presence.pidf import PresenceDocument, read_pidf
from softphone.presence.reginfo import DeviceTable, RegisteredDevice, read_reginfo
from softphone.presence.resource_list import InstanceState, Resource, read_resource_list
from softphone.presence.state import PresenceState, RemoteCall
from softphone.protocol.snapshots import EventPackage

# Asterisk writes these notes by itself. They tell more than open and closed, and nothing that a person wrote.
_PBX_WORDS = {
    "ready": PresenceState.AVAILABLE,
    "ringing": PresenceState.RINGING,
    "on the phone": PresenceState.ON_THE_PHONE,
    "on hold": PresenceState.ON_THE_PHONE,
    "unavailable": PresenceState.NOT_REGISTERED,
}
_GONE = frozenset({"noresource", "rejected", "invariant"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a notification tells of one person.

    Attributes:
        address: as the document has it, made canonical by the list's domain.
        calls: the lamp's, None when the notification has none.
        presence: None when the notification has none.
        is_from_pbx: the presence is what a PBX infers from its phones, not what the person published.
        is_refused: the server will tell nothing of this person.
    """

    address: str
    name: str = ""
    calls: tuple[RemoteCall, ...] | None = None
    presence: PresenceReport | None = None
    is_from_pbx: bool = False
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One notification. is_full: whoever is not among these people is not on the list any more.
    needs_refresh: something was lost; subscribe anew. devices: None when it is not about registrations."""

    people: tuple[Told, ...] = ()
    is_full: bool = False
    needs_refresh: bool = False
    devices: tuple[RegisteredDevice, ...] | None = None


class SingleReader:
    """Reads the notifications of a subscription to one person."""

    def __init__(self, address: str, package: EventPackage, *, is_pbx_only: bool) -> None:
        """is_pbx_only: nobody can publish there, so that presence is what the PBX infers."""
        self._address = address
        self._package = package
        self._is_pbx_only = is_pbx_only
        self._table = DialogTable()

    def read(self, content_type: str, body: bytes, now_s: float) -> Reading:
        """What it tells. Raises BodyRefused."""
        if self._package == EventPackage.PRESENCE:
            return Reading((_presence(self._address, "", body, now_s, self._is_pbx_only),))
        if not body:
            return Reading()
        self._table = self._table.after(read_dialog_info(body))
        return Reading((Told(self._address, calls=self._table.calls),), needs_refresh=self._table.needs_refresh)


class DevicesReader:
    """Reads the notifications of a subscription to an address' registrations."""

    def __init__(self) -> None:
        self._table = DeviceTable()

    def read(self, content_type: str, body: bytes, now_s: float) -> Reading:
        """What it tells. Raises BodyRefused."""
        if not body:
            return Reading()
        self._table = self._table.after(read_reginfo(body))
        return Reading(needs_refresh=self._table.needs_refresh, devices=self._table.devices)


class ListReader:
    """Reads the notifications of a subscription to a list. member: the person's one address, of a URI in the list."""

    def __init__(self, package: EventPackage, member: Callable[[str], str], *, is_pbx_only: bool) -> None:
        self._package = package
        self._member = member
        self._is_pbx_only = is_pbx_only
        self._version: int | None = None
        self._tables: dict[tuple[str, str], DialogTable] = {}

    def read(self, content_type: str, body: bytes, now_s: float) -> Reading:
        """What it tells. Raises BodyRefused when the list cannot be read, or a document in it."""
        if not body:
            return Reading()
        document = read_resource_list(content_type, body)
        needs_refresh = document.is_after_gap(self._version)
        self._version = document.version
        if document.is_full:
            self._tables.clear()
        people = tuple(self._told(resource, now_s) for resource in document.resources)
        has_gap = needs_refresh or any(table.needs_refresh for table in self._tables.values())
        return Reading(people, document.is_full, has_gap)

    def _told(self, resource: Resource, now_s: float) -> Told:
        address = self._member(resource.address)
        living = [i for i in resource.instances if i.state != InstanceState.TERMINATED]
        bodies = [i for i in living if i.body]
        if not living and any(i.reason in _GONE for i in resource.instances):
            return Told(address, resource.name, is_refused=True)
        if not bodies:
            return Told(address, resource.name)
        if self._package == EventPackage.PRESENCE:
            return _presence(address, resource.name, bodies[0].body, now_s, self._is_pbx_only)
        calls: dict[str, RemoteCall] = {}
        for instance in bodies:
            key = (address, instance.instance_id)
            table = self._tables.get(key, DialogTable()).after(read_dialog_info(instance.body))
            self._tables[key] = table
            calls.update((call.dialog_id, call) for call in table.calls)
        return Told(address, resource.name, calls=tuple(calls.values()))


def _presence(address: str, name: str, body: bytes, now_s: float, is_pbx_only: bool) -> Told:
    if not body:  # a presence server that knows nothing of the person sends none
        return Told(address, name, presence=PresenceReport(PresenceState.UNKNOWN, now_s, name=name))
    document = read_pidf(body)
    words = document.deciding
    by_word = _PBX_WORDS.get(words.note.lower())
    is_from_pbx = is_pbx_only or (by_word is not None and _is_inferred(document))
    state = document.state
    if is_from_pbx:
        state = by_word or state
    report = PresenceReport(
        state=state,
        changed_s=now_s,
        note="" if is_from_pbx else words.note,
        until_s=words.until_s,
        since_s=words.from_s,
        name=name,
    )
    return Told(address, name, presence=report, is_from_pbx=is_from_pbx)


def _is_inferred(document: PresenceDocument) -> bool:
    """True for a document that says no more than a PBX knows: one tuple, and no activity but being on the phone."""
    return len(document.tuples) == 1 and document.activities <= {"on-the-phone", "busy", "away", "not-online"}
