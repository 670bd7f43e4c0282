"""One address per person: what PBX, presence server and lists call somebody, mapped onto the account's domain."""

import ipaddress
import re
from dataclasses import dataclass, replace

from softphone.basics.ids import AccountId
from softphone.basics.sip_uri import SipUri
from softphone.presence.state import canonical_address
from softphone.protocol.snapshots import AccountConfig

_NUMBER = re.compile(r"^[+*#\d][\d\s().\-/*#]*$")
_IN_A_NUMBER = re.compile(r"[\s().\-/]")


@dataclass(frozen=True, slots=True)
class Domain:
    """Where one account's colleagues are found.

    Attributes:
        record: the account's own address of record.
        hosts: every host name that stands for this domain: PBX, registrar, presence server.
        presence_host: domain of the presence server where that is not the PBX; else empty.
    """

    account_id: AccountId
    record: SipUri
    hosts: frozenset[str]
    presence_host: str

    @classmethod
    def of(cls, config: AccountConfig) -> "Domain":
        """The account's domain. Raises ValueError when its address of record is none."""
        record = SipUri.parse(config.address_of_record)
        presence_host = config.presence_domain.strip().lower()
        if presence_host == record.host:
            presence_host = ""
        hosts = {record.host, presence_host, _host(config.server)} - {""}
        return cls(config.account_id, record, frozenset(hosts), presence_host)

    @property
    def own_address(self) -> str:
        """The canonical address of the account's owner."""
        return self.record.address

    def covers(self, address: str) -> bool:
        """True for an address that is canonical and in this domain."""
        return address.rpartition("@")[2] == self.record.host

    def canonical(self, text: str) -> str:
        """The person's one address when the text (URI or address) is in this domain; empty for any other."""
        user, _, host = canonical_address(text).rpartition("@")
        return f"{user}@{self.record.host}" if user and host in self.hosts else ""

    def member(self, uri: str) -> str:
        """The one address of a member of a list of this account; empty when the URI is none.

        PBXs write into their lists whatever they call themselves, often an IP address: that stands for them too.
        """
        address = canonical_address(uri)
        user, _, host = address.rpartition("@")
        return f"{user}@{self.record.host}" if user and (host in self.hosts or _is_ip(host)) else address

    def address_of(self, number: str) -> str:
        """The address of a number of this domain; empty when the text is neither number nor user name."""
        text = number.strip()
        if _NUMBER.match(text):
            text = _IN_A_NUMBER.sub("", text)
        return f"{text}@{self.record.host}" if text and not re.search(r"[\s@<>]", text) else ""

    def lamp_uri(self, address: str) -> str:
        """Where the dialogs of a person of this domain are subscribed to: at the PBX."""
        return str(replace(self.record, user=address.rpartition("@")[0], parameters={}))

    def presence_uri(self, address: str) -> str:
        """Where the person's presence is subscribed to: at the presence server if there is one."""
        user, _, host = address.rpartition("@")
        if not self.covers(address):
            return str(SipUri(user, host))
        return str(SipUri(user, self.presence_host)) if self.presence_host else self.lamp_uri(address)

    def is_at_presence_server(self, uri: str) -> bool:
        """True when requests to this URI go to the presence server, not to the PBX."""
        return bool(self.presence_host) and canonical_address(uri).rpartition("@")[2] == self.presence_host


def _host(server: str) -> str:
    """Host of ``host`` or ``host:port``."""
    match = re.fullmatch(r"(\[[^\]]+\]|[^:]*)(?::\d+)?", server.strip().lower())
    return match[1] if match else ""


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
