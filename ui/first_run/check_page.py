"""Second page of the first run: the account is tried, step by step, and what fails is explained."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.accounts.account_finding import ORDER, AccountFinding
from softphone.accounts.accounts import Accounts
from softphone.accounts.certificates import host_of, trusting
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.protocol.events import AccountTestProgressed
from softphone.protocol.snapshots import AccountConfig, Certificate, RegistrationProblem, Transport
from ui.accounts.account_test_view import AccountTestView
from ui.accounts.certificate_dialog import CertificateDialog
from ui.style.tokens import SPACE_M, Tone
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row
from ui.widgets.labels import Label


class CheckPage(QWidget):
    """Signals: begun when a try begins, ended with whether the account works."""

    begun = Signal()
    ended = Signal(bool)

    def __init__(self, accounts: Accounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = AccountFinding(accounts, self._on_begin, self._on_step)
        self._shown: tuple[RegistrationProblem, Certificate] | None = None
        self._again: Callable[[], None] = lambda: None
        self._order: tuple[Transport, ...] = ORDER
        self._password: Secret | None = None
        self._trusted: dict[str, Certificate] = {}  # by the name of the server that showed it
        self.tried = Label("", wraps=True)
        self.view = AccountTestView()
        self.note = Label("", "", wraps=True)
        self.note.set_tone(Tone.WARNING)
        self.again_button = Button(translate("first_run", "Try a&gain"), "refresh")
        self.certificate_button = Button(translate("first_run", "Look at the &certificate…"), "lock")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        for widget in (self.tried, self.view, self.note):
            column.addWidget(widget)
        column.addLayout(button_row(self.again_button, self.certificate_button))
        column.addStretch(1)
        self.again_button.clicked.connect(self._retry)
        self.certificate_button.clicked.connect(self._look)

    @property
    def config(self) -> AccountConfig | None:
        """The account as it works, or as it was tried last."""
        return self._finding.config

    def buttons(self) -> tuple[Button, ...]:
        """What can be done about a try that has failed."""
        return self.again_button, self.certificate_button

    def start(self, config: AccountConfig, password: Secret, transports: tuple[Transport, ...]) -> None:
        """Tries it. Raises AccountError, EngineUnavailable."""
        self._password, self._order = password, transports or ORDER
        trusted = self._trusted.get(host_of(config))
        self._begin(config if trusted is None else trusting(config, trusted))

    def cancel(self) -> None:
        """Nothing more is tried."""
        self._finding.cancel()

    def _begin(self, config: AccountConfig) -> None:
        self._shown = None
        for widget in (self.again_button, self.certificate_button, self.note):
            widget.hide()
        self.begun.emit()
        self._finding.start(config, self._password, self._order)

    def _on_begin(self, config: AccountConfig) -> None:
        words = (
            translate("first_run", "Trying an encrypted connection (TLS).")
            if config.transport == Transport.TLS
            else translate("first_run", "Trying a connection that is not encrypted ({transport}).").format(
                transport=config.transport.value.upper()
            )
        )
        self.tried.setText(words)
        self.view.begin(config)

    def _on_step(self, step: AccountTestProgressed) -> None:
        self.view.take(step)
        if not step.is_last:
            return
        is_good = step.problem is None
        self.again_button.setVisible(not is_good)
        if step.problem is not None and step.certificate is not None:
            self._shown = (step.problem, step.certificate)
            self.certificate_button.show()
        config = self.config
        if is_good and config is not None and config.transport != Transport.TLS:
            words = translate(
                "first_run",
                "The server offers no encrypted connection: whoever is in the network can see whom you call.",
            )
            self.note.setText(words)
            self.note.show()
        self.ended.emit(is_good)

    def _retry(self) -> None:
        if self.config is not None:
            self._begin(self.config)

    def _look(self) -> None:
        if self._shown is None or self.config is None:
            return
        problem, certificate = self._shown
        config = self.config
        dialog = CertificateDialog(certificate, problem, config, lambda: self._trust(config, certificate), self)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _trust(self, config: AccountConfig, certificate: Certificate) -> None:
        self._trusted[host_of(config)] = certificate  # also when another password is entered then
        self._order = (Transport.TLS,)
        self._begin(trusting(config, certificate))
