"""The fields of the mailbox of voicemail."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.settings.mail_server import MailSecurity, MailServer
from ui.accounts.ca_files import CaFiles
from ui.style.tokens import SPACE_M
from ui.widgets.forms import ChoiceBox, NumberField, add_row, line_edit, new_form, password_edit


class MailboxForm(QWidget):
    """Signals: edited when anything was changed."""

    edited = Signal()

    def __init__(self, server: MailServer, has_password: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._server = server
        self.label = line_edit(server.label, translate("voicemail", "For example: Sales team"), 100)
        self.host = line_edit(server.host, "mail.example.com")
        self.security = ChoiceBox(
            (
                (MailSecurity.IMAPS, translate("voicemail", "Encrypted (IMAPS)")),
                (MailSecurity.START_TLS, translate("voicemail", "Encrypted (StartTLS)")),
            )
        )
        self.security.choose(server.security)
        self.user = line_edit(server.user, translate("voicemail", "For example: 1001"))
        self.password = password_edit(translate("voicemail", "Unchanged") if has_password else "")
        self.remember = QCheckBox(translate("voicemail", "Remember the pass&word in this computer's password store"))
        self.remember.setChecked(True)
        self.port = NumberField(0, 65535)
        self.port.setPlaceholderText(translate("voicemail", "Usual"))
        if server.port:
            self.port.setValue(server.port)
        self.folder = line_edit(server.folder, "INBOX")
        self.ca_files = CaFiles(server.trusted_ca_files)
        self.enabled = QCheckBox(translate("voicemail", "Use this &mailbox"))
        self.enabled.setChecked(server.is_enabled)
        self._build()
        for field in self.findChildren(QLineEdit):
            field.textEdited.connect(lambda _: self.edited.emit())
        for box in (self.remember, self.enabled):
            box.clicked.connect(lambda _=False: self.edited.emit())
        self.security.activated.connect(lambda _: self.edited.emit())
        self.ca_files.changed.connect(self.edited)

    def server(self) -> MailServer:
        """The mailbox as it is entered; not yet checked."""
        return msgspec.structs.replace(
            self._server,
            label=self.label.text().strip(),
            host=self.host.text(),
            port=self.port.value(),
            security=MailSecurity(str(self.security.chosen())),
            user=self.user.text(),
            folder=self.folder.text(),
            trusted_ca_files=self.ca_files.files(),
            is_enabled=self.enabled.isChecked(),
        )

    def entered_password(self) -> Secret | None:
        """What was typed; None when nothing was."""
        return Secret(self.password.text()) if self.password.text() else None

    def take_saved(self, server: MailServer) -> None:
        """What was entered is in use now."""
        self._server = server
        self.host.setText(server.host)
        self.port.setText(str(server.port) if server.port else "")
        if self.password.text():
            self.password.clear()
            self.password.setPlaceholderText(translate("voicemail", "Unchanged"))

    def _build(self) -> None:
        form = new_form()
        hint = translate("voicemail", "Shown where there are several mailboxes.")
        add_row(form, translate("voicemail", "Nam&e"), self.label, hint)
        add_row(form, translate("voicemail", "&Server"), self.host)
        add_row(form, translate("voicemail", "Connectio&n"), self.security)
        add_row(form, translate("voicemail", "&User name"), self.user)
        add_row(form, translate("voicemail", "&Password"), self.password)
        form.addRow("", self.remember)
        hint = translate("voicemail", "993 for IMAPS and 143 for StartTLS, as a rule.")
        add_row(form, translate("voicemail", "P&ort"), self.port, hint)
        hint = translate("voicemail", "Where the messages are.")
        add_row(form, translate("voicemail", "&Folder"), self.folder, hint)
        add_row(form, translate("voicemail", "Trusted certific&ates"), self.ca_files)
        form.addRow("", self.enabled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(form)
