"""The settings page of voicemail: one mailbox, or several to choose from."""

from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from softphone.basics.ids import MailServerId, new_mail_server_id
from softphone.basics.words import translate
from softphone.settings.declared import MAILBOXES
from softphone.settings.settings import Settings
from softphone.voicemail.mail_account import MailAccount
from softphone.voicemail.mailboxes import name_of
from ui.settings.locks import apply_lock
from ui.settings.mailbox_page import MailboxPage
from ui.style.tokens import SPACE_M, SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox


class Accounts(Protocol):
    """The part of `Mailboxes` that is set up here."""

    def account(self, server_id: MailServerId) -> MailAccount: ...


class MailboxesPage(QWidget):
    """The choice is not seen before there is a second mailbox."""

    def __init__(self, mailboxes: Accounts, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mailboxes, self._settings = mailboxes, settings
        self._pages: dict[MailServerId, MailboxPage] = {}
        self._new: MailServerId | None = None
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(translate("voicemail", "Mailbox"))
        self.add_button = Button(translate("voicemail", "Add another mailbox"), "add", "link")
        self._build()
        apply_lock(self.add_button, settings, MAILBOXES)
        self.choice.activated.connect(lambda _: self.show_mailbox(MailServerId(str(self.choice.chosen()))))
        self.add_button.clicked.connect(self.add)
        self.destroyed.connect(settings.changed.add(lambda key: self._follow() if key == MAILBOXES.key else None))
        self._follow()

    @property
    def page(self) -> MailboxPage:
        """The one that is shown."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, MailboxPage)
        return shown

    def has_unsaved(self) -> bool:
        """What was entered for any of them differs from what is in use."""
        return any(page.has_unsaved() for page in self._pages.values())

    def save(self) -> bool:
        """Takes all over; False, with the reason on show, when that cannot be."""
        for server_id, page in tuple(self._pages.items()):
            if page.has_unsaved() and not page.save():
                self.show_mailbox(server_id)
                return False
        return True

    def show_mailbox(self, server_id: MailServerId) -> None:
        """Shows this one, also one that is not saved yet."""
        if server_id not in self._pages:
            account = self._mailboxes.account(server_id)
            self._pages[server_id] = MailboxPage(account, self._settings, server_id=server_id)
            self._stack.addWidget(self._pages[server_id])
        self._stack.setCurrentWidget(self._pages[server_id])
        self.choice.choose(server_id)

    def add(self) -> None:
        """Shows the fields of a mailbox that is not there yet."""
        self._new = self._new or new_mail_server_id()
        self._fill()
        self.show_mailbox(self._new)
        self.page.form.host.setFocus()

    # ------------------------------------------------------------------ inside

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self.choice, 1)
        top.addStretch(0)
        top.addWidget(self.add_button)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(top)
        column.addLayout(self._stack)

    def _follow(self) -> None:
        there = [server.server_id for server in self._settings.entries(MAILBOXES)]
        if self._new in there:
            self._new = None
        if not there:
            self._new = self._new or new_mail_server_id()
        self._fill()
        wanted = [*there, *([self._new] if self._new is not None else [])]
        for server_id in self._pages.keys() - set(wanted):
            page = self._pages.pop(server_id)
            self._stack.removeWidget(page)
            page.deleteLater()
        shown = next((each for each, page in self._pages.items() if page is self._stack.currentWidget()), wanted[0])
        self.show_mailbox(shown)

    def _fill(self) -> None:
        servers = self._settings.entries(MAILBOXES)
        self.choice.clear()
        for server in servers:
            self.choice.addItem(name_of(server), server.server_id)
        if self._new is not None:
            self.choice.addItem(translate("voicemail", "New mailbox"), self._new)
        self.choice.setVisible(self.choice.count() > 1)
        self.add_button.setVisible(bool(servers) and self._new is None)
