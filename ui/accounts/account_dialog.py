"""The dialog that adds or changes one account, and tests it step by step."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.accounts.config import normalised
from softphone.accounts.server_probes import ServerProbes
from softphone.accounts.view import AccountView
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import new_account_id
from softphone.basics.words import translate
from softphone.pbx_profiles.profiles import Profiles
from softphone.protocol.events import AccountTestProgressed
from softphone.protocol.snapshots import AccountConfig, Certificate, RegistrationProblem, ServerOffer, Transport
from ui.accounts.account_form import AccountForm
from ui.accounts.account_test_view import AccountTestView
from ui.accounts.account_words import account_name
from ui.accounts.certificate_dialog import CertificateDialog
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row
from ui.widgets.labels import Label

WIDTH = 520


class AccountDialog(QDialog):
    """view: the account to change; None for a new one. profiles, probes: the phone systems, and how they are asked."""

    def __init__(
        self,
        accounts: Accounts,
        profiles: Profiles,
        probes: ServerProbes,
        view: AccountView | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts, self._probes = accounts, probes
        self._probe_id = ""
        self._is_new = view is None
        self._lacks_password = view is None or view.needs_password
        self._test_id = ""
        config = view.config if view is not None else _new_config()
        self.form = AccountForm(
            config,
            has_password=view is not None and not view.needs_password,
            profiles=profiles,
            has_turn_password=view is not None and view.has_turn_password,
        )
        self.test_view = AccountTestView()
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self.test_button = Button(translate("accounts", "&Test"), "refresh")
        self.test_button.set_hint(translate("accounts", "Try the account step by step without saving it"))
        self.certificate_button = Button(translate("accounts", "Look at the certi&ficate…"), "lock")
        self.certificate_button.hide()
        self._shown: tuple[RegistrationProblem | None, Certificate | None] = (None, None)
        self.cancel_button = Button(translate("accounts", "Cancel"))
        self.save_button = Button(
            translate("accounts", "&Add") if view is None else translate("accounts", "S&ave"), "", "primary"
        )
        title = translate("accounts", "Add an account") if view is None else account_name(config)
        self.setWindowTitle(title)
        self._build(title)
        self._connect()

    def _build(self, title: str) -> None:
        inside = QWidget()
        inside.setObjectName("scroll_content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.form)
        column.addWidget(self.test_view)
        column.addLayout(button_row(self.certificate_button))
        column.addStretch(1)
        self._inside = inside
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else it takes the first letters typed
        self.save_button.setDefault(True)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        bottom.setSpacing(SPACE_M)
        bottom.addWidget(self.problem)
        bottom.addLayout(button_row(self.test_button, right=(self.cancel_button, self.save_button)))
        head = QVBoxLayout()
        head.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        head.addWidget(Label(title, "title"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, SPACE_L, 0, SPACE_L)
        outer.setSpacing(SPACE_L)
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(bottom)
        self._fit()

    def _connect(self) -> None:
        self.form.edited.connect(self._hide_problem)
        self.form.more_toggled.connect(lambda: QTimer.singleShot(0, self, self._fit))
        self.form.phone_system.asked.connect(self._on_ask)
        self.test_button.clicked.connect(self._on_test)
        self.certificate_button.clicked.connect(self._on_certificate)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save)
        self.finished.connect(lambda _: self._on_finished())

    def _on_finished(self) -> None:
        self._accounts.cancel_test(self._test_id)
        self._probes.cancel(self._probe_id)

    def _on_ask(self) -> None:
        self._try(self._ask)

    def _ask(self) -> None:
        field = self.form.phone_system
        self._probe_id = self._probes.start(self.form.config(), self.form.entered_password(), self._on_offer)
        field.begin()

    def _on_offer(self, offer: ServerOffer) -> None:
        self.form.phone_system.show_offer(offer)
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.form.phone_system))

    def _on_test(self) -> None:
        config = self.form.config()
        if not self._try(lambda: self._start_test(config)):
            self.test_view.hide()

    def _start_test(self, config: AccountConfig) -> None:
        self._accounts.cancel_test(self._test_id)
        self._test_id = self._accounts.test(config, self.form.entered_password(), self._on_step)
        self.test_view.begin(normalised(config))
        self.test_button.setEnabled(False)
        self.certificate_button.hide()
        QTimer.singleShot(0, self, self._show_test)

    def _on_step(self, step: AccountTestProgressed) -> None:
        self.test_view.take(step)
        self._shown = (step.problem, step.certificate)
        self.certificate_button.setVisible(step.certificate is not None)
        if step.is_last:
            self.test_button.setEnabled(True)
            QTimer.singleShot(0, self, self._show_test)

    def _on_certificate(self) -> None:
        problem, certificate = self._shown
        if problem is None or certificate is None:
            return
        dialog = CertificateDialog(
            certificate, problem, self.form.config(), lambda: self._trust(certificate.fingerprint), self
        )
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _trust(self, fingerprint: str) -> None:
        """Taken over into what is entered, and tried at once."""
        self.form.trusted.add(fingerprint)
        self._on_test()

    def _on_save(self) -> None:
        if self._try(self._save):
            self.accept()

    def _save(self) -> None:
        config, password = self.form.config(), self.form.entered_password()
        remember, turn_password = self.form.remember.isChecked(), self.form.entered_turn_password()
        if normalised(config).is_enabled and self.form.lacks_turn_password():
            raise UserFacingError(
                translate("accounts", "The password for the TURN server is missing."),
                translate("accounts", "Enter it, or leave the TURN server empty."),
            )
        if not self._is_new:
            self._accounts.update(config, password, remember, turn_password)
        elif password is None:
            raise UserFacingError(
                translate("accounts", "The password is missing."), translate("accounts", "Enter it to sign in.")
            )
        else:
            self._accounts.add(config, password, remember, turn_password)

    def _try(self, run: Callable[[], None]) -> bool:
        try:
            run()
        except UserFacingError as problem:
            self.problem.setText(f"{problem.title} {problem.remedy}".strip())
            self.problem.show()
            self.form.mark_missing(self._lacks_password)
            return False
        self._hide_problem()
        return True

    def _hide_problem(self) -> None:
        self.problem.hide()

    def _show_test(self) -> None:
        self._fit()
        self._scroll.ensureWidgetVisible(self.test_view)

    def _fit(self) -> None:
        """As high as its content, as far as the screen allows."""
        wanted = self._inside.sizeHint().height() + 150
        available = self.screen().availableGeometry().height() - 80
        self.resize(max(WIDTH, self.width()), min(max(wanted, self.height()), available))


def _new_config() -> AccountConfig:
    return AccountConfig(account_id=new_account_id(), address_of_record="", transport=Transport.UDP)
