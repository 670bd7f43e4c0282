"""One call of a scripted line: how it is answered, what is said and pressed in it."""

import re
import secrets
import time
from enum import StrEnum
from typing import Protocol

from .line_text import header, response
from .line_voice import Voice

_GREETING_S, _BEEP_S = 1.2, 0.3
_BEEP_HZ = 1000.0
_LEAST_PROMPT_S = 0.3


class Answers(StrEnum):
    """What happens when the line is called.

    PERSON answers, hears what is said, and presses 1. SILENT_PERSON answers and says hello, but presses nothing.
    VOICEMAIL answers, speaks its greeting, beeps and records. NO_ANSWER rings for ever.
    """

    PERSON = "person"
    SILENT_PERSON = "silent_person"
    VOICEMAIL = "voicemail"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REJECT = "reject"


class Owner(Protocol):
    """The line, as its calls see it."""

    host: str
    port: int
    user: str

    @property
    def contact(self) -> str: ...
    def send(self, text: str) -> None: ...
    def next_cseq(self) -> int: ...
    def announce(self) -> None: ...


class LineCall:
    """A call that was made or came.

    Attributes:
        voice: its sound.
        is_talking, is_ended: how far it has come.
        answered_at_s, ended_at_s: seconds since the epoch.
        presses_when_asked: the person presses 1 when something is said.
        pressed: what was pressed.
    """

    def __init__(self, line: Owner, call_id: str, tone_hz: float) -> None:
        self.call_id = call_id
        self.local = f"<sip:{line.user}@{line.host}:{line.port}>;tag={secrets.token_hex(4)}"
        self.remote = ""
        self.voice = Voice(line.host, tone_hz)
        self.is_talking = self.is_ended = False
        self.answered_at_s = self.ended_at_s = 0.0
        self.presses_when_asked = False
        self.pressed = ""
        self._line = line
        self._tone_hz = tone_hz
        self._target = ""
        self._invite = ""
        self._answers: Answers | None = None
        self._due_s = 0.0
        self._heard_s = 0.0
        self._version = 0

    # ------------------------------------------------------------------ deeds

    def hang_up(self) -> None:
        """Ends it: BYE, or 480 before the answer."""
        if self.is_ended:
            return
        if self.is_talking:
            self._send("BYE")
        elif self._invite:
            self._reply("480 Temporarily Unavailable")
        self._end()

    def press(self, key: str) -> None:
        """Presses a key."""
        self.pressed += key
        self.voice.press(key)

    # ------------------------------------------------------------------ for the line

    def offer(self) -> str:
        """The session that is offered, or answered with (RFC 3264)."""
        self._version += 1
        host, number = self._line.host, self.voice.event_type
        return (
            f"v=0\r\no=line 1 {self._version} IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
            f"m=audio {self.voice.port} RTP/AVP 8 {number}\r\na=rtpmap:8 PCMA/8000\r\n"
            f"a=rtpmap:{number} telephone-event/8000\r\na=fmtp:{number} 0-16\r\na=ptime:20\r\na=sendrecv\r\n"
        )

    def fail(self) -> None:
        """The call that was made was not answered."""
        self._end()

    def answered(self, answer: str) -> None:
        """The call that was made got its 200."""
        self.remote = header(answer, "To")
        self._target = _uri(header(answer, "Contact"))
        self._follow(answer)
        number = header(answer, "CSeq").split()[0]
        self._send("ACK", number)
        self._talks()

    def rings(self, invite: str, answers: Answers, rings_s: float, now_s: float) -> None:
        """A call has come."""
        self._invite, self._answers, self._due_s = invite, answers, now_s + rings_s
        self.remote, self._target = header(invite, "From"), _uri(header(invite, "Contact"))
        self.local = f"{header(invite, 'To')};tag={secrets.token_hex(4)}"
        self._reply("100 Trying")
        self._reply("180 Ringing")

    def take(self, method: str, text: str) -> None:
        """A request within the call."""
        tag = self.local.rpartition("tag=")[2]
        if method == "CANCEL":
            self._line.send(response(text, "200 OK", tag))
            if not self.is_talking:
                self._reply("487 Request Terminated")
                self._end()
        elif method == "BYE":
            self._line.send(response(text, "200 OK", tag))
            self._end()
        elif method == "INVITE" and not self.is_talking and not self.is_ended:
            self._reply("180 Ringing")  # sent once more
        elif method in ("INVITE", "UPDATE"):
            has_offer = "m=audio" in text
            if has_offer:
                self._follow(text)
            body = self.offer() if has_offer or method == "INVITE" else ""
            self._line.send(response(text, "200 OK", tag, self._contact(), body))
        elif method != "ACK":
            self._line.send(response(text, "200 OK", tag))

    def turn(self) -> None:
        """Does what is due."""
        self.voice.receive()
        now_s = time.monotonic()
        if self._answers is not None and not self.is_talking and now_s >= self._due_s:
            self._decide(self._answers)
        elif self._answers == Answers.VOICEMAIL:
            self._speak_greeting(now_s)
        elif self.presses_when_asked and not self.pressed:
            self._listen(now_s)
        self.voice.speak()

    # ------------------------------------------------------------------ inside

    def _decide(self, answers: Answers) -> None:
        if answers in (Answers.BUSY, Answers.REJECT):
            self._reply("486 Busy Here" if answers == Answers.BUSY else "603 Decline")
            self._end()
        elif answers != Answers.NO_ANSWER:
            self.presses_when_asked = answers == Answers.PERSON
            self._follow(self._invite)
            self._reply("200 OK", self.offer())
            self._talks()

    def _speak_greeting(self, now_s: float) -> None:
        """It talks, beeps, and is silent then."""
        since_s = now_s - self._due_s
        if since_s < _GREETING_S:
            self.voice.tone_hz = self._tone_hz
        else:
            self.voice.tone_hz = _BEEP_HZ if since_s < _GREETING_S + _BEEP_S else None

    def _listen(self, now_s: float) -> None:
        """Something was said for long enough to be understood."""
        if not self.voice.hears_anything():
            self._heard_s = 0.0
        elif not self._heard_s:
            self._heard_s = now_s
        elif now_s - self._heard_s > _LEAST_PROMPT_S:
            self.press("1")

    def _talks(self) -> None:
        self.is_talking, self.answered_at_s = True, time.time()
        self._line.announce()

    def _end(self) -> None:
        self.is_ended, self.is_talking, self.ended_at_s = True, False, time.time()
        self._line.announce()

    def _follow(self, text: str) -> None:
        """Where the sound goes from now on."""
        body = text.partition("\r\n\r\n")[2]
        host = re.search(r"^c=IN IP4 (\S+)", body, re.MULTILINE)
        port = re.search(r"^m=audio (\d+)", body, re.MULTILINE)
        event = re.search(r"^a=rtpmap:(\d+) telephone-event/8000", body, re.MULTILINE)
        if host and port:
            self.voice.remote = (host[1], int(port[1]))
        if event:
            self.voice.event_type = int(event[1])

    def _reply(self, status: str, body: str = "") -> None:
        tag = self.local.rpartition("tag=")[2]
        self._line.send(response(self._invite, status, tag, self._contact(), body))

    def _contact(self) -> str:
        return f"Contact: <{self._line.contact}>\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE\r\n"

    def _send(self, method: str, number: str = "") -> None:
        self._line.send(
            f"{method} {self._target} SIP/2.0\r\nVia: SIP/2.0/UDP {self._line.host}:{self._line.port};rport;"
            f"branch=z9hG4bK{secrets.token_hex(8)}\r\nFrom: {self.local}\r\nTo: {self.remote}\r\n"
            f"Call-ID: {self.call_id}\r\nCSeq: {number or self._line.next_cseq()} {method}\r\nMax-Forwards: 70\r\n"
            "Content-Length: 0\r\n\r\n"
        )


def _uri(contact: str) -> str:
    return contact.partition("<")[2].partition(">")[0] or contact.partition(";")[0]
