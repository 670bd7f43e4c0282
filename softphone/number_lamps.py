"""Lamps by number for the calls, told by presence."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.basics.listeners import Listeners
from softphone.calls.number_lamps import NumberLamp
from softphone.presence.colleagues import Colleagues
from softphone.presence.state import PresenceState, Presentity, RemoteCall
from softphone.protocol.snapshots import DialogToReplace

_SILENT = (PresenceState.UNKNOWN, PresenceState.NOT_REGISTERED, PresenceState.OFFLINE)


def _nothing() -> None:
    """Nobody is watched."""


@dataclass(eq=False, slots=True)
class _Watch:
    number: str
    address: str = ""
    unwatch: Callable[[], None] = _nothing


class ColleaguesLamps:
    """The port of `softphone.calls.number_lamps` on the colleagues who are watched."""

    def __init__(self, colleagues: Colleagues) -> None:
        self.changed: Listeners[None] = Listeners()
        self.became_free: Listeners[str] = Listeners()
        self.told_anew: Listeners[str] = Listeners()
        self._colleagues = colleagues
        self._awaited: dict[str, str] = {}
        self._watches: list[_Watch] = []
        colleagues.changed.add(lambda _: self.changed.announce(None))
        colleagues.became_free.add(self._on_free)
        colleagues.told_anew.add(self._on_told_anew)
        colleagues.addresses_changed.add(lambda _: self._on_addresses())

    def watch(self, number: str) -> Callable[[], None]:
        watch = _Watch(number)
        self._watches.append(watch)
        self._follow(watch)

        def end() -> None:
            if watch in self._watches:
                self._watches.remove(watch)
                watch.unwatch()

        return end

    def get(self, number: str) -> NumberLamp:
        person = self._colleagues.get(self._colleagues.address_of(number))
        ringing = next((call for call in person.calls if call.is_ringing), None)
        return NumberLamp(
            is_known=person.state not in _SILENT and person.stale_since_s is None,
            is_busy=bool(person.calls) or person.state == PresenceState.ON_THE_PHONE,
            name=_far_name(person),
            since_s=person.since_s,
            ringing=_to_replace(ringing),
        )

    def tell_when_free(self, number: str) -> Callable[[], None]:
        address = self._colleagues.address_of(number)
        self._awaited[address] = number
        return self._colleagues.tell_when_free(address)

    def _on_addresses(self) -> None:
        """The same number is somebody else now, or somebody at all: an account came, went or changed."""
        for watch in self._watches:
            self._follow(watch)
        self.changed.announce(None)

    def _follow(self, watch: "_Watch") -> None:
        address = self._colleagues.address_of(watch.number)
        if address != watch.address:
            watch.unwatch()
            watch.address = address
            watch.unwatch = self._colleagues.watch(address) if address else _nothing

    def _on_told_anew(self, addresses: frozenset[str]) -> None:
        for watch in tuple(self._watches):
            if watch.address in addresses:
                self.told_anew.announce(watch.number)

    def _on_free(self, person: Presentity) -> None:
        number = self._awaited.pop(person.address, "")
        if number:
            self.became_free.announce(number)


def _far_name(person: Presentity) -> str:
    call = person.calls[0] if person.calls else None
    return "" if call is None else call.remote_name


def _to_replace(ringing: RemoteCall | None) -> DialogToReplace | None:
    """The dialog as our INVITE has to name it: the tags are those of the phone that rings (RFC 3891 section 3)."""
    if ringing is None or not (ringing.call_id and ringing.local_tag and ringing.remote_tag):
        return None
    return DialogToReplace(
        call_id=ringing.call_id, to_tag=ringing.local_tag, from_tag=ringing.remote_tag, is_early_only=True
    )
