"""A scripted SIP server: registrar, notifier (RFC 6665) and publication agent (RFC 3903) with faults on demand.

The user part of a SUBSCRIBE's target, up to its first "-", names the behaviour: see KINDS.
"""

import asyncio
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import cast

from tests.harness.sip_message import Message, build, cut, parse, response

HOST = "127.0.0.1"
MOST_UNANSWERED = 40  # so many datagrams fit into a socket's buffer: beyond that the kernel drops them
_BODY = (
    '<?xml version="1.0"?>\r\n<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" '
    'state="full" entity="sip:{user}@lab"><note>\u00e9</note></dialog-info>\r\n'
)
Send = Callable[[bytes], None]


@dataclass(frozen=True)
class Behaviour:
    """What the notifier does with a subscription.

    Attributes:
        least_s: a shorter interval gets 423 with this Min-Expires.
        ends_with: Subscription-State parameters of a NOTIFY that ends the first such subscription soon.
    """

    is_silent: bool = False
    asks_password: bool = False
    least_s: int = 0
    most_s: int = 3600
    is_busy_once: bool = False
    forbids: bool = False
    loses_dialog: bool = False
    notifies_first: bool = False
    ends_with: str | None = None
    always_ends: bool = False
    sends_last_notify: bool = True


KINDS = {
    "plain": Behaviour(),
    "auth": Behaviour(asks_password=True),
    "forbidden": Behaviour(forbids=True),
    "brief": Behaviour(least_s=120),
    "busy": Behaviour(is_busy_once=True),
    "silent": Behaviour(is_silent=True),
    "early": Behaviour(notifies_first=True),
    "short": Behaviour(most_s=6),
    "gone": Behaviour(most_s=6, loses_dialog=True),
    "deactivated": Behaviour(ends_with=";reason=deactivated"),
    "probation": Behaviour(ends_with=";reason=probation;retry-after=1"),
    "giveup": Behaviour(ends_with=";reason=giveup"),
    "rejected": Behaviour(ends_with=";reason=rejected"),
    "noresource": Behaviour(ends_with=";reason=noresource"),
    "flap": Behaviour(ends_with="", always_ends=True),
    "nofinal": Behaviour(sends_last_notify=False),
}


@dataclass
class _Dialog:
    """A subscription as the notifier sees it."""

    request: Message
    tag: str
    behaviour: Behaviour
    transport: str
    send: Send
    until_s: float
    sequence: int = 0


@dataclass
class Notifier:
    """Runs in a thread of its own between `with` and its end, UDP and TCP on one port.

    Attributes:
        counts: messages received, by method; answers to NOTIFY, by status; "notifies" sent.
        requests: every PUBLISH.
    """

    port: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    requests: list[Message] = field(default_factory=list)
    _dialogs: dict[tuple[str, str], _Dialog] = field(default_factory=dict)
    _seen: Counter[str] = field(default_factory=Counter)
    _bindings: dict[str, str] = field(default_factory=dict)
    _errors: list[str] = field(default_factory=list)

    def __enter__(self) -> "Notifier":
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda loop, context: self._errors.append(repr(context)))
        self._thread = threading.Thread(target=self._loop.run_forever, name="notifier")
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        assert not self._errors, self._errors

    @property
    def alive(self) -> int:
        """Subscriptions it has."""
        return len(self._dialogs)

    @property
    def watchers(self) -> list[tuple[str, str]]:
        """Who is subscribed to what: the From field and the target's user part."""
        return [(dialog.request.get("From").split(";tag")[0], dialog.request.user) for dialog in self._dialogs.values()]

    @property
    def contacts(self) -> list[str]:
        """Where the watchers are to be reached: the URIs of their Contacts."""
        return [d.request.get("Contact").partition("<")[2].partition(">")[0] for d in self._dialogs.values()]

    def forget_all(self) -> None:
        """As a server that was restarted. Thread-safe."""
        self._loop.call_soon_threadsafe(self._dialogs.clear)

    def notify_all(self) -> None:
        """One NOTIFY to each subscription, no faster than they are answered. Thread-safe."""
        asyncio.run_coroutine_threadsafe(self._notify_each(), self._loop)

    async def _notify_each(self) -> None:
        for dialog in list(self._dialogs.values()):
            self._notify(dialog, "active")
            while self.counts["notifies"] - self.counts["200"] >= MOST_UNANSWERED:
                await asyncio.sleep(0.001)

    async def _listen(self) -> None:
        while True:
            self._server = await asyncio.start_server(self._serve_stream, HOST, 0)
            self.port = self._server.sockets[0].getsockname()[1]
            try:
                self._udp, _ = await self._loop.create_datagram_endpoint(lambda: _Udp(self), (HOST, self.port))
            except OSError:  # somebody else has this port for UDP
                self._server.close()
                continue
            return

    async def _close(self) -> None:
        self._server.close()
        self._udp.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve_stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        buffer = bytearray()
        try:
            while data := await reader.read(65536):
                buffer += data
                while (message := cut(buffer)) is not None:
                    self.receive(message, "TCP", writer.write)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the test is over
        finally:
            writer.close()

    def receive(self, data: bytes, transport: str, send: Send) -> None:
        """One message from the wire."""
        message = parse(data)
        if message.method == "SIP/2.0":
            self.counts[str(message.status)] += 1
            return
        self.counts[message.method] += 1
        if message.method == "SUBSCRIBE":
            self._subscribe(message, transport, send)
        elif message.method == "PUBLISH":
            self._publish(message, send)
        elif message.method == "REGISTER":
            send(response(message, 200, "OK", "r", *self._bound(message), ("Expires", "3600")))
        elif message.method != "ACK":
            send(response(message, 200, "OK", "o"))

    def _bound(self, message: Message) -> list[tuple[str, str]]:
        """The last Contact of each user; whoever only asks (RFC 3261 section 10.2.3) is told it, too."""
        user, contact = message.get("To").partition("sip:")[2].partition("@")[0], message.get("Contact")
        self._bindings[user] = contact or self._bindings.get(user, "")
        return [("Contact", self._bindings[user])] if self._bindings[user] else []

    def _publish(self, message: Message, send: Send) -> None:
        self.requests.append(message)
        if not message.get("Authorization"):
            return _challenge(message, send)
        if message.get("SIP-If-Match") == "stale":
            return send(response(message, 412, "Conditional Request Failed", "p"))
        granted = ("Expires", message.get("Expires") or "3600")
        return send(response(message, 200, "OK", "p", ("SIP-ETag", f"e{len(self.requests)}"), granted))

    def _subscribe(self, message: Message, transport: str, send: Send) -> None:
        if tag := message.parameter("To", "tag"):
            return self._refresh(message, tag, send)
        kind = message.user.split("-")[0]
        behaviour = KINDS[kind]
        self._seen[kind] += 1
        if behaviour.is_silent or self._refuse(message, behaviour, kind, send):
            return None
        asked_s = int(message.get("Expires") or 3600)
        granted_s = min(asked_s, behaviour.most_s)
        tag = secrets.token_hex(6)
        dialog = _Dialog(message, tag, behaviour, transport, send, time.monotonic() + granted_s)
        self._dialogs[message.get("Call-ID"), tag] = dialog
        self._accept(dialog, message, granted_s)
        if behaviour.ends_with is not None and (behaviour.always_ends or self._seen[kind] == 1):
            self._loop.call_later(0.2, self._end, dialog)
        return None

    def _refuse(self, message: Message, behaviour: Behaviour, kind: str, send: Send) -> bool:
        if behaviour.asks_password and not message.get("Authorization"):
            _challenge(message, send)
        elif behaviour.forbids:
            send(response(message, 403, "Forbidden", "s"))
        elif int(message.get("Expires") or 3600) < behaviour.least_s:
            send(response(message, 423, "Interval Too Brief", "s", ("Min-Expires", str(behaviour.least_s))))
        elif behaviour.is_busy_once and self._seen[kind] == 1:
            send(response(message, 503, "Service Unavailable", "s", ("Retry-After", "1")))
        else:
            return False
        return True

    def _accept(self, dialog: _Dialog, message: Message, granted_s: int) -> None:
        accepted = self._response(message, dialog, granted_s)
        if dialog.behaviour.notifies_first:
            self._notify(dialog, "active")
            self._loop.call_later(0.1, dialog.send, accepted)
        else:
            dialog.send(accepted)
            self._notify(dialog, "active")

    def _refresh(self, message: Message, tag: str, send: Send) -> None:
        key = (message.get("Call-ID"), tag)
        dialog = self._dialogs.get(key)
        if dialog is None or dialog.behaviour.loses_dialog:
            self._dialogs.pop(key, None)
            return send(response(message, 481, "Subscription Does Not Exist", tag))
        if dialog.behaviour.asks_password and not message.get("Authorization"):
            return _challenge(message, send)
        granted_s = min(int(message.get("Expires") or 3600), dialog.behaviour.most_s)
        dialog.until_s = time.monotonic() + granted_s
        send(self._response(message, dialog, granted_s))
        if granted_s:
            return self._notify(dialog, "active")
        del self._dialogs[key]
        if dialog.behaviour.sends_last_notify:
            self._notify(dialog, "terminated;reason=timeout")
        return None

    def _response(self, message: Message, dialog: _Dialog, granted_s: int) -> bytes:
        extra = (("Expires", str(granted_s)), ("Contact", self._contact(dialog)))
        return response(message, 200, "OK", dialog.tag, *extra)

    def _end(self, dialog: _Dialog) -> None:
        if self._dialogs.pop((dialog.request.get("Call-ID"), dialog.tag), None):
            self._notify(dialog, f"terminated{dialog.behaviour.ends_with}")

    def _contact(self, dialog: _Dialog) -> str:
        return f"<sip:{HOST}:{self.port};transport={dialog.transport.lower()}>"

    def _notify(self, dialog: _Dialog, state: str) -> None:
        first = dialog.request
        dialog.sequence += 1
        self.counts["notifies"] += 1
        left_s = max(0, round(dialog.until_s - time.monotonic()))
        via = f"SIP/2.0/{dialog.transport} {HOST}:{self.port};rport;branch=z9hG4bK{secrets.token_hex(8)}"
        pairs = [
            *(("Via", via), ("Max-Forwards", "70"), ("From", f"{first.get('To')};tag={dialog.tag}")),
            *(("To", first.get("From")), ("Call-ID", first.get("Call-ID")), ("CSeq", f"{dialog.sequence} NOTIFY")),
            *(("Contact", self._contact(dialog)), ("Event", first.get("Event"))),
            ("Subscription-State", f"active;expires={left_s}" if state == "active" else state),
            ("Content-Type", "application/dialog-info+xml"),
        ]
        body = _BODY.format(version=dialog.sequence, user=first.user).encode()
        target = first.get("Contact").partition("<")[2].partition(">")[0]
        dialog.send(build(f"NOTIFY {target} SIP/2.0", pairs, body))


def _challenge(message: Message, send: Send) -> None:
    digest = f'Digest realm="lab", nonce="{secrets.token_hex(8)}", algorithm=MD5, qop="auth"'
    send(response(message, 401, "Unauthorized", "c", ("WWW-Authenticate", digest)))


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, notifier: Notifier) -> None:
        self._notifier = notifier

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)  # older ones are none by inheritance

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if data.strip():
            self._notifier.receive(data, "UDP", lambda answer: self._transport.sendto(answer, addr))
