"""The page of messages: the conversations, what a search finds in them, and one of them opened."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedLayout, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.messaging.message import Conversation, ConversationId, Message, MessageId
from ui.messaging.conversation_model import ConversationModel
from ui.messaging.conversation_view import ConversationView
from ui.messaging.ports import Talks
from ui.messaging.talk_panel import TalkPanel
from ui.style.tokens import SPACE_S, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.placeholder import Placeholder

_SEARCH_AFTER_MS = 150
_LEAST_LETTERS = 2


class MessagesPage(QWidget):
    """Signals:
    dial_wanted: a number or address to be called.
    new_wanted: a message to somebody who is yet to be chosen.
    """

    dial_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, talks: Talks, now_s: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._talks = talks
        self._found: tuple[Message, ...] = ()
        self._searched = ""
        self._opened: tuple[ConversationId | None, MessageId | None] = (None, None)
        self.model = ConversationModel(now_s, self)
        self.view = ConversationView(self.model)
        self.search = QLineEdit()
        self.new_button = Button(translate("messaging", "&New message"), "edit", "action")
        self.banner = Banner(is_dismissible=True)
        self.placeholder = Placeholder("message")
        self.panel = TalkPanel(talks, now_s)
        self._searching = QTimer(self)
        self._searching.setSingleShot(True)
        self._searching.setInterval(_SEARCH_AFTER_MS)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._is_stale = False
        self._build()
        self._connect()
        self._follow()

    def open(self, conversation: Conversation, message_id: MessageId | None = None) -> None:
        """Shows this conversation, at the message if one is given."""
        self._opened = (conversation.conversation_id, message_id)
        self._stack.setCurrentWidget(self.panel)
        self.panel.open(conversation, message_id)

    def show_problem(self, problem: UserFacingError) -> None:
        """Says what went wrong and what helps."""
        self.banner.show_message(Tone.WARNING, problem.title, problem.remedy)

    def is_reading(self, conversation_id: ConversationId) -> bool:
        """The user looks at this conversation now."""
        is_seen = self.panel.isVisible() and self.window().isActiveWindow()
        return is_seen and self.panel.conversation_id == conversation_id

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.search.setPlaceholderText(translate("messaging", "Search messages"))
        self.search.setAccessibleName(translate("messaging", "Search messages"))
        self.search.setClearButtonEnabled(True)
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self.search, 1)
        top.addWidget(self.new_button)
        self._list = QWidget()
        self._inside = QStackedLayout()
        self._inside.addWidget(self.view)
        self._inside.addWidget(self.placeholder)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addLayout(self._inside, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.panel)

    def _connect(self) -> None:
        talks = self._talks
        forgets = (talks.changed.add(lambda _: self._follow_once()), talks.problem.add(self.show_problem))
        self._resting.timeout.connect(self._follow_rest)
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])
        self.new_button.clicked.connect(self.new_wanted)
        self.search.textChanged.connect(lambda _: self._on_search_text())
        self._searching.timeout.connect(self._look)
        self.view.chosen.connect(self._on_chosen)
        self.view.remove_wanted.connect(self._on_remove)
        self.view.menu_wanted.connect(self._popup_menu)
        self.panel.closed.connect(self._on_closed)
        self.panel.dial_wanted.connect(self.dial_wanted)

    # ------------------------------------------------------------------- showing

    def _follow_once(self) -> None:
        """At once, and once more for all that changes in the same turn: with the directory, every conversation does."""
        if self._resting.isActive():
            self._is_stale = True
        else:
            self._follow()
            self._resting.start(0)

    def _follow_rest(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._follow()

    def _follow(self) -> None:
        chosen = self.model.row(self.view.currentIndex())
        words = self.search.text().split()
        talks = self._talks.conversations()
        by_id = {talk.conversation_id: talk for talk in talks}
        if words:
            talks = tuple(talk for talk in talks if _has(talk.peer_name, words))
        found = self._found if words else ()
        pairs = [(message, by_id[message.conversation_id]) for message in found if message.conversation_id in by_id]
        self.model.show(talks, tuple(pairs))
        if chosen is not None and chosen.message_id is None:
            index = self.model.index_of(chosen.conversation.conversation_id)
            if index.isValid():
                self.view.setCurrentIndex(index)
        self._show_placeholder(bool(words))

    def _show_placeholder(self, is_search: bool) -> None:
        if is_search:
            self.placeholder.say(translate("messaging", "Nothing was found"))
        else:
            self.placeholder.say(
                translate("messaging", "No messages"),
                translate("messaging", "Write to colleagues by name or number."),
                translate("messaging", "Write a message"),
                self.new_wanted.emit,
            )
        self._inside.setCurrentWidget(self.view if self.model.rowCount() else self.placeholder)

    def _on_search_text(self) -> None:
        self._searching.start()
        self._follow()

    def _look(self) -> None:
        text = self.search.text().strip()
        if len(text) < _LEAST_LETTERS:
            self._found, self._searched = (), ""
            self._follow()
            return

        def found(messages: tuple[Message, ...]) -> None:
            if self.search.text().strip() == text:
                self._found = messages
                self._follow()

        self._searched = text
        self._talks.search(text, found)

    # --------------------------------------------------------------------- deeds

    def menu_of(self, index: QModelIndex) -> QMenu | None:
        """What can be done with this conversation."""
        row = self.model.row(index)
        if row is None:
            return None
        menu, talk = QMenu(self), row.conversation
        name = talk.peer_name.replace("&", "&&")
        menu.setDefaultAction(menu.addAction(translate("messaging", "&Open"), lambda: self._on_chosen(index)))
        menu.addAction(
            translate("messaging", "&Call {name}").format(name=name), lambda: self.dial_wanted.emit(talk.peer_uri)
        )
        if talk.unread:
            menu.addAction(translate("messaging", "Mark as &read"), lambda: self._talks.mark_read(talk.conversation_id))
        menu.addSeparator()
        menu.addAction(translate("messaging", "&Delete…"), lambda: self._ask_delete(talk))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None:
            self.open(row.conversation, row.message_id)

    def _on_remove(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and row.message_id is None:
            self._ask_delete(row.conversation)

    def _ask_delete(self, conversation: Conversation) -> None:
        self.panel.model.open(conversation)
        self.panel.ask_delete()

    def _on_closed(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self._follow()
        left = self.model.index_of(*self._opened)
        if left.isValid():
            self.view.setCurrentIndex(left)
        self.view.setFocus()

    def _popup_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = self.menu_of(index)
        if menu is not None:
            menu.popup(at)

    # ------------------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._follow()
        self.panel.follow()

    def eventFilter(self, watched: "QWidget", event: QEvent) -> bool:  # type: ignore[override]
        """When the window is looked at again, what it shows is read."""
        if event.type() == QEvent.Type.WindowActivate:
            self.panel.follow()
        return False


def _has(name: str, words: list[str]) -> bool:
    folded = name.casefold()
    return all(word.casefold() in folded for word in words)
