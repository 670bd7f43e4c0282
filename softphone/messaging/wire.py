"""One message on the wire: its body, its name there, its answer (RFC 3428, RFC 3862)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from softphone.accounts.accounts import Accounts
from softphone.basics.errors import EngineUnavailable
from softphone.basics.ids import AccountId
from softphone.basics.sip_uri import SipUri
from softphone.calls.call_guard import OWN_MOBILE
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.messaging import cpim, imdn
from softphone.messaging.message import Thread
from softphone.protocol.commands import SendMessage
from softphone.protocol.events import Accepted, EventFrame, MessageSent, RejectCode, Rejected
from softphone.protocol.snapshots import Transport

PLAIN = "text/plain;charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a message. is_lost: the engine ended before it could tell. is_unsent: it never went out."""

    status_code: int | None = None
    retry_after_s: int | None = None
    is_lost: bool = False
    is_unsent: bool = False


class Wire:
    """Sends messages and tells each one's answer, exactly once."""

    def __init__(
        self,
        gateway: EngineGateway,
        accounts: Accounts,
        wall_time_s: Callable[[], float],
        own_mobile: Callable[[AccountId], str] = lambda account_id: "",
    ) -> None:
        """own_mobile: the number of the user's own mobile, which no conversation holds."""
        self._own_mobile = own_mobile
        self._gateway = gateway
        self._accounts = accounts
        self._wall_time_s = wall_time_s
        self._under_way: dict[str, Callable[[Answered], None]] = {}
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine)

    def is_ready(self, thread: Thread) -> bool:
        """True while messages of its account can go out."""
        view = self._accounts.view(thread.account_id)
        return self._gateway.state == EngineState.READY and view is not None and view.is_registered

    def has_datagrams(self, thread: Thread) -> bool:
        """The server remembers a request for a while after it has answered (RFC 3261 section 17.2.2, timer J)."""
        view = self._accounts.view(thread.account_id)
        return view is not None and view.config.transport == Transport.UDP

    def place(self, thread: Thread) -> str:
        """The own address and port, where answers are expected; empty while there is none."""
        view = self._accounts.view(thread.account_id)
        try:
            return SipUri.parse(view.registration.contact_uri).host_and_port if view is not None else ""
        except ValueError:
            return ""

    def _target(self, thread: Thread) -> str:
        number = self._own_mobile(thread.account_id) if thread.peer_number == OWN_MOBILE else ""
        return str(replace(SipUri.parse(thread.peer_uri), user=number)) if number else thread.peer_uri

    def send(self, message_id: str, request_id: str, thread: Thread, content_type: str, body: bytes,
             on_answer: Callable[[Answered], None]) -> None:  # fmt: skip
        """Sends the body to the other side; `on_answer` is never called before this returns."""
        command = SendMessage(
            message_id=message_id,
            account_id=thread.account_id,
            target=self._target(thread),
            body=body,
            content_type=content_type,
            request_id=request_id,
        )

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected):
                is_bad = reply.code == RejectCode.BAD_ARGUMENT
                is_lost = reply.code == RejectCode.FAILED
                self._end(message_id, Answered(400 if is_bad else None, is_lost=is_lost, is_unsent=not is_bad))

        self._under_way[message_id] = on_answer
        try:
            self._gateway.send(command, replied)
        except EngineUnavailable:
            del self._under_way[message_id]
            on_answer(Answered(is_unsent=True))

    def wrapped(self, thread: Thread, their_or_own_id: str, content_type: str, body: bytes,
                notices: tuple[str, ...] = ()) -> bytes:  # fmt: skip
        """The body in CPIM."""
        view = self._accounts.view(thread.account_id)
        sender = view.config.address_of_record if view is not None else "sip:anonymous@anonymous.invalid"
        message = cpim.Cpim(body, content_type, their_or_own_id, notices, sender, thread.peer_uri)
        return cpim.wrapped(message, self._wall_time_s())

    def text(self, thread: Thread, message_id: str, text: str, *, is_cpim: bool, wants_read: bool) -> tuple[str, bytes]:
        """Content type and body of a text."""
        body = text.encode("utf-8", "replace")
        if not is_cpim:
            return PLAIN, body
        notices = (imdn.WISH_DELIVERY, imdn.WISH_FAILURE, *((imdn.WISH_DISPLAY,) if wants_read else ()))
        return cpim.CONTENT_TYPE, self.wrapped(thread, message_id, PLAIN, body, notices)

    # ------------------------------------------------------------------ inside

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, MessageSent):
            sent = frame.event
            self._end(sent.message_id, Answered(sent.status_code, sent.retry_after_s))

    def _on_engine(self, state: EngineState) -> None:
        if state != EngineState.READY:
            for message_id in tuple(self._under_way):
                self._end(message_id, Answered(is_lost=True))

    def _end(self, message_id: str, answered: Answered) -> None:
        on_answer = self._under_way.pop(message_id, None)
        if on_answer is not None:
            on_answer(answered)
