"""A mailbox in the settings of voicemail, with a test in words."""

from PySide6.QtWidgets import QWidget

from softphone.basics.ids import MailServerId, new_mail_server_id
from softphone.basics.words import translate
from softphone.settings.declared import MAILBOXES
from softphone.settings.mail_server import MailServer
from softphone.settings.settings import Settings
from softphone.voicemail.mail_account import MailAccount, MailTrial, normalised
from ui.settings.mailbox_form import MailboxForm
from ui.settings.server_page import ServerPage, missing_password
from ui.style.tokens import Tone
from ui.widgets.forms import button_row
from ui.widgets.labels import Label


class MailboxPage(ServerPage):
    """server_id: of a mailbox that is not there yet."""

    form: MailboxForm

    def __init__(
        self,
        account: MailAccount,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        server_id: MailServerId | None = None,
    ) -> None:
        super().__init__(settings, MAILBOXES, parent)
        self._account, self._server_id = account, server_id
        self._question = (
            translate("voicemail", "Remove the mailbox?"),
            translate(
                "voicemail",
                "Its settings, its password and the key of the copies on this computer are deleted. The messages stay "
                "at the server.",
            ),
        )
        self.test_button.set_hint(translate("voicemail", "Try the mailbox without saving it"))
        self.form = self._new_form()
        self._build()
        self._begin(account)

    def _new_form(self) -> MailboxForm:
        known = self._account.configured
        new = MailServer(server_id=self._server_id or new_mail_server_id())
        form = MailboxForm(known or new, has_password=known is not None)
        form.edited.connect(self._on_edited)
        return form

    def _build(self) -> None:
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

    def _save(self) -> None:
        server, password = self.form.server(), self.form.entered_password()
        if password is None and self._account.configured is None:
            self.form.password.setFocus()
            raise missing_password()
        self._account.save(server, password, remembers=self.form.remember.isChecked())
        self.form.take_saved(normalised(server))

    def _forget(self) -> None:
        self._account.remove()
