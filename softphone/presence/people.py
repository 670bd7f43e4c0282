"""What is known of everybody: the newest reports by the subscription that brought them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from softphone.basics.ids import SubscriptionId
from softphone.presence.fusion import LampReport, PresenceReport, Reports
from softphone.presence.state import RemoteCall


class Source(StrEnum):
    """Where a report comes from."""

    LAMP = "lamp"
    AT_PBX = "at_pbx"
    AT_SERVER = "at_server"


@dataclass(slots=True)
class _Held:
    report: LampReport | PresenceReport
    subscription_id: SubscriptionId
    is_from_list: bool


class People:
    """Reports by address and source. `changed` holds the addresses whose reports changed until somebody clears it."""

    def __init__(self) -> None:
        self.changed: set[str] = set()
        self._held: dict[str, dict[Source, _Held]] = {}
        self._told_by: dict[SubscriptionId, set[tuple[str, Source]]] = {}

    def take_calls(
        self,
        address: str,
        calls: tuple[RemoteCall, ...],
        name: str,
        subscription_id: SubscriptionId,
        now_s: float,
        *,
        is_from_list: bool = False,
    ) -> None:
        """A lamp told this."""
        held = self._held.get(address, {}).get(Source.LAMP)
        last = held.report if held is not None and isinstance(held.report, LampReport) else LampReport()
        idle_since_s = now_s if last.calls and not calls else last.idle_since_s
        report = LampReport(calls, name or last.name, idle_since_s)
        self._take(address, Source.LAMP, report, subscription_id, is_from_list)

    def take_presence(
        self,
        address: str,
        source: Source,
        report: PresenceReport,
        subscription_id: SubscriptionId,
        *,
        is_from_list: bool = False,
    ) -> None:
        """A presence document told this."""
        held = self._held.get(address, {}).get(source)
        if held is not None and isinstance(held.report, PresenceReport) and held.report.state == report.state:
            report = replace(report, changed_s=held.report.changed_s, name=report.name or held.report.name)
        self._take(address, source, report, subscription_id, is_from_list)

    def knows(self, address: str, source: Source) -> bool:
        """True when a report of that source is there, fresh or stale."""
        return source in self._held.get(address, ())

    def reports(self, address: str) -> Reports:
        """All that is known of the person."""
        held = self._held.get(address)
        if held is None:
            return Reports()
        return Reports(*(held[source].report if source in held else None for source in Source))  # type: ignore[arg-type]

    def lose(self, subscription_id: SubscriptionId, at_s: float) -> None:
        """Nothing is heard of this subscription any more: what it told is stale."""
        for address, source in self._told_by.get(subscription_id, ()):
            held = self._held[address][source]
            if held.report.stale_since_s is None:
                held.report = replace(held.report, stale_since_s=at_s)
                self.changed.add(address)

    def forget(self, subscription_id: SubscriptionId) -> None:
        """The subscription is not wanted any more, or the server has nothing to tell: what it told goes with it."""
        for address, source in tuple(self._told_by.get(subscription_id, ())):
            self._drop(address, source)

    def keep_only(self, subscription_id: SubscriptionId, addresses: frozenset[str]) -> None:
        """A list told who is on it: what it told of others goes."""
        for address, source in tuple(self._told_by.get(subscription_id, ())):
            if address not in addresses:
                self._drop(address, source)

    def _take(
        self,
        address: str,
        source: Source,
        report: LampReport | PresenceReport,
        subscription_id: SubscriptionId,
        is_from_list: bool,
    ) -> None:
        person = self._held.setdefault(address, {})
        held = person.get(source)
        if held is None:
            person[source] = _Held(report, subscription_id, is_from_list)
        elif held.subscription_id == subscription_id:
            if held.report == report:
                return
            held.report = report
            self.changed.add(address)
            return
        else:
            if held.is_from_list and not is_from_list and held.report.stale_since_s is None:
                return  # a single subscription that is about to end, since the list has the person
            self._told_by[held.subscription_id].discard((address, source))
            person[source] = _Held(report, subscription_id, is_from_list)
        self._told_by.setdefault(subscription_id, set()).add((address, source))
        self.changed.add(address)

    def _drop(self, address: str, source: Source) -> None:
        person = self._held[address]
        held = person.pop(source)
        self._told_by[held.subscription_id].discard((address, source))
        if not self._told_by[held.subscription_id]:
            del self._told_by[held.subscription_id]
        if not person:
            del self._held[address]
        self.changed.add(address)
