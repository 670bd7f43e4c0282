"""Answers to requests outside of dialogs that no feature asked for, so that nothing goes unanswered (RFC 3261 8.2)."""

from collections.abc import Callable

from softphone.engine.library import Inbox
from softphone.engine.pager_messages import ACCEPTED, PagerMessages
from softphone.engine.pj import pj

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, NOTIFY, MESSAGE"
_STATUS = {
    "OPTIONS": 200,
    "NOTIFY": 481,  # RFC 6665 section 4.1.3: belongs to no subscription of ours
    "REFER": 603,
    "SUBSCRIBE": 489,
    "BYE": 481,
    "INFO": 481,
    "UPDATE": 481,
    "PRACK": 481,
    "REGISTER": 405,
    "PUBLISH": 405,
}
_NOT_IMPLEMENTED = 501


class RequestAnswerer(pj.RequestHandler):
    """Answers at once: the status code is the callback's return value."""

    def __init__(
        self, inbox: Inbox, on_notify: Callable[[int, str, str, str, bytes], bool], messages: PagerMessages
    ) -> None:
        """on_notify: is asked with account, head, source, content type and body whether a NOTIFY is welcome."""
        super().__init__()
        self._inbox = inbox
        self._on_notify = on_notify
        self._messages = messages

    def onRequest(self, method: str, source: str, accountId: int, headers: str, contentType: str, body: bytes) -> int:
        code = _STATUS.get(method.upper(), _NOT_IMPLEMENTED)
        if method.upper() == "NOTIFY" and self._on_notify(accountId, headers, source, contentType, body):
            code = 200
        if method.upper() == "MESSAGE":
            code = self._messages.take(accountId, headers, source, contentType, body, self.defer)
        answer = pj.SipHeaderVector()
        for name, value in _headers(code, method.upper()):
            header = pj.SipHeader()
            header.hName, header.hValue = name, value
            answer.append(header)
        self.reply(answer, "", b"")
        return code


def _headers(code: int, method: str) -> tuple[tuple[str, str], ...]:
    if code == 200 and method == "OPTIONS":
        return (
            ("Allow", ALLOW),
            ("Accept", ", ".join(("application/sdp", *ACCEPTED))),
            ("Supported", "replaces, 100rel, timer, norefersub"),
        )
    if code in (405, 501):
        return (("Allow", ALLOW),)
    if code == 415:
        return (("Accept", ", ".join(ACCEPTED)),)
    if code == 489:
        return (("Allow-Events", "dialog, presence, message-summary"),)
    return ()
