"""A server in front of the PBX's TCP port that can say anything on the connections of a phone."""

import selectors
import socket
import ssl
import threading
from pathlib import Path

from tests.harness.loopback_server import LoopbackServer


class SipRelay(LoopbackServer):
    """Relays between phones and the PBX, both ways by TLS when there is a certificate. Use as a context manager.

    Attributes:
        connections: how many phones have connected so far.
    """

    def __init__(self, pbx_port: int, certificate: Path | None = None, key: Path | None = None) -> None:
        super().__init__()
        self._pbx_port = pbx_port
        self._tls: ssl.SSLContext | None = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(certificate, key)
        self._to_pbx = ssl.create_default_context()
        self._to_pbx.check_hostname = False
        self._to_pbx.verify_mode = ssl.CERT_NONE
        self.connections = 0
        self._phone: socket.socket | None = None
        self._pbx: socket.socket | None = None
        self._lock = threading.Lock()
        self._talking = threading.Lock()  # OpenSSL crashes where two threads use a connection at the same time

    def say(self, data: bytes) -> None:
        """Sends to the phone that connected last. Raises OSError when it has hung up."""
        with self._lock:
            phone = self._phone
        if phone is None:
            raise OSError("no phone is connected")
        with self._talking:
            phone.settimeout(5)
            phone.sendall(data)

    def hang_up(self) -> None:
        """Closes the connection that came last, as a server does that stops."""
        with self._lock:
            ends, self._phone, self._pbx = (self._phone, self._pbx), None, None
        with self._talking:
            for end in ends:
                if end is not None:
                    end.close()

    def accept(self) -> None:
        while not self.is_over:
            try:
                plain, _ = self.listener.accept()
                phone = self._tls.wrap_socket(plain, server_side=True) if self._tls else plain
                pbx = socket.create_connection(("127.0.0.1", self._pbx_port), 5)
                pbx = self._to_pbx.wrap_socket(pbx) if self._tls else pbx
            except OSError:
                continue
            self.hang_up()
            with self._lock:
                self._phone, self._pbx = phone, pbx
            self.connections += 1
            thread = threading.Thread(target=self._relay, args=(phone, pbx))
            self.threads.append(thread)
            thread.start()
        self.hang_up()

    def _relay(self, phone: socket.socket, pbx: socket.socket) -> None:
        other = {phone: pbx, pbx: phone}
        with selectors.DefaultSelector() as selector:
            try:
                for end in other:
                    selector.register(end, selectors.EVENT_READ)
                while not self.is_over and phone.fileno() >= 0:
                    for ready, _events in selector.select(0.1):
                        end = phone if ready.fileobj is phone else pbx
                        with self._talking:
                            if not _pass_on(end, other[end]):
                                return
            except (OSError, ValueError):
                return  # one of them is gone
            finally:
                with self._talking:
                    phone.close()
                    pbx.close()


def _pass_on(end: socket.socket, other: socket.socket) -> bool:
    """Relays what is there; False when that end has hung up."""
    end.settimeout(5)
    while True:
        data = end.recv(65536)
        other.sendall(data)
        if not data or not isinstance(end, ssl.SSLSocket) or not end.pending():
            return bool(data)
