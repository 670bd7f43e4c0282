"""A registrar on a UDP port of its own (RFC 3261 sections 10 and 22), for what no honest PBX does.

It answers REGISTER by its script, keeps every message that comes, and sends whatever a test wants, from the very
address that the phone trusts as its server's.
"""

import re
import secrets
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from tests.harness import digest


@dataclass(frozen=True)
class Message:
    """A SIP message as it came. text: decoded so that each byte is one character."""

    text: str
    source: tuple[str, int]

    @property
    def first_line(self) -> str:
        return self.text.split("\r\n", 1)[0]

    @property
    def method(self) -> str:
        """Of a request; empty for a response."""
        word = self.first_line.split(" ", 1)[0]
        return "" if word == "SIP/2.0" else word

    @property
    def status(self) -> int:
        """Of a response; 0 for a request."""
        parts = self.first_line.split(" ", 2)
        return int(parts[1]) if parts[0] == "SIP/2.0" and parts[1].isdigit() else 0

    def header(self, name: str) -> str:
        match = re.search(rf"^{re.escape(name)}\s*:\s*(.*?)\r?$", self.text, re.IGNORECASE | re.MULTILINE)
        return match[1].strip() if match else ""


class ScriptedRegistrar:
    """Use as a context manager. `answers`, one per REGISTER with credentials: status, or status and extra headers;
    when they are used up, 200. refuses_all: answers 403 without looking at any."""

    def __init__(self, password: str = "right", algorithm: str = "MD5") -> None:
        self.password = password
        self.algorithm = algorithm
        self.answers: list[tuple[int, str]] = []
        self.is_silent = self.refuses_all = False
        self.ignores_queries = False  # REGISTER without a Contact
        self.granted_s = 300
        self.messages: list[Message] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self._changed = threading.Condition()
        self._is_over = False
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "ScriptedRegistrar":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._is_over = True
        self._thread.join()
        self._socket.close()

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    @property
    def contact(self) -> str:
        """The URI that was registered last."""
        for message in reversed(self.messages):
            match = re.search(r"<(.*?)>", message.header("Contact")) if message.method == "REGISTER" else None
            if match and message.header("Authorization"):
                return match[1]
        raise AssertionError("nobody has registered")

    @property
    def phone(self) -> tuple[str, int]:
        """Where the phone is."""
        return next(m.source for m in reversed(self.messages) if m.method == "REGISTER")

    def send(self, data: bytes) -> None:
        """Sends to the phone from the registrar's port."""
        self._socket.sendto(data, self.phone)

    def wait(self, is_it: Callable[[Message], bool], since: int = 0, timeout_s: float = 10.0) -> Message:
        """The first message, from the index `since` on, for which the function is true."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while True:
                for message in self.messages[since:]:
                    if is_it(message):
                        return message
                left_s = deadline - time.monotonic()
                lines = [m.first_line for m in self.messages[-5:]]
                assert left_s > 0, f"what was waited for did not come; last messages: {lines}"
                self._changed.wait(left_s)

    def count(self, method: str) -> int:
        """Requests of that method so far, retransmissions counted once."""
        return len({m.header("Via") for m in self.messages if m.method == method})

    def invite(self, extra: str = "", body: str | None = None, call_id: str = "", user_from: str = "9000") -> str:
        """Calls the phone; returns the Call-ID. body: SDP, the usual one when None, none when empty."""
        call_id = call_id or secrets.token_hex(8)
        self.send(
            request("INVITE", self.contact, self.port, call_id, extra, sdp() if body is None else body, user_from)
        )
        return call_id

    # ------------------------------------------------------------------ inside

    def _serve(self) -> None:
        while not self._is_over:
            try:
                data, source = self._socket.recvfrom(65535)
            except TimeoutError:
                continue
            message = Message(data.decode("latin-1"), source)
            if not message.text.strip():
                continue  # a keep-alive
            with self._changed:
                self.messages.append(message)
                self._changed.notify_all()
            is_heard = not self.is_silent and (message.header("Contact") or not self.ignores_queries)
            if message.method == "REGISTER" and is_heard:
                self._socket.sendto(self._answer(message), source)

    def _answer(self, register: Message) -> bytes:
        if self.refuses_all:
            return response(register, 403, "")
        authorization = register.header("Authorization")
        if not authorization:
            return self._challenge(register)
        if not digest.is_right(register.method, authorization, self.password, self.algorithm):
            return self._challenge(register)
        headers = ""
        if self.answers:
            status, headers = self.answers.pop(0)
            if status != 200:
                return response(register, status, headers)
        granted_s = 0 if "expires=0" in register.header("Contact") or register.header("Expires") == "0" else None
        expires_s = self.granted_s if granted_s is None else granted_s
        contact = f"Contact: {register.header('Contact')}\r\nExpires: {expires_s}\r\n"
        return response(register, 200, contact + headers)

    def _challenge(self, register: Message) -> bytes:
        return response(register, 401, f"WWW-Authenticate: {digest.challenge(self.algorithm)}\r\n")


def response(to: Message, status: int, headers: str = "", tag: str = "scripted") -> bytes:
    """A response without body."""
    vias = "".join(f"Via: {value}\r\n" for value in re.findall(r"^Via\s*:\s*(.*?)\r?$", to.text, re.I | re.M))
    to_value = to.header("To")
    to_value += "" if "tag=" in to_value else f";tag={tag}"
    text = (
        f"SIP/2.0 {status} Scripted\r\n{vias}From: {to.header('From')}\r\nTo: {to_value}\r\n"
        f"Call-ID: {to.header('Call-ID')}\r\nCSeq: {to.header('CSeq')}\r\n{headers}Content-Length: 0\r\n\r\n"
    )
    return text.encode("latin-1")


def request(method: str, uri: str, port: int, call_id: str = "", extra: str = "", body: str = "",
            user_from: str = "9000") -> bytes:  # fmt: skip
    """A request outside of any dialog from 127.0.0.1 and that port."""
    contact = f"Contact: <sip:{user_from}@127.0.0.1:{port}>\r\n" if method in ("INVITE", "SUBSCRIBE", "REFER") else ""
    kind = "Content-Type: application/sdp\r\n" if body and "Content-Type" not in extra else ""
    text = (
        f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};rport;branch=z9hG4bK{secrets.token_hex(8)}\r\n"
        f'From: "Scripted" <sip:{user_from}@127.0.0.1>;tag={secrets.token_hex(4)}\r\nTo: <{uri.split(";")[0]}>\r\n'
        f"Call-ID: {call_id or secrets.token_hex(8)}\r\nCSeq: 1 {method}\r\nMax-Forwards: 70\r\n{contact}{extra}{kind}"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )
    return text.encode("latin-1")


def sdp(media: str = "m=audio 4000 RTP/AVP 8\r\n") -> str:
    """A session description with these media lines."""
    return f"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n{media}"
