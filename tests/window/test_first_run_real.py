"""A newcomer, a real PBX behind a certificate that nobody vouches for, and nothing but the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from softphone_lab import Fault, Lab

from softphone.accounts.certificates import grouped
from softphone.engine_client.state import EngineState
from softphone.protocol.snapshots import Transport
from tests.window.program_end import end_program
from tests.window.waiting import wait_until
from ui.accounts.certificate_dialog import CertificateDialog
from ui.app import Program
from ui.first_run.first_run_dialog import DONE, SOUND, FirstRunDialog

pytestmark = [pytest.mark.lab]


@pytest.fixture
def program(qapp: QApplication, own_folders: Path) -> Iterator[Program]:
    built = Program(qapp)
    yield built
    end_program(built)


def _key(key: Qt.Key) -> None:
    QTest.keyClick(_focus(), key)


def _type(text: str) -> None:
    QTest.keyClicks(_focus(), text)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def test_from_nothing_to_a_registered_phone(program: Program, lab: Lab) -> None:
    lab.cli("database deltree registrar contact")  # what killed engines have left at the PBX that all tests share
    port = lab.tls_fault(Fault.SELF_SIGNED)
    program.start([])
    wait_until(lambda: program.windows.dialog("first run"), "the first run, by itself")
    dialog = program.windows.dialog("first run")
    assert isinstance(dialog, FirstRunDialog)
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    _type(f"1001@{lab.facts.host}:{port}")
    _key(Qt.Key.Key_Tab)
    _type("secret-1001")
    dialog.address.remember.setChecked(False)
    wait_until(lambda: program.softphone.engine.state == EngineState.READY, "the engine")
    _key(Qt.Key.Key_Return)
    wait_until(dialog.check.certificate_button.isVisible, "the certificate that nobody vouches for")
    assert lab.contacts("1001") == ()
    dialog.check.certificate_button.setFocus()
    _key(Qt.Key.Key_Space)
    wait_until(lambda: dialog.findChild(CertificateDialog), "the dialog")
    certificate = dialog.findChild(CertificateDialog)
    assert certificate is not None
    assert QTest.qWaitForWindowActive(certificate)
    assert len(grouped(certificate.certificate.fingerprint)) == 79
    QTest.keyClick(certificate.agreed, Qt.Key.Key_Space)
    QTest.keyClick(certificate.trust_button, Qt.Key.Key_Space)
    wait_until(lambda: "works" in dialog.check.view.result(), "the second try")
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    for page in (SOUND, DONE):
        dialog.next_button.setFocus()
        _key(Qt.Key.Key_Return)
        assert dialog.page == page
    _key(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    status = program.windows.main.status
    wait_until(lambda: status.state_text().startswith(("Ready", "Reachable")), "the registration")
    assert len(lab.contacts("1001")) == 1
    config = program.softphone.accounts.views()[0].config
    assert config.transport == Transport.TLS
    assert config.trusted_certificates == (certificate.certificate.fingerprint,)
