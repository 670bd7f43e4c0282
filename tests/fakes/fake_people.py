"""A directory, lamps and a history in memory, behind the ports of the views of people."""

from collections import Counter
from collections.abc import Callable

from softphone.basics.listeners import Listeners
from softphone.directory.folding import words
from softphone.directory.person import Hit, Person, SearchResult
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryPage
from softphone.presence.state import PresenceState, Presentity
from tests.fakes.virtual_runtime import VirtualRuntime


class FakePeople:
    """Finds people by the beginnings of their names' words and by digits of their numbers, after a posted function.

    Attributes:
        late: found too, but only with a second result, as people of a live directory are.
        is_slow: results come by `deliver` only.
    """

    def __init__(self, runtime: VirtualRuntime, people: tuple[Person, ...] = ()) -> None:
        self.changed: Listeners[None] = Listeners()
        self.people = people
        self.late: tuple[Person, ...] = ()
        self.is_slow = False
        self.photos: dict[str, bytes] = {}
        self.searched: list[str] = []
        self._runtime = runtime
        self._waiting: list[Callable[[], None]] = []

    def search(self, text: str, on_result: Callable[[SearchResult], None]) -> "FakeSearch":
        self.searched.append(text)
        search = FakeSearch()
        here, late = _found(text, self.people), _found(text, self.late)

        def deliver() -> None:
            search.give(lambda: on_result(SearchResult(text, here, not self.late)))
            if self.late:
                self._runtime.post(lambda: search.give(lambda: on_result(SearchResult(text, here + late, True))))

        if self.is_slow:
            self._waiting.append(deliver)
        else:
            self._runtime.post(deliver)
        return search

    def deliver(self) -> None:
        """Every search that waits gets its result."""
        waiting, self._waiting = self._waiting, []
        for function in waiting:
            function()

    def person(self, person_id: str) -> Person | None:
        return next((p for p in (*self.people, *self.late) if p.person_id == person_id), None)

    def photo(self, person_id: str, on_done: Callable[[bytes | None], None]) -> None:
        self._runtime.post(lambda: on_done(self.photos.get(person_id)))


class FakeSearch:
    """A search that can be cancelled."""

    def __init__(self) -> None:
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True

    def give(self, deliver: Callable[[], None]) -> None:
        """Delivers unless it was cancelled."""
        if not self.is_cancelled:
            deliver()


class FakeLamps:
    """Presence as the test sets it; counts who is watched."""

    def __init__(self) -> None:
        self.changed: Listeners[tuple[Presentity, ...]] = Listeners()
        self.watched: Counter[str] = Counter()
        self._known: dict[str, Presentity] = {}

    def watch(self, address: str) -> Callable[[], None]:
        self.watched[address] += 1

        def end() -> None:
            self.watched[address] -= 1
            self.watched += Counter()

        return end

    def get(self, address: str) -> Presentity:
        return self._known.get(address, Presentity(address))

    def address_of(self, number: str) -> str:
        return f"{number}@pbx.example.com"

    def set(self, address: str, state: PresenceState, note: str = "") -> None:
        """From now on the person is like this."""
        self._known[address] = Presentity(address, state, note)
        self.changed.announce((self._known[address],))


class FakeRecords:
    """The calls of the past that the test puts there."""

    def __init__(self, entries: tuple[HistoryEntry, ...] = ()) -> None:
        self.changed: Listeners[None] = Listeners()
        self.entries = entries
        self.asked: list[HistoryFilter] = []

    def page(
        self, wanted: HistoryFilter, after: int | None, limit: int, on_done: Callable[[HistoryPage], None]
    ) -> Callable[[], None]:
        self.asked.append(wanted)
        fitting = [e for e in self.entries if e.presented_number in wanted.persons or e.address in wanted.persons]
        start = after or 0
        more = start + limit if start + limit < len(fitting) else None
        on_done(HistoryPage(tuple(fitting[start : start + limit]), more))
        return lambda: None


def _found(text: str, people: tuple[Person, ...]) -> tuple[Hit, ...]:
    hits = []
    digits = "".join(c for c in text if c.isdigit())
    for person in people:
        names = words(f"{person.name} {person.department}")
        if all(any(name.startswith(word) for name in names) for word in words(text)) and not digits:
            hits.append(Hit(person))
        elif digits:
            numbers = ["".join(c for c in n.text if c.isdigit()) for n in person.numbers]
            place = next((i for i, number in enumerate(numbers) if digits in number), None)
            if place is not None:
                hits.append(Hit(person, place))
    return tuple(hits)
