"""A scripted telephone line of the lab: somebody's mobile, or anybody outside. SIP by hand (RFC 3261), sound by RTP."""

import contextlib
import hashlib
import re
import secrets
import select
import socket
import threading
import time
from collections.abc import Callable

from .errors import LabError
from .facts import LabFacts
from .line_call import Answers, LineCall
from .line_text import header, response, status_of
from .sound_control import hurry

_PATIENCE_S = 10.0
_METHODS = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, NOTIFY, INFO"


class Line:
    """One line, signed in at the PBX. Use as a context manager.

    Attributes:
        answers, rings_s: what it does when it is called, and how long it rings before.
        tone_hz: what whoever answers says.
        calls: every call so far, oldest first.
        texts: every SIP message that came, in order.
    """

    def __init__(self, facts: LabFacts, user: str, tone_hz: float, answers: Answers = Answers.PERSON) -> None:
        self.user = user
        self.tone_hz = tone_hz
        self.answers = answers
        self.rings_s = 0.2
        self.calls: list[LineCall] = []
        self.texts: list[str] = []
        self._facts = facts
        self._server = (facts.host, facts.sip_udp)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((facts.host, 0))
        self.host, self.port = facts.host, int(self._socket.getsockname()[1])
        self._changed = threading.Condition()
        self._nonce_count = 0
        self._cseq = 100
        self._is_open = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def __enter__(self) -> "Line":
        self.register()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def call(self) -> LineCall | None:
        """The call that came or was made last."""
        return self.calls[-1] if self.calls else None

    # ------------------------------------------------------------------ deeds

    def register(self, expires_s: int = 3600, patience_s: float = _PATIENCE_S) -> None:
        """Signs in, or (0) out. Raises LabError."""
        target = f"sip:{self.host}:{self._facts.sip_udp}"
        call_id = f"line-{secrets.token_hex(6)}"
        headers = f"Contact: <{self.contact}>\r\nExpires: {expires_s}\r\n"
        answer = self._ask("REGISTER", target, call_id, f"<sip:{self.user}@{self.host}>", "", headers, "", patience_s)
        if status_of(answer) != 200:
            raise LabError(f"the line {self.user} could not sign in: {answer.splitlines()[0]}")

    def dial(self, number: str) -> LineCall:
        """Calls; returns the call once it is answered. Raises LabError."""
        call = self._new_call(number)
        self._invite(call, number)
        return call

    def dial_soon(self, number: str) -> LineCall:
        """Calls; returns the call at once, which has ended when it is not answered."""
        call = self._new_call(number)

        def invite() -> None:
            try:
                self._invite(call, number)
            except LabError:
                call.fail()

        threading.Thread(target=invite, daemon=True).start()
        return call

    def _new_call(self, number: str) -> LineCall:
        call = LineCall(self, f"line-{secrets.token_hex(6)}", tone_hz=self.tone_hz)
        call.remote = f"<sip:{number}@{self.host}:{self._facts.sip_udp}>"
        self.calls.append(call)
        return call

    def _invite(self, call: LineCall, number: str) -> None:
        headers = f"Contact: <{self.contact}>\r\nContent-Type: application/sdp\r\n"
        answer = self._ask(
            "INVITE", call.remote[1:-1], call.call_id, call.local, "", headers, call.offer(), patience_s=30
        )
        if status_of(answer) != 200:
            raise LabError(f"{self.user} did not reach {number}: {answer.splitlines()[0]}")
        call.answered(answer)

    def forget_ended(self) -> None:
        """Keeps nothing of the calls that are over."""
        over = [call for call in self.calls if call.is_ended]
        self.calls = [call for call in self.calls if not call.is_ended]
        for call in over:
            call.voice.close()

    def close(self) -> None:
        """Hangs up, signs out and ends."""
        for call in self.calls:
            call.hang_up()
        with contextlib.suppress(LabError):  # the PBX may be down
            self.register(0, patience_s=1.0)
        self._is_open = False
        self._thread.join(2)
        self._socket.close()
        for call in self.calls:
            call.voice.close()

    def wait(self, is_so: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S) -> None:
        """Waits until it is so. Raises LabError."""
        with self._changed:
            if not self._changed.wait_for(is_so, patience_s):
                raise LabError(f"{self.user}: {what} did not come")

    # ------------------------------------------------------------------ for its calls

    @property
    def contact(self) -> str:
        return f"sip:{self.user}@{self.host}:{self.port}"

    def send(self, text: str) -> None:
        self._socket.sendto(text.encode(), self._server)

    def next_cseq(self) -> int:
        self._cseq += 1
        return self._cseq

    def announce(self) -> None:
        with self._changed:
            self._changed.notify_all()

    # ------------------------------------------------------------------ inside

    def _ask(self, method: str, target: str, call_id: str, local: str, to: str, headers: str, body: str = "",
             patience_s: float = _PATIENCE_S) -> str:  # fmt: skip
        """Sends a request, with the password when that is asked for; returns the final answer."""
        tag = secrets.token_hex(4)
        local = local if "tag=" in local else f"{local};tag={tag}"
        credentials = ""
        while True:
            cseq, since = self.next_cseq(), len(self.texts)
            text = (
                f"{method} {target} SIP/2.0\r\nVia: SIP/2.0/UDP {self.host}:{self.port};rport;"
                f"branch=z9hG4bK{secrets.token_hex(8)}\r\nFrom: {local}\r\nTo: {to or f'<{target}>'}\r\n"
                f"Call-ID: {call_id}\r\nCSeq: {cseq} {method}\r\nMax-Forwards: 70\r\n{headers}{credentials}"
                f"Content-Length: {len(body)}\r\n\r\n{body}"
            )
            if method == "REGISTER":
                text = text.replace(f"To: <{target}>", f"To: <sip:{self.user}@{self.host}>")
            answer = self._final(text, call_id, f"{cseq} {method}", since, patience_s)
            if status_of(answer) not in (401, 407) or credentials:
                return answer
            credentials = self._credentials(method, target, answer)

    def _final(self, request: str, call_id: str, cseq: str, since: int, patience_s: float) -> str:
        self.send(request)
        found: list[str] = []

        def look() -> bool:
            found[:] = [
                text
                for text in self.texts[since:]
                if status_of(text) >= 200 and header(text, "Call-ID") == call_id and header(text, "CSeq") == cseq
            ]
            return bool(found)

        self.wait(look, f"an answer to {cseq.split()[1]}", patience_s)
        return found[0]

    def _credentials(self, method: str, target: str, answer: str) -> str:
        value = header(answer, "WWW-Authenticate") or header(answer, "Proxy-Authenticate")
        fields = dict(re.findall(r'(\w+)="?([^",]*)"?', value))
        password = self._facts.user(self.user).password
        self._nonce_count += 1
        count, own = f"{self._nonce_count:08x}", secrets.token_hex(6)
        one = _md5(f"{self.user}:{fields['realm']}:{password}")
        proof = _md5(f"{one}:{fields['nonce']}:{count}:{own}:auth:{_md5(f'{method}:{target}')}")
        name = "Authorization" if status_of(answer) == 401 else "Proxy-Authorization"
        opaque = f', opaque="{fields["opaque"]}"' if "opaque" in fields else ""
        return (
            f'{name}: Digest username="{self.user}", realm="{fields["realm"]}", nonce="{fields["nonce"]}", '
            f'uri="{target}", response="{proof}", algorithm=MD5, qop=auth, nc={count}, cnonce="{own}"{opaque}\r\n'
        )

    def _run(self) -> None:
        hurry(threading.get_native_id())  # a person does not stammer because the machine is busy
        while self._is_open:
            live = [call for call in self.calls if not call.is_ended]
            wait_s = min((call.voice.wait_s() for call in live), default=0.1)
            ready = select.select([self._socket, *(call.voice.socket for call in live)], [], [], wait_s)[0]
            if self._socket in ready:
                self._take(self._socket.recvfrom(65535)[0].decode("utf-8", "replace"))
            for call in live:
                call.turn()

    def _take(self, text: str) -> None:
        if "Call-ID" not in text and "call-id" not in text.lower():
            return
        if status_of(text):
            self._acknowledge(text)
        else:
            self._react(text)
        with self._changed:
            self.texts.append(text)
            self._changed.notify_all()

    def _acknowledge(self, answer: str) -> None:
        """A refusal of an INVITE; a call acknowledges its 200 itself."""
        number, _, method = header(answer, "CSeq").partition(" ")
        if method == "INVITE" and status_of(answer) >= 300:
            target = header(answer, "To").partition("<")[2].partition(">")[0]
            self.send(
                f"ACK {target} SIP/2.0\r\nVia: {header(answer, 'Via')}\r\nFrom: {header(answer, 'From')}\r\n"
                f"To: {header(answer, 'To')}\r\nCall-ID: {header(answer, 'Call-ID')}\r\nCSeq: {number} ACK\r\n"
                "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
            )

    def _react(self, text: str) -> None:
        method, call_id = text.split(" ", 1)[0], header(text, "Call-ID")
        call = next((call for call in self.calls if call.call_id == call_id), None)
        if call is not None:
            call.take(method, text)
        elif method == "INVITE":
            call = LineCall(self, call_id, tone_hz=self.tone_hz)
            self.calls.append(call)
            call.rings(text, self.answers, self.rings_s, time.monotonic())
        elif method != "ACK":
            known = method in ("OPTIONS", "NOTIFY")
            self.send(response(text, "200 OK" if known else "481 No Such Call", extra=f"Allow: {_METHODS}\r\n"))


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
