"""A TLS server that shows a certificate and says nothing: whatever a phone tells it is kept."""

import contextlib
import socket
import ssl
import threading
from pathlib import Path

from tests.harness.loopback_server import LoopbackServer


class TlsEar(LoopbackServer):
    """Use as a context manager. The certificate can be changed at any time; later connections are shown the new one.

    Attributes:
        handshakes: how many connections got through TLS.
        heard: what was said on all of them after that.
    """

    def __init__(self, certificate: Path) -> None:
        super().__init__()
        self.certificate = certificate
        self.handshakes = 0
        self.heard = bytearray()

    def accept(self) -> None:
        while not self.is_over:
            with contextlib.suppress(OSError):
                plain, _ = self.listener.accept()
                thread = threading.Thread(target=self._listen, args=(plain,))
                self.threads.append(thread)
                thread.start()

    def _listen(self, plain: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.certificate.with_suffix(".key"))
        with contextlib.suppress(OSError), plain:
            plain.settimeout(10)
            with context.wrap_socket(plain, server_side=True) as secured:
                self.handshakes += 1
                secured.settimeout(0.1)
                while not self.is_over:
                    with contextlib.suppress(TimeoutError):
                        data = secured.recv(65536)
                        if not data:
                            return
                        self.heard += data
