"""Colleagues: presence (RFC 3856) and lamps (RFC 4235) of whoever is watched, one honest state per address."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.engine_client.gateway import EngineGateway
from softphone.presence.domains import Domains
from softphone.presence.fusion import fused, is_free
from softphone.presence.people import People, Source
from softphone.presence.plan_timer import PLAN_DELAY_S, PlanTimer
from softphone.presence.state import PresenceState, Presentity
from softphone.presence.subscription_plan import NOTHING_THERE, Refusals, Topic, Wish, chosen
from softphone.presence.subscriptions import Held, Reader, Subscriptions
from softphone.presence.watches import Watches
from softphone.protocol.snapshots import EventPackage
from softphone.runtime import Runtime, Timer
from softphone.settings.declared import DEFAULT_ACCOUNT, FAVOURITES, WATCHED_SINGLY
from softphone.settings.settings import Settings

if TYPE_CHECKING:
    from softphone.presence.notifications import Reading, Told

BATCH_S = 0.05
_LIST_PATIENCE_S = 3.0  # for a list to tell who is on it, before those on no list are subscribed to singly


class Colleagues:
    """The people who are watched.

    Attributes:
        changed: announces everybody watched who changed, at most 20 times a second.
        became_free: announces a person of whom `tell_when_free` was asked, once.
        told_anew: announces addresses of which the server tells for the first time since it was not heard, or since it
            has forgotten what it told before. At once, before `changed`.
        addresses_changed: announced when `address_of` may give other answers: accounts came, went or changed.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, accounts: Accounts, settings: Settings) -> None:
        self.changed: Listeners[tuple[Presentity, ...]] = Listeners()
        self.became_free: Listeners[Presentity] = Listeners()
        self.told_anew: Listeners[frozenset[str]] = Listeners()
        self.addresses_changed: Listeners[None] = Listeners()
        self._runtime = runtime
        self._accounts = accounts
        self._settings = settings
        self._domains = Domains(accounts)
        self._planning = PlanTimer(runtime, self._plan)
        self._people = People()
        self._refusals = Refusals()
        self._watches = Watches(runtime.now_s, self._planning.soon)
        self._subscriptions = Subscriptions(
            runtime, gateway, self._new_reader, self._on_read, self._on_lost, self._on_ended
        )
        self._wishes: dict[str, Wish] = {}
        self._pending: set[tuple[AccountId, Source]] = set()
        self._shown: dict[str, Presentity] = {}
        self._unannounced: set[str] = set()
        self._waiting: dict[str, Callable[[], None]] = {}
        self._batch_timer: Timer | None = None
        self._announced_s = runtime.now_s() - BATCH_S

    def start(self) -> None:
        """Watches from now on. Call it after the accounts were started."""
        self._accounts.changed.add(self._on_account)
        self._accounts.removed.add(self._on_account_removed)
        self._settings.changed.add(self._on_setting)
        for view in self._accounts.views():
            self._on_account(view)

    def watch(self, address: str) -> Callable[[], None]:
        """Watches the person until the returned function is called; several may watch the same one."""
        return self._watches.add(address)

    def get(self, address: str) -> Presentity:
        """The person as known now; UNKNOWN when nobody watches and no list tells."""
        address = self._domains.canonical(address)
        if address not in self._wishes:
            return self._fused(address)
        if address in self._people.changed or address not in self._shown:
            self._refresh(address)
        return self._shown[address]

    def address_of(self, number: str) -> str:
        """The address of a number at the default account's domain; empty when the text is no number or address."""
        return self._domains.address_of(number)

    def tell_when_free(self, address: str) -> Callable[[], None]:
        """Announces `became_free` once the person is available (soon when that is so already), and watches until
        then. The returned function takes it back."""
        if address not in self._waiting:
            self._waiting[address] = self.watch(address)
            self._people.changed.add(self._domains.canonical(address))
            self._announce_soon()
        return lambda: self._stop_waiting(address)

    def is_told_when_free(self, address: str) -> bool:
        """True while `became_free` is to come for this person."""
        return any(self._domains.canonical(address) == self._domains.canonical(given) for given in self._waiting)

    # ------------------------------------------------------------------ what to subscribe to

    def _plan(self) -> None:
        now_s = self._runtime.now_s()
        self._note_wishes()
        lists = [topic for topic in self._domains.lists() if not self._refusals.is_refused(topic, now_s)]
        self._pending = {(t.account_id, t.source) for t in lists if self._is_list_pending(t, now_s)}
        covered = self._covered()

        def needed(address: str) -> Iterator[Topic]:
            for topic in self._domains.topics(address):
                if (address, topic.source) in covered or self._refusals.is_refused(topic, now_s):
                    continue
                if (topic.account_id, topic.source) not in self._pending or self._subscriptions.get(topic):
                    yield topic

        singles = chosen(self._wishes.values(), needed, self._settings.get(WATCHED_SINGLY))
        for held in self._subscriptions.hold([*lists, *singles]):
            self._people.forget(held.subscription_id)
        self._announce_soon()
        self._plan_again(now_s)

    def _note_wishes(self) -> None:
        favourites = {
            self._domains.canonical(f.address) if f.address else self.address_of(f.number)
            for f in self._settings.entries(FAVOURITES)
        }
        wishes = self._watches.wishes(self._domains.canonical, favourites)
        for address in self._wishes.keys() - wishes.keys():
            self._shown.pop(address, None)
        self._people.changed |= wishes.keys() - self._wishes.keys()
        self._wishes = wishes

    def _plan_again(self, now_s: float) -> None:
        """At the time at which the plan could become another one by itself."""
        patience_s = now_s + _LIST_PATIENCE_S if self._pending else None
        times = (self._watches.next_end_s(), self._refusals.next_end_s(now_s), patience_s)
        soonest_s = min((at_s for at_s in times if at_s is not None), default=None)
        if soonest_s is not None:
            self._planning.soon(max(PLAN_DELAY_S, soonest_s - now_s))

    def _is_list_pending(self, topic: Topic, now_s: float) -> bool:
        held = self._subscriptions.get(topic)
        return held is None or (not held.has_answered and now_s < held.held_since_s + _LIST_PATIENCE_S)

    def _covered(self) -> set[tuple[str, Source]]:
        """Who is told by a list, of which source."""
        lists = (held for held in self._subscriptions.all() if held.topic.is_list)
        return {(address, held.topic.source) for held in lists for address in held.members}

    def _new_reader(self, topic: Topic) -> Reader:
        # Late: the window is there before anything is to be read.
        from softphone.presence.notifications import ListReader, SingleReader

        if topic.is_list:
            return ListReader(topic.package, self._domains.member_of(topic.account_id), is_pbx_only=topic.is_pbx_only)
        return SingleReader(topic.address, topic.package, is_pbx_only=topic.is_pbx_only)

    # ------------------------------------------------------------------ what is told

    def _on_read(self, held: Held, reading: "Reading") -> None:
        self._refusals.note_success(held.topic)
        for told in reading.people:
            self._take(held, told)
        if held.topic.is_list:
            self._note_members(held, reading)
        if held.is_anew:
            held.is_anew = False
            self.told_anew.announce(frozenset(told.address for told in reading.people))
        self._announce_soon()

    def _take(self, held: Held, told: "Told") -> None:
        by, is_list = held.subscription_id, held.topic.is_list
        if told.calls is not None:
            now_s = self._runtime.wall_time_s()
            self._people.take_calls(told.address, told.calls, told.name, by, now_s, is_from_list=is_list)
        if told.presence is not None:
            source = Source.AT_PBX if told.is_from_pbx else Source.AT_SERVER
            self._people.take_presence(told.address, source, told.presence, by, is_from_list=is_list)

    def _note_members(self, held: Held, reading: "Reading") -> None:
        told = frozenset(told.address for told in reading.people if not told.is_refused)
        refused = frozenset(told.address for told in reading.people if told.is_refused)
        if reading.is_full:
            self._people.keep_only(held.subscription_id, told)
        is_as_before = told == held.members if reading.is_full else told <= held.members and not refused
        if not is_as_before:
            members = told if reading.is_full else (held.members | told) - refused
            held.members = members
            self._planning.soon()

    def _on_lost(self, held: Held) -> None:
        self._people.lose(held.subscription_id, self._runtime.wall_time_s())
        self._note_silence_over(held)

    def _on_ended(self, held: Held, status_code: int | None) -> None:
        if status_code in NOTHING_THERE:
            self._people.forget(held.subscription_id)
        else:
            self._people.lose(held.subscription_id, self._runtime.wall_time_s())
        self._refusals.note(held.topic, status_code, self._runtime.now_s())
        self._note_silence_over(held)
        self._planning.soon()

    def _note_silence_over(self, held: Held) -> None:
        """An idle lamp may be taken for a free person now."""
        self._people.changed.update(self._wishes if held.topic.is_list else (held.topic.address,))
        self._announce_soon()

    # ------------------------------------------------------------------ what is announced

    def _announce_soon(self) -> None:
        if (self._people.changed or self._unannounced) and self._batch_timer is None:
            delay_s = self._announced_s + BATCH_S - self._runtime.now_s()
            self._batch_timer = self._runtime.call_later(max(0.0, delay_s), self._announce)

    def _announce(self) -> None:
        self._announced_s = self._runtime.now_s()
        for address in self._people.changed & self._wishes.keys():
            self._refresh(address)
        self._people.changed.clear()
        self._batch_timer = None
        batch = tuple(self._shown[address] for address in self._unannounced if address in self._shown)
        self._unannounced.clear()
        if batch:
            self.changed.announce(batch)
        for given in tuple(self._waiting):
            person = self.get(given)
            if is_free(person):
                self._stop_waiting(given)
                self.became_free.announce(person)

    def _refresh(self, address: str) -> None:
        self._people.changed.discard(address)
        before, now = self._shown.get(address), self._fused(address)
        self._shown[address] = now
        if now != before and (before is not None or now.state != PresenceState.UNKNOWN):
            self._unannounced.add(address)
            self._announce_soon()

    def _fused(self, address: str) -> Presentity:
        reports = self._people.reports(address)
        if reports.is_silent_about_presence and self._is_presence_awaited(address):
            reports = reports.awaiting()
        return fused(address, reports, self._shown.get(address), self._runtime.wall_time_s())

    def _is_presence_awaited(self, address: str) -> bool:
        """True when somebody who knows about presence has yet to answer."""
        for topic in self._domains.topics(address):
            if topic.package == EventPackage.PRESENCE:
                held = self._subscriptions.get(topic)
                if (held is not None and not held.has_answered) or (topic.account_id, topic.source) in self._pending:
                    return True
        return False

    def _stop_waiting(self, given: str) -> None:
        unwatch = self._waiting.pop(given, None)
        if unwatch is not None:
            unwatch()

    # ------------------------------------------------------------------ accounts and settings

    def _on_account(self, view: AccountView) -> None:
        change = self._domains.note(view)
        if change.is_other:
            self._refusals.forget(view.account_id)
        if change.is_lost:
            self._subscriptions.lose(view.account_id)
        if change.is_other:
            self._planning.now()  # at once: the engine is about to end what an account had that is switched off
            self.addresses_changed.announce(None)
        elif change:
            self._planning.soon()

    def _on_account_removed(self, account_id: AccountId) -> None:
        self._domains.forget(account_id)
        self._refusals.forget(account_id)
        self._planning.now()
        self.addresses_changed.announce(None)

    def _on_setting(self, key: str) -> None:
        if key == DEFAULT_ACCOUNT.key:
            self._domains.forget_order()
            self.addresses_changed.announce(None)
        if key in (FAVOURITES.key, WATCHED_SINGLY.key, DEFAULT_ACCOUNT.key):
            self._planning.soon()
