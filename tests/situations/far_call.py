"""One call as its far party sees it: the dialog (RFC 3261 section 12), and the leg of the engine at its other end."""

import re
import secrets
import time
from collections.abc import Callable

from softphone.basics.ids import AccountId, LegId
from softphone.protocol.commands import Answer, AnyCommand
from softphone.protocol.events import CallLegChanged, DtmfReceived
from softphone.protocol.snapshots import CallLegSnapshot, EndReason, HoldState, LegState
from tests.harness.engine_process import EngineProcess
from tests.harness.sip_message import Message, build, parse
from tests.situations.peer import HOST, PATIENCE_S, Peer, branch, port_of
from tests.situations.sdp import sdp

Headers = tuple[tuple[str, str], ...]


class FarCall:
    """The far party's side of one call.

    Attributes:
        leg_id: of the engine's leg; of a call that the peer makes, once it alerts.
        tag: the peer's own, in every message unless another one is given.
        invite: the INVITE that opened the dialog, the engine's or the peer's own; empty before it.
        port: the engine's port.
        since: how many events the engine had told before the call.
    """

    def __init__(self, peer: Peer, engine: EngineProcess, port: int, clock_speed: float = 1.0) -> None:
        self.peer, self.engine, self.port = peer, engine, port
        self.call_id = ""
        self.tag = secrets.token_hex(4)
        self.invite = Message("", (), b"")
        self.leg_id = LegId("")
        self.rtp_port = 4000
        self.since = self._mark = len(engine.frames)
        self._from = self._to = self._target = ""
        self._clock_speed = clock_speed
        self.cseq = 0

    # ------------------------------------------------------------------ beginning

    def be_dialled(self, account_id: AccountId) -> Message:
        """The engine calls the peer; returns its INVITE."""
        self.leg_id = self.engine.dial(account_id, f"sip:far@{HOST}:{self.peer.port}")
        return self.expect_again()

    def expect_again(self, timeout_s: float = PATIENCE_S) -> Message:
        """The engine's INVITE that begins a dialog; it is a new one when there was one before."""
        self.invite = self.peer.take(lambda message: message.method == "INVITE", "INVITE", timeout_s)
        self.call_id = self.invite.get("Call-ID")
        self._from = f"{self.invite.get('To')};tag={self.tag}"
        self._to = self.invite.get("From")
        self._follow(self.invite)
        return self.invite

    def call(self, user: str, body: bytes | None = None, headers: Headers = ()) -> Message:
        """The peer calls the engine; returns its own INVITE. body: the usual SDP when None."""
        self.call_id = secrets.token_hex(8)
        self._from = f'"Far" <sip:far@{HOST}:{self.peer.port}>;tag={self.tag}'
        self._to = f"<sip:{user}@{HOST}:{self.port}>"
        self._target = f"sip:{user}@{HOST}:{self.port}"
        self.invite = self.send("INVITE", sdp(self.rtp_port) if body is None else body, headers)
        return self.invite

    def alerts(self) -> CallLegSnapshot:
        """Waits until the engine's user sees the call of the peer."""
        leg = self.engine.wait(
            CallLegChanged,
            lambda event: event.leg.sip_call_id == self.call_id and event.leg.state == LegState.ALERTING,
            since=self.since,
        ).leg
        self.leg_id = leg.leg_id
        return leg

    def move(self, peer: Peer) -> None:
        """The call goes on at another far party."""
        self.peer = peer

    def accept(self) -> Message:
        """The engine's user takes the call of the peer; returns the answer."""
        self.alerts()
        self.engine.do(Answer(leg_id=self.leg_id))
        answer = self.answer_to(self.invite)
        self.ack(answer, b"" if self.invite.body else sdp(self.rtp_port))
        self.leg(LegState.ESTABLISHED)
        return answer

    def establish(self, account_id: AccountId) -> "FarCall":
        """The engine calls the peer, which answers."""
        self.pick_up(self.be_dialled(account_id))
        return self

    def pick_up(self, invite: Message, headers: Headers = (), tag: str | None = None) -> None:
        """The peer answers the engine's INVITE, and the two talk. tag: of the phone that does."""
        self.reply(invite, 200, sdp(self.rtp_port), headers, tag)
        self.expect("ACK")
        self.leg(LegState.ESTABLISHED)

    def refuse(self, invite: Message, code: int, headers: Headers = ()) -> None:
        """The peer turns the engine's INVITE down, or an offer in the call."""
        self.reply(invite, code, headers=headers)
        self.expect("ACK")

    def be_answered(self, user: str, body: bytes | None = None) -> Message:
        """The peer calls the engine, whose user answers; returns the answer."""
        self.call(user, body)
        return self.accept()

    # ------------------------------------------------------------------ the engine's user

    def do(self, kind: type[AnyCommand], **fields: object) -> None:
        """A command for the leg, which must be accepted."""
        self.engine.do(kind(leg_id=self.leg_id, **fields))  # type: ignore[arg-type, call-arg]

    def leg(self, is_it: Callable[[CallLegSnapshot], bool] | LegState) -> CallLegSnapshot:
        """The leg once it is in that state, or as the function wants it."""
        return self.engine.wait_leg(self.leg_id, is_it, since=self.since)

    def next_leg(self, is_it: Callable[[CallLegSnapshot], bool]) -> CallLegSnapshot:
        """The same, but nothing counts that was told before."""
        return self.engine.wait_leg(self.leg_id, is_it, since=self._mark)

    def mark(self) -> None:
        """What is told up to now does not count for `next_leg`."""
        self._mark = len(self.engine.frames)

    def end(self) -> EndReason:
        """How the leg ended."""
        end = self.leg(LegState.ENDED).end
        assert end is not None
        return end

    def digits(self) -> str:
        """What the far party has pressed."""
        events = [frame.event for frame in self.engine.frames[self.since :]]
        return "".join(e.digit for e in events if isinstance(e, DtmfReceived) and e.leg_id == self.leg_id)

    def states(self) -> list[LegState]:
        """The leg's states in order, each once in a row."""
        found: list[LegState] = []
        for frame in self.engine.frames[self.since :]:
            event = frame.event
            if (
                isinstance(event, CallLegChanged)
                and event.leg.leg_id == self.leg_id
                and event.leg.state not in found[-1:]
            ):
                found.append(event.leg.state)
        return found

    # ------------------------------------------------------------------ messages

    def expect(self, *methods: str, repeated: bool = False, timeout_s: float = PATIENCE_S) -> Message:
        """The engine's next request of that method, or of one of them, in this call."""
        request = self.peer.take(
            lambda message: message.method in methods and message.get("Call-ID") == self.call_id,
            " or ".join(methods), timeout_s, repeated=repeated,
        )  # fmt: skip
        if request.method == "INVITE":
            self._follow(request)
        return request

    def wait_s(self, seconds: float) -> None:
        """Lets so much of the engine's time pass."""
        time.sleep(seconds / self._clock_speed)

    def answer_to(self, request: Message, least: int = 200, *, repeated: bool = False,
                  timeout_s: float = PATIENCE_S) -> Message:  # fmt: skip
        """The engine's response to a request of the peer's, from that status on."""
        wanted = (request.get("Call-ID"), request.get("CSeq"))
        response = self.peer.take(
            lambda message: message.method == "SIP/2.0" and message.status >= least
            and (message.get("Call-ID"), message.get("CSeq")) == wanted,
            f"a response to {request.method}", timeout_s, repeated=repeated,
        )  # fmt: skip
        if request.method == "INVITE" and response.parameter("To", "tag"):
            self._to = response.get("To")
            self._follow(response)
        return response

    def reply(
        self, request: Message, code: int, body: bytes = b"", headers: Headers = (), tag: str | None = None
    ) -> None:
        """Answers a request of the engine's. headers: a Contact among them takes the place of the usual one."""
        to = request.get("To")
        to += "" if request.parameter("To", "tag") or code == 100 else f";tag={tag or self.tag}"
        pairs = [("Via", via) for via in request.all("Via")]
        pairs += [("From", request.get("From")), ("To", to), ("Call-ID", request.get("Call-ID"))]
        pairs += [("CSeq", request.get("CSeq")), *headers]
        pairs += [] if any(name == "Contact" for name, _ in headers) else [("Contact", self._contact(tag))]
        pairs += [("Content-Type", "application/sdp")] if body else []
        by_tcp = request.get("Via").startswith("SIP/2.0/TCP")
        self.peer.send(build(f"SIP/2.0 {code} Scripted", pairs, body), self.port, by_tcp=by_tcp)

    def send(self, method: str, body: bytes = b"", headers: Headers = (), *, cseq: int | None = None,
             of: Message | None = None) -> Message:  # fmt: skip
        """A request in the call; returns it as sent. of: the request that a CANCEL or an ACK belongs to."""
        if cseq is None:
            self.cseq += 1
        via = of.get("Via") if of is not None else f"SIP/2.0/UDP {HOST}:{self.peer.port};rport;branch={branch()}"
        pairs = [("Via", via), ("From", self._from), ("To", self._to), ("Call-ID", self.call_id)]
        pairs += [("CSeq", f"{cseq or self.cseq} {method}"), ("Max-Forwards", "70")]
        pairs += [("Contact", self._contact(None)), *headers]
        pairs += (
            [("Content-Type", "application/sdp")] if body and not any(n == "Content-Type" for n, _ in headers) else []
        )
        data = build(f"{method} {self._target} SIP/2.0", pairs, body)
        self.peer.send(data, self.port)
        return parse(data)

    def ack(self, response: Message, body: bytes = b"") -> None:
        """Acknowledges the final response to an INVITE of the peer's."""
        cseq = int(response.get("CSeq").split()[0])
        refused = self.invite if response.status >= 300 else None
        self.send("ACK", body, cseq=cseq, of=refused)

    def cancel(self, headers: Headers = ()) -> Message:
        """Takes the peer's own INVITE back, unless that has an answer."""
        to, self._to = self._to, self.invite.get("To")
        sent = self.send("CANCEL", b"", headers, cseq=int(self.invite.get("CSeq").split()[0]), of=self.invite)
        self._to = to
        return sent

    # ------------------------------------------------------------------ the end

    def hang_up(self) -> None:
        """The peer says goodbye, and the engine takes it."""
        assert self.answer_to(self.send("BYE")).status == 200
        self.leg(LegState.ENDED)

    def take_bye(self) -> None:
        """The engine says goodbye."""
        self.reply(self.expect("BYE"), 200)
        self.leg(LegState.ENDED)

    # ------------------------------------------------------------------ inside

    def _contact(self, tag: str | None) -> str:
        return f"<sip:far{tag or ''}@{HOST}:{self.peer.port}>"

    def _follow(self, message: Message) -> None:
        match = re.search(r"<([^>]+)>", message.get("Contact"))
        if match:
            self._target = match[1]
            self.port = port_of(match[1])


def is_held(state: HoldState) -> Callable[[CallLegSnapshot], bool]:
    """True for a leg in that state of hold."""
    return lambda leg: leg.hold == state


def speaks(codec: str) -> Callable[[CallLegSnapshot], bool]:
    """True for a leg whose sound has that codec."""
    return lambda leg: leg.media is not None and leg.media.codec.lower() == codec.lower()
