"""Favourites with their lamps as one list of headings and lamps, brought up to date lamp by lamp."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from softphone.basics.words import translate
from softphone.presence.favourites import Favourite, Favourites
from softphone.presence.state import PresenceState, Presentity
from ui.presence.lamp_words import LampLook, look
from ui.presence.ports import Lamps

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_ANY_NUMBER = "0"


@dataclass(slots=True)
class HeadingRow:
    """A group's heading. available: how many of its lamps say so; texts: what the delegate has worked out to draw."""

    group: str
    count: int = 0
    available: int = 0
    texts: object = None


@dataclass(slots=True)
class LampRow:
    """A favourite with what is known of it; `look` is worked out when it is first drawn or read."""

    favourite: Favourite
    presentity: Presentity
    heading: int
    seen: LampLook | None = None
    texts: object = None

    @property
    def look(self) -> LampLook:
        """The words of the lamp."""
        if self.seen is None:
            self.seen = look(self.presentity)
        return self.seen

    @property
    def name(self) -> str:
        """What the favourite is called; never empty."""
        return self.favourite.name or self.presentity.name or self.favourite.number or self.favourite.address


Row = HeadingRow | LampRow


@dataclass
class _Place:
    watched: dict[str, Callable[[], None]] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)


class LampModel(QAbstractListModel):
    """Watches the favourites' presence as long as it lives.

    Attributes:
        is_seen: says whether a row is on the screen now; only such rows are announced as changed, because a row that
            is scrolled into view is drawn anyway.
    """

    def __init__(self, favourites: Favourites, colleagues: Lamps, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._favourites, self._colleagues = favourites, colleagues
        self._rows: list[Row] = []
        self._place = _Place()
        self._filter = ""
        self._domain_probe = ""
        self.is_seen: Callable[[QModelIndex], bool] = lambda _: True
        self._forget = (
            favourites.changed.add(lambda _: self.refresh()),
            colleagues.changed.add(self._on_presence),
            colleagues.addresses_changed.add(lambda _: self.refresh()),
        )
        self.refresh()

    # ------------------------------------------------------------------ what is shown

    def refresh(self) -> None:
        """Reads the favourites anew."""
        self._domain_probe = self._colleagues.address_of(_ANY_NUMBER)
        self._watch({address for favourite in self._favourites.all() if (address := self.address_of(favourite))})
        self.beginResetModel()
        self._rows = self._built()
        self._place.rows = {}
        for number, row in enumerate(self._rows):
            if isinstance(row, LampRow):
                self._place.rows.setdefault(row.presentity.address, []).append(number)
        self.endResetModel()

    def check_domain(self) -> None:
        """Watches other addresses when those that follow from numbers are others now: another account is in use."""
        if self._colleagues.address_of(_ANY_NUMBER) != self._domain_probe:
            self.refresh()

    def set_filter(self, text: str) -> None:
        """Shows only the favourites whose name, number or group has all words of the text; accents do not count."""
        text = _folded(text)
        if text != self._filter:
            self._filter = text
            self.refresh()

    @property
    def is_filtered(self) -> bool:
        """Whether some favourites may be hidden."""
        return bool(self._filter)

    def row(self, number: int) -> Row:
        """What stands at this place."""
        return self._rows[number]

    def lamp(self, index: Index) -> LampRow | None:
        """The lamp at the index, None for a heading or no index."""
        row = self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None
        return row if isinstance(row, LampRow) else None

    def index_of(self, favourite_id: str) -> QModelIndex:
        """Where this favourite is shown; an invalid index when it is not."""
        for number, row in enumerate(self._rows):
            if isinstance(row, LampRow) and row.favourite.favourite_id == favourite_id:
                return self.index(number)
        return QModelIndex()

    def place_at(self, number: int, is_after: bool = False) -> tuple[str, int]:
        """Group and position in it of the row at this place, or of the place just behind it."""
        row = self._rows[number]
        if isinstance(row, HeadingRow):
            return row.group, 0
        heading = self._rows[row.heading]
        assert isinstance(heading, HeadingRow)
        return heading.group, number - row.heading - 1 + is_after

    def lamp_count(self) -> int:
        """How many lamps are shown."""
        return sum(isinstance(row, LampRow) for row in self._rows)

    def address_of(self, favourite: Favourite) -> str:
        """Whose presence the lamp shows; empty when that is not known."""
        return favourite.address or (self._colleagues.address_of(favourite.number) if favourite.number else "")

    def move(self, favourite_id: str, group: str, position: int) -> None:
        """Moves a favourite before what stands at this position of the group now."""
        index = self.index_of(favourite_id)
        if index.isValid():
            own_group, own_position = self.place_at(index.row())
            if own_group == group and own_position < position:
                position -= 1  # its own place falls away
            if (own_group, own_position) != (group, position):
                self._favourites.move(favourite_id, group, position)

    # ------------------------------------------------------------------ Qt

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lamp(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if isinstance(row, HeadingRow):
            return self._heading_text(row) if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole) else None
        match role:
            case _ROLE.DisplayRole:
                return row.name
            case _ROLE.ToolTipRole:
                lines = (row.name, row.favourite.number, row.look.word, row.look.detail, row.look.time)
                return "\n".join(filter(None, lines))
            case _ROLE.AccessibleTextRole:
                return f"{row.name}, {row.look.spoken}"
            case _ROLE.AccessibleDescriptionRole:
                return row.favourite.number
        return None

    def heading_count(self, row: HeadingRow) -> str:
        """How many lamps the group has and how many of them are available."""
        return translate("presence", "{available} of {count} available").format(
            available=row.available, count=row.count
        )

    def heading_name(self, row: HeadingRow) -> str:
        """What the group is called."""
        return row.group or translate("presence", "No group")

    def _heading_text(self, row: HeadingRow) -> str:
        return f"{self.heading_name(row)}: {self.heading_count(row)}"

    # ------------------------------------------------------------------ inside

    def _built(self) -> list[Row]:
        rows: list[Row] = []
        grouped: dict[str, list[Favourite]] = {group: [] for group in self._favourites.groups()}
        for favourite in self._favourites.all():
            if self._passes(favourite):
                grouped.setdefault(favourite.group, []).append(favourite)
        for group, members in grouped.items():
            if not members:
                continue
            heading = HeadingRow(group, len(members))
            at = len(rows)
            rows.append(heading)
            for favourite in members:
                address = self.address_of(favourite)
                presentity = self._colleagues.get(address) if address else Presentity("")
                heading.available += presentity.state is PresenceState.AVAILABLE
                rows.append(LampRow(favourite, presentity, at))
        return rows

    def _passes(self, favourite: Favourite) -> bool:
        if not self._filter:
            return True
        text = _folded(f"{favourite.name} {favourite.number} {favourite.group} {favourite.address}")
        return all(word in text for word in self._filter.split())

    def _watch(self, addresses: set[str]) -> None:
        watched = self._place.watched
        for address in addresses - watched.keys():
            watched[address] = self._colleagues.watch(address)
        for address in watched.keys() - addresses:
            watched.pop(address)()

    def _on_presence(self, batch: Iterable[Presentity]) -> None:
        changed: set[int] = set()
        for presentity in batch:
            for number in self._place.rows.get(presentity.address, ()):
                row = self._rows[number]
                assert isinstance(row, LampRow)
                if row.presentity == presentity:
                    continue
                if self._count_anew(row, presentity):
                    changed.add(row.heading)
                row.presentity, row.seen, row.texts = presentity, None, None
                changed.add(number)
        for number in changed:
            index = self.index(number)
            if self.is_seen(index):
                self.dataChanged.emit(index, index)

    def _count_anew(self, row: LampRow, presentity: Presentity) -> bool:
        gained = (presentity.state is PresenceState.AVAILABLE) - (row.presentity.state is PresenceState.AVAILABLE)
        heading = self._rows[row.heading]
        assert isinstance(heading, HeadingRow)
        heading.available += gained
        heading.texts = None
        return bool(gained)

    def close(self) -> None:
        """Stops watching."""
        for forget in self._forget:
            forget()
        self._watch(set())


def _folded(text: str) -> str:
    """Lower case without accents, so that ``muller`` finds ``Müller``."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
