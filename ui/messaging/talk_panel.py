"""One conversation: whom it is with, what was written, and the field for the next message."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.messaging.message import Conversation, ConversationId, MessageId, MessageState
from ui.messaging.compose_field import ComposeField
from ui.messaging.message_words import address_words, parts_words
from ui.messaging.ports import Talks
from ui.messaging.talk_model import TalkModel
from ui.messaging.talk_view import TalkView
from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel


class TalkPanel(QWidget):
    """What was begun for somebody stays while the program runs.

    Signals:
        closed: back to the list.
        dial_wanted: the other side's number or address.
    """

    closed = Signal()
    dial_wanted = Signal(str)

    def __init__(self, talks: Talks, now_s: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._talks = talks
        self._drafts: dict[ConversationId, str] = {}
        self.dialog: QDialog | None = None
        self.model = TalkModel(talks, now_s, self)
        self.view = TalkView(self.model)
        self.back = IconButton("chevron-left", translate("messaging", "Back to all conversations"), "Esc")
        self.name = ElidedLabel("", "name")
        self.address = ElidedLabel("", "small")
        self.call = IconButton("phone", translate("messaging", "Call"))
        self.remove = IconButton("remove", translate("messaging", "Delete this conversation"))
        self.typing = ElidedLabel("", "small")
        self.field = ComposeField()
        self.send = Button("", "send", "primary")
        self.send.set_hint(translate("messaging", "Send"), "Return")
        self.parts = ElidedLabel("", "small", keeps_width=True)
        self.problem = Banner(is_dismissible=True)
        self._build()
        self._connect()

    @property
    def conversation_id(self) -> ConversationId | None:
        """Of the conversation that is shown; None while there is none."""
        return self.model.conversation_id

    def open(self, conversation: Conversation, message_id: MessageId | None = None) -> None:
        """Shows the conversation from its end, or at this message."""
        self._keep_draft()
        self.problem.hide()
        self.model.open(conversation)
        self._show_head()
        self.field.setPlainText(self._drafts.get(conversation.conversation_id, ""))
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.follow()
        if message_id is not None:
            self.view.show_message(message_id)
        else:
            self.view.show_end()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_talk(self) -> None:
        """Back to the list; what was begun is kept."""
        self._keep_draft()
        self.model.open(None)
        self.closed.emit()

    def follow(self) -> None:
        """What is seen is read: called after a change, and when the window is looked at again."""
        conversation_id = self.conversation_id
        if conversation_id is not None and self.isVisible() and self.window().isActiveWindow():
            self._talks.mark_read(conversation_id)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.address)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self.back)
        head.addLayout(words, 1)
        head.addWidget(self.call)
        head.addWidget(self.remove)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.field, 1)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        below = QHBoxLayout()
        below.addWidget(self.typing, 1)
        below.addWidget(self.parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.problem)
        column.addLayout(below)
        column.addLayout(row)

    def _connect(self) -> None:
        talks = self._talks
        forgets = (talks.changed.add(self._on_changed), talks.typing_changed.add(lambda _: self._show_typing()))
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])
        self.back.clicked.connect(self.close_talk)
        self.call.clicked.connect(self._on_call)
        self.remove.clicked.connect(self.ask_delete)
        self.send.clicked.connect(self._on_send)
        self.field.send_wanted.connect(self._on_send)
        self.field.escaped.connect(self.close_talk)
        self.field.textChanged.connect(self._on_text)
        self.view.typed.connect(self.field.type_text)
        self.view.retry_wanted.connect(lambda message_id: talks.retry(MessageId(message_id)))
        self.view.copy_wanted.connect(self._copy)
        self.view.menu_wanted.connect(self._popup_menu)

    # ------------------------------------------------------------------- showing

    def _show_head(self) -> None:
        conversation = self.model.conversation
        if conversation is None:
            return
        self.name.set_full_text(conversation.peer_name)
        address = address_words(conversation)
        self.address.set_full_text(address)
        self.address.setVisible(bool(address))
        name = conversation.peer_name
        self.field.set_prompt(translate("messaging", "Message to {name}").format(name=name))
        self.call.set_hint(translate("messaging", "Call {name}").format(name=name))
        self._show_typing()
        self._show_parts()

    def _show_typing(self) -> None:
        conversation = self.model.conversation
        types = conversation is not None and self._talks.is_typing(conversation.conversation_id)
        name = conversation.peer_name if conversation is not None else ""
        self.typing.set_full_text(translate("messaging", "{name} is typing…").format(name=name) if types else "")

    def _show_parts(self) -> None:
        conversation = self.model.conversation
        is_sms = conversation is not None and conversation.is_sms
        self.parts.set_full_text(parts_words(self._talks.parts(self.field.text()), is_sms) if is_sms else "")

    def _on_changed(self, conversation_id: ConversationId) -> None:
        if conversation_id == self.conversation_id:
            self.model.refresh()
            self._show_head()
            self.follow()

    # ------------------------------------------------------------------- writing

    def _on_text(self) -> None:
        conversation_id = self.conversation_id
        self.send.setEnabled(bool(self.field.text().strip()))
        self._show_parts()
        if conversation_id is not None and self.field.hasFocus() and self.field.text():
            self._talks.user_types(conversation_id)

    def _on_send(self) -> None:
        conversation_id, text = self.conversation_id, self.field.text()
        if conversation_id is None or not text.strip():
            return
        try:
            self._talks.write(conversation_id, text)
        except UserFacingError as error:
            self.problem.show_message(Tone.WARNING, error.title, error.remedy)
            return
        self.problem.hide()
        self._drafts.pop(conversation_id, None)
        self.field.clear()
        self.view.show_end()

    def _keep_draft(self) -> None:
        conversation_id = self.conversation_id
        if conversation_id is not None:
            self._drafts[conversation_id] = self.field.text()

    # --------------------------------------------------------------------- deeds

    def menu_of(self, index: QModelIndex) -> QMenu | None:
        """What can be done with this message."""
        message = self.model.message(index)
        if message is None:
            return None
        menu = QMenu(self)
        if message.is_own and message.state is MessageState.FAILED:
            again = menu.addAction(translate("messaging", "&Send again"))
            again.triggered.connect(lambda: self._talks.retry(message.message_id))
            menu.setDefaultAction(again)
        copy = menu.addAction(translate("messaging", "&Copy the text"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(message.text))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def ask_delete(self) -> None:
        """Asks whether the conversation is to be deleted, here and for good."""
        from ui.widgets.confirm_dialog import ConfirmDialog

        conversation = self.model.conversation
        if conversation is None:
            return
        title = translate("messaging", "Delete the conversation with {name}?").format(name=conversation.peer_name)
        text = translate("messaging", "All its messages are removed from this computer. {name} keeps theirs.").format(
            name=conversation.peer_name
        )
        found_id = conversation.conversation_id
        action = translate("messaging", "&Delete")
        self.dialog = ConfirmDialog(title, text, action, lambda: self._delete(found_id), self.window())
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _delete(self, conversation_id: ConversationId) -> None:
        self._drafts.pop(conversation_id, None)
        self.field.clear()
        if conversation_id == self.conversation_id:
            self.close_talk()
        self._drafts.pop(conversation_id, None)
        self._talks.delete(conversation_id)

    def _on_call(self) -> None:
        if self.model.conversation is not None:
            self.dial_wanted.emit(self.model.conversation.peer_uri)

    def _copy(self, index: QModelIndex) -> None:
        message = self.model.message(index)
        if message is not None:
            QGuiApplication.clipboard().setText(message.text)

    def _popup_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = self.menu_of(index)
        if menu is not None:
            menu.popup(at)
