"""Everything about messages in the main window: the page, its badge, notices, and writing from everywhere else."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.notice_kind import NoticeKind
from softphone.presence.state import PresenceState
from softphone.protocol.events import EventFrame, MessageReceived
from ui.main_window import MainWindow
from ui.shortcuts import Keys
from ui.window_pages import MESSAGES

if TYPE_CHECKING:
    from softphone.messaging.message import Conversation, ConversationId
    from ui.desktop.notices import NoticeBoard
    from ui.directory.ports import People
    from ui.messaging.message_notices import MessageNotices
    from ui.messaging.messages_page import MessagesPage
    from ui.messaging.new_message_dialog import NewMessageDialog


class MessageWindows(QObject):
    """Nothing of messages is loaded before there is one, or before the user writes the first.

    people: where names are looked for.
    """

    def __init__(
        self, main: MainWindow, softphone: Softphone, people: "Callable[[], People]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._main, self._softphone, self._people = main, softphone, people
        self._has_begun = False
        self._board: NoticeBoard | None = None
        self.notices: MessageNotices | None = None
        self.dialog: NewMessageDialog | None = None
        self._forget = softphone.engine.events.add(self._on_event)
        shortcut = QShortcut(QKeySequence(Keys.MESSAGE), main)
        shortcut.activated.connect(self.write_new)
        self.look()

    def look(self) -> None:
        """Shows the page when there are messages, from before or from while the program was starting."""
        if self._softphone.has_messages:
            self._begin()

    def write_to(self, text: str) -> None:
        """Opens the conversation with this number or address, ready to write; says why it cannot be."""
        account = self._softphone.accounts.default()
        if account is None:
            self._main.show_notice(_no_account())
            return
        try:
            conversation = self._softphone.messaging.find(account.account_id, text)
        except UserFacingError as error:
            self._main.show_notice(error)
            return
        self._open(conversation)

    def write_new(self) -> "NewMessageDialog | None":
        """Asks whom to write to."""
        from ui.accounts.account_words import account_name
        from ui.messaging.new_message_dialog import NewMessageDialog

        views = self._softphone.accounts.views()
        default = self._softphone.accounts.default()
        if default is None:
            self._main.show_notice(_no_account())
            return None
        if self.dialog is None:
            first = sorted(views, key=lambda view: view.account_id != default.account_id)
            accounts = tuple((view.account_id, account_name(view.config)) for view in first)
            self.dialog = NewMessageDialog(self._people(), accounts, self._main)
            self.dialog.chosen.connect(self._on_chosen)
            self.dialog.finished.connect(self._on_dialog_closed)
        self.dialog.open()
        return self.dialog

    def open_conversation(self, conversation_id: "ConversationId") -> None:
        """Shows a conversation from elsewhere on the desktop."""
        conversation = self._softphone.messaging.conversation(conversation_id)
        self._main.bring_up()
        if conversation is not None:
            self._open(conversation)

    def use_board(self, board: "NoticeBoard") -> None:
        """Tells of messages there from now on."""
        self._board = board
        if self._has_begun:
            self._start_notices()

    @property
    def page(self) -> "MessagesPage | None":
        """The page; None while it has not been shown."""
        page = self._main.pages.page(MESSAGES)
        if page is None:
            return None
        from ui.messaging.messages_page import MessagesPage

        assert isinstance(page, MessagesPage)
        return page

    # ------------------------------------------------------------------ inside

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, MessageReceived):
            self._begin()

    def _begin(self) -> None:
        if self._has_begun:
            return
        self._has_begun = True
        self._forget()
        messaging = self._softphone.messaging
        self._main.pages.add_page(MESSAGES, "message", translate("messaging", "Messages"), self._new_page)
        messaging.changed.add(lambda _: self._count())
        messaging.problem.add(self._on_problem)
        self._count()
        if self._board is not None:
            self._start_notices()

    def _new_page(self) -> QWidget:
        from ui.messaging.messages_page import MessagesPage

        page = MessagesPage(self._softphone.messaging, self._softphone.runtime.wall_time_s)
        page.dial_wanted.connect(self._main.call_now)
        page.new_wanted.connect(self.write_new)
        return page

    def _open(self, conversation: "Conversation") -> None:
        self._begin()
        self._main.show_page(MESSAGES)
        page = self.page
        assert page is not None
        page.open(conversation)

    def _start_notices(self) -> None:
        from ui.messaging.message_notices import Discretion, MessageNotices

        assert self._board is not None
        softphone, status = self._softphone, self._softphone.own_status
        discretion = Discretion(
            is_locked=lambda: status.is_locked,
            # Quiet hours are silent too, but let some through.
            wants_silence=lambda: status.view.state == PresenceState.DO_NOT_DISTURB,
            allows=lambda number: softphone.allows_notice(NoticeKind.MESSAGE, number),
            is_reading=lambda conversation_id: self.page is not None and self.page.is_reading(conversation_id),
        )
        if self.notices is not None:
            self.notices.close()
        self.notices = MessageNotices(softphone.messaging, self._board, discretion, self.open_conversation, self)

    def _on_chosen(self, account_id: str, text: str) -> None:
        dialog = self.dialog
        try:
            conversation = self._softphone.messaging.find(AccountId(account_id), text)
        except UserFacingError as error:
            if dialog is not None:
                dialog.refuse(str(error))
            return
        if dialog is not None:
            dialog.accept()
        # The dialog gives the keyboard back to where it was, after this turn.
        QTimer.singleShot(0, self, lambda: self._open(conversation))

    def _on_dialog_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _count(self) -> None:
        self._main.pages.set_badge(MESSAGES, self._softphone.messaging.unread)

    def _on_problem(self, problem: UserFacingError) -> None:
        if self.page is None:  # the page tells it itself
            self._main.show_notice(problem)


def _no_account() -> UserFacingError:
    return UserFacingError(
        translate("messaging", "There is no account to write from."),
        translate("messaging", "Add your account in the settings."),
    )
