"""Shows what a phone server showed of itself, and lets the user trust exactly that, on purpose."""

import time
from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.accounts.certificates import faults, grouped, host_of, names_of, trust
from softphone.accounts.view import AccountView
from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig, Certificate, RegistrationProblem
from softphone.settings.declared import ACCOUNTS
from softphone.settings.settings import Settings
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, Tone
from ui.widgets.buttons import Button
from ui.widgets.forms import button_row, plain
from ui.widgets.labels import IconLabel, Label
from ui.widgets.scrolled import Scrolled

WIDTH = 560


class CertificateDialog(QDialog):
    """Not trusting is the default, and trusting takes two steps.

    Args:
        config: the account, with the certificates that it trusts so far.
        on_trusted: carries the user's decision out; None where an administrator decides.
    """

    def __init__(
        self,
        certificate: Certificate,
        problem: RegistrationProblem,
        config: AccountConfig,
        on_trusted: Callable[[], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.certificate = certificate
        self._config = config
        self._is_changed = problem is RegistrationProblem.CERTIFICATE_CHANGED
        self.faults = faults(problem, certificate, config, time.time())
        self.agreed = QCheckBox(translate("accounts", "I have compared the &fingerprint, and every group is the same"))
        self.trust_button = Button(translate("accounts", "&Trust this certificate"), "", "danger")
        self.trust_button.setEnabled(False)
        self.leave_button = Button(translate("accounts", "Do &not trust"), "", "primary")
        self.leave_button.setDefault(True)
        title = (
            translate("accounts", "{server} shows a new certificate")
            if self._is_changed
            else translate("accounts", "The identity of {server} is not certain")
        ).format(server=host_of(config))
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._build(title, may_trust=on_trusted is not None)
        self.agreed.toggled.connect(self.trust_button.setEnabled)
        self.trust_button.clicked.connect(self.accept)
        self.leave_button.clicked.connect(self.reject)
        if on_trusted is not None:
            self.accepted.connect(lambda: on_trusted())
        self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, title: str, *, may_trust: bool) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        whole.setSpacing(SPACE_M)
        whole.addWidget(Label(title, "title", wraps=True))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        whole.addWidget(Scrolled(content), 1)
        words = translate(
            "accounts",
            "Somebody may be between you and the server, and would get your password and your calls. Nothing has been "
            "sent yet.",
        )
        column.addWidget(Label(words, wraps=True))
        for fault in self.faults:
            column.addLayout(_warning(fault))
        column.addLayout(self._facts())
        if may_trust:
            asks = translate(
                "accounts",
                "Ask your administrator to read the fingerprint to you, by telephone or in person, and compare it.",
            )
            column.addWidget(Label(asks, wraps=True))
            column.addWidget(self.agreed)
            whole.addLayout(button_row(right=(self.trust_button, self.leave_button)))
        else:
            only = translate("accounts", "Your administrator decides which servers are trusted. Show this to them.")
            column.addWidget(Label(only, wraps=True))
            self.leave_button.setText(translate("accounts", "&Close"))
            whole.addLayout(button_row(right=(self.leave_button,)))
        self.setAccessibleDescription(" ".join(self.faults))

    def _facts(self) -> QFormLayout:
        shown = self.certificate
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        names = ", ".join(names_of(shown)[:8])
        for text, value in (
            (translate("accounts", "Issued to"), shown.subject),
            (translate("accounts", "Valid for"), names if names != shown.subject else ""),
            (translate("accounts", "Issued by"), shown.issuer),
            (translate("accounts", "Valid from"), _date(shown.valid_from_s)),
            (translate("accounts", "Valid until"), _date(shown.valid_until_s)),
        ):
            if value:
                form.addRow(QLabel(text), _value(text, value))
        self._add_fingerprint(form, translate("accounts", "Fingerprint (SHA-256)"), shown.fingerprint)
        if self._is_changed:
            for old in self._config.trusted_certificates:
                self._add_fingerprint(form, translate("accounts", "Trusted before"), old)
        return form

    def _add_fingerprint(self, form: QFormLayout, text: str, fingerprint: str) -> None:
        value = _value(text, grouped(fingerprint))
        value.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        form.addRow(QLabel(text), value)


def certificate_dialog(
    accounts: Accounts, settings: Settings, view: AccountView, parent: QWidget | None = None
) -> CertificateDialog:
    """The dialog for an account whose server was refused; trusting its certificate signs in."""
    certificate, problem = view.registration.certificate, view.registration.problem
    assert certificate is not None
    assert problem is not None
    may_trust = not settings.is_locked(ACCOUNTS)

    def on_trusted() -> None:
        trust(accounts, view.account_id, certificate)

    return CertificateDialog(certificate, problem, view.config, on_trusted if may_trust else None, parent)


def _value(name: str, text: str) -> Label:
    """Text that can be selected and copied, by the keyboard too."""
    label = Label(text, wraps=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setAccessibleName(f"{plain(name)}: {text}")
    return label


def _warning(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    icon = IconLabel("warning")
    icon.set_icon("warning", Tone.WARNING)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, wraps=True), 1)
    return row


def _date(seconds: float) -> str:
    if not seconds:
        return ""
    date = QDateTime.fromSecsSinceEpoch(int(seconds)).date()
    return QLocale().toString(date, QLocale.FormatType.LongFormat)
