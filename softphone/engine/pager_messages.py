"""Messages outside of sessions, both ways (RFC 3428). What is said within a call comes the same way."""

import hashlib
import logging
import re
from collections import OrderedDict
from collections.abc import Callable

from softphone.basics.ids import CommandId
from softphone.basics.sip_uri import SipUri
from softphone.engine import sip_text
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts, Emit, is_from_server
from softphone.engine.identity import party_of, party_of_request
from softphone.engine.loop import LoopTimer
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.router import CommandRefused
from softphone.engine.services import Services
from softphone.protocol.commands import AnswerMessage, SendMessage
from softphone.protocol.events import MessageReceived, MessageSent, RejectCode
from softphone.protocol.snapshots import Transport

ACCEPTED = ("text/plain", "text/html", "message/cpim", "message/imdn+xml", "multipart/mixed", "multipart/alternative",
            "application/im-iscomposing+xml")  # fmt: skip
MAX_BODY_BYTES = 48 * 1024  # the library's longest message is 65,000
DATAGRAM_BODY_BYTES = 700  # with digest and route the request stays below 1,300 (RFC 3428 section 8)
ANSWER_S = 5.0
_KEPT, _NOT_KEPT, _FORBIDDEN, _NOT_FOUND, _TOO_LARGE, _UNSUPPORTED = 200, 480, 403, 404, 413, 415
_SERVER_TOO_SMALL = 513
_REMEMBERED = 512
_log = logging.getLogger("softphone.engine.messages")


class _Sending(pj.OutRequest):
    """One MESSAGE on its way."""

    def __init__(self, on_answer: Callable[[int, str, str], None]) -> None:
        super().__init__()
        self._on_answer = on_answer

    def onResponse(self, code: int, reason: str, headers: str, contentType: str, body: bytes) -> None:
        self._on_answer(code, reason, headers)


class _Incoming:
    """One that waits for its answer; the same request by several ways is one."""

    def __init__(self, timer: LoopTimer) -> None:
        self.timer = timer
        self.numbers: list[int] = []


class PagerMessages:
    """Attributes:
    is_leaving: the engine ends: nothing is taken any more.
    """

    def __init__(self, services: Services, accounts: Accounts, emit: Emit) -> None:
        self._services, self._accounts, self._emit = services, accounts, emit
        self._under_way: set[_Sending] = set()
        self._waiting: dict[str, _Incoming] = {}
        self._answered: OrderedDict[str, int] = OrderedDict()
        self.is_leaving = False

    @property
    def is_quiet(self) -> bool:
        """Nothing of ours waits for an answer."""
        return not self._under_way

    # ------------------------------------------------------------------ out

    def send(self, command: SendMessage, cause: CommandId) -> None:
        account = self._accounts.get(command.account_id)
        try:
            has_user = bool(SipUri.parse(command.target).user)
        except ValueError as error:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, str(error)) from None
        if not has_user or not command.body or "/" not in command.content_type:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "body")
        if len(command.body) > MAX_BODY_BYTES or not re.fullmatch(r"[A-Za-z0-9]{0,64}", command.request_id):
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "body")
        if account.native_id < 0:
            raise CommandRefused(RejectCode.WRONG_STATE, "the server is not known yet")
        if self._is_too_large(account, command.body):
            self._tell(command, cause, _SERVER_TOO_SMALL, "too large for a datagram", None)
            return
        self._transmit(account, command, cause)

    def _is_too_large(self, account: Account, body: bytes) -> bool:
        if account.config.transport != Transport.UDP or len(body) <= DATAGRAM_BODY_BYTES:
            return False
        return account.used is None or not self._services.large_requests.takes(account.used.place)

    def _transmit(self, account: Account, command: SendMessage, cause: CommandId) -> None:
        def answered(code: int, reason: str, headers: str) -> None:
            self._services.inbox.append(lambda: ended(code, reason, headers))

        def ended(code: int, reason: str, headers: str) -> None:
            self._under_way.discard(sending)
            # Without header fields it is the library's own: time-out, or no connection.
            after_s = sip_text.retry_after_s(headers)
            detail = "".join(char for char in reason if char.isprintable() and char.isascii())[:200]
            self._tell(command, cause, code if headers else None, detail, None if after_s is None else int(after_s))

        sending = _Sending(answered)
        sending.identify(command.request_id)
        self._under_way.add(sending)
        try:
            sending.send(account.native_id, "MESSAGE", command.target, pj.SipHeaderVector(), command.content_type,
                         command.body, False)  # fmt: skip
        except PjError as error:
            answered(0, reason_of(error), "")

    def _tell(self, command: SendMessage, cause: CommandId, code: int | None, detail: str, after_s: int | None) -> None:
        sent = MessageSent(message_id=command.message_id, status_code=code, detail=detail, retry_after_s=after_s)
        self._emit(sent, cause)

    # ------------------------------------------------------------------ in

    def take(self, native_id: int, head: str, source: str, content_type: str, body: bytes,
             defer: Callable[[], int]) -> int:  # fmt: skip
        """A MESSAGE. Gives the status to answer with at once; after `defer` was called it is not looked at."""
        account = next((each for each in self._accounts if each.native_id == native_id), None)
        if account is None or self.is_leaving:
            return _NOT_FOUND if account is None else _NOT_KEPT
        if not is_from_server(account, source):
            return _FORBIDDEN  # anybody can write any name into From: only the server knows who it is
        if content_type.partition(";")[0].strip().lower() not in (*ACCEPTED, ""):
            return _UNSUPPORTED
        if len(body) > MAX_BODY_BYTES:
            return _TOO_LARGE
        incoming_id = _id_of(head)
        known = self._answered.get(incoming_id)
        if known is not None:
            return known
        is_new = incoming_id not in self._waiting
        if is_new:
            timer = self._services.loop.call_later(ANSWER_S, lambda: self._answer(incoming_id, _NOT_KEPT))
            self._waiting[incoming_id] = _Incoming(timer)
        self._waiting[incoming_id].numbers.append(defer())
        if is_new:
            event = MessageReceived(
                incoming_id=incoming_id,
                account_id=account.config.account_id,
                sender=party_of_request(head, is_trusted=True),
                to_uri=party_of(sip_text.header_named(head, "To")).uri,
                content_type=content_type,
                body=body,
            )
            self._services.inbox.append(lambda: self._emit(event, None))
        return _NOT_KEPT

    def answer(self, command: AnswerMessage, _cause: CommandId) -> None:
        self._answer(command.incoming_id, _KEPT if command.is_kept else _NOT_KEPT)

    def _answer(self, incoming_id: str, code: int) -> None:
        incoming = self._waiting.pop(incoming_id, None)
        if code == _KEPT:
            self._answered[incoming_id] = code
            if len(self._answered) > _REMEMBERED:
                self._answered.popitem(last=False)
        if incoming is None:
            return
        incoming.timer.cancel()
        for number in incoming.numbers:
            try:
                pj.RequestHandler.answer(number, code)
            except PjError as error:
                _log.info("an answer to a message failed: %s", reason_of(error))

    # ------------------------------------------------------------------ the end

    def leave(self) -> None:
        """Whoever waits for an answer is to try again later."""
        self.is_leaving = True
        for incoming_id in tuple(self._waiting):
            self._answer(incoming_id, _NOT_KEPT)


def _id_of(head: str) -> str:
    """What names the request, by whichever way it comes (RFC 3261 section 8.2.2.2)."""
    tag = re.search(r";\s*tag=([^;\s>,]+)\s*(?:;|$)", sip_text.header_named(head, "From"))
    parts = (tag[1] if tag else "", sip_text.header_named(head, "Call-ID"), sip_text.header_named(head, "CSeq"))
    return hashlib.blake2b("\n".join(parts).encode(errors="surrogateescape"), digest_size=16).hexdigest()
