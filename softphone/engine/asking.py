"""Single requests outside of dialogs, each with one answer in good time (RFC 3261 section 8.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from softphone.engine.library import Inbox
from softphone.engine.loop import Loop
from softphone.engine.pj import PjError, pj


@dataclass(frozen=True, slots=True)
class Answer:
    """The final response, digest authentication done. code 0: none came in time. headers: as they were on the wire."""

    code: int
    headers: str = ""


class _Request(pj.OutRequest):
    def __init__(self, inbox: Inbox, on_response: Callable[[Answer], None]) -> None:
        super().__init__()
        self._inbox = inbox
        self._on_response = on_response

    def onResponse(self, code: int, reason: str, headers: str, contentType: str, body: bytes) -> None:
        # Without header fields it is the library's own: time-out, or no connection.
        answer = Answer(code if headers else 0, headers)
        self._inbox.append(lambda: self._on_response(answer))


class Asker:
    """Sends requests and keeps them until they are answered."""

    def __init__(self, inbox: Inbox, loop: Loop) -> None:
        self._inbox = inbox
        self._loop = loop
        self._under_way: set[_Request] = set()

    def ask(self, native_id: int, method: str, target: str, headers: Sequence[tuple[str, str]], timeout_s: float,
            on_answer: Callable[[Answer], None]) -> None:  # fmt: skip
        """Sends the request as the library's account of that number. `on_answer` is called once, never before this
        returns; a later response is not heard."""
        is_open = [True]

        def end(answer: Answer) -> None:
            if is_open[0]:
                is_open[0] = False
                timer.cancel()
                on_answer(answer)

        def responded(answer: Answer) -> None:
            self._under_way.discard(request)
            end(answer)

        timer = self._loop.call_later(timeout_s, lambda: end(Answer(0)))
        request = _Request(self._inbox, responded)
        self._under_way.add(request)
        try:
            request.send(native_id, method, target, _vector(headers), "", b"", False)
        except PjError:
            self._inbox.append(lambda: responded(Answer(0)))


def _vector(headers: Sequence[tuple[str, str]]) -> pj.SipHeaderVector:
    vector = pj.SipHeaderVector()
    for name, value in headers:
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        vector.append(header)
    return vector
