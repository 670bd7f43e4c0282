"""Somebody on the network whom the phone does not know: a UDP port that sends anything."""

import secrets
import socket
import time
from types import TracebackType

from tests.harness.scripted_registrar import request


class Stranger:
    """Use as a context manager."""

    def __init__(self, phone: tuple[str, int]) -> None:
        self._phone = phone
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))

    def __enter__(self) -> "Stranger":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def send(self, data: bytes) -> None:
        self._socket.sendto(data, self._phone)

    def receive(self, timeout_s: float = 5.0) -> bytes:
        """The next message that comes here."""
        self._socket.settimeout(timeout_s)
        return self._socket.recv(65535)

    def is_answered(self, timeout_s: float = 5.0) -> bool:
        """Sends OPTIONS and waits for its answer."""
        call_id = secrets.token_hex(8)
        self.send(request("OPTIONS", f"sip:anyone@127.0.0.1:{self._phone[1]}", self.port, call_id))
        deadline = time.monotonic() + timeout_s
        while (left_s := deadline - time.monotonic()) > 0:
            self._socket.settimeout(left_s)
            try:
                data = self._socket.recv(65535)
            except TimeoutError:
                break
            if data.startswith(b"SIP/2.0 ") and call_id.encode() in data:
                return True
        return False
