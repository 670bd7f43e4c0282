"""The far party's SIP stack, as far as a script needs one: a UDP port, messages in order, requests and responses.

It does nothing by itself: no retransmission, no answer. What the engine repeats is kept, but passed over.
"""

import re
import secrets
import select
import socket
import time
from collections.abc import Callable
from types import TracebackType

from tests.harness.sip_message import Message, cut, parse

PATIENCE_S = 15.0
HOST = "127.0.0.1"


class Peer:
    """Use as a context manager.

    Attributes:
        port: of SIP; requests over TCP are taken there too once `listen` was called.
        messages: every message that came, repeated ones as well, oldest first.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._taken: set[int] = set()
        self._keys: list[tuple[str, ...]] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((HOST, 0))
        self.port: int = self._socket.getsockname()[1]
        self._listener: socket.socket | None = None
        self._stream: socket.socket | None = None
        self._buffer = bytearray()

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for each in (self._socket, self._listener, self._stream):
            if each is not None:
                each.close()

    def listen(self) -> None:
        """Takes connections by TCP on the same port from now on."""
        self._listener = socket.create_server((HOST, self.port))

    def send(self, data: bytes, to_port: int, *, by_tcp: bool = False) -> None:
        """Sends one message by UDP, or by the connection that the engine has opened."""
        if by_tcp:
            assert self._stream is not None
            self._stream.sendall(data)
        else:
            self._socket.sendto(data, (HOST, to_port))

    @property
    def is_connected(self) -> bool:
        """The engine has opened a connection."""
        return self._stream is not None

    def take(self, is_it: Callable[[Message], bool], what: str, timeout_s: float = PATIENCE_S,
             *, repeated: bool = False) -> Message:  # fmt: skip
        """The first message for which the function is true and that was not taken before.

        repeated: one that the engine has sent before is meant.
        """
        deadline_s = time.monotonic() + timeout_s
        while True:
            for number, message in enumerate(self.messages):
                is_repeat = self._keys[number] in self._keys[:number]
                if number not in self._taken and is_repeat == repeated and is_it(message):
                    self._taken.add(number)
                    return message
            left_s = deadline_s - time.monotonic()
            starts = [message.start for message in self.messages]
            assert left_s > 0, f"{what} did not come; there came {starts}"
            self._receive(left_s)

    def drain(self) -> None:
        """Takes in what has arrived already."""
        while self._receive(0.0):
            pass

    def count(self, method: str) -> int:
        """Requests of that method so far, each counted as often as it was sent."""
        return sum(message.method == method for message in self.messages)

    # ------------------------------------------------------------------ inside

    def _receive(self, timeout_s: float) -> bool:
        watched = [each for each in (self._socket, self._listener, self._stream) if each is not None]
        ready = select.select(watched, [], [], timeout_s)[0]
        if self._socket in ready:
            self._keep(self._socket.recv(65535))
        if self._listener is not None and self._listener in ready:
            if self._stream is not None:
                self._stream.close()
            self._stream = self._listener.accept()[0]
        if self._stream is not None and self._stream in ready:
            if data := self._stream.recv(65535):
                self._keep_stream(data)
            else:
                self._stream.close()
                self._stream = None
        return bool(ready)

    def _keep_stream(self, data: bytes) -> None:
        self._buffer += data
        while (message := cut(self._buffer)) is not None:
            self._keep(message)

    def _keep(self, data: bytes) -> None:
        if not data.strip():
            return  # a keep-alive
        message = parse(data)
        self.messages.append(message)
        self._keys.append((message.start, message.get("CSeq"), message.parameter("Via", "branch"), message.get("To")))


def branch() -> str:
    """A new transaction's name (RFC 3261 section 8.1.1.7)."""
    return f"z9hG4bK{secrets.token_hex(8)}"


def port_of(uri: str) -> int:
    """The port in a SIP URI."""
    match = re.search(r"@[^:;>]+:(\d+)", uri)
    assert match, uri
    return int(match[1])
