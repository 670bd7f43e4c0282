"""Everything about people in the main window: the search in its field, cards, own contacts, stars for favourites."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from softphone.basics.errors import UserFacingError
from softphone.directory.directory import Directory
from softphone.directory.person import Hit, Person
from softphone.presence.favourites import Favourite
from ui.directory.mirror_words import progress_words
from ui.directory.people_list import PeopleList
from ui.directory.ports import PeopleSources
from ui.main_window import MainWindow
from ui.widgets.message_entries import Write

if TYPE_CHECKING:
    from ui.directory.person_card import PersonCard


class PeopleWindows(QObject):
    """Wires the views of people to the features. Card and contacts are made when they are first wanted.

    Signals:
        contact_wanted: the dialog for this own contact, None for a new one.
    """

    contact_wanted = Signal(object)

    def __init__(
        self, main: MainWindow, directory: Directory, sources: PeopleSources, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._main, self._directory, self.sources = main, directory, sources
        self._write: Write | None = None
        self._lists: list[PeopleList] = []
        main.results.set_people(sources.people, sources.lamps)
        main.results.person_wanted.connect(self.show_hit)
        sources.stars.changed.add(lambda _: self._show_stars())
        directory.mirror.changed.add(lambda state: main.results.set_note(progress_words(state)))
        main.results.set_note(progress_words(directory.mirror.state))
        directory.account.problems.add(main.show_notice)
        directory.contacts.problem.add(main.show_notice)
        self._add_list(main.results.list)

    def new_contacts_page(self) -> QWidget:
        """The page of the own contacts."""
        from ui.directory.contacts_page import ContactsPage

        page = ContactsPage(self._directory.contacts, self._directory.mirror, self.sources.lamps)
        page.dial_wanted.connect(self._main.call_now)
        page.person_wanted.connect(self.show_hit)
        page.add_wanted.connect(lambda: self.contact_wanted.emit(None))
        self._add_list(page.list)
        return page

    def card(self) -> "PersonCard":
        """The card, made if need be."""
        from ui.directory.person_card import PersonCard

        card = self._main.card
        if card is None:
            card = PersonCard(self.sources)
            card.message = self._write
            card.dial_wanted.connect(self._main.call_now)
            card.edit_wanted.connect(self.contact_wanted)
            card.failed.connect(self._main.show_notice)
            self._main.set_card(card)
        return card

    def show_hit(self, hit: Hit) -> None:
        """Shows the card of a person who was found, unless a target for a call is being chosen among them."""
        if not self._main.field.takes_click():
            self.card().show_person(hit.person)

    def show_person(self, person_id: str) -> Person | None:
        """Shows the card of the person with this id; None when there is none."""
        person = self.sources.people.person(person_id)
        if person is not None:
            self.card().show_person(person)
        return person

    def on_contact_removed(self, person_id: str) -> None:
        """The card of somebody who is no contact any more closes."""
        card = self._main.card
        if card is not None and card.person is not None and card.person.person_id == person_id:
            card.close_card()

    def add_favourite(self, name: str, number: str) -> None:
        """Adds a favourite, or says why it cannot be."""
        try:
            self.sources.stars.add(name, number, self.sources.lamps.address_of(number))
        except UserFacingError as problem:
            self._main.show_notice(problem)

    def message_by(self, write: Write) -> None:
        """Lets menus and cards write messages by this."""
        self._write = write
        for people in self._lists:
            people.message = write
        if self._main.card is not None:
            self._main.card.message = write

    def _add_list(self, people: PeopleList) -> None:
        self._lists.append(people)
        people.transfer, people.message = self._main.deeds, self._write
        self._show_stars()

    def _show_stars(self) -> None:
        keys = frozenset(key for favourite in self.sources.stars.all() for key in _keys(favourite))
        for people in self._lists:
            people.people.set_favourites(keys)


def _keys(favourite: Favourite) -> tuple[str, ...]:
    return tuple(filter(None, (favourite.number, favourite.address)))
