"""Everything about people in the main window: the search in its field, the card, stars for favourites."""

from PySide6.QtCore import QObject

from softphone.basics.errors import UserFacingError
from softphone.directory.person import Hit, Person
from softphone.presence.favourites import Favourite
from ui.directory.people_list import PeopleList
from ui.directory.person_card import CardSources, PersonCard
from ui.main_window import MainWindow


class PeopleWindows(QObject):
    """Wires the views of people to the features. The card is made when it is first wanted."""

    def __init__(self, main: MainWindow, sources: CardSources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._main, self._sources = main, sources
        self._lists: list[PeopleList] = []
        main.results.set_people(sources.people, sources.lamps)
        main.results.person_wanted.connect(self.show_hit)
        sources.stars.changed.add(lambda _: self._show_stars())
        self.add_list(main.results.list)

    def add_list(self, people: PeopleList) -> None:
        """This list shows stars at favourites, too."""
        self._lists.append(people)
        self._show_stars()

    def card(self) -> PersonCard:
        """The card, made if need be."""
        if self._main.card is None:
            card = PersonCard(self._sources)
            card.dial_wanted.connect(self._main.call_now)
            card.failed.connect(self._on_failed)
            self._main.set_card(card)
        assert self._main.card is not None
        return self._main.card

    def show_hit(self, hit: Hit) -> None:
        """Shows the card of a person who was found."""
        self.card().show_person(hit.person)

    def show_person(self, person_id: str) -> Person | None:
        """Shows the card of the person with this id; None when there is none."""
        person = self._sources.people.person(person_id)
        if person is not None:
            self.card().show_person(person)
        return person

    def _on_failed(self, problem: UserFacingError) -> None:
        self._main.show_notice(problem)

    def _show_stars(self) -> None:
        keys = frozenset(key for favourite in self._sources.stars.all() for key in _keys(favourite))
        for people in self._lists:
            people.people.set_favourites(keys)


def _keys(favourite: Favourite) -> tuple[str, ...]:
    return tuple(filter(None, (favourite.number, favourite.address)))
