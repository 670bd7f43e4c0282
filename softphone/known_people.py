"""Whom the user knows: favourites and callers of late are found by the directory's search, and stand first in it."""

from collections.abc import Iterable

from softphone.directory.directory import Directory
from softphone.directory.person import FAVOURITES, HISTORY, Person, PersonNumber
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryPage
from softphone.history.history import History
from softphone.presence.favourites import Favourite, Favourites
from softphone.runtime import Runtime, Timer

CALLS_LOOKED_AT = 300
DELAY_S = 2.0  # a call changes its record several times


class KnownPeople:
    """Joins favourites and history to the directory."""

    def __init__(self, runtime: Runtime, directory: Directory, favourites: Favourites, history: History) -> None:
        self._runtime = runtime
        self._directory = directory
        self._favourites = favourites
        self._history = history
        self._last_contacts: dict[str, float] = {}
        self._timer: Timer | None = None

    def start(self) -> None:
        """The settings are loaded."""
        self._directory.favourites = lambda: [text for f in self._favourites.all() for text in (f.number, f.address)]
        self._directory.last_contacts = lambda: self._last_contacts
        self._favourites.changed.add(lambda _: self._take_favourites())
        self._history.changed.add(lambda _: self._look_soon())
        self._take_favourites()
        self._look_soon()

    def _take_favourites(self) -> None:
        self._directory.familiar_changed()
        self._directory.replace_source(FAVOURITES, map(_favourite, self._favourites.all()))

    def _look_soon(self) -> None:
        if self._timer is None:
            self._timer = self._runtime.call_later(DELAY_S, self._look)

    def _look(self) -> None:
        self._timer = None
        self._history.page(HistoryFilter(), None, CALLS_LOOKED_AT, self._take_calls)

    def _take_calls(self, page: HistoryPage) -> None:
        """Newest first, so the first of a number is the last call with it."""
        last: dict[str, HistoryEntry] = {}
        for entry in page.entries:
            if _number(entry):
                last.setdefault(_number(entry), entry)
        self._last_contacts = {number: entry.started_s for number, entry in last.items()}
        self._directory.familiar_changed()
        self._directory.replace_source(HISTORY, _callers(last))


def _number(entry: HistoryEntry) -> str:
    """What can be called back; empty for a caller who withheld it."""
    number = entry.presented_number or entry.dialled_text
    return number if any(c.isdecimal() for c in number) or "@" in number else ""


def _callers(last: dict[str, HistoryEntry]) -> Iterable[Person]:
    for number, entry in last.items():
        name = entry.person_name or entry.presented_name or number
        yield Person(f"{HISTORY}:{number}", HISTORY, name, numbers=(PersonNumber("other", number),))


def _favourite(favourite: Favourite) -> Person:
    numbers = (PersonNumber("work", favourite.number),) if favourite.number else ()
    name = favourite.name or favourite.number or favourite.address
    person_id = f"{FAVOURITES}:{favourite.favourite_id}"
    return Person(person_id, FAVOURITES, name, numbers=numbers, sip_address=favourite.address)
