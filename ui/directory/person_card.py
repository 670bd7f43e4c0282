"""A person's card: picture, presence, every number, e-mail, notes, and the calls with this person."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.calls.party_text import clean_text
from softphone.directory.person import Person
from softphone.presence.state import Presentity
from ui.directory.avatar import Avatar
from ui.directory.card_history import CardHistory
from ui.directory.card_rows import MailRow, NumberRow
from ui.directory.people_model import presence_address
from ui.directory.person_words import initials, is_own_contact, numbers_of, presence_words, role_words, shown_name
from ui.directory.ports import PeopleSources
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from ui.widgets.buttons import IconButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.presence_dot import PresenceDot

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

MAX_WIDTH = 640
MAX_NOTE = 4000


class PersonCard(QWidget):
    """Hidden until `show_person`; Escape or the button goes back.

    Signals:
        opened, closed: when it is shown for the next person, and when the user goes back.
        dial_wanted: with a number or address.
        edit_wanted: with the own contact that is to be changed.
        failed: with the UserFacingError that kept something from being done.

    message: writes to a number or address; None where that cannot be done.
    """

    opened = Signal()
    closed = Signal()
    dial_wanted = Signal(str)
    edit_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, sources: PeopleSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._address = ""
        self._unwatch: Callable[[], None] | None = None
        self.is_open = False
        self.person: Person | None = None
        self.message: Callable[[str], object] | None = None
        self.back = IconButton("chevron-left", translate("directory", "Back"), "Esc")
        self.star = IconButton("star", translate("directory", "Add to favourites"))
        self.edit = IconButton("edit", translate("directory", "Change this contact"))
        self.avatar = Avatar()
        self.name = Label("", "title", wraps=True)
        self.role = Label("", "muted", wraps=True)
        self.dot = PresenceDot()
        self.presence = ElidedLabel("")
        self._lamp_line = QWidget()
        self._numbers = QVBoxLayout()
        self.note_title = Label(translate("directory", "Notes"), "section")
        self.note = Label("", wraps=True)
        self.history = CardHistory(sources.records)
        self._build()
        self.back.clicked.connect(self.close_card)
        self.star.clicked.connect(self._toggle_star)
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self.person))
        sources.lamps.changed.add(self._on_presence)
        sources.stars.changed.add(lambda _: self._show_star())
        sources.people.changed.add(lambda _: self._refresh())
        self.hide()

    def _build(self) -> None:
        self.setAccessibleName(translate("directory", "Person"))
        bar = QHBoxLayout()
        bar.addWidget(self.back)
        bar.addStretch(1)
        bar.addWidget(self.star)
        bar.addWidget(self.edit)
        content = QWidget()
        content.setObjectName("scroll_content")
        content.setMaximumWidth(MAX_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE_XS, 0, SPACE_S, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(self._head())
        self._numbers.setSpacing(SPACE_XS)
        for part in (self._numbers, self.note_title, self.note, self.history):
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAlignment(Qt.AlignmentFlag.AlignLeft)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE_S)
        whole.addLayout(bar)
        whole.addWidget(scroll, 1)

    def _head(self) -> QHBoxLayout:
        lamp = QHBoxLayout(self._lamp_line)
        lamp.setContentsMargins(0, 0, 0, 0)
        lamp.setSpacing(SPACE_S)
        lamp.addWidget(self.dot)
        lamp.addWidget(self.presence, 1)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(self.name)
        words.addWidget(self.role)
        words.addWidget(self._lamp_line)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE_L)
        picture = QVBoxLayout()
        picture.addWidget(self.avatar)
        picture.addStretch(1)
        head.addLayout(picture)
        head.addLayout(words, 1)
        return head

    # ------------------------------------------------------------------ what is shown

    def show_person(self, person: Person) -> None:
        """Shows this person's card."""
        self.is_open = True
        self._show(person)
        self.opened.emit()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Back to what was before."""
        if self.is_open:
            self.is_open = False
            self._watch("")
            self.history.forget()
            self.closed.emit()

    def rows(self) -> tuple[NumberRow, ...]:
        """The numbers from top to bottom."""
        return tuple(self.findChildren(NumberRow))

    def _show(self, person: Person) -> None:
        self.person = person
        self.name.setText(shown_name(person))
        self.role.setText(role_words(person))
        self.role.setVisible(bool(self.role.text()))
        self.edit.setVisible(is_own_contact(person))
        note = "\n".join(clean_text(line, MAX_NOTE) for line in person.note[:MAX_NOTE].splitlines())
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.note_title.setVisible(bool(note))
        self._show_numbers(person)
        self._watch(presence_address(person, self._sources.lamps))
        self._show_star()
        self._show_photo(person)
        self.history.show_calls_with(_keys(person))

    def _refresh(self) -> None:
        """The directory has changed: perhaps this person, too."""
        if self.is_open and self.person is not None:
            person = self._sources.people.person(self.person.person_id)
            if person is not None and person != self.person:
                self._show(person)

    def _show_numbers(self, person: Person) -> None:
        while (item := self._numbers.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.setParent(None)
                row.deleteLater()
        for number in numbers_of(person):
            self._numbers.addWidget(NumberRow(number, self.dial_wanted.emit, self.message))
        if _is_mail(person.email):
            self._numbers.addWidget(MailRow(person.email))

    def _show_photo(self, person: Person) -> None:
        self.avatar.show_initials(initials(person))
        if person.has_photo:
            person_id, pixels = person.person_id, self.avatar.pixels()
            self._sources.people.photo(person_id, lambda data: self._decode(person_id, data, pixels))

    def _decode(self, person_id: str, data: bytes | None, pixels: int) -> None:
        if not data:
            return

        def work() -> "QImage | None":
            from ui.directory.photos import decoded

            return decoded(data, pixels)

        def done(image: "QImage | None") -> None:
            if self.person is not None and self.person.person_id == person_id:
                self.avatar.show_photo(image)

        self._sources.runtime.run_in_background(work, done, lambda _: None)

    # ------------------------------------------------------------------ presence and favourite

    def _watch(self, address: str) -> None:
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None
        self._address = address
        if address:
            self._unwatch = self._sources.lamps.watch(address)
        self._show_presence(self._sources.lamps.get(address) if address else None)

    def _on_presence(self, changed: tuple[Presentity, ...]) -> None:
        for presentity in changed:
            if presentity.address == self._address:
                self._show_presence(presentity)

    def _show_presence(self, presentity: Presentity | None) -> None:
        self._lamp_line.setVisible(presentity is not None)
        if presentity is not None:
            self.dot.set_state(presentity.state, presentity.stale_since_s is not None)
            self.presence.set_full_text(presence_words(presentity))

    def _toggle_star(self) -> None:
        person = self.person
        if person is None:
            return
        known = self._favourite_id(person)
        numbers = numbers_of(person)
        try:
            if known:
                self._sources.stars.remove(known)
            else:
                number = next((n.text for n in numbers if n.kind != "sip"), "")
                self._sources.stars.add(shown_name(person), number, self._address)
        except UserFacingError as problem:
            self.failed.emit(problem)

    def _favourite_id(self, person: Person) -> str:
        for number, address in (("", self._address), *((n.text, "") for n in numbers_of(person))):
            found = self._sources.stars.find(number, address) if number or address else None
            if found is not None:
                return found.favourite_id
        return ""

    def _show_star(self) -> None:
        if self.person is None:
            return
        is_favourite = bool(self._favourite_id(self.person))
        self.star.set_icon_name("star-filled" if is_favourite else "star")
        self.star.set_hint(
            translate("directory", "Remove from favourites")
            if is_favourite
            else translate("directory", "Add to favourites")
        )
        self.star.setVisible(bool(numbers_of(self.person)))

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
            event.accept()
        else:
            super().keyPressEvent(event)


def _keys(person: Person) -> tuple[str, ...]:
    """Every address and number under which calls with the person may be found."""
    keys = [person.sip_address] + [n.e164 or n.text for n in person.numbers]
    return tuple(dict.fromkeys(filter(None, keys)))


def _is_mail(text: str) -> bool:
    user, at, host = text.strip().partition("@")
    return bool(user and at and host) and not any(c.isspace() or c in ',;<>"' for c in text.strip())
