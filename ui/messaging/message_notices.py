"""Notices of the desktop about messages, with a way to reply; no text on a locked screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from softphone.basics.words import translate
from softphone.messaging.message import ConversationId, Message
from ui.desktop.notices import Notice, NoticeAction, NoticeBoard
from ui.messaging.ports import Talks

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Discretion:
    """What is to be known before something is told.

    Attributes:
        is_locked: the screen is locked. wants_silence: the user does not want to be disturbed.
        allows: quiet hours let the user be told of this number now.
        is_reading: the user looks at the conversation.
    """

    is_locked: Callable[[], bool]
    wants_silence: Callable[[], bool]
    allows: Callable[[str], bool]
    is_reading: Callable[[ConversationId], bool]


class MessageNotices(QObject):
    """open: shows a conversation, ready for the reply."""

    def __init__(
        self,
        talks: Talks,
        board: NoticeBoard,
        discretion: Discretion,
        open: Callable[[ConversationId], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._talks, self._board, self._discretion, self._open = talks, board, discretion, open
        self._shown: dict[ConversationId, Callable[[], None]] = {}
        self._forget = (talks.arrived.add(self._on_arrived), talks.changed.add(self._on_changed))

    def close(self) -> None:
        """Tells no more."""
        for forget in self._forget:
            forget()

    def _on_arrived(self, message: Message) -> None:
        conversation = self._talks.conversation(message.conversation_id)
        discretion = self._discretion
        if conversation is None or message.is_own or discretion.is_reading(message.conversation_id):
            return
        number = conversation.peer_uri.partition(":")[2].partition("@")[0]
        if discretion.wants_silence() or not discretion.allows(number):
            return
        found_id = message.conversation_id
        actions = (
            NoticeAction("reply", translate("messaging", "Reply"), lambda: self._open(found_id)),
            NoticeAction("read", translate("messaging", "Mark as read"), lambda: self._talks.mark_read(found_id)),
        )
        title, text = conversation.peer_name, " ".join(message.text.split())
        if discretion.is_locked():
            title = translate("messaging", "New message")
            text = translate("messaging", "Unlock the screen to see it.")
        self._take_away(found_id)  # one for each person, however much they write
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        notice = Notice(title, shown, lambda: self._open(found_id), actions, category="im.received")
        self._shown[found_id] = self._board.show(notice)

    def _on_changed(self, conversation_id: ConversationId) -> None:
        conversation = self._talks.conversation(conversation_id)
        if conversation is None or not conversation.unread:
            self._take_away(conversation_id)

    def _take_away(self, conversation_id: ConversationId) -> None:
        take_away = self._shown.pop(conversation_id, None)
        if take_away is not None:
            take_away()
