"""People as rows of a Qt list, some at a time, with their presence."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from softphone.basics.words import translate
from softphone.directory.person import Hit, Person, PersonNumber
from softphone.presence.state import Presentity, canonical_address
from ui.directory.person_words import best_number, kind_words, numbers_of, place_words, shown_name, shown_number
from ui.directory.ports import Lamps
from ui.widgets.presence_dot import state_words

PAGE = 60
HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PRESENCE_ROLE = HIT_ROLE + 1
QUERY_ROLE = HIT_ROLE + 2
FAVOURITE_ROLE = HIT_ROLE + 3
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PeopleModel(QAbstractListModel):
    """`show_hits` replaces what is listed; rows are handed to the view a page at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._shown = 0
        self._query = ""
        self._lamps: Lamps | None = None
        self._rows: dict[str, list[int]] = {}  # by address
        self._favourites: frozenset[str] = frozenset()

    def set_lamps(self, lamps: Lamps) -> None:
        """Rows show this presence from now on."""
        self._lamps = lamps
        lamps.changed.add(self._on_presence)
        self._index_addresses()
        self._changed(0, self._shown - 1)

    def set_favourites(self, keys: frozenset[str]) -> None:
        """Addresses and numbers of the favourites, which get a star."""
        if keys != self._favourites:
            self._favourites = keys
            self._changed(0, self._shown - 1)

    def show_hits(self, hits: Sequence[Hit], query: str = "") -> None:
        """Lists these; query is what they were found by. Rows that stay the same are not drawn anew."""
        hits = tuple(hits)
        same = 0
        while same < min(len(hits), self._shown) and hits[same] == self._hits[same]:
            same += 1
        is_other_query, self._query = query != self._query, query
        if self._shown > same:
            self.beginRemoveRows(_NOWHERE, same, self._shown - 1)
            self._hits, self._shown = hits, same
            self.endRemoveRows()
        self._hits = hits
        self._index_addresses()
        if is_other_query:
            self._changed(0, same - 1)
        self._show_until(max(same, min(len(hits), PAGE)))

    def hits(self) -> tuple[Hit, ...]:
        """Everything that is listed, also what the view has not asked for yet."""
        return self._hits

    def hit(self, row: int) -> Hit | None:
        """The row's person."""
        return self._hits[row] if 0 <= row < self._shown else None

    def row_of(self, person_id: str) -> int:
        """The first row of this person that the view has; -1 when there is none."""
        return next((row for row in range(self._shown) if self._hits[row].person.person_id == person_id), -1)

    def address(self, row: int) -> str:
        """Where the row's presence is asked for; empty when there is no such place."""
        hit = self.hit(row)
        return self._address_of(hit) if hit is not None else ""

    # ------------------------------------------------------------------ Qt

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._shown < len(self._hits)

    def fetchMore(self, parent: _Index) -> None:
        self._show_until(self._shown + PAGE)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hit(index.row())
        if hit is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown_name(hit.person)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(index.row())
            case _ if role == HIT_ROLE:
                return hit
            case _ if role == PRESENCE_ROLE:
                return self.presence(index.row())
            case _ if role == QUERY_ROLE:
                return self._query
            case _ if role == FAVOURITE_ROLE:
                return self._is_favourite(hit)
        return None

    def presence(self, row: int) -> Presentity | None:
        """The lamp of the row; None where nobody could tell."""
        address = self.address(row)
        return self._lamps.get(address) if address and self._lamps is not None else None

    def spoken(self, row: int) -> str:
        """The row as a screen reader says it."""
        hit = self.hit(row)
        if hit is None:
            return ""
        number = best_number(hit)
        presence = self.presence(row)
        parts = [shown_name(hit.person), place_words(hit.person)]
        if number is not None:
            parts.append(f"{kind_words(number.kind)} {shown_number(number)}")
        if len(numbers_of(hit.person)) > 1:
            parts.append(translate("directory", "more numbers with Alt+Down"))
        if presence is not None:
            parts.append(state_words(presence.state))
        if self._is_favourite(hit):
            parts.append(translate("directory", "favourite"))
        return ", ".join(filter(None, parts))

    # ------------------------------------------------------------------ parts

    def _show_until(self, count: int) -> None:
        count = min(count, len(self._hits))
        if count > self._shown:
            self.beginInsertRows(_NOWHERE, self._shown, count - 1)
            self._shown = count
            self.endInsertRows()

    def _index_addresses(self) -> None:
        self._rows = {}
        if self._lamps is not None:
            for row, hit in enumerate(self._hits):
                if address := self._address_of(hit):
                    self._rows.setdefault(address, []).append(row)

    def _address_of(self, hit: Hit) -> str:
        return presence_address(hit.person, self._lamps) if self._lamps is not None else ""

    def _on_presence(self, changed: tuple[Presentity, ...]) -> None:
        for presentity in changed:
            for row in self._rows.get(presentity.address, ()):
                if row < self._shown:
                    self._changed(row, row)

    def _is_favourite(self, hit: Hit) -> bool:
        if not self._favourites:
            return False
        keys = {hit.person.sip_address} | {key for n in hit.person.numbers for key in (n.text, n.e164)}
        return bool((keys - {""}) & self._favourites)

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))


def presence_address(person: Person, lamps: Lamps) -> str:
    """Where the person's presence is asked for: the SIP address, else the extension; empty when there is neither."""
    if person.sip_address:
        return canonical_address(person.sip_address)
    inside = next((n for n in person.numbers if n.kind in ("work", "other") and is_extension(n)), None)
    return lamps.address_of(inside.e164 or inside.text) if inside is not None else ""


def is_extension(number: PersonNumber) -> bool:
    """Whether it is a number at the own PBX, as far as its shape tells."""
    digits = number.e164 or number.text.strip()
    return digits.isdigit() and len(digits) <= 6 and not digits.startswith("0")
