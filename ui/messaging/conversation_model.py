"""Conversations, or what a search found in them, as a list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from softphone.messaging.message import Conversation, ConversationId, Message, MessageId, MessageState
from ui.messaging.message_words import how_far_words, marked_state, preview, spoken_conversation
from ui.voicemail.voicemail_words import when_words

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A conversation; message_id: the message in it that was found, None for the conversation itself."""

    conversation: Conversation
    text: str
    at_s: float
    message_id: MessageId | None = None

    @property
    def unread(self) -> int:
        """0 for what was found."""
        return self.conversation.unread if self.message_id is None else 0

    @property
    def state(self) -> MessageState | None:
        """What is to be said of the last own message; None for what was found, and when all is well."""
        return marked_state(self.conversation) if self.message_id is None else None


class ConversationModel(QAbstractListModel):
    """Rows that stay the same are not drawn anew."""

    def __init__(self, now_s: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._rows: tuple[TalkRow, ...] = ()

    def show(
        self, conversations: tuple[Conversation, ...], found: tuple[tuple[Message, Conversation], ...] = ()
    ) -> None:
        """Shows these conversations, then what was found within others."""
        rows = tuple(TalkRow(each, preview(each), each.last_at_s) for each in conversations)
        rows += tuple(
            TalkRow(talk, " ".join(message.text.split()), message.at_s, message.message_id) for message, talk in found
        )
        if rows == self._rows:
            return
        if [_key(row) for row in rows] == [_key(row) for row in self._rows]:
            changed = [at for at, pair in enumerate(zip(rows, self._rows, strict=True)) if pair[0] != pair[1]]
            self._rows = rows
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> TalkRow | None:
        """The row at this place."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, conversation_id: ConversationId | None, message_id: MessageId | None = None) -> QModelIndex:
        """Where the conversation is, at best as that message of it; invalid when it is not there."""
        places = [at for at, row in enumerate(self._rows) if row.conversation.conversation_id == conversation_id]
        exact = [at for at in places if self._rows[at].message_id == message_id]
        return self.index((exact or places)[0]) if places else QModelIndex()

    def when(self, row: TalkRow) -> str:
        """Time or day."""
        return when_words(row.at_s, self._now_s())

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == _ROLE.DisplayRole:
            return row.conversation.peer_name
        if role == _ROLE.AccessibleTextRole:
            if row.message_id is None:
                return spoken_conversation(row.conversation, self._now_s())
            return f"{row.conversation.peer_name}, {row.text}, {self.when(row)}"
        if role == _ROLE.ToolTipRole:
            words = how_far_words(row.state) if row.state is not None else ""
            return "\n".join(filter(None, (row.conversation.peer_name, row.text, words)))
        return None


def _key(row: TalkRow) -> tuple[ConversationId, MessageId | None]:
    return row.conversation.conversation_id, row.message_id
