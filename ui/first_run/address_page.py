"""First page of the first run: the address and the password; the server only where it must be."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from softphone.basics.ids import new_account_id
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig, SrtpMode, Transport
from ui.accounts.account_words import typed_address
from ui.first_run.progress import Entered
from ui.style.tokens import SPACE_M, SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, add_row, button_row, line_edit, mark_invalid, new_form, password_edit
from ui.widgets.labels import Label

_ANY = "any"


class AddressPage(QWidget):
    """Signals: file_chosen with the path of an account file."""

    file_chosen = Signal(Path)

    def __init__(self, entered: Entered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = AccountConfig(account_id=new_account_id(), address_of_record="", transport=Transport.TLS)
        self.address = line_edit(entered.address, "anna@example.com")
        self.password = password_edit()
        self.remember = QCheckBox(translate("first_run", "&Remember the password in this computer's password store"))
        self.remember.setChecked(True)
        self.name = line_edit(entered.name, translate("first_run", "Name that callers may see"))
        self.server = line_edit(entered.server, translate("first_run", "Found by the address"))
        self.sign_in_name = line_edit(entered.sign_in_name, translate("first_run", "Same as in the address"))
        self.transport = ChoiceBox(
            (
                (_ANY, translate("first_run", "Find out; encrypted if possible")),
                (Transport.TLS, translate("first_run", "TLS (encrypted)")),
                (Transport.TCP, "TCP"),
                (Transport.UDP, "UDP"),
            )
        )
        self.more = QWidget()
        self.more_button = Button(translate("first_run", "The &server has another name"), "chevron-right", "link")
        self.file_button = Button(translate("first_run", "Use an account &file…"), "import")
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self._build()
        self.more_button.clicked.connect(lambda: self.set_more_open(self.more.isHidden()))
        self.file_button.clicked.connect(self._choose_file)
        for field in (self.address, self.password):
            field.textChanged.connect(lambda _, field=field: mark_invalid(field, False))
        self.set_more_open(bool(entered.server or entered.sign_in_name))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        words = translate(
            "first_run",
            "Enter the address and the password that your administrator gave you. The address looks like one for mail.",
        )
        column.addWidget(Label(words, wraps=True))
        form = new_form()
        add_row(form, translate("first_run", "&Address"), self.address)
        add_row(form, translate("first_run", "&Password"), self.password)
        form.addRow("", self.remember)
        add_row(form, translate("first_run", "Your na&me"), self.name)
        column.addLayout(form)
        column.addWidget(self.problem)
        rest = QVBoxLayout()
        rest.setSpacing(SPACE_S)
        rest.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        rest.addWidget(self.more)
        second = new_form(self.more)
        hint = translate("first_run", "Host, or host:port.")
        add_row(second, translate("first_run", "Ser&ver"), self.server, hint)
        add_row(second, translate("first_run", "S&ign-in name"), self.sign_in_name)
        add_row(second, translate("first_run", "&Connection"), self.transport)
        column.addLayout(rest)
        column.addStretch(1)
        column.addLayout(button_row(self.file_button))

    def set_more_open(self, is_open: bool) -> None:
        """Shows or hides what is needed only where the address does not lead to the server."""
        self.more.setVisible(is_open)
        self.more_button.set_icon_name("chevron-down" if is_open else "chevron-right")

    def config(self) -> AccountConfig:
        """The account as it is entered; not yet checked."""
        return replace(
            self._base,
            address_of_record=self.address.text().strip(),
            display_name=self.name.text().strip(),
            server=self.server.text().strip(),
            auth_user=self.sign_in_name.text().strip(),
        )

    def kept(self, config: AccountConfig) -> AccountConfig:
        """What to keep of an account that was tried. Nobody was asked about the encryption of calls: behind TLS it is
        used with whoever can, and phone systems that insist on it take the calls. A file has its own word."""
        is_typed = not self._base.address_of_record
        return replace(config, srtp=SrtpMode.PREFERRED) if is_typed and config.transport == Transport.TLS else config

    def transports(self) -> tuple[Transport, ...]:
        """What is tried; empty for whatever works."""
        chosen = str(self.transport.chosen())
        return () if chosen == _ANY else (Transport(chosen),)

    def entered_password(self) -> Secret | None:
        """What was typed; None when nothing was."""
        return Secret(self.password.text()) if self.password.text() else None

    def entered(self) -> Entered:
        """What is worth keeping."""
        return Entered(
            address=self.address.text().strip(),
            name=self.name.text().strip(),
            server=self.server.text().strip(),
            sign_in_name=self.sign_in_name.text().strip(),
        )

    def take(self, config: AccountConfig) -> None:
        """Fills in an account of a file; what has no field here stays with it."""
        self._base = config
        self.address.setText(typed_address(config))
        self.name.setText(config.display_name)
        self.server.setText(config.server)
        self.sign_in_name.setText(config.auth_user)
        self.transport.choose(config.transport)
        self.set_more_open(bool(config.server or config.auth_user))
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str) -> None:
        """Says what cannot be used, and marks what is missing; empty for nothing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            fields = ((self.password, not self.password.text()), (self.address, "@" not in self.address.text()))
            for field, is_missing in fields:
                mark_invalid(field, is_missing)
                if is_missing:
                    field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_file(self) -> None:
        kinds = translate("first_run", "Account files (*.toml);;All files (*)")
        dialog = QFileDialog(self, translate("first_run", "Account file"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.file_chosen.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
