"""What the search at the top finds: the list below the field, worked from the field by keyboard alone."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.directory.person import Hit
from ui.directory.people_list import PeopleList
from ui.directory.person_search import PersonSearch
from ui.directory.ports import Lamps, People
from ui.style.tokens import SPACE_S, SPACE_XS
from ui.widgets.labels import ElidedLabel, Label

_KEY = Qt.Key


class Room(Enum):
    """How much of the column the results want: none, what the pad leaves, or all of it."""

    NONE = auto()
    BESIDES = auto()
    ALL = auto()


class ResultPanel(QWidget):
    """The field keeps the keyboard; `take_key` and `take_return` get what is meant for the list.

    Signals:
        dial_wanted: with a number or address that was chosen.
        person_wanted: with the hit whose card is to be shown.
        room_changed: after `room` changed.
    """

    dial_wanted = Signal(str)
    person_wanted = Signal(object)
    room_changed = Signal()

    def __init__(self, can_dial: Callable[[str], bool], parent: QWidget | None = None) -> None:
        """can_dial: whether a text could be called as it stands."""
        super().__init__(parent)
        self._can_dial = can_dial
        self._is_dismissed = False
        self._shown = ""
        self.room = Room.NONE
        self.search = PersonSearch(parent=self)
        self.list = PeopleList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(translate("directory", "Found people"))
        self.note = ElidedLabel("", "small")
        self.empty = Label("", "muted", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        self.empty.setContentsMargins(SPACE_S, SPACE_S * 3, SPACE_S, SPACE_S)
        self.note.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        self.note.hide()
        self.list.dial_wanted.connect(self.dial_wanted)
        self.list.person_wanted.connect(self.person_wanted)
        self.search.changed.connect(self._on_changed)

    @property
    def wants_room(self) -> bool:
        """Whether there is anything to show."""
        return self.room is not Room.NONE

    def takes_all(self, has_pad: bool) -> bool:
        """Whether nothing else has room in the column. has_pad: the pad would be there."""
        return self.room is Room.ALL or (self.room is Room.BESIDES and not has_pad)

    def set_people(self, people: People, lamps: Lamps) -> None:
        """Searches there and shows that presence from now on."""
        self.list.set_lamps(lamps)
        self.search.set_people(people)

    def set_note(self, text: str) -> None:
        """A quiet line below the results: what is being fetched, or what cannot be reached."""
        self.note.set_full_text(text)
        self.note.setVisible(bool(text))

    # ------------------------------------------------------------------ what is typed

    def set_text(self, text: str) -> None:
        """The user typed this."""
        self._is_dismissed = False
        self.search.set_text(text if text.strip() else "")

    def on_text_changed(self, text: str) -> None:
        """The field shows this, whoever put it there: what nobody typed is not searched for."""
        if text.strip() != self.search.text:
            self.set_text("")

    def dismiss(self) -> None:
        """Makes room until something else is typed."""
        self._is_dismissed = True
        self._set_room(Room.NONE)

    def take_return(self) -> bool:
        """Enter in the field: calls who is selected. False when the text itself is to be called."""
        if not self.search.is_complete and (self.search.is_waiting or not self.list.people.rowCount()):
            # Nobody is called whom the user has not seen, nor a name that perhaps nobody has; digits go as they are.
            return is_name(self.search.text)
        hit = self.list.current_hit() if self.room is not Room.NONE else None
        if hit is not None and not self.list.call(hit):
            self.person_wanted.emit(hit)
        return hit is not None

    def take_key(self, event: QKeyEvent) -> bool:
        """A key pressed in the field: True when it was meant for the list."""
        if self.room is Room.NONE or not self.list.people.rowCount():
            return False
        row = self.list.currentIndex().row()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = event.key()
        if alt and key == _KEY.Key_Down and row >= 0:
            self.list.open_others(row)
        elif alt and key in (_KEY.Key_Return, _KEY.Key_Enter):
            self._want_card(max(row, 0))
        elif key in (_KEY.Key_Tab, _KEY.Key_Right) and row >= 0:
            self._want_card(row)
        elif key in (_KEY.Key_Down, _KEY.Key_PageDown):
            self._go(row + (1 if key == _KEY.Key_Down else self._rows_seen()))
        elif key in (_KEY.Key_Up, _KEY.Key_PageUp) and row >= 0:
            self._go(row - 1 if key == _KEY.Key_Up else max(0, row - self._rows_seen()))
        else:
            return False
        return True

    # ------------------------------------------------------------------ parts

    def _go(self, row: int) -> None:
        self.list.select_row(min(row, len(self.list.people.hits()) - 1))
        if row >= 0:
            self._say(self.list.people.spoken(self.list.currentIndex().row()))

    def _rows_seen(self) -> int:
        height = self.list.sizeHintForRow(0)
        return max(1, self.list.viewport().height() // height - 1) if height > 0 else 1

    def _want_card(self, row: int) -> None:
        hit = self.list.people.hit(row)
        if hit is not None:
            self.person_wanted.emit(hit)

    def _on_changed(self) -> None:
        text, result = self.search.text, self.search.result
        if not text:
            self._shown = ""
            self.list.people.show_hits(())
            self._set_room(Room.NONE)
            return
        if self.search.is_waiting or result is None:
            return  # what was found for the letters before stays until there is something newer
        self._show_hits(result.hits, text)
        self._show_empty(text, bool(result.hits))
        self._set_room(self._wanted_room(text, bool(result.hits)))

    def _show_hits(self, hits: tuple[Hit, ...], text: str) -> None:
        selected = self.list.current_hit() if text == self._shown else None
        self._shown = text
        self.list.people.show_hits(hits, text)
        row = self.list.people.row_of(selected.person.person_id) if selected is not None else -1
        if row < 0 and hits and is_name(text):
            row = 0
        self.list.select_row(row)
        self._say(self._count_words(len(hits)) + (f". {self.list.people.spoken(row)}" if row >= 0 else ""))

    def _show_empty(self, text: str, has_hits: bool) -> None:
        if has_hits:
            words = ""
        elif not self.search.is_complete:
            words = translate("directory", "Searching…")
        elif self._can_dial(text):
            words = translate("directory", "Nobody found. Enter calls “{text}” as an address.").format(text=text)
        else:
            words = translate("directory", "Nobody found.")
        self.empty.setText(words)
        self.empty.setVisible(bool(words))
        self.list.setVisible(has_hits)

    def _wanted_room(self, text: str, has_hits: bool) -> Room:
        if self._is_dismissed:
            return Room.NONE
        if is_name(text):
            return Room.ALL
        return Room.BESIDES if has_hits else Room.NONE

    def _set_room(self, room: Room) -> None:
        if room is not self.room:
            self.room = room
            self.room_changed.emit()

    def _count_words(self, count: int) -> str:
        if not count:
            return self.empty.text()
        return (
            translate("directory", "One person found")
            if count == 1
            else translate("directory", "{count} people found").format(count=count)
        )

    def _say(self, text: str) -> None:
        if text and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def is_name(text: str) -> bool:
    """Whether the text is looked for rather than dialled: it has letters and is no address."""
    return any(c.isalpha() for c in text) and not any(c in "@:" for c in text)
