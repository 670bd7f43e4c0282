"""The messages as a list; thousands of them."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from softphone.voicemail.entry import Entry
from ui.voicemail.voicemail_words import facts_words, name_words, spoken, when_words

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole


class MessageModel(QAbstractListModel):
    """name_of: whom the directory knows under number and name; asked only for rows that are looked at."""

    def __init__(
        self, name_of: Callable[[str, str], str], now_s: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._name_of, self._now_s = name_of, now_s
        self._entries: tuple[Entry, ...] = ()
        self._rows: dict[int, int] = {}
        self.playing_uid: int | None = None

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Shows these; rows that are the same stay as they are."""
        if entries == self._entries:
            return
        if [entry.uid for entry in entries] == [entry.uid for entry in self._entries]:
            changed = [row for row, pair in enumerate(zip(entries, self._entries, strict=True)) if pair[0] != pair[1]]
            self._entries = entries
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self._entries = entries
        self._rows = {entry.uid: row for row, entry in enumerate(entries)}
        self.endResetModel()

    def set_playing(self, uid: int | None) -> None:
        """Marks the message that is in the player."""
        before, self.playing_uid = self.playing_uid, uid
        for each in {before, uid} - {None}:
            index = self.index_of(each)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def entry(self, index: Index) -> Entry | None:
        """The message of a row."""
        return self._entries[index.row()] if index.isValid() and index.row() < len(self._entries) else None

    def index_of(self, uid: int | None) -> QModelIndex:
        """Where the message is; invalid when it is not there."""
        row = self._rows.get(uid) if uid is not None else None
        return self.index(row) if row is not None else QModelIndex()

    def name(self, entry: Entry) -> str:
        """Whom it is from."""
        return name_words(entry, self._name_of(entry.message.number, entry.message.name))

    def facts(self, entry: Entry) -> str:
        """The second line."""
        return facts_words(entry, self.name(entry))

    def when(self, entry: Entry) -> str:
        """Time or day."""
        return when_words(entry.message.received_s, self._now_s())

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each can be dragged to another program."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == _ROLE.DisplayRole:
            return self.name(entry)
        if role == _ROLE.AccessibleTextRole:
            return spoken(entry, self.name(entry))
        if role == _ROLE.ToolTipRole:
            return "\n".join(filter(None, (self.name(entry), self.facts(entry), entry.message.text)))
        return None
