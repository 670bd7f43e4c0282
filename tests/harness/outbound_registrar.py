"""A registrar over TCP that answers pings with pongs for as long as a test likes (RFC 5626 sections 4.4.1 and 5)."""

import contextlib
import math
import socket
import threading
import time
from collections.abc import Callable

from tests.harness.loopback_server import LoopbackServer
from tests.harness.sip_message import Message, cut, parse, response

PING, PONG = b"\r\n\r\n", b"\r\n"


class OutboundRegistrar(LoopbackServer):
    """Use as a context manager. Every REGISTER is accepted.

    Attributes:
        swallows: how many more REGISTERs get no answer at all.
        pongs_left: how many more pings are answered.
        registers: every REGISTER with the number of the connection it came on, the first being 1.
        pings: how many came on each connection.
    """

    def __init__(self) -> None:
        super().__init__()
        self.swallows = 0
        self.pongs_left = math.inf
        self.registers: list[tuple[int, Message]] = []
        self.pings: list[int] = [0]
        self._phone: socket.socket | None = None

    def hang_up(self) -> None:
        """Ends the connection that came last, as a server does that stops."""
        if self._phone is not None:
            with contextlib.suppress(OSError):
                self._phone.shutdown(socket.SHUT_RDWR)

    def wait_until(self, is_so: Callable[[], bool], what: str, timeout_s: float = 20.0) -> None:
        """Waits for something that a phone does."""
        deadline_s = time.monotonic() + timeout_s
        while not is_so():
            assert time.monotonic() < deadline_s, f"waited in vain for {what}"
            time.sleep(0.02)

    def accept(self) -> None:
        while not self.is_over:
            with contextlib.suppress(OSError):
                phone, _ = self.listener.accept()
                self.pings.append(0)
                self._phone = phone
                thread = threading.Thread(target=self._serve, args=(phone, len(self.pings) - 1))
                self.threads.append(thread)
                thread.start()

    # ------------------------------------------------------------------ inside

    def _serve(self, phone: socket.socket, connection: int) -> None:
        buffer = bytearray()
        phone.settimeout(0.1)
        with contextlib.suppress(OSError), phone:
            while not self.is_over:
                with contextlib.suppress(TimeoutError):
                    data = phone.recv(65536)
                    if not data:
                        return
                    buffer += data
                    self._answer(phone, connection, buffer)

    def _answer(self, phone: socket.socket, connection: int, buffer: bytearray) -> None:
        while True:
            if buffer.startswith(PING):
                del buffer[: len(PING)]
                self.pings[connection] += 1
                if self.pongs_left:
                    self.pongs_left -= 1
                    phone.sendall(PONG)
            elif (data := cut(buffer)) is not None:
                request = parse(data)
                if request.method == "REGISTER":
                    self.registers.append((connection, request))
                    if self.swallows:
                        self.swallows -= 1
                    else:
                        phone.sendall(_accepted(request))
            else:
                return


def _accepted(request: Message) -> bytes:
    is_leaving = request.get("Expires") == "0" or "expires=0" in request.get("Contact")
    more = () if is_leaving else (("Contact", request.get("Contact")),)
    headers = (*more, ("Expires", "0" if is_leaving else "300"))
    return response(request, 200, "OK", "outbound", *headers)
