"""The messages of one conversation as a list, with a row for each day; older ones are fetched when they are wanted."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from softphone.messaging.message import Conversation, ConversationId, Message, MessageId
from ui.history.history_words import day_of, day_words
from ui.messaging.message_words import spoken, state_words
from ui.messaging.ports import Talks

Index = QModelIndex | QPersistentModelIndex
PAGE = 60
_MOST_PAGES = 200
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class DayRow:
    """Above the first message of a day."""

    day: int


Row = Message | DayRow


class TalkModel(QAbstractListModel):
    """The newest message is the last row."""

    def __init__(self, talks: Talks, now_s: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._talks, self._now_s = talks, now_s
        self._messages: tuple[Message, ...] = ()
        self._rows: list[Row] = []
        self.conversation: Conversation | None = None
        self.has_more = False

    def open(self, conversation: Conversation | None) -> None:
        """Shows the newest messages of this conversation."""
        self.conversation = conversation
        page = self._talks.messages(conversation.conversation_id, PAGE) if conversation is not None else ()
        self.has_more = len(page) == PAGE
        self._reset(page)

    def refresh(self) -> None:
        """Takes in what is new or otherwise; what was fetched before stays."""
        conversation = self.conversation
        if conversation is None:
            return
        self.conversation = self._talks.conversation(conversation.conversation_id) or conversation
        page = self._talks.messages(conversation.conversation_id, PAGE)
        known = {message.message_id for message in page}
        older = self._older_than(page, known)
        messages = (*older, *page)
        if messages == self._messages:
            return
        before = [message.message_id for message in self._messages]
        after = [message.message_id for message in messages]
        if after[: len(before)] == before:
            self._append(messages)
        else:
            self._reset(messages)

    def fetch_older(self) -> int:
        """Puts the page before in front; returns how many rows came."""
        conversation = self.conversation
        if conversation is None or not self.has_more or not self._messages:
            return 0
        page = self._talks.messages(conversation.conversation_id, PAGE, self._messages[0].message_id)
        self.has_more = len(page) == PAGE
        if not page:
            return 0
        rows = _rows((*page, *self._messages))
        count = len(rows) - len(self._rows)
        # The row of the day that was first may belong before the older messages now; its place counts as kept.
        self.beginInsertRows(QModelIndex(), 0, count - 1)
        self._messages, self._rows = (*page, *self._messages), rows
        self.endInsertRows()
        self.dataChanged.emit(self.index(0), self.index(count))
        return count

    def find(self, message_id: MessageId) -> QModelIndex:
        """Where the message is, fetched if need be; invalid when it is not there."""
        for _ in range(_MOST_PAGES):
            index = self.index_of(message_id)
            if index.isValid() or not self.fetch_older():
                return index
        return QModelIndex()

    def index_of(self, message_id: MessageId) -> QModelIndex:
        """Where the message is among those that were fetched."""
        for at, row in enumerate(self._rows):
            if isinstance(row, Message) and row.message_id == message_id:
                return self.index(at)
        return QModelIndex()

    def row(self, index: Index) -> Row | None:
        """What stands at this place."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def message(self, index: Index) -> Message | None:
        """The message at this place; None for a day."""
        row = self.row(index)
        return row if isinstance(row, Message) else None

    def day_text(self, row: DayRow) -> str:
        """Today, Yesterday, or the date."""
        return day_words(row.day, day_of(self._now_s()))

    @property
    def conversation_id(self) -> ConversationId | None:
        """Of what is shown."""
        return self.conversation.conversation_id if self.conversation is not None else None

    # -------------------------------------------------------------------- inside

    def _older_than(self, page: tuple[Message, ...], known: set[MessageId]) -> tuple[Message, ...]:
        """Those that were fetched and stand before the page, if the two still meet."""
        if len(page) < PAGE:
            self.has_more = False
            return ()
        first = next((at for at, each in enumerate(self._messages) if each.message_id in known), None)
        if first is None:
            self.has_more = True
            return ()
        return self._messages[:first]

    def _append(self, messages: tuple[Message, ...]) -> None:
        rows, before = _rows(messages), len(self._rows)
        changed = [at for at, row in enumerate(self._rows) if row != rows[at]]
        self._messages = messages
        self._rows = rows[:before]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        if len(rows) > before:
            self.beginInsertRows(QModelIndex(), before, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()

    def _reset(self, messages: tuple[Message, ...]) -> None:
        self.beginResetModel()
        self._messages, self._rows = messages, _rows(messages)
        self.endResetModel()

    # ------------------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days are not stops."""
        is_message = self.message(index) is not None
        return super().flags(index) if is_message else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        if isinstance(row, DayRow):
            return self.day_text(row) if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole) else None
        if role == _ROLE.DisplayRole:
            return row.text
        if role == _ROLE.AccessibleTextRole:
            return spoken(row, self.conversation.peer_name if self.conversation is not None else "")
        if role == _ROLE.ToolTipRole:
            remedy = row.problem.remedy if row.problem is not None else ""
            return " ".join(filter(None, (state_words(row), remedy)))
        return None


def _rows(messages: tuple[Message, ...]) -> list[Row]:
    rows: list[Row] = []
    last = None
    for message in messages:
        day = day_of(message.at_s)
        if day != last:
            rows.append(DayRow(day))
            last = day
        rows.append(message)
    return rows
