"""The SIP transports, made when an account first needs them. TLS: one for each kind of trust."""

import logging
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

    def close(self, transport_id: int) -> None:
        """Closes a transport that `make` made."""
        self._endpoint.transportClose(transport_id)
