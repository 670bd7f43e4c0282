"""A PBX with many lamps for the bench: registers whoever comes, answers SUBSCRIBE (RFC 6665), notifies on command.

Run as a process of its own, so that its cost is not the softphone's. It prints its port, then a line when everybody is
subscribed; ``go SECONDS RATE`` on its standard input starts the changes, and it prints the sent ones as JSON.
"""

import argparse
import json
import re
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field

from tests.bench.sip_peer import Message

LIST_SIZE = 100  # as real servers have them
PHASES = ("early", "confirmed", "")  # of a lamp, over and over; the last one is idle
FIRST_USER = 2000
_RELATED = 'multipart/related;type="application/rlmi+xml";boundary="part"'
_DIALOG_INFO = "application/dialog-info+xml"


@dataclass
class Subscription:
    """One dialog with a subscriber. versions: of each lamp's documents; version: of the list's."""

    request: Message
    connection: socket.socket
    lamps: range
    is_list: bool
    tag: str
    cseq: int = 0
    version: int = 0
    versions: dict[int, int] = field(default_factory=dict)


class LampServer:
    """One TCP port. lamps: users FIRST_USER, FIRST_USER + 1 …; lists ``blf0``, ``blf1`` … of LIST_SIZE each."""

    def __init__(self, lamps: int, is_by_list: bool) -> None:
        self._lamps = lamps
        self._wanted = -(-lamps // LIST_SIZE) if is_by_list else lamps
        self._by_lamp: dict[int, Subscription] = {}
        self._subscriptions: dict[str, Subscription] = {}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._buffers: dict[socket.socket, bytes] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self.answered = 0

    def serve_until_subscribed(self, timeout_s: float) -> bool:
        """False when not all have subscribed in that time."""
        end_s = time.monotonic() + timeout_s
        while len(self._subscriptions) < self._wanted and time.monotonic() < end_s:
            self._serve(0.1)
        return len(self._subscriptions) >= self._wanted

    def serve_for(self, seconds: float) -> None:
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0:
            self._serve(left_s)

    def change(self, seconds: float, per_s: float) -> list[tuple[int, float]]:
        """Changes one lamp after another; returns (lamp, time just before sending) of each change, in order."""
        sent: list[tuple[int, float]] = []
        start_s = time.monotonic()
        for index in range(round(seconds * per_s)):
            due_s = start_s + index / per_s
            while (left_s := due_s - time.monotonic()) > 0:
                self._serve(left_s)
            lamp = index % self._lamps
            body = _document(lamp, index // self._lamps % len(PHASES), index, self._next_version(lamp))
            sent.append((lamp, time.monotonic()))
            self._notify(self._by_lamp[lamp], {lamp: body}, is_full=False)
            self._serve(0)
        return sent

    def _next_version(self, lamp: int) -> int:
        versions = self._by_lamp[lamp].versions
        versions[lamp] = versions.get(lamp, 0) + 1
        return versions[lamp]

    # ------------------------------------------------------------------ SIP

    def _serve(self, timeout_s: float) -> None:
        for key, _ in self._selector.select(timeout_s):
            if key.fileobj is self._listener:
                connection, _address = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._buffers[connection] = b""
                self._selector.register(connection, selectors.EVENT_READ)
            else:
                assert isinstance(key.fileobj, socket.socket)
                self._receive(key.fileobj)

    def _receive(self, connection: socket.socket) -> None:
        data = connection.recv(1 << 20)
        if not data:
            self._selector.unregister(connection)
            return
        buffer = self._buffers[connection] + data
        while (end := buffer.find(b"\r\n\r\n")) >= 0:
            if not end:
                buffer = buffer[4:]  # a keep-alive
                continue
            length = re.search(rb"(?im)^(?:content-length|l)\s*:\s*(\d+)", buffer[:end])
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(buffer) < whole:
                break
            message = Message.parse(buffer[:whole], ("127.0.0.1", 0))
            buffer = buffer[whole:]
            if message is not None:
                self._react(message, connection)
        self._buffers[connection] = buffer

    def _react(self, message: Message, connection: socket.socket) -> None:
        match message.method:
            case "":
                self.answered += message.code == 200
            case "REGISTER":
                _reply(
                    connection, message, "200 OK", f"Contact: {message.first('contact')};expires=300", "Expires: 300"
                )
            case "SUBSCRIBE":
                self._subscribe(message, connection)
            case _:
                _reply(connection, message, "200 OK")

    def _subscribe(self, message: Message, connection: socket.socket) -> None:
        user = re.match(r"SUBSCRIBE sips?:([^@;>]+)@", message.start)
        found = re.fullmatch(r"(blf)?(\d+)", user[1]) if user else None
        if not message.first("event").startswith("dialog") or found is None:
            _reply(connection, message, "489 Bad Event")
            return
        number = int(found[2])
        first = number * LIST_SIZE if found[1] else number - FIRST_USER
        lamps = range(first, min(self._lamps, first + LIST_SIZE) if found[1] else first + 1)
        if first < 0 or not lamps:
            _reply(connection, message, "404 Not Found")
            return
        call_id = message.first("call-id")
        subscription = self._subscriptions.get(call_id)
        if subscription is None:
            subscription = Subscription(message, connection, lamps, bool(found[1]), f"t{len(self._subscriptions)}")
            self._subscriptions[call_id] = subscription
            self._by_lamp.update((lamp, subscription) for lamp in lamps)
        _reply(connection, message, "200 OK", "Expires: 600", f"Contact: <sip:127.0.0.1:{self.port};transport=tcp>",
               tag=subscription.tag)  # fmt: skip
        self._notify(subscription, {lamp: _document(lamp, 2, 0, 0) for lamp in lamps}, is_full=True)

    def _notify(self, to: Subscription, documents: dict[int, bytes], *, is_full: bool) -> None:
        contact = re.search(r"<([^>]+)>", to.request.first("contact"))
        assert contact
        to.cseq += 1
        if to.is_list:
            body, content_type, extra = _list(documents, to.version, is_full), _RELATED, "Require: eventlist\r\n"
            to.version += 1
        else:
            body, content_type, extra = next(iter(documents.values())), _DIALOG_INFO, ""
        head = (
            f"NOTIFY {contact[1]} SIP/2.0\r\n"
            f"Via: SIP/2.0/TCP 127.0.0.1:{self.port};branch=z9hG4bK{to.tag}x{to.cseq}\r\n"
            f"Max-Forwards: 70\r\nFrom: {to.request.first('to')};tag={to.tag}\r\nTo: {to.request.first('from')}\r\n"
            f"Call-ID: {to.request.first('call-id')}\r\nCSeq: {to.cseq} NOTIFY\r\nEvent: dialog\r\n{extra}"
            f"Contact: <sip:127.0.0.1:{self.port};transport=tcp>\r\nSubscription-State: active;expires=600\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        to.connection.sendall(head.encode() + body)


def _reply(connection: socket.socket, request: Message, status: str, *extra: str, tag: str = "server") -> None:
    to_line = request.first("to")
    if "tag=" not in to_line:
        to_line += f";tag={tag}"
    lines = [f"SIP/2.0 {status}", *(f"Via: {via}" for via in request.headers.get("via", []))]
    lines += [f"From: {request.first('from')}", f"To: {to_line}", f"Call-ID: {request.first('call-id')}"]
    lines += [f"CSeq: {request.first('cseq')}", *extra, "Content-Length: 0", "", ""]
    connection.sendall("\r\n".join(lines).encode())


def _document(lamp: int, phase: int, index: int, version: int) -> bytes:
    """The lamp's dialogs; the dialog's id names the change."""
    state, user = PHASES[phase], FIRST_USER + lamp
    dialog = (
        f'<dialog id="c{index}" direction="recipient"><state>{state}</state><local><identity display="User {user}">'
        f'sip:{user}@127.0.0.1</identity><target uri="sip:{user}@127.0.0.1"/></local>'
        '<remote><identity display="Caller">sip:1001@127.0.0.1</identity><target uri="sip:1001@127.0.0.1"/></remote>'
        "</dialog>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" '
        f'version="{version}" state="full" entity="sip:{user}@127.0.0.1">{dialog if state else ""}</dialog-info>\n'
    ).encode()


def _list(documents: dict[int, bytes], version: int, is_full: bool) -> bytes:
    resources, parts = [], []
    for lamp, document in documents.items():
        user = FIRST_USER + lamp
        resources.append(
            f'<resource uri="sip:{user}@127.0.0.1"><name>User {user}</name>'
            f'<instance id="i{user}" state="active" cid="{user}@lamps"/></resource>'
        )
        head = f"--part\r\nContent-ID: <{user}@lamps>\r\nContent-Type: {_DIALOG_INFO};charset=UTF-8\r\n\r\n"
        parts.append(head.encode() + document + b"\r\n")
    rlmi = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:blf@127.0.0.1" '
        f'version="{version}" fullState="{"true" if is_full else "false"}">{"".join(resources)}</list>'
    )
    head = "--part\r\nContent-ID: <list@lamps>\r\nContent-Type: application/rlmi+xml;charset=UTF-8\r\n\r\n"
    return head.encode() + rlmi.encode() + b"\r\n" + b"".join(parts) + b"--part--\r\n"


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lamps", type=int, default=2000)
    parser.add_argument("--singly", action="store_true", help="wait for one subscription per lamp instead of lists")
    options = parser.parse_args()
    server = LampServer(options.lamps, not options.singly)
    print(server.port, flush=True)
    if not server.serve_until_subscribed(60):
        sys.exit("not all lamps were subscribed to")
    server.serve_for(2)
    print("subscribed", flush=True)
    while words := sys.stdin.readline().split():
        answered = server.answered
        sent = server.change(float(words[1]), float(words[2]))
        server.serve_for(2)
        print(json.dumps({"sent": sent, "answered": server.answered - answered}), flush=True)


if __name__ == "__main__":
    main()
