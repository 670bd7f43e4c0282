"""A SIP registrar and far party on one UDP port for the bench (RFC 3261): takes times, echoes RTP, judges nothing."""

import re
import select
import socket
import threading
import time
from dataclasses import dataclass

from tests.bench.rtp_end import RtpEnd

_PAYLOADS = {"opus": "96 opus/48000/2", "PCMU": "0 PCMU/8000", "PCMA": "8 PCMA/8000", "G722": "9 G722/8000"}
_CHALLENGE = 'WWW-Authenticate: Digest realm="bench", nonce="0123456789abcdef", algorithm=MD5, qop="auth"'


@dataclass
class Message:
    """One SIP message: start line, headers (names in lower case, several values in order) and body."""

    start: str
    headers: dict[str, list[str]]
    body: str
    at_s: float
    source: tuple[str, int]

    @classmethod
    def parse(cls, data: bytes, source: tuple[str, int]) -> "Message | None":
        at_s = time.monotonic()
        head, _, body = data.decode("utf-8", "replace").partition("\r\n\r\n")
        lines = head.split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            name = {"v": "via", "f": "from", "t": "to", "i": "call-id", "m": "contact"}.get(name.lower(), name.lower())
            headers.setdefault(name.strip(), []).append(value.strip())
        return cls(lines[0], headers, body, at_s, source) if "call-id" in headers else None

    @property
    def method(self) -> str:
        """The method of a request; empty for a response."""
        return "" if self.start.startswith("SIP/2.0") else self.start.split(" ", 1)[0]

    @property
    def code(self) -> int:
        return int(self.start.split(" ")[1]) if self.start.startswith("SIP/2.0") else 0

    def first(self, name: str) -> str:
        return self.headers.get(name, [""])[0]


class SipPeer:
    """Registrar and far party, which answers calls when `answers` is True.

    Attributes:
        seen: every message that came, in order.
        contacts: contact URI by user, from REGISTER (any password is taken, after a challenge).
        registered_at_s: monotonic seconds when the last REGISTER was accepted.
    """

    def __init__(self, codec: str = "PCMU") -> None:
        self.codec = codec
        self.answers = True
        self.seen: list[Message] = []
        self.contacts: dict[str, str] = {}
        self.registered_at_s = 0.0
        self._sip = self._bind()
        self.rtp = RtpEnd()
        self.port: int = self._sip.getsockname()[1]
        self._tag = f"peer{self.port}"
        self._changed = threading.Condition()
        self._is_open = True
        self._thread = threading.Thread(target=self._serve_sip, daemon=True)
        self._thread.start()

    @staticmethod
    def _bind() -> socket.socket:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        sock.bind(("127.0.0.1", 0))
        return sock

    def close(self) -> None:
        """Ends the threads and frees the ports."""
        self._is_open = False
        self._thread.join(2)
        self._sip.close()
        self.rtp.close()

    def wait_for(self, text: str, after: int = 0, timeout_s: float = 10.0) -> Message:
        """The first message whose start line begins with the text, from index `after` of `seen` on."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while True:
                for message in self.seen[after:]:
                    if message.start.startswith(text):
                        return message
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    raise TimeoutError(f"no {text} within {timeout_s} s")

    def wait_registered(self, after_s: float, timeout_s: float = 20.0) -> float:
        """The time of a registration accepted after that time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.registered_at_s > after_s, timeout_s):
                raise TimeoutError(f"no registration within {timeout_s} s")
        return self.registered_at_s

    def wait_contacts(self, *users: str, timeout_s: float = 10.0) -> None:
        """Waits until all these users are registered."""
        with self._changed:
            if not self._changed.wait_for(lambda: all(user in self.contacts for user in users), timeout_s):
                raise TimeoutError(f"not all of {users} registered")

    def invite(self, user: str) -> tuple[str, float]:
        """Calls the registered contact of the user; returns the Call-ID and the time of sending."""
        contact = self.contacts[user]
        match = re.search(r"@?([\d.]+):(\d+)", contact)
        assert match, contact
        target = (match[1], int(match[2]))
        call_id = f"bench-{time.monotonic_ns()}"
        body = self._sdp()
        text = "\r\n".join(
            [
                f"INVITE {contact} SIP/2.0",
                f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};rport;branch=z9hG4bK{call_id}",
                "Max-Forwards: 70",
                f"From: <sip:peer@127.0.0.1:{self.port}>;tag={self._tag}",
                f"To: <sip:{user}@127.0.0.1:{self.port}>",
                f"Call-ID: {call_id}",
                "CSeq: 1 INVITE",
                f"Contact: <sip:peer@127.0.0.1:{self.port}>",
                "Content-Type: application/sdp",
                f"Content-Length: {len(body)}",
                "",
                body,
            ]
        )
        sent_at = time.monotonic()
        self._sip.sendto(text.encode(), target)
        return call_id, sent_at

    def cancel(self, invite_call_id: str, user: str) -> None:
        """Takes the unanswered call back."""
        self._in_dialog("CANCEL", invite_call_id, user, to_tag="", branch=invite_call_id)

    def bye(self, call_id: str, user: str, to_tag: str) -> None:
        """Ends a call that this peer made."""
        self._in_dialog("BYE", call_id, user, to_tag, branch=f"{call_id}-bye")

    def invite_of(self, call_id: str) -> Message:
        """The first INVITE of a call that was made to this peer."""
        return next(m for m in self.seen if m.method == "INVITE" and m.first("call-id") == call_id)

    def hang_up(self, call_id: str) -> None:
        """Ends a call that was made to this peer: BYE within the dialog of its INVITE."""
        invite = self.invite_of(call_id)
        contact = re.search(r"<([^>]+)>", invite.first("contact"))
        assert contact
        lines = [
            f"BYE {contact[1]} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};rport;branch=z9hG4bK{call_id}-bye",
            "Max-Forwards: 70",
            f"From: {invite.first('to')};tag={self._tag}",
            f"To: {invite.first('from')}",
            f"Call-ID: {call_id}",
            "CSeq: 101 BYE",
            "Content-Length: 0",
            "",
            "",
        ]
        self._sip.sendto("\r\n".join(lines).encode(), invite.source)

    def _in_dialog(self, method: str, call_id: str, user: str, to_tag: str, branch: str) -> None:
        contact = self.contacts[user]
        match = re.search(r"@?([\d.]+):(\d+)", contact)
        assert match
        number = 1 if method in ("CANCEL", "ACK") else 2
        to_line = f"To: <sip:{user}@127.0.0.1:{self.port}>" + (f";tag={to_tag}" if to_tag else "")
        lines = [
            f"{method} {contact} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};rport;branch=z9hG4bK{branch}",
            "Max-Forwards: 70",
            f"From: <sip:peer@127.0.0.1:{self.port}>;tag={self._tag}",
            to_line,
            f"Call-ID: {call_id}",
            f"CSeq: {number} {method}",
            "Content-Length: 0",
            "",
            "",
        ]
        self._sip.sendto("\r\n".join(lines).encode(), (match[1], int(match[2])))

    def _sdp(self) -> str:
        number, _, name = _PAYLOADS[self.codec].partition(" ")
        port = self.rtp.port
        return (
            "v=0\r\no=peer 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP {number} 101\r\na=rtpmap:{number} {name}\r\n"
            "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=sendrecv\r\n"
        )

    def _answer_sdp(self, offer: str) -> str:
        """The answer takes the offer's own payload number for the codec (dynamic numbers differ)."""
        sdp = self._sdp()
        match = re.search(rf"a=rtpmap:(\d+) {self.codec}/", offer, re.IGNORECASE)
        number = _PAYLOADS[self.codec].split(" ")[0]
        return (
            sdp.replace(f"AVP {number} ", f"AVP {match[1]} ").replace(f":{number} ", f":{match[1]} ") if match else sdp
        )

    def _serve_sip(self) -> None:
        while self._is_open:
            if not select.select([self._sip], [], [], 0.2)[0]:
                continue
            data, source = self._sip.recvfrom(65535)
            message = Message.parse(data, source)
            if message is None:
                continue
            self._react(message)
            with self._changed:
                self.seen.append(message)
                self._changed.notify_all()

    def _react(self, message: Message) -> None:
        match message.method:
            case "REGISTER":
                user = re.search(r"sips?:([^@>]+)@", message.first("to"))
                contact = re.search(r"<([^>]+)>", message.first("contact"))
                if user and contact:
                    self.contacts[user[1]] = contact[1]
                if not message.first("authorization"):
                    self._reply(message, "401 Unauthorized", [_CHALLENGE])
                    return
                with self._changed:
                    self.registered_at_s = time.monotonic()
                    self._changed.notify_all()
                bound = self.contacts.get(user[1], "") if user else ""
                self._reply(message, "200 OK", [f"Contact: <{bound}>;expires=300", "Expires: 300"])
            case "INVITE" if self.answers:
                self._reply(message, "180 Ringing")
                self._reply(message, "200 OK", body=self._answer_sdp(message.body))
            case "SUBSCRIBE" | "PUBLISH":
                self._reply(message, "489 Bad Event")
            case "ACK" | "":
                if message.code == 200 and "INVITE" in message.first("cseq"):
                    self._acknowledge(message)
            case _:
                self._reply(message, "200 OK")

    def _acknowledge(self, response: Message) -> None:
        tag = re.search(r"tag=([^;>]+)", response.first("to"))
        user = re.search(r"sip:([^@>]+)@", response.first("to"))
        if tag and user:
            self._in_dialog("ACK", response.first("call-id"), user[1], tag[1], f"{response.first('call-id')}-ack")

    def _reply(self, request: Message, status: str, extra: list[str] | None = None, body: str = "") -> None:
        to_line = request.first("to")
        if "tag=" not in to_line:
            to_line += f";tag={self._tag}"
        vias = [f"Via: {via}" for via in request.headers.get("via", [])]
        vias[0] = re.sub(r";rport(?=;|$)", f";received=127.0.0.1;rport={request.source[1]}", vias[0])
        lines = [f"SIP/2.0 {status}", *vias, f"From: {request.first('from')}", f"To: {to_line}"]
        lines += [f"Call-ID: {request.first('call-id')}", f"CSeq: {request.first('cseq')}", *(extra or [])]
        if request.method == "INVITE":
            lines.append(f"Contact: <sip:peer@127.0.0.1:{self.port}>")
        if body:
            lines.append("Content-Type: application/sdp")
        lines += [f"Content-Length: {len(body)}", "", body]
        self._sip.sendto("\r\n".join(lines).encode(), request.source)
