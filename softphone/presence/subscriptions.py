"""Subscriptions at the engine: asked for, read, lost, refused (RFC 6665)."""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from softphone.basics.ids import AccountId, SubscriptionId, new_subscription_id
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.presence.network_xml import BodyRefused
from softphone.presence.subscription_plan import Topic
from softphone.protocol.commands import Subscribe, Unsubscribe
from softphone.protocol.events import Accepted, EventFrame, Notified, Rejected, SubscriptionChanged
from softphone.protocol.snapshots import SubscriptionSnapshot, SubscriptionState
from softphone.runtime import Runtime

if TYPE_CHECKING:
    from softphone.presence.notifications import Reading

# So that the window goes on painting meanwhile; the engine sees to what the server can take.
BATCH, PAUSE_S = 100, 0.02
EXPIRES_S = 600
_SHORTEST_RENEWAL_S = 30.0
_log = logging.getLogger("softphone.presence")


class Reader(Protocol):
    """Reads the notifications of one subscription."""

    def read(self, content_type: str, body: bytes, now_s: float) -> "Reading": ...


@dataclass(slots=True)
class Held:
    """One subscription.

    Attributes:
        held_since_s: on the runtime's clock.
        has_answered: it was told something, or that there is nothing to be told.
        members: addresses of whom a list will tell.
        is_anew: what it tells next follows on a time in which nothing was heard, or is told by a server that has
            forgotten what it told before.
    """

    topic: Topic
    reader: Reader
    held_since_s: float
    subscription_id: SubscriptionId = field(default_factory=new_subscription_id)
    is_sent: bool = False
    has_answered: bool = False
    members: frozenset[str] = frozenset()
    renewed_s: float | None = None
    is_anew: bool = False


class Subscriptions:
    """The subscriptions that `hold` was told last. The engine keeps them up, also over its own restart.

    The callbacks: on_read for each notification; on_lost when the server is not heard any more, though it is tried
    further; on_ended when the server refused or ended it for good (it is not held any more), with the status if any.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        new_reader: Callable[[Topic], Reader],
        on_read: "Callable[[Held, Reading], None]",
        on_lost: Callable[[Held], None],
        on_ended: Callable[[Held, int | None], None],
    ) -> None:
        self._runtime = runtime
        self._gateway = gateway
        self._new_reader = new_reader
        self._on_read = on_read
        self._on_lost = on_lost
        self._on_ended = on_ended
        self._by_topic: dict[Topic, Held] = {}
        self._by_id: dict[SubscriptionId, Held] = {}
        self._to_send: deque[Held] = deque()
        self._is_sending = False
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)

    def hold(self, topics: Iterable[Topic]) -> tuple[Held, ...]:
        """Holds exactly these from now on; returns what was given up."""
        wanted = dict.fromkeys(topics)
        given_up = tuple(held for topic, held in self._by_topic.items() if topic not in wanted)
        for held in given_up:
            self._forget(held)
            if held.is_sent:
                self._gateway.send(Unsubscribe(subscription_id=held.subscription_id))
        for topic in wanted:
            if topic not in self._by_topic:
                held = Held(topic, self._new_reader(topic), self._runtime.now_s())
                self._by_topic[topic] = self._by_id[held.subscription_id] = held
                self._to_send.append(held)
        self._send_soon(0.0)
        return given_up

    def get(self, topic: Topic) -> Held | None:
        """The subscription to the topic, None when it is not held."""
        return self._by_topic.get(topic)

    def all(self) -> tuple[Held, ...]:
        """Everything that is held."""
        return tuple(self._by_topic.values())

    def lose(self, account_id: AccountId) -> None:
        """The account's PBX is not heard any more."""
        for held in self.all():
            if held.topic.account_id == account_id and not held.topic.is_at_presence_server:
                self._note_lost(held)

    # ------------------------------------------------------------------ to the engine

    def _send_soon(self, delay_s: float) -> None:
        if self._to_send and not self._is_sending:
            self._is_sending = True
            self._runtime.call_later(delay_s, self._send_batch)

    def _send_batch(self) -> None:
        self._is_sending = False
        for _ in range(min(BATCH, len(self._to_send))):
            held = self._to_send.popleft()
            if held.subscription_id in self._by_id:
                self._send(held)
        self._send_soon(PAUSE_S)

    def _send(self, held: Held) -> None:
        held.is_sent = True
        topic = held.topic
        command = Subscribe(
            subscription_id=held.subscription_id,
            account_id=topic.account_id,
            package=topic.package,
            target=topic.uri,
            is_list=topic.is_list,
            at_presence_server=topic.is_at_presence_server,
            expires_s=EXPIRES_S,
        )

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and self._gateway.state == EngineState.READY:
                self._end(held, None)

        self._gateway.send(command, replied)

    def _forget(self, held: Held) -> None:
        self._by_topic.pop(held.topic, None)
        self._by_id.pop(held.subscription_id, None)

    # ------------------------------------------------------------------ from the engine

    def _on_event(self, frame: EventFrame) -> None:
        event = frame.event
        if isinstance(event, Notified):
            held = self._by_id.get(event.subscription_id)
            if held is not None:
                self._read(held, event)
        elif isinstance(event, SubscriptionChanged):
            held = self._by_id.get(event.subscription.subscription_id)
            if held is not None:
                self._note_state(held, event.subscription)

    def _read(self, held: Held, event: Notified) -> None:
        held.has_answered = True
        try:
            reading = held.reader.read(event.content_type, event.body, self._runtime.wall_time_s())
        except BodyRefused as refusal:
            # Neither body nor address: a log is given to others.
            _log.warning("a notification of %s (%s) is passed over: %s", *_name(held), refusal)
            return
        self._on_read(held, reading)
        if reading.needs_refresh:
            self._renew_one(held)

    def _renew_one(self, held: Held) -> None:
        now_s = self._runtime.now_s()
        if held.renewed_s is not None and now_s < held.renewed_s + _SHORTEST_RENEWAL_S:
            return  # a server that counts wrongly would keep us asking
        held.renewed_s = now_s
        _log.info("a notification of %s (%s) was lost; subscribing anew", *_name(held))
        self._to_send.append(held)
        self._send_soon(0.0)

    def _note_state(self, held: Held, snapshot: SubscriptionSnapshot) -> None:
        if snapshot.state == SubscriptionState.SUBSCRIBING:
            held.is_anew = True
        elif snapshot.state == SubscriptionState.RETRYING:
            self._note_lost(held)
        elif snapshot.state == SubscriptionState.ENDED:
            self._end(held, snapshot.status_code)

    def _note_lost(self, held: Held) -> None:
        held.has_answered = held.is_anew = True
        self._on_lost(held)

    def _end(self, held: Held, status_code: int | None) -> None:
        if self._by_id.get(held.subscription_id) is held:
            self._forget(held)
            self._on_ended(held, status_code)

    def _on_engine_state(self, state: EngineState) -> None:
        if state in (EngineState.RESTARTING, EngineState.STOPPED):
            for held in self.all():
                self._note_lost(held)


def _name(held: Held) -> tuple[SubscriptionId, str]:
    return held.subscription_id, f"{held.topic.package}{' list' if held.topic.is_list else ''}"
