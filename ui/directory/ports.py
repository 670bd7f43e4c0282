"""What the views of people need of the features, so that each view can be shown with any source behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from softphone.basics.listeners import Listeners
from softphone.directory.person import Person, SearchResult
from softphone.history.entry import HistoryFilter, HistoryPage
from softphone.presence.state import Presentity
from softphone.runtime import Runtime
from softphone.settings.favourite import Favourite


class SearchHandle(Protocol):
    """A search that is under way."""

    def cancel(self) -> None:
        """No result is delivered any more."""


class People(Protocol):
    """The directory as the views see it."""

    @property
    def changed(self) -> Listeners[None]:
        """Announced when other people may be found than before."""

    def search(self, text: str, on_result: Callable[[SearchResult], None]) -> SearchHandle:
        """Calls back with what is found so far, again when there is more."""

    def person(self, person_id: str) -> Person | None:
        """The person, None when there is none of this id."""

    def photo(self, person_id: str, on_done: Callable[[bytes | None], None]) -> None:
        """Calls back with the picture's bytes, None when there is none."""


class Lamps(Protocol):
    """Presence as the views see it."""

    @property
    def changed(self) -> Listeners[tuple[Presentity, ...]]:
        """Announces those that changed, a batch at a time."""

    def watch(self, address: str) -> Callable[[], None]:
        """Keeps the presence of this address up to date until the returned function is called."""

    def get(self, address: str) -> Presentity:
        """The presence as it is known now; UNKNOWN while the address is not watched."""

    def address_of(self, number: str) -> str:
        """The address of a number at the account in use; empty when there is none."""


class Records(Protocol):
    """The call history as the views of people see it."""

    @property
    def changed(self) -> Listeners[None]:
        """Announced when entries were added or changed."""

    def page(
        self, wanted: HistoryFilter, after: int | None, limit: int, on_done: Callable[[HistoryPage], None]
    ) -> Callable[[], None]:
        """Gives entries, newest first, from behind the cursor; returns what takes the question back."""


class Stars(Protocol):
    """The favourites as the views of people see them."""

    @property
    def changed(self) -> Listeners[None]:
        """Announced after each change."""

    def all(self) -> tuple[Favourite, ...]:
        """Every favourite."""

    def find(self, number: str = "", address: str = "") -> Favourite | None:
        """The favourite of this number or address."""

    def add(self, name: str, number: str = "", address: str = "", group: str = "") -> Favourite:
        """Adds one. Raises UserFacingError."""

    def remove(self, favourite_id: str) -> None:
        """Removes one."""


@dataclass(frozen=True, slots=True)
class PeopleSources:
    """Where the views of people get what they show."""

    runtime: Runtime
    people: People
    lamps: Lamps
    stars: Stars
    records: Records
