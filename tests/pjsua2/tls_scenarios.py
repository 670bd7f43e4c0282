"""Scenarios with TLS: the library as a client, against Python's own TLS."""

import hashlib
import socket
import ssl
import threading
import warnings
from pathlib import Path

import pjsua2 as pj
import psutil

from tests.harness.sip_message import cut, parse, response
from tests.pjsua2.sip_side import HOST, Request, Side, account_config, headers

_VERSIONS = {"1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


def made(transport: str) -> dict[str, object]:
    """Makes a transport; returns the TCP sockets that this process has then."""
    side = Side(null_audio=False)
    side.add_transport(pj.PJSIP_TRANSPORT_TLS if transport == "tls" else pj.PJSIP_TRANSPORT_TCP)
    found = [str(each) for each in psutil.Process().net_connections("tcp")]
    side.close()
    return {"sockets": found}


def connect(folder: str, version: str, ca: str) -> dict[str, object]:
    """The library asks Python's server, which knows one TLS version; `ca` names the certificate it trusts."""
    place = Path(folder)
    side = Side(null_audio=False)
    side.add_transport(pj.PJSIP_TRANSPORT_TLS, {"CaListFile": place / f"{ca}.pem", "verifyServer": True})
    account = pj.Account()
    context = _context(ssl.PROTOCOL_TLS_SERVER, version)
    is_over = threading.Event()
    context.load_cert_chain(place / "server.pem", place / "server.key")
    seen: dict[str, object] = {}
    with socket.create_server((HOST, 0)) as listener:
        listener.settimeout(20)
        port = listener.getsockname()[1]
        server = threading.Thread(target=_answer_by_tls, args=(listener, context, seen, is_over))
        server.start()
        account.create(account_config("me", port, transport="tls"))
        request = Request()
        request.send(account.getId(), "OPTIONS", f"sip:{HOST}:{port};transport=tls", headers(), "", b"")
        side.until(lambda: request.answer, 20)
        is_over.set()
        server.join()
    side.close()
    seen.pop("octets", None)
    return {**seen, "code": request.answer[0] if request.answer else 0}


def guarded(folder: str, shown: str, ca: str, trusted: list[str], only: bool) -> dict[str, object]:
    """The library asks a server that shows one certificate; it trusts the authority `ca` and those in `trusted`.

    Returns the answer's code and how many octets of SIP the server got.
    """
    place = Path(folder)
    side = Side(null_audio=False)
    config = pj.TransportConfig()
    config.tlsConfig.CaListFile = str(place / f"{ca}.pem")
    config.tlsConfig.verifyServer = False
    prints = pj.StringVector()
    for name in trusted:
        der = ssl.PEM_cert_to_DER_cert((place / f"{name}.pem").read_text())
        prints.append(hashlib.sha256(der).hexdigest())
    pj.guardTls(side.endpoint.transportCreate(pj.PJSIP_TRANSPORT_TLS, config), prints, only)
    context = _context(ssl.PROTOCOL_TLS_SERVER, "1.3")
    context.load_cert_chain(place / f"{shown}.pem", place / f"{shown}.key")
    seen: dict[str, object] = {"octets": 0}
    is_over = threading.Event()
    account, request = pj.Account(), Request()
    with socket.create_server((HOST, 0)) as listener:
        listener.settimeout(20)
        port = listener.getsockname()[1]
        server = threading.Thread(target=_answer_by_tls, args=(listener, context, seen, is_over))
        server.start()
        account.create(account_config("me", port, transport="tls"))
        request.send(account.getId(), "OPTIONS", f"sip:{HOST}:{port};transport=tls", headers(), "", b"")
        side.until(lambda: request.answer, 20)
        is_over.set()
        server.join()
    side.close()
    return {"code": request.answer[0] if request.answer else 0, "octets": seen["octets"]}


def _answer_by_tls(
    listener: socket.socket, context: ssl.SSLContext, seen: dict[str, object], is_over: threading.Event
) -> None:
    try:
        plain, _ = listener.accept()
        plain.settimeout(10)
        with plain, context.wrap_socket(plain, server_side=True) as secure:
            seen["version"] = secure.version()
            buffer = bytearray()
            while (message := cut(buffer)) is None:
                data = secure.recv(65536)
                if not data:
                    return
                buffer += data
                seen["octets"] = len(buffer)
            secure.sendall(response(parse(message), 200, "OK", "s"))
            is_over.wait(20)
    except OSError as error:
        seen["refusal"] = str(error)


def _context(kind: int, version: str) -> ssl.SSLContext:
    """Exactly one version; old ones need a security level that Python would not choose."""
    context = ssl.SSLContext(kind)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = _VERSIONS[version]
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context
