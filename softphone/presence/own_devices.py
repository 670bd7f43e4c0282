"""The user's own address on other devices: its calls (RFC 4235) and registrations (RFC 3680)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.ids import AccountId, LegId
from softphone.basics.listeners import Listeners
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.presence.domains import Domains
from softphone.presence.plan_timer import PlanTimer
from softphone.presence.state import RemoteCall, canonical_address
from softphone.presence.subscription_plan import Refusals, Topic
from softphone.presence.subscriptions import Held, Reader, Subscriptions
from softphone.protocol.events import CallLegChanged, EventFrame
from softphone.protocol.snapshots import CallLegSnapshot, EventPackage, LegState
from softphone.runtime import Runtime, Timer

if TYPE_CHECKING:
    from softphone.presence.notifications import Reading
    from softphone.presence.reginfo import RegisteredDevice

# The PBX tells of the end of our own call a moment after we know.
SETTLE_S = 2.0


@dataclass(slots=True)
class _Leg:
    """One of our own legs. gone_s: until when it counts although it has ended; None while it lives."""

    leg: CallLegSnapshot
    gone_s: float | None = None


class OwnDevices:
    """What the own addresses do elsewhere, as the PBX tells it; nothing while the PBX is not heard.

    Attributes:
        calls: that are not calls of this program.
        by_account: the same, by whose address they are of; no account without any.
        changed: announces the calls when they changed.
        devices: that are registered beside this program, where the PBX tells (few do).
        devices_changed: announces the devices when they changed.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, accounts: Accounts) -> None:
        self.calls: tuple[RemoteCall, ...] = ()
        self.by_account: dict[AccountId, tuple[RemoteCall, ...]] = {}
        self.changed: Listeners[tuple[RemoteCall, ...]] = Listeners()
        self.devices: tuple[RegisteredDevice, ...] = ()
        self.devices_changed: Listeners[tuple[RegisteredDevice, ...]] = Listeners()
        self._runtime = runtime
        self._accounts = accounts
        self._domains = Domains(accounts)
        self._planning = PlanTimer(runtime, self._plan)
        self._refusals = Refusals()
        self._subscriptions = Subscriptions(runtime, gateway, _reader, self._on_read, self._on_lost, self._on_ended)
        self._told: dict[AccountId, tuple[RemoteCall, ...]] = {}
        self._registered: dict[AccountId, tuple[RegisteredDevice, ...]] = {}
        self._legs: dict[LegId, _Leg] = {}
        self._settle_timer: Timer | None = None
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)

    def start(self) -> None:
        """Subscribes from now on. Call it after the accounts were started."""
        self._accounts.changed.add(self._on_account)
        self._accounts.removed.add(self._on_account_removed)
        for view in self._accounts.views():
            self._on_account(view)

    # ------------------------------------------------------------------ subscriptions

    def _plan(self) -> None:
        now_s = self._runtime.now_s()
        topics = [topic for topic in self._domains.own_topics() if not self._refusals.is_refused(topic, now_s)]
        for held in self._subscriptions.hold(topics):
            self._forget(held)
        next_s = self._refusals.next_end_s(now_s)
        if next_s is not None:
            self._planning.soon(next_s - now_s)
        self._compare()

    def _on_read(self, held: Held, reading: "Reading") -> None:
        self._refusals.note_success(held.topic)
        for told in reading.people:
            self._told[held.topic.account_id] = told.calls or ()
        if reading.devices is not None:
            self._registered[held.topic.account_id] = reading.devices
        self._compare()

    def _on_lost(self, held: Held) -> None:
        self._forget(held)
        self._compare()

    def _forget(self, held: Held) -> None:
        of_package: dict[AccountId, Any] = self._told if held.topic.package == EventPackage.DIALOG else self._registered
        of_package.pop(held.topic.account_id, None)

    def _on_ended(self, held: Held, status_code: int | None) -> None:
        self._refusals.note(held.topic, status_code, self._runtime.now_s())
        self._on_lost(held)
        self._planning.soon()

    # ------------------------------------------------------------------ our own legs

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, CallLegChanged):
            self.note_leg(frame.event.leg)

    def note_leg(self, leg: CallLegSnapshot) -> None:
        """One of our own legs is like this now; needed only for those that were there before this was made."""
        is_over = leg.state == LegState.ENDED
        self._legs[leg.leg_id] = _Leg(leg, self._runtime.now_s() + SETTLE_S if is_over else None)
        if is_over:
            self._settle_soon()
        self._compare()

    def _on_engine_state(self, state: EngineState) -> None:
        if state in (EngineState.RESTARTING, EngineState.STOPPED):
            self._legs.clear()

    def _settle_soon(self) -> None:
        if self._settle_timer is None:
            self._settle_timer = self._runtime.call_later(SETTLE_S, self._settle)

    def _settle(self) -> None:
        self._settle_timer = None
        now_s = self._runtime.now_s()
        self._legs = {i: own for i, own in self._legs.items() if own.gone_s is None or own.gone_s > now_s}
        if any(own.gone_s is not None for own in self._legs.values()):
            self._settle_soon()
        self._compare()

    def _compare(self) -> None:
        found = {account_id: self._elsewhere(account_id, told) for account_id, told in self._told.items()}
        by_account = {account_id: calls for account_id, calls in found.items() if calls}
        if by_account != self.by_account:
            self.by_account = by_account
            self.calls = tuple(call for calls in by_account.values() for call in calls)
            self.changed.announce(self.calls)
        devices = tuple(self._devices_elsewhere())
        if devices != self.devices:
            self.devices = devices
            self.devices_changed.announce(devices)

    def _elsewhere(self, account_id: AccountId, told: tuple[RemoteCall, ...]) -> tuple[RemoteCall, ...]:
        return elsewhere(told, [own.leg for own in self._legs.values() if own.leg.account_id == account_id])

    def _devices_elsewhere(self) -> "Iterator[RegisteredDevice]":
        from softphone.presence.reginfo import contact_place

        for account_id, devices in self._registered.items():
            view = self._accounts.view(account_id)
            own = contact_place(view.registration.contact_uri) if view else ""
            yield from (device for device in devices if device.place != own)

    # ------------------------------------------------------------------ accounts

    def _on_account(self, view: AccountView) -> None:
        change = self._domains.note(view)
        if change.is_other:
            self._refusals.forget(view.account_id)
        if change.is_lost:
            self._subscriptions.lose(view.account_id)
        if change.is_other:
            self._planning.now()
        elif change:
            self._planning.soon()

    def _on_account_removed(self, account_id: AccountId) -> None:
        self._domains.forget(account_id)
        self._planning.now()


def elsewhere(told: Iterable[RemoteCall], legs: Sequence[CallLegSnapshot]) -> tuple[RemoteCall, ...]:
    """The calls that are none of our legs.

    A call is ours when it has a leg's Call-ID. Of calls that the PBX tells without one, as many are ours as there are
    legs left, those first that have a leg's far party and direction.
    """
    own_ids = {leg.sip_call_id for leg in legs if leg.sip_call_id}
    calls = list(told)
    told_ids = {call.call_id for call in calls}
    others = [call for call in calls if call.call_id not in own_ids]
    for leg in legs:
        unnamed = [call for call in others if not call.call_id]
        if unnamed and leg.sip_call_id not in told_ids:
            others.remove(max(unnamed, key=lambda call: _likeness(call, leg)))
    return tuple(others)


def _likeness(call: RemoteCall, leg: CallLegSnapshot) -> int:
    has_same_party = bool(leg.remote.number) and _user(call.remote_uri) == leg.remote.number
    return 2 * has_same_party + (call.direction == leg.direction)


def _user(uri: str) -> str:
    return canonical_address(uri).rpartition("@")[0]


def _reader(topic: Topic) -> Reader:
    from softphone.presence.notifications import DevicesReader, SingleReader  # late: the window is there before

    if topic.package == EventPackage.REGISTRATION:
        return DevicesReader()
    return SingleReader(topic.address, topic.package, is_pbx_only=False)
