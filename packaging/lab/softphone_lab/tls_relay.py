"""A TLS listener with a given certificate which passes everything on to a server's TCP port.

Run as a script: tls_relay.py CERTIFICATE KEY HOST PORT SERVER_PORT.
"""

import contextlib
import socket
import ssl
import sys
import threading


def serve(certificate: str, key: str, host: str, port: int, pbx_port: int) -> None:
    """Take connections for ever."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server((host, port)) as listener:
        while True:
            plain, _ = listener.accept()
            threading.Thread(target=_relay, args=(context, plain, (host, pbx_port)), daemon=True).start()


def _relay(context: ssl.SSLContext, plain: socket.socket, pbx: tuple[str, int]) -> None:
    with contextlib.suppress(OSError), plain:  # a client that refuses the certificate ends here
        plain.settimeout(10)
        with context.wrap_socket(plain, server_side=True) as secured, socket.create_connection(pbx, 5) as inside:
            secured.settimeout(None)
            inside.settimeout(None)
            threading.Thread(target=_pump, args=(inside, secured), daemon=True).start()
            _pump(secured, inside)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    for end in (source, sink):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
