"""Whether a server that is not in use is well: OPTIONS on a way of its own (RFC 3261 section 11)."""

from collections.abc import Callable

from softphone.engine.addresses import AccountAddresses
from softphone.engine.asking import Answer, Asker
from softphone.engine.locating import Server
from softphone.engine.loop import Loop
from softphone.engine.pj import PjError, pj
from softphone.engine.transports import Transports
from softphone.protocol.snapshots import AccountConfig, Transport

_ANSWER_S = 3.0
_OVERLOADED = 503


class HealthProbe:
    """One question, asked by an account of the library of its own, without credentials and route."""

    def __init__(self, config: AccountConfig, addresses: AccountAddresses, server: Server, transports: Transports,
                 asker: Asker, loop: Loop, on_done: Callable[[bool], None]) -> None:  # fmt: skip
        self._on_done: Callable[[bool], None] | None = on_done
        self._native: pj.Account | None = None
        try:
            native_id = self._prepare(config, addresses, server, transports)
            asker.ask(native_id, "OPTIONS", _uri(server, config.transport), (), _ANSWER_S, self._answered)
            # The library asks for the address while it sends; after that the name leads to the server in use again.
            pj.forgetServerAddress(server.name, server.port, config.transport.value)
        except (PjError, ValueError):
            loop.post(lambda: self._answered(Answer(0)))

    def drop(self) -> None:
        """Nobody wants to know any more."""
        self._on_done = None
        self._close()

    def _prepare(self, config: AccountConfig, addresses: AccountAddresses, server: Server,
                 transports: Transports) -> int:  # fmt: skip
        if server.name != server.address:
            pj.setServerAddress(server.name, server.port, config.transport.value, server.address, server.port)
        transport_id = transports.for_account(config, is_ipv6=":" in server.address)
        native = pj.AccountConfig()
        native.idUri = addresses.identity
        native.sipConfig.transportId = transport_id
        self._native = pj.Account()
        self._native.create(native)
        return int(self._native.getId())

    def _answered(self, answer: Answer) -> None:
        self._close()
        if self._on_done is not None:
            self._on_done(answer.code not in (0, _OVERLOADED))

    def _close(self) -> None:
        native, self._native = self._native, None
        if native is not None:
            native.shutdown()


def _uri(server: Server, transport: Transport) -> str:
    return f"sip:{server.name}:{server.port}" + ("" if transport == Transport.UDP else f";transport={transport}")
