"""A certificate that no authority vouches for: shown, compared, and trusted on purpose only."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from softphone.accounts.certificates import grouped
from softphone.protocol.snapshots import AccountConfig, Certificate, Transport
from tests.window.window_stage import ALICE, WindowStage
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.certificate_dialog import CertificateDialog

SECURE = msgspec.structs.replace(ALICE, transport=Transport.TLS)
SHOWN = Certificate(
    fingerprint="5e1f" * 16, subject="pbx.example.com", issuer="pbx.example.com", names=("pbx.example.com",),
    valid_from_s=1_750_000_000.0, valid_until_s=4_000_000_000.0,
)  # fmt: skip
NEW = msgspec.structs.replace(SHOWN, fingerprint="c0de" * 16)


def _refused(stage: WindowStage, certificate: Certificate = SHOWN, config: AccountConfig = SECURE) -> CertificateDialog:
    """The dialog that the banner opens."""
    stage.engines.pbx.certificate = certificate
    stage.sign_in(config)
    button = next(b for b in stage.main.account_banner.buttons() if "certificate" in b.text())
    button.click()
    stage.settle()
    dialog = stage.windows.dialog(f"certificate {config.account_id}")
    assert isinstance(dialog, CertificateDialog)
    return dialog


def _texts(dialog: CertificateDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_banner_leads_to_the_certificate(stage: WindowStage) -> None:
    dialog = _refused(stage)
    texts = _texts(dialog)
    assert grouped(SHOWN.fingerprint) in texts
    assert "2096" in texts
    assert "itself" in texts
    assert not dialog.trust_button.isEnabled()
    assert dialog.leave_button.isDefault()


def test_return_and_escape_trust_nothing(stage: WindowStage) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = (
            _refused(stage) if key == Qt.Key.Key_Return else stage.windows.accounts.show_certificate(SECURE.account_id)
        )
        assert dialog is not None
        QTest.keyClick(dialog, key)
        stage.settle()
        assert not stage.softphone.accounts.views()[0].config.trusted_certificates


def test_trusting_takes_a_box_and_a_button_and_signs_in(stage: WindowStage) -> None:
    dialog = _refused(stage)
    dialog.agreed.click()
    dialog.trust_button.click()
    stage.advance(1)
    view = stage.softphone.accounts.views()[0]
    assert view.config.trusted_certificates == (SHOWN.fingerprint,)
    assert view.is_registered
    assert stage.main.account_banner.isHidden()


def test_another_certificate_later_is_told_as_changed_with_both(stage: WindowStage) -> None:
    dialog = _refused(stage, NEW, msgspec.structs.replace(SECURE, trusted_certificates=(SHOWN.fingerprint,)))
    assert "new certificate" in dialog.windowTitle()
    texts = _texts(dialog)
    assert grouped(SHOWN.fingerprint) in texts
    assert grouped(NEW.fingerprint) in texts
    assert "trusted for this server before" in texts
    assert not stage.softphone.accounts.views()[0].is_registered


def test_the_facts_can_be_selected_by_the_keyboard(stage: WindowStage) -> None:
    dialog = _refused(stage)
    value = next(label for label in dialog.findChildren(QLabel) if label.text() == grouped(SHOWN.fingerprint))
    assert value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert "Fingerprint" in value.accessibleName()


def test_a_test_of_an_account_shows_and_trusts_it_too(stage: WindowStage) -> None:
    stage.engines.pbx.certificate = SHOWN
    account = stage.windows.accounts.open(None)
    assert isinstance(account, AccountDialog)
    account.form.address.setText("1001@pbx.example.com")
    account.form.password.setText("secret")
    account.form.transport.choose(Transport.TLS)
    account.test_button.click()
    stage.advance(1)
    assert account.certificate_button.isVisible()
    account.certificate_button.click()
    stage.settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, CertificateDialog) and w.isVisible())
    dialog.agreed.click()
    dialog.trust_button.click()
    stage.advance(1)
    assert account.form.trusted.fingerprints() == (SHOWN.fingerprint,)
    assert "works" in account.test_view.result()
    assert not account.certificate_button.isVisible()
    assert not stage.softphone.accounts.views(), "a test adds nothing"


def test_a_trusted_certificate_can_be_taken_back(stage: WindowStage) -> None:
    dialog = _refused(stage)
    dialog.agreed.click()
    dialog.trust_button.click()
    stage.advance(1)
    account = stage.windows.accounts.open(SECURE.account_id)
    assert isinstance(account, AccountDialog)
    account.form.trusted.remove(SHOWN.fingerprint)
    account.form.trusted.pinned.click()
    account.save_button.click()
    stage.advance(1)
    view = stage.softphone.accounts.views()[0]
    assert view.config.trusted_certificates == ()
    assert view.config.accepts_only_trusted
    assert not view.is_registered


def test_where_an_administrator_decides_nothing_can_be_trusted(
    stage: WindowStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(stage.softphone.settings), "is_locked", lambda self, setting: True)
    dialog = _refused(stage)
    assert not dialog.trust_button.isVisible()
    assert "administrator decides" in _texts(dialog)
