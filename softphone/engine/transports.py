"""The SIP transports, made when an account first needs them. TLS: one for each kind of trust."""

import logging
import socket
from collections.abc import Hashable

from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.trust import Trust
from softphone.protocol.snapshots import AccountConfig, Transport

_KINDS = {
    (Transport.UDP, False): pj.PJSIP_TRANSPORT_UDP,
    (Transport.TCP, False): pj.PJSIP_TRANSPORT_TCP,
    (Transport.TLS, False): pj.PJSIP_TRANSPORT_TLS,
    (Transport.UDP, True): pj.PJSIP_TRANSPORT_UDP6,
    (Transport.TCP, True): pj.PJSIP_TRANSPORT_TCP6,
    (Transport.TLS, True): pj.PJSIP_TRANSPORT_TLS6,
}
_log = logging.getLogger("softphone.engine.account")


class Transports:
    """Transports by kind, address family and trust; each is made once and kept."""

    def __init__(self, endpoint: pj.Endpoint) -> None:
        self.endpoint = self._endpoint = endpoint
        # The library takes no account before it has a transport.
        udp = int(endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, pj.TransportConfig()))
        self._made: dict[Hashable, int] = {(Transport.UDP, False, None): udp}
        self._settled: set[Hashable] = set()
        self._make_way_for_large(is_ipv6=False)

    def for_account(self, config: AccountConfig, *, is_ipv6: bool, wanted_port: int = 0) -> int:
        """The transport for an account. Raises ValueError for a CA file that cannot be used, pj.Error for no socket.

        wanted_port: local UDP port to use if it is free, so that an earlier binding at the registrar is met again.
        """
        key = (config.transport, is_ipv6, Trust.of(config) if config.transport == Transport.TLS else None)
        if wanted_port and config.transport == Transport.UDP and key not in self._settled:
            self._settled.add(key)
            self._take_port(config, is_ipv6, wanted_port, key)
        if key not in self._made:
            self._made[key] = self.make(config, is_ipv6=is_ipv6)
            if config.transport == Transport.UDP and is_ipv6:
                self._make_way_for_large(is_ipv6=True)
        return self._made[key]

    def make(self, config: AccountConfig, *, is_ipv6: bool, port: int = 0) -> int:
        """A transport of its own, to be given back with `close`."""
        settings = pj.TransportConfig()
        settings.port = port
        if config.transport != Transport.TLS:
            return int(self._endpoint.transportCreate(_KINDS[config.transport, is_ipv6], settings))
        trust = Trust.of(config)
        trust.secure(settings.tlsConfig)
        transport_id = int(self._endpoint.transportCreate(_KINDS[config.transport, is_ipv6], settings))
        try:
            trust.guard(transport_id)
        except PjError:
            self.close(transport_id)
            raise
        return transport_id

    def _take_port(self, config: AccountConfig, is_ipv6: bool, port: int, key: Hashable) -> None:
        try:
            self._made[key] = self.make(config, is_ipv6=is_ipv6, port=port)
        except PjError as error:
            _log.info("port %d is taken, the earlier binding stays until it ends: %s", port, reason_of(error))

    def _make_way_for_large(self, *, is_ipv6: bool) -> None:
        """TCP for requests that do not fit into a datagram (RFC 3261 section 18.1.1); it opens no port.

        It is used only where it was proved. Where the attempt to connect is swallowed since, the request waits for a
        few seconds before it goes by UDP.
        """
        settings = pj.TransportConfig()
        if hasattr(socket, "TCP_SYNCNT"):
            settings.sockOptParams.sockOpts.append(pj.SockOpt(socket.IPPROTO_TCP, socket.TCP_SYNCNT, 1))
        self._endpoint.transportCreate(_KINDS[Transport.TCP, is_ipv6], settings)

    def close(self, transport_id: int) -> None:
        """Closes a transport that `make` made."""
        self._endpoint.transportClose(transport_id)
