"""The SIP URIs of an account: registrar, route, contact parameters, targets (RFC 3261 sections 8.1, 10 and 19.1)."""

import ipaddress
from dataclasses import dataclass

from softphone.basics.sip_uri import SipUri
from softphone.protocol.snapshots import AccountConfig, Transport

_DEFAULT_PORT = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}
_SUFFIX = {Transport.UDP: "", Transport.TCP: ";transport=tcp", Transport.TLS: ";transport=tls"}


@dataclass(frozen=True, slots=True)
class AccountAddresses:
    """What follows from an account's configuration.

    Attributes:
        identity: From header of our requests, with the display name.
        routes: URIs of the hops every request goes through first.
        first_hop: host and port that packets really go to.
    """

    address_of_record: SipUri
    identity: str
    registrar: str
    routes: tuple[str, ...]
    first_hop: tuple[str, int]
    transport: Transport

    @property
    def server(self) -> str:
        """``host:port`` of the first hop, for people."""
        host, port = self.first_hop
        return f"{host}:{port}"

    @property
    def target_of_query(self) -> str:
        """Where the bindings of the address of record are asked for."""
        return self.target(str(self.address_of_record))

    def target(self, text: str) -> str:
        """The request URI for a target that was given as a SIP URI. Raises ValueError when it is none."""
        uri = SipUri.parse(text)
        aor = self.address_of_record
        is_at_home = (uri.host, uri.port or 0) == (aor.host, aor.port or 0)
        if self.transport != Transport.UDP and not self.routes and is_at_home and "transport" not in uri.parameters:
            uri = uri.with_parameters(transport=self.transport.value)
        return str(uri)


def addresses_of(config: AccountConfig) -> AccountAddresses:
    """Works out the addresses. Raises ValueError with a technical text for a configuration that cannot be used."""
    aor = SipUri.parse(config.address_of_record)
    if not aor.user:
        raise ValueError("the address of record names no user")
    suffix = _SUFFIX[config.transport]
    domain = aor.host_and_port
    server, proxy = config.server.strip() or domain, config.outbound_proxy.strip()
    routes = [f"sip:{_host_and_port(proxy)};lr{suffix}"] if proxy else []
    if not proxy and _split(server) != _split(domain):
        # `hide` keeps PJSIP from writing the Route header: many a PBX does not expect one that names itself.
        routes = [f"sip:{_host_and_port(server)};lr;hide{suffix}"]
    hop = SipUri.parse(f"sip:{proxy or server}")
    name = config.display_name.replace("\\", "\\\\").replace('"', '\\"')
    bare = str(SipUri(aor.user, aor.host, aor.port))
    return AccountAddresses(
        address_of_record=SipUri(aor.user, aor.host, aor.port),
        identity=f'"{name}" <{bare}>' if name else f"<{bare}>",
        registrar=f"sip:{_registrar_host(domain, server, proxy)}{suffix}",
        routes=tuple(routes),
        first_hop=(hop.host.strip("[]"), hop.port or _DEFAULT_PORT[config.transport]),
        transport=config.transport,
    )


def is_ip_address(host: str) -> bool:
    """True for an IPv4 or IPv6 address, in brackets or not."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _registrar_host(domain: str, server: str, proxy: str) -> str:
    return _host_and_port(server) if proxy and server != domain else domain


def _host_and_port(text: str) -> str:
    return SipUri.parse(f"sip:{text}").host_and_port


def _split(text: str) -> tuple[str, int | None]:
    uri = SipUri.parse(f"sip:{text}")
    return uri.host, uri.port
