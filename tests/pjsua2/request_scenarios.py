"""Scenarios with requests outside dialogs: ours with digest authentication, and others' that we answer."""

import socket
from typing import cast

import pjsua2 as pj

from tests.harness.sip_message import Message, build, parse
from tests.pjsua2.notifier import Notifier
from tests.pjsua2.sip_side import HOST, Request, Side, account_config, headers

BODY = b"<presence>\xc3\xa9\r\n\r\n\x00</presence>"
_BRANCHES = iter(range(1_000_000))


def publish(transport: str) -> dict[str, object]:
    """PUBLISH (RFC 3903) with a password, again with the entity tag, with a stale one, and one dropped under way."""
    result: dict[str, object] = {}
    with Notifier() as server:
        side = Side(null_audio=False)
        account = pj.Account()
        account.create(account_config("me", server.port, transport=transport, password="secret"))
        target = f"sip:me@{HOST}:{server.port}"

        def send(*more: tuple[str, str], body: bytes = BODY) -> Request:
            request = Request()
            fields = headers(("Event", "presence"), ("Expires", "60"), *more)
            request.send(account.getId(), "PUBLISH", target, fields, "application/pidf+xml" if body else "", body)
            assert side.until(lambda: request.answer)
            return request

        first = send()
        assert first.answer is not None
        tag = parse(first.answer[2].encode()).get("SIP-ETag")
        refreshed, stale = send(("SIP-If-Match", tag), body=b""), send(("SIP-If-Match", "stale"))
        result["codes"] = [request.answer and request.answer[0] for request in (first, refreshed, stale)]
        result["tag"] = tag
        sent = server.requests
        result["bodies_arrived"] = [message.body == BODY for message in sent]
        result["challenged_first"] = [bool(message.get("Authorization")) for message in sent[:2]]
        result["used_again"] = _use_again(side, account, first, target)
        result["dropped"] = _drop(side, account, target)
        side.close()
    return result


def _use_again(side: Side, account: pj.Account, request: Request, target: str) -> int:
    request.answer = None
    request.send(account.getId(), "OPTIONS", target, headers(), "", b"")
    side.until(lambda: request.answer)
    return request.answer[0] if request.answer else 0


def _drop(side: Side, account: pj.Account, target: str) -> bool:
    requests = [Request()]
    requests[0].send(account.getId(), "PUBLISH", target, headers(("Event", "presence")), "a/b", b"x")
    requests.clear()
    return side.until(lambda: pj.sipResources()["requests"] == 0)


def unanswered() -> list[int]:
    """A request to a port where nobody listens, by TCP: the code made up for it."""
    with socket.socket() as unused:
        unused.bind((HOST, 0))
        port = unused.getsockname()[1]
    side = Side(null_audio=False)
    account = pj.Account()
    account.create(account_config("me", port))
    request = Request()
    request.send(account.getId(), "OPTIONS", f"sip:{HOST}:{port};transport=tcp", headers(), "", b"")
    side.until(lambda: request.answer)
    side.close()
    return [request.answer[0] if request.answer else 0]


class _Handler(pj.RequestHandler):
    """Answers some methods, leaves the others to pjsua."""

    def __init__(self) -> None:
        super().__init__()
        self.bodies: list[bytes] = []

    def onRequest(self, method: str, source: str, accountId: int, headers_: str, contentType: str, body: bytes) -> int:
        self.bodies.append(body)
        if method == "OPTIONS":
            self.reply(headers(("X-Answered-By", "handler")), "text/plain", b"hello")
            return 200
        if method == "REFER":
            raise ValueError("in onRequest")
        if method == "PUBLISH":
            return cast("int", "no number")
        return 200 if method == "NOTIFY" else 0


class _Messages(pj.Account):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def onInstantMessage(self, prm: pj.OnInstantMessageParam) -> None:
        self.texts.append(prm.msgBody)


def incoming() -> dict[str, object]:
    """Requests that others send: what each is answered, and by whom."""
    side = Side(null_audio=False)
    account, handler = _Messages(), _Handler()
    account.create(account_config("me", side.udp_port))
    handler.start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
        peer.bind((HOST, 0))
        peer.setblocking(False)
        answers = {method: _ask(side, peer, method) for method in ("OPTIONS", "NOTIFY", "REFER", "PUBLISH", "MESSAGE")}
        handler.stop()
        by_pjsua = _ask(side, peer, "OPTIONS")
    side.close()
    return {
        "codes": {method: answer.status for method, answer in answers.items()},
        "header": answers["OPTIONS"].get("X-Answered-By"),
        "body": answers["OPTIONS"].body.decode(),
        "seen": [body.decode() for body in handler.bodies],
        "texts": account.texts,
        "by_pjsua": [by_pjsua.status, by_pjsua.get("X-Answered-By")],
    }


def _ask(side: Side, peer: socket.socket, method: str) -> Message:
    number = next(_BRANCHES)
    pairs = [
        ("Via", f"SIP/2.0/UDP {HOST}:{peer.getsockname()[1]};rport;branch=z9hG4bK{number}"),
        *(("From", f"<sip:other@{HOST}>;tag=1"), ("To", f"<sip:me@{HOST}>"), ("Call-ID", f"c{number}")),
        *(("CSeq", f"1 {method}"), ("Max-Forwards", "70"), ("Content-Type", "text/plain")),
    ]
    if method == "NOTIFY":
        pairs += [("Event", "check-sync"), ("Subscription-State", "active")]
    start = f"{method} sip:me@{HOST}:{side.udp_port} SIP/2.0"
    peer.sendto(build(start, pairs, method.lower().encode()), (HOST, side.udp_port))
    answers: list[Message] = []
    assert side.until(lambda: _receive(peer, answers), step_s=0.05), f"{method} is not answered"
    return answers[0]


def _receive(peer: socket.socket, answers: list[Message]) -> bool:
    try:
        answers.append(parse(peer.recv(9999)))
    except BlockingIOError:
        return False
    return True


def trace() -> dict[str, object]:
    """What the trace keeps: messages both ways, garbage, and no more than its limit."""
    side = Side(null_audio=False)
    pj.SipTrace.start(10_000)
    account = pj.Account()
    account.create(account_config("me", side.udp_port))
    garbage = b"OPTIONS sip:x@y SIP/2.0\r\nFrom: <<<\r\n\r\n"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
        peer.bind((HOST, 0))
        peer.setblocking(False)
        _ask(side, peer, "OPTIONS")
        peer.sendto(garbage, (HOST, side.udp_port))
        side.run(0.3)
        kept = pj.SipTrace.drain()
        for _ in range(40):
            _ask(side, peer, "OPTIONS")
        dropped = pj.SipTrace.dropped()
    size = sum(len(entry[5]) for entry in pj.SipTrace.drain())
    pj.SipTrace.stop()
    side.close()
    return {
        "kept": [[entry[1], entry[2], entry[5].split(b" ")[0].decode()] for entry in kept],
        "garbage": any(entry[5] == garbage for entry in kept),
        "is_bounded": 0 < size <= 10_000 and dropped > 0,
    }
