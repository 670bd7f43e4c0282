"""Who is looked at, by how many, and who is kept for a while after nobody looks any more."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from softphone.presence.subscription_plan import Wish

KEPT_S = 30.0  # so that scrolling does not subscribe over and over


@dataclass(slots=True)
class _Watch:
    count: int = 0
    turn: int = 0
    kept_until_s: float = 0.0


class Watches:
    """Counts those who look at somebody. now_s: any clock; on_changed: somebody is looked at, or not any more."""

    def __init__(self, now_s: Callable[[], float], on_changed: Callable[[], None]) -> None:
        self._now_s = now_s
        self._on_changed = on_changed
        self._watches: dict[str, _Watch] = {}
        self._turn = 0

    def add(self, address: str) -> Callable[[], None]:
        """One more looks; the returned function takes that back, once."""
        watch = self._watches.setdefault(address, _Watch())
        watch.count += 1
        self._turn += 1
        watch.turn = self._turn
        is_over = False

        def end() -> None:
            nonlocal is_over
            if not is_over:
                is_over = True
                watch.count -= 1
                watch.kept_until_s = self._now_s() + KEPT_S
                self._on_changed()

        self._on_changed()
        return end

    def wishes(self, canonical: Callable[[str], str], favourites: Collection[str]) -> dict[str, Wish]:
        """Everybody who is looked at or still kept, by canonical address. Forgets those whose time is over."""
        now_s = self._now_s()
        wishes: dict[str, Wish] = {}
        for given, watch in tuple(self._watches.items()):
            if not watch.count and watch.kept_until_s <= now_s:
                del self._watches[given]
                continue
            address = canonical(given)
            other = wishes.get(address, Wish(address, 0, is_shown=False))
            is_shown = other.is_shown or watch.count > 0
            if address:
                wishes[address] = Wish(address, max(other.turn, watch.turn), address in favourites, is_shown)
        return wishes

    def next_end_s(self) -> float | None:
        """When the next one's time is over; None when everybody is looked at."""
        return min((watch.kept_until_s for watch in self._watches.values() if not watch.count), default=None)
