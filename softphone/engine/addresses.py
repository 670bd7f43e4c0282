"""The SIP URIs of an account: registrar, route, contact parameters, targets (RFC 3261 sections 8.1, 10 and 19.1)."""

from dataclasses import dataclass, replace

from softphone.basics.sip_uri import SipUri
from softphone.engine.locating import DEFAULT_PORT, Question
from softphone.protocol.snapshots import AccountConfig, Transport

_SUFFIX = {Transport.UDP: "", Transport.TCP: ";transport=tcp", Transport.TLS: ";transport=tls"}


@dataclass(frozen=True, slots=True)
class AccountAddresses:
    """What follows from an account's configuration.

    Attributes:
        identity: From header of our requests, with the display name.
        routes: URIs of the hops every request goes through first.
        first_hop: host and port that packets really go to, as far as the configuration tells.
        question: what is looked up to find the servers behind the first hop.
    """

    address_of_record: SipUri
    identity: str
    registrar: str
    routes: tuple[str, ...]
    first_hop: tuple[str, int]
    question: Question
    transport: Transport

    @property
    def server(self) -> str:
        """``host:port`` of the first hop, for people."""
        host, port = self.first_hop
        return f"{host}:{port}"

    def through(self, name: str) -> "AccountAddresses":
        """The same with the first hop called by another name: that of the server that SRV has chosen."""
        if name == self.question.name:
            return self
        is_seen = bool(self.routes) and "hide" not in self.routes[0]
        route = f"sip:{name};lr{'' if is_seen else ';hide'}{_SUFFIX[self.transport]}"
        return replace(self, routes=(route,))

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
        first_hop=(hop.host.strip("[]"), hop.port or DEFAULT_PORT[config.transport]),
        question=Question(hop.host, hop.port, config.transport, config.uses_srv, config.ip_family),
        transport=config.transport,
    )


def _registrar_host(domain: str, server: str, proxy: str) -> str:
    return _host_and_port(server) if proxy and server != domain else domain


def _host_and_port(text: str) -> str:
    return SipUri.parse(f"sip:{text}").host_and_port


def _split(text: str) -> tuple[str, int | None]:
    uri = SipUri.parse(f"sip:{text}")
    return uri.host, uri.port
