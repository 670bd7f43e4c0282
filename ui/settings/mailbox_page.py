"""A mailbox in the settings of voicemail, with a test in words."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import MailServerId, new_mail_server_id
from softphone.basics.words import translate
from softphone.settings.declared import MAILBOXES
from softphone.settings.mail_server import MailServer
from softphone.settings.settings import Settings
from softphone.voicemail.mail_account import MailAccount, MailTrial, normalised
from ui.settings.locks import apply_lock
from ui.settings.mailbox_form import MailboxForm
from ui.style.tokens import SPACE_M, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.forms import button_row
from ui.widgets.labels import Label


class MailboxPage(QWidget):
    """What is entered counts when it is saved, as with the directory. server_id: of a mailbox that is not there yet."""

    def __init__(
        self,
        account: MailAccount,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        server_id: MailServerId | None = None,
    ) -> None:
        super().__init__(parent)
        self._account, self._server_id = account, server_id
        self._drop_test: Callable[[], None] = lambda: None
        self._is_edited = False
        self.outcome = Banner(is_dismissible=True)
        self.form = self._new_form()
        self.test_button = Button(translate("voicemail", "&Test"), "refresh")
        self.test_button.set_hint(translate("voicemail", "Try the mailbox without saving it"))
        self.remove_button = Button(translate("voicemail", "&Remove…"), "remove")
        self.save_button = Button(translate("voicemail", "Sa&ve"), "", "primary")
        self._build()
        for widget in (self.form, self.remove_button, self.save_button):
            apply_lock(widget, settings, MAILBOXES)
        self.test_button.clicked.connect(self._on_test)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button.clicked.connect(self._confirm_removal)
        forgets = (account.changed.add(lambda _: self._follow()), account.problems.add(self._show_problem))
        self.destroyed.connect(lambda _=None: [forget() for forget in (*forgets, lambda: self._drop_test())])
        self._follow()

    def has_unsaved(self) -> bool:
        """What was entered differs from what is in use."""
        return self._is_edited

    def save(self) -> bool:
        """Takes it over; False, with the reason on show, when that cannot be."""
        self._on_save()
        return not self._is_edited

    def _new_form(self) -> MailboxForm:
        known = self._account.configured
        new = MailServer(server_id=self._server_id or new_mail_server_id())
        form = MailboxForm(known or new, has_password=known is not None)
        form.edited.connect(self._on_edited)
        return form

    def _build(self) -> None:
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_M)
        words = translate(
            "voicemail",
            "Your messages as a list, to be played without a call. A copy is kept on this computer, encrypted; what "
            "you hear or delete here is heard or deleted on your desk phone, too.",
        )
        self.column.addWidget(Label(words, "muted", wraps=True))
        self.column.addWidget(self.form)
        self.column.addWidget(self.outcome)
        self.column.addLayout(button_row(self.test_button, self.remove_button, right=(self.save_button,)))

    def _follow(self) -> None:
        self.remove_button.setVisible(self._account.configured is not None)

    def _on_edited(self) -> None:
        self._is_edited = True
        self.outcome.hide()
        self.save_button.setText(translate("voicemail", "Sa&ve"))

    def _on_test(self) -> None:
        self._drop_test()
        server, password = self.form.server(), self.form.entered_password()

        def start() -> None:
            self._drop_test = self._account.test(server, password, self._on_tried)
            self.outcome.show_message(Tone.NEUTRAL, translate("voicemail", "Trying the mailbox…"))
            self.test_button.setEnabled(False)

        self._try(start)

    def _on_tried(self, trial: MailTrial) -> None:
        self.test_button.setEnabled(True)
        if trial.problem is not None:
            self.outcome.show_message(Tone.DANGER, trial.problem.title, trial.problem.remedy)
        else:
            count = translate("voicemail", "%n voice message(s) are there.", "", trial.count)
            self.outcome.show_message(Tone.POSITIVE, translate("voicemail", "Everything works."), count)

    def _on_save(self) -> None:
        if self._try(self._save):
            self.save_button.setText(translate("voicemail", "Saved"))

    def _save(self) -> None:
        server, password = self.form.server(), self.form.entered_password()
        if password is None and self._account.configured is None:
            self.form.password.setFocus()
            raise UserFacingError(
                translate("voicemail", "The password is missing."), translate("voicemail", "Enter it to sign in.")
            )
        self._account.save(server, password, remembers=self.form.remember.isChecked())
        self.form.take_saved(normalised(server))
        self._is_edited = False
        self._follow()

    def _confirm_removal(self) -> None:
        title = translate("voicemail", "Remove the mailbox?")
        text = translate(
            "voicemail", "Its settings, its password and the key of the copies on this computer are deleted. The "
            "messages stay at the server."
        )  # fmt: skip
        question = ConfirmDialog(title, text, translate("voicemail", "&Remove"), self._remove, self)
        question.finished.connect(question.deleteLater)
        question.open()

    def _remove(self) -> None:
        self._account.remove()
        old, self.form = self.form, self._new_form()
        self._is_edited = False
        self.column.replaceWidget(old, self.form)
        old.deleteLater()
        self.outcome.hide()
        self._follow()

    def _try(self, run: Callable[[], object]) -> bool:
        try:
            run()
        except UserFacingError as problem:
            self._show_problem(problem)
            return False
        return True

    def _show_problem(self, problem: UserFacingError) -> None:
        self.outcome.show_message(Tone.WARNING, problem.title, problem.remedy)
