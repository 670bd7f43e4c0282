"""The user's own contacts: added, changed, removed, brought in from files and written to files."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from softphone.basics.errors import UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.directory.contact_card import contact_id, is_picture
from softphone.directory.contacts_sqlite import ContactStore
from softphone.directory.folding import plain_words
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.person import CONTACTS, Person, PersonNumber
from softphone.runtime import Runtime

if TYPE_CHECKING:
    from softphone.directory.contact_import import ImportReport

T = TypeVar("T")
_log = logging.getLogger("softphone.directory")
Report = Callable[[UserFacingError], None]


class FileImport:
    """An import that is under way."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def cancel(self) -> None:
        """Stops after the contact that is being read; what was saved stays."""
        self._stopped.set()

    @property
    def is_cancelled(self) -> bool:
        return self._stopped.is_set()


class LocalContacts:
    """Everything is done in the background, one thing after the other, in the order in which it was asked for.

    What fails is told to the `on_error` that was given, else announced by `problem`.

    Attributes:
        changed: contacts are others than before; the index knows it already.
        problem: what the user should be told.
    """

    def __init__(self, runtime: Runtime, store: ContactStore, index: DirectoryIndex) -> None:
        self.changed: Listeners[None] = Listeners()
        self.problem: Listeners[UserFacingError] = Listeners()
        self._runtime = runtime
        self._store = store
        self._index = index
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_busy = False

    def start(self) -> None:
        """Brings the index up to date with the contacts. The index is open."""

        def work() -> bool:
            return self._index.replace_source(CONTACTS, _people(self._store))

        self._do(work, lambda has_changed: self.changed.announce(None) if has_changed else None, None)

    def add(
        self,
        person: Person,
        photo: bytes | None = None,
        on_done: Callable[[Person], None] = lambda person: None,
        on_error: Report | None = None,
    ) -> None:
        """Adds a contact; its id is made here. photo: JPEG, PNG, GIF or WebP of at most four megabytes."""
        self._save(replace(person, person_id=contact_id(), has_photo=False), photo, on_done, on_error)

    def change(
        self,
        person: Person,
        photo: bytes | None = None,
        on_done: Callable[[Person], None] = lambda person: None,
        on_error: Report | None = None,
    ) -> None:
        """Replaces the contact of the same id. Without a new photo it keeps the old one, unless `has_photo` is
        False."""
        self._save(person, photo, on_done, on_error)

    def remove(
        self, person_ids: Collection[str], on_done: Callable[[], None] = lambda: None, on_error: Report | None = None
    ) -> None:
        """Removes contacts; those that are not there are passed over."""
        person_ids = tuple(person_ids)

        def work() -> None:
            self._store.remove(person_ids)
            self._index.remove(CONTACTS, person_ids)

        self._do(work, lambda _: self._changed(on_done), on_error)

    def people(self, on_done: Callable[[tuple[Person, ...]], None], on_error: Report | None = None) -> None:
        """Every contact, by name."""

        def work() -> tuple[Person, ...]:
            return tuple(sorted(_people(self._store), key=lambda person: plain_words(person.name)))

        self._do(work, on_done, on_error)

    def photo(self, person_id: str, on_done: Callable[[bytes | None], None]) -> None:
        """The contact's picture as it was given. Who shows it has to bound its size in pixels."""
        self._do(lambda: self._store.photo(person_id), on_done, None)

    def import_file(
        self,
        path: Path,
        on_done: Callable[["ImportReport"], None],
        on_error: Report | None = None,
        on_progress: Callable[[int], None] = lambda count: None,
    ) -> FileImport:
        """Adds and updates what is in a vCard or CSV file. on_progress: the number of contacts so far."""
        running = FileImport()

        def tell(count: int) -> None:
            self._runtime.post(lambda: on_progress(count))

        def work() -> "ImportReport":
            from softphone.directory.contact_file import read_contacts
            from softphone.directory.contact_import import Import

            run = Import(self._store, self._write, tell, lambda: running.is_cancelled)
            return run.run(read_contacts(path))

        def failed(error: UserFacingError) -> None:
            self.changed.announce(None)  # a part may be there
            (on_error or self.problem.announce)(error)

        self._do(work, lambda report: self._changed(lambda: on_done(report)), failed)
        return running

    def export_file(
        self,
        path: Path,
        on_done: Callable[[int], None],
        on_error: Report | None = None,
        person_ids: Collection[str] | None = None,
    ) -> None:
        """Writes all contacts, or these, to a .csv file, or else a vCard file; on_done gets their number."""
        chosen = None if person_ids is None else frozenset(person_ids)

        def work() -> int:
            from softphone.directory.contact_file import write_contacts

            people = (p for p in _people(self._store) if chosen is None or p.person_id in chosen)
            return write_contacts(path, people, self._store.photo)

        self._do(work, on_done, on_error)

    def close(self, on_done: Callable[[], None]) -> None:
        """After what was asked for so far is done: closes the file, then calls back."""

        def work() -> None:
            self._store.close()

        self._do(work, lambda _: on_done(), None)

    # ------------------------------------------------------------------- inside

    def _save(
        self, person: Person, photo: bytes | None, on_done: Callable[[Person], None], on_error: Report | None
    ) -> None:
        if photo is not None and not is_picture(photo):
            refusal = UserFacingError(
                translate("directory", "This picture cannot be used."),
                translate("directory", "Choose a JPEG or PNG file of less than 4 MB."),
            )
            (on_error or self.problem.announce)(refusal)
            return
        numbers = tuple(PersonNumber(number.kind, number.text) for number in person.numbers)
        person = replace(
            person, source=CONTACTS, numbers=numbers, version="", has_photo=person.has_photo or photo is not None
        )
        photos = {} if photo is None else {person.person_id: photo}
        self._do(lambda: self._write([person], photos), lambda _: self._changed(lambda: on_done(person)), on_error)

    def _write(self, people: Iterable[Person], photos: dict[str, bytes]) -> None:
        people = list(people)
        self._store.save(people, photos)
        self._index.put(CONTACTS, people)

    def _changed(self, then: Callable[[], None]) -> None:
        self.changed.announce(None)
        then()

    def _do(self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Report | None) -> None:
        def begin() -> None:
            self._runtime.run_in_background(work, done, failed)

        def done(result: T) -> None:
            self._next()
            self._tell_notice()
            on_done(result)

        def failed(error: Exception) -> None:
            self._next()
            self._tell_notice()
            (on_error or self.problem.announce)(_in_words(error))

        self._waiting.append(begin)
        if not self._is_busy:
            self._next()

    def _next(self) -> None:
        self._is_busy = bool(self._waiting)
        if self._waiting:
            self._waiting.popleft()()

    def _tell_notice(self) -> None:
        notice = self._store.take_notice()
        if notice is not None:
            self.problem.announce(notice)


def _people(store: ContactStore) -> Iterator[Person]:
    for batch in store.batches():
        yield from batch


def _in_words(error: Exception) -> UserFacingError:
    if isinstance(error, UserFacingError):
        return error
    _log.error("contacts", exc_info=error)
    return UserFacingError(
        translate("directory", "The contacts could not be found again by their names."),
        translate("directory", "Free some space on the disk and start again."),
    )
