"""A blocking SIP user agent on UDP (RFC 3261) with G.711 u-law sound (RFC 3551): for tests of the lab itself.

It shows what the lab does without any of the softphone's code: no retransmissions (loopback
only), one call at a time.
"""

import re
import secrets
import socket
import struct
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from softphone_lab import LabUser

from tests.lab_self.sip_text import Headers, Message, digest, uri_of
from tests.lab_self.ulaw import SILENCE, decode

FRAME = 160
DIGITS = "0123456789*#"


@dataclass
class Dialog:
    """The state of one dialog: remote target, tags, sequence."""

    call_id: str
    local: str
    remote: str
    target: str
    cseq: int = 1
    heard: list[int] = field(default_factory=list)


class RawPhone:
    """One account on one UDP port. Use it with `with`."""

    def __init__(self, user: LabUser, host: str, port: int, domain: str = "") -> None:
        self.user, self.domain = user, domain or host
        self._server = (host, port)
        self._sip = self._bound(host)
        self._rtp = self._bound(host)
        self._media: tuple[str, int] | None = None
        self._sequence, self._timestamp = 1, 0
        self.progress: list[int] = []
        self.challenges: list[str] = []

    def __enter__(self) -> "RawPhone":
        return self

    def __exit__(self, *exception: object) -> None:
        self._sip.close()
        self._rtp.close()

    @property
    def contact(self) -> str:
        return f"<sip:{self.user.user}@{self._address}>"

    @property
    def _address(self) -> str:
        host, port = self._sip.getsockname()
        return f"{host}:{port}"

    # ------------------------------------------------------------------ requests

    def register(self, expires: int = 60) -> int:
        """The final status of a REGISTER."""
        uri = f"sip:{self.domain}"
        dialog = self._new_dialog(f"sip:{self.user.user}@{self.domain}", uri)
        return self._request("REGISTER", dialog, [("Contact", f"{self.contact};expires={expires}")]).status

    def request(self, method: str, number: str, headers: Headers, body: str = "") -> Message:
        """One request outside a dialog; its final response."""
        uri = f"sip:{number}@{self.domain}"
        return self._request(method, self._new_dialog(uri, uri), [("Contact", self.contact), *headers], body)

    def call(self, number: str, on_progress: Callable[[Message], None] | None = None) -> tuple[Message, Dialog]:
        """INVITE with G.711; the final response (acknowledged) and its dialog. `progress` has the 1xx seen."""
        uri = f"sip:{number}@{self.domain}"
        dialog = self._new_dialog(uri, uri)
        self.progress.clear()

        def provisional(message: Message) -> None:
            self.progress.append(message.status)
            self._use_media(message.body)
            if on_progress:
                on_progress(message)

        headers = [("Contact", self.contact), ("Content-Type", "application/sdp")]
        final = self._request("INVITE", dialog, headers, self._offer(), provisional)
        if final.status == 200:
            dialog.remote = final.get("To")
            dialog.target = uri_of(final.get("Contact"))
            self._use_media(final.body)
            self._send("ACK", dialog, [])
        return final, dialog

    def hang_up(self, dialog: Dialog) -> None:
        dialog.cseq += 1
        self._request("BYE", dialog, [])

    def info(self, dialog: Dialog, digit: str) -> int:
        """One digit by INFO (application/dtmf-relay)."""
        dialog.cseq += 1
        body = f"Signal={digit}\r\nDuration=160\r\n"
        return self._request("INFO", dialog, [("Content-Type", "application/dtmf-relay")], body).status

    def await_request(self, method: str, within_s: float = 5.0) -> Message:
        """The next request of that kind, answered with 200 (an INVITE: with G.711)."""
        while True:
            message = self._receive(within_s)
            if message.status or not message.start.startswith(method):
                continue
            body = self._offer() if method == "INVITE" else ""
            self._reply(message, body)
            if method == "INVITE":
                self._use_media(message.body)
            return message

    # ------------------------------------------------------------------ sound

    def talk(self, frames: Iterable[bytes]) -> list[int]:
        """Send u-law frames, one each 20 ms; returns the samples that came in meanwhile."""
        heard: list[int] = []
        due = time.monotonic()
        for frame in frames:
            self._send_rtp(0, frame)
            self._timestamp += FRAME
            due += 0.02
            heard += self._listen_until(due)
        return heard

    def press(self, digits: str) -> None:
        """Send digits as telephone events (RFC 4733 section 2.5)."""
        for digit in digits:
            event = DIGITS.index(digit)
            for i in range(8):
                duration, end = FRAME * min(i + 1, 5), 0x80 if i > 4 else 0
                self._send_rtp(101, struct.pack("!BBH", event, end | 10, duration), is_start=i == 0)
                time.sleep(0.02)
            self._timestamp += FRAME * 8
            self.talk([SILENCE * FRAME] * 3)

    def _listen_until(self, due: float) -> list[int]:
        heard: list[int] = []
        while (left := due - time.monotonic()) > 0:
            self._rtp.settimeout(left)
            try:
                packet = self._rtp.recv(2048)
            except TimeoutError:
                break
            if len(packet) > 12 and packet[1] & 0x7F == 0:
                heard += decode(packet[12:])
        return heard

    def _send_rtp(self, payload_type: int, payload: bytes, is_start: bool = False) -> None:
        assert self._media, "no media address yet"
        marker = 0x80 if is_start else 0
        head = struct.pack("!BBHII", 0x80, payload_type | marker, self._sequence, self._timestamp, 0x1234)
        self._sequence = self._sequence + 1 & 0xFFFF
        self._rtp.sendto(head + payload, self._media)

    def _offer(self) -> str:
        host, port = self._rtp.getsockname()
        return (
            f"v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0 101\r\n"
            "a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=sendrecv\r\n"
        )

    def _use_media(self, sdp: str) -> None:
        host, port = re.search(r"^c=IN IP4 (\S+)", sdp, re.M), re.search(r"^m=audio (\d+)", sdp, re.M)
        if host and port:
            self._media = (host[1], int(port[1]))

    # ------------------------------------------------------------------ transactions

    def _new_dialog(self, uri: str, target: str) -> Dialog:
        local = f"<sip:{self.user.user}@{self.domain}>;tag={secrets.token_hex(4)}"
        return Dialog(secrets.token_hex(8), local, f"<{uri}>", target)

    def _send(self, method: str, dialog: Dialog, headers: Headers, body: str = "") -> str:
        branch = f"z9hG4bK{secrets.token_hex(8)}"
        lines = [
            ("Via", f"SIP/2.0/UDP {self._address};branch={branch};rport"), ("Max-Forwards", "70"),
            ("From", dialog.local), ("To", dialog.remote), ("Call-ID", dialog.call_id),
            ("CSeq", f"{dialog.cseq} {method}"), *headers,
        ]  # fmt: skip
        self._sip.sendto(Message(f"{method} {dialog.target} SIP/2.0", lines, body).encode(), self._server)
        return branch

    def _request(
        self, method: str, dialog: Dialog, headers: Headers, body: str = "",
        provisional: Callable[[Message], None] | None = None,
    ) -> Message:  # fmt: skip
        """Send it, answer one challenge, return the final response."""
        for attempt in range(2):
            branch = self._send(method, dialog, headers, body)
            response = self._response(branch, method, provisional)
            if method == "INVITE" and response.status >= 300:
                self._acknowledge(branch, dialog, response)
            if response.status not in (401, 407) or attempt:
                break
            name = "WWW-Authenticate" if response.status == 401 else "Proxy-Authenticate"
            self.challenges = response.all(name)
            answer = name.replace("WWW-Authenticate", "Authorization").replace("Authenticate", "Authorization")
            headers = [*headers, (answer, digest(self.challenges[0], self.user, method, dialog.target))]
            dialog.cseq += 1
        return response

    def _response(self, branch: str, method: str, provisional: Callable[[Message], None] | None) -> Message:
        while True:
            message = self._receive(15)
            if not message.status:
                self._reply(message, "")
            elif branch in message.get("Via") and message.method == method:
                if message.status >= 200:
                    return message
                if provisional:
                    provisional(message)

    def _acknowledge(self, branch: str, dialog: Dialog, response: Message) -> None:
        lines = [
            ("Via", f"SIP/2.0/UDP {self._address};branch={branch};rport"), ("Max-Forwards", "70"),
            ("From", dialog.local), ("To", response.get("To")), ("Call-ID", dialog.call_id),
            ("CSeq", f"{dialog.cseq} ACK"),
        ]  # fmt: skip
        self._sip.sendto(Message(f"ACK {dialog.target} SIP/2.0", lines).encode(), self._server)

    def _reply(self, request: Message, body: str) -> None:
        if request.start.startswith("ACK"):
            return
        to = request.get("To")
        lines = [(name, value) for name in ("Via", "Record-Route") for value in request.all(name)]
        lines += [("From", request.get("From")), ("To", to if ";tag=" in to else f"{to};tag={secrets.token_hex(4)}")]
        lines += [("Call-ID", request.get("Call-ID")), ("CSeq", request.get("CSeq")), ("Contact", self.contact)]
        if body:
            lines.append(("Content-Type", "application/sdp"))
        self._sip.sendto(Message("SIP/2.0 200 OK", lines, body).encode(), self._server)

    def _receive(self, within_s: float) -> Message:
        self._sip.settimeout(within_s)
        return Message.parse(self._sip.recv(65536))

    @staticmethod
    def _bound(host: str) -> socket.socket:
        bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        bound.bind((host, 0))
        return bound
