"""Which devices are registered for an address: registration information (RFC 3680 section 5)."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from softphone.basics.sip_uri import SipUri
from softphone.presence.network_xml import BodyRefused, plain_text, read_xml

CONTENT_TYPE = "application/reginfo+xml"
MAX_DEVICES = 100

_NS = "urn:ietf:params:xml:ns:reginfo"
_REGISTRATION, _CONTACT = f"{{{_NS}}}registration", f"{{{_NS}}}contact"
_URI, _NAME, _PARAMETER = f"{{{_NS}}}uri", f"{{{_NS}}}display-name", f"{{{_NS}}}unknown-param"


@dataclass(frozen=True, slots=True)
class RegisteredDevice:
    """A contact that the registrar knows. name: as the device or its user calls it; empty when nobody told."""

    device_id: str
    contact_uri: str
    name: str = ""

    @property
    def place(self) -> str:
        """``user@host:port`` of the contact, to compare with another one; empty when it is no SIP URI."""
        return contact_place(self.contact_uri)


@dataclass(frozen=True, slots=True)
class RegInfo:
    """One document. version: counts the documents of one subscription. is_full: all devices, not only those that
    changed. gone: ids of devices that are not registered any more."""

    version: int
    is_full: bool
    devices: tuple[RegisteredDevice, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DeviceTable:
    """What the documents of one subscription add up to. needs_refresh: one was lost; subscribe anew."""

    version: int | None = None
    devices: tuple[RegisteredDevice, ...] = ()
    needs_refresh: bool = False

    def after(self, document: RegInfo) -> "DeviceTable":
        """The table with the document taken in (RFC 3680 section 5.1)."""
        if document.is_full:
            return DeviceTable(document.version, document.devices)
        if self.version is not None and document.version <= self.version:
            return self
        by_id = {device.device_id: device for device in (*self.devices, *document.devices)}
        devices = tuple(device for device_id, device in by_id.items() if device_id not in document.gone)
        is_next = self.version is not None and document.version == self.version + 1
        return DeviceTable(document.version, devices[-MAX_DEVICES:], self.needs_refresh or not is_next)


def read_reginfo(body: bytes) -> RegInfo:
    """Reads one document. Raises BodyRefused."""
    root = read_xml(body, _NS, "reginfo")
    version, state = (root.get("version") or "").strip(), (root.get("state") or "").strip()
    if not version.isascii() or not version.isdigit() or len(version) > 18:
        raise BodyRefused("it has no version")
    if state not in ("full", "partial"):
        raise BodyRefused("it is neither full nor partial")
    devices: list[RegisteredDevice] = []
    gone: set[str] = set()
    for contact in [c for r in root.findall(_REGISTRATION) for c in r.findall(_CONTACT)][:MAX_DEVICES]:
        device = _device(contact)
        if (contact.get("state") or "").strip() == "active":
            devices.append(device)
        else:
            gone.add(device.device_id)
    return RegInfo(int(version), state == "full", tuple(devices), frozenset(gone))


def contact_place(uri: str) -> str:
    """``user@host:port`` of a Contact; empty when it is no SIP URI."""
    try:
        parsed = SipUri.parse(uri.strip().strip("<>"))
    except ValueError:
        return ""
    return f"{parsed.user}@{parsed.host_and_port}"


def _device(contact: Element) -> RegisteredDevice:
    uri = plain_text(contact.findtext(_URI), 300)
    name = plain_text(contact.findtext(_NAME), 100) or _user_agent(contact)
    return RegisteredDevice(plain_text(contact.get("id"), 200) or uri, uri, name)


def _user_agent(contact: Element) -> str:
    """Servers differ in where they tell it: RFC 3680 has no place for it."""
    for parameter in contact.findall(_PARAMETER):
        if (parameter.get("name") or "").lower() == "user-agent":
            return plain_text(parameter.text, 100)
    return plain_text(contact.get("user_agent") or contact.get("user-agent"), 100)
