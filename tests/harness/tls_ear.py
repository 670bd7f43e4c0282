"""A TLS server that shows a certificate and says nothing: whatever a phone tells it is kept."""

import contextlib
import socket
import ssl
import threading
from pathlib import Path
from types import TracebackType


class TlsEar:
    """Use as a context manager. The certificate can be changed at any time; later connections are shown the new one.

    Attributes:
        port: where phones connect, on 127.0.0.1.
        handshakes: how many connections got through TLS.
        heard: what was said on all of them after that.
    """

    def __init__(self, certificate: Path) -> None:
        self.certificate = certificate
        self.handshakes = 0
        self.heard = bytearray()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.1)
        self.port: int = self._listener.getsockname()[1]
        self._is_over = False
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> "TlsEar":
        self._threads[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._is_over = True
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._is_over:
            with contextlib.suppress(OSError):
                plain, _ = self._listener.accept()
                thread = threading.Thread(target=self._listen, args=(plain,))
                self._threads.append(thread)
                thread.start()

    def _listen(self, plain: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.certificate.with_suffix(".key"))
        with contextlib.suppress(OSError), plain:
            plain.settimeout(10)
            with context.wrap_socket(plain, server_side=True) as secured:
                self.handshakes += 1
                secured.settimeout(0.1)
                while not self._is_over:
                    with contextlib.suppress(TimeoutError):
                        data = secured.recv(65536)
                        if not data:
                            return
                        self.heard += data
