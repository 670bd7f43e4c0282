"""The first run: an address and a password are enough, failures are explained, and it can be left and gone on with."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from softphone.protocol.snapshots import AccountTestStep, Certificate, RegistrationProblem, SrtpMode, Transport
from softphone.settings.declared import FIRST_RUN
from tests.window.window_stage import ALICE, WindowStage
from ui.accounts.certificate_dialog import CertificateDialog
from ui.devices.sound_page import SoundPage
from ui.first_run.first_run_dialog import ADDRESS, CHECK, DONE, SOUND, FirstRunDialog

SHOWN = Certificate(fingerprint="5e1f" * 16, subject="pbx.example.com", issuer="pbx.example.com")
FILE = """
format = 1
[[account]]
address = "anna@example.com"
display_name = "Anna Archer"
server = "pbx.example.com:5061"
transport = "tls"
srtp = "required"
voicemail_number = "*97"
pbx_profile = "yeastar"
"""


def _open(stage: WindowStage) -> FirstRunDialog:
    stage.main.account_banner.buttons()[0].click()
    stage.settle()
    dialog = stage.windows.dialog("first run")
    assert isinstance(dialog, FirstRunDialog)
    return dialog


def _fill(dialog: FirstRunDialog, address: str = "anna@example.com", password: str = "secret") -> None:
    dialog.address.address.setText(address)
    dialog.address.password.setText(password)


def _texts(dialog: FirstRunDialog) -> str:
    return "\n".join(label.text() for label in dialog.done_page.findChildren(QLabel))


def test_an_address_and_a_password_are_enough(stage: WindowStage) -> None:
    dialog = _open(stage)
    _fill(dialog)
    dialog.next_button.click()
    assert dialog.page == CHECK
    stage.advance(2)
    assert [dialog.check.view.outcome_words(step) for step in AccountTestStep] == ["Done"] * 4
    assert not stage.softphone.accounts.views(), "nothing is kept before it works"
    dialog.next_button.click()
    stage.advance(1)
    assert dialog.page == SOUND
    view = stage.softphone.accounts.views()[0]
    assert view.is_registered
    assert view.config.transport == Transport.TLS, "encrypted if possible"
    assert view.config.srtp == SrtpMode.PREFERRED, "else a phone system that insists on it takes no call"
    assert dialog.findChild(SoundPage) is not None
    dialog.next_button.click()
    assert dialog.page == DONE
    assert "anna@example.com" in _texts(dialog)
    dialog.next_button.click()
    assert not dialog.isVisible()
    assert stage.softphone.settings.get(FIRST_RUN) == "done"


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_all_of_it_goes_by_the_keyboard(stage: WindowStage) -> None:
    dialog = _open(stage)
    QTest.keyClicks(_focused(), "anna@example.com")
    QTest.keyClick(_focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(_focused(), "secret")
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    stage.advance(2)
    for page in (SOUND, DONE):
        QTest.keyClick(_focused(), Qt.Key.Key_Return)
        stage.advance(1)
        assert dialog.page == page
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert stage.softphone.accounts.views()[0].is_registered


def test_what_is_missing_is_marked(stage: WindowStage) -> None:
    dialog = _open(stage)
    dialog.next_button.click()
    assert dialog.address.problem.isVisible()
    assert dialog.address.address.property("invalid") is True
    assert dialog.address.password.property("invalid") is True
    _fill(dialog, password="")
    dialog.next_button.click()
    assert "password" in dialog.address.problem.text()
    assert dialog.address.address.property("invalid") is not True
    assert _focused() is dialog.address.password


def test_a_server_without_encryption_is_found_and_told(stage: WindowStage) -> None:
    problem = stage.engines.pbx.problem
    stage.engines.pbx.problem = lambda command: (  # type: ignore[method-assign]
        RegistrationProblem.TRANSPORT_REFUSED if command.account.transport != Transport.UDP else problem(command)
    )
    dialog = _open(stage)
    _fill(dialog)
    dialog.next_button.click()
    stage.advance(2)
    assert "not encrypted" in dialog.check.tried.text()
    assert "no encrypted connection" in dialog.check.note.text()
    dialog.next_button.click()
    stage.advance(1)
    assert stage.softphone.accounts.views()[0].config.transport == Transport.UDP


def test_a_wrong_password_is_told_and_tried_once(stage: WindowStage) -> None:
    dialog = _open(stage)
    _fill(dialog, password="wrong")
    dialog.next_button.click()
    stage.advance(2)
    assert "did not accept the password" in dialog.check.view.result()
    assert dialog.next_button.text() == "&Use it nevertheless"
    dialog.back_button.click()
    assert dialog.page == ADDRESS
    assert _focused() is dialog.address.password
    _fill(dialog)
    dialog.next_button.click()
    stage.advance(2)
    assert "works" in dialog.check.view.result()


def test_return_presses_what_has_the_keyboard_and_takes_nothing_unproved(stage: WindowStage) -> None:
    dialog = _open(stage)
    _fill(dialog, password="wrong")
    dialog.next_button.click()
    assert _focused() is dialog.back_button, "while it is being tried"
    assert dialog.back_button.isDefault()
    stage.advance(2)
    assert _focused() is dialog.back_button
    assert dialog.back_button.isDefault()
    dialog.check.again_button.setFocus()
    QTest.keyClick(dialog.check.again_button, Qt.Key.Key_Return)
    stage.settle()
    assert dialog.page == CHECK
    assert dialog.check.again_button.isHidden(), "it is being tried again"
    assert _focused() is dialog.back_button
    assert dialog.back_button.isDefault()
    stage.advance(2)
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert dialog.page == ADDRESS
    assert not stage.softphone.accounts.views()


def _trust_what_is_shown(stage: WindowStage, dialog: FirstRunDialog) -> None:
    dialog.check.certificate_button.click()
    stage.settle()
    certificate = dialog.findChild(CertificateDialog)
    assert certificate is not None
    certificate.agreed.click()
    certificate.trust_button.click()
    stage.advance(2)


def _trusting(stage: WindowStage) -> FirstRunDialog:
    """The check of a server whose certificate was trusted on purpose just now."""
    stage.engines.pbx.certificate = SHOWN
    dialog = _open(stage)
    _fill(dialog)
    dialog.next_button.click()
    stage.advance(2)
    _trust_what_is_shown(stage, dialog)
    return dialog


def test_a_server_that_nobody_vouches_for_can_be_trusted_on_purpose(stage: WindowStage) -> None:
    dialog = _trusting(stage)
    assert "works" in dialog.check.view.result()
    dialog.next_button.click()
    stage.advance(1)
    assert stage.softphone.accounts.views()[0].config.trusted_certificates == (SHOWN.fingerprint,)


def test_a_certificate_stays_trusted_when_the_password_has_to_be_entered_again(stage: WindowStage) -> None:
    dialog = _trusting(stage)
    dialog.back_button.click()
    _fill(dialog, password="another")
    dialog.next_button.click()
    stage.advance(2)
    assert "works" in dialog.check.view.result()
    dialog.back_button.click()
    dialog.address.server.setText("elsewhere.example.com")
    dialog.next_button.click()
    stage.advance(2)
    assert dialog.check.certificate_button.isVisible(), "trusted for the server that has shown it only"


def test_it_can_be_left_and_gone_on_with_but_keeps_no_password(stage: WindowStage) -> None:
    dialog = _open(stage)
    _fill(dialog, password="top secret words")
    dialog.address.server.setText("pbx.example.com")
    dialog.later_button.click()
    stage.settle()
    assert "top secret" not in stage.softphone.settings.get(FIRST_RUN)
    again = _open(stage)
    assert again is not dialog
    assert again.address.address.text() == "anna@example.com"
    assert again.address.server.text() == "pbx.example.com"
    assert again.address.server.isVisible()
    assert again.address.password.text() == ""
    assert _focused() is again.address.password


def test_an_account_file_fills_in_all_but_the_password(stage: WindowStage, tmp_path: Path) -> None:
    path = tmp_path / "anna.toml"
    path.write_text(FILE)
    dialog = _open(stage)
    dialog.take_file(path)
    assert dialog.address.address.text() == "anna@example.com"
    dialog.address.password.setText("secret")
    dialog.next_button.click()
    stage.advance(2)
    dialog.next_button.click()
    stage.advance(1)
    config = stage.softphone.accounts.views()[0].config
    assert (config.srtp, config.voicemail_number) == (SrtpMode.REQUIRED, "*97")
    assert config.server == "pbx.example.com:5061"
    assert config.pbx_profile == "yeastar"
    dialog.next_button.click()
    stage.advance(2)
    assert dialog.page == DONE
    assert dialog.phone_system.isHidden(), "the administrator has said which one it is"


@pytest.mark.parametrize("address", ["1001@pbx.example.com:5080", "sips:anna@example.com"])
def test_the_address_of_a_file_is_used_as_it_is(stage: WindowStage, tmp_path: Path, address: str) -> None:
    path = tmp_path / "anna.toml"
    path.write_text(FILE.replace("anna@example.com", address).replace('server = "pbx.example.com:5061"', ""))
    dialog = _open(stage)
    dialog.take_file(path)
    dialog.address.password.setText("secret")
    dialog.next_button.click()
    stage.advance(2)
    dialog.next_button.click()
    stage.advance(1)
    assert stage.softphone.accounts.views()[0].config.address_of_record.removeprefix("sip:") == address


def test_the_phone_system_is_suggested_and_taken_over_with_finish(stage: WindowStage) -> None:
    dialog = _to_the_end(stage)
    assert "Asterisk / FreePBX" in dialog.phone_system.words.text()
    assert "Asterisk / FreePBX" in dialog.phone_system.use.text()
    assert dialog.phone_system.use.isVisible()
    assert dialog.phone_system.use.isChecked()
    assert stage.softphone.accounts.views()[0].config.pbx_profile == ""
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert stage.softphone.accounts.views()[0].config.pbx_profile == "asterisk_freepbx"


def test_the_phone_system_is_not_taken_over_when_it_is_unchecked(stage: WindowStage) -> None:
    dialog = _to_the_end(stage)
    dialog.phone_system.use.click()
    dialog.next_button.click()
    assert stage.softphone.accounts.views()[0].config.pbx_profile == ""


def test_a_phone_system_that_the_user_has_chosen_meanwhile_stays(stage: WindowStage) -> None:
    dialog = _to_the_end(stage)
    config = stage.softphone.accounts.views()[0].config
    stage.softphone.accounts.update(replace(config, pbx_profile="yeastar"))
    dialog.next_button.click()
    assert stage.softphone.accounts.views()[0].config.pbx_profile == "yeastar"


def _to_the_end(stage: WindowStage) -> FirstRunDialog:
    dialog = _open(stage)
    _fill(dialog)
    for _ in range(3):
        dialog.next_button.click()
        stage.advance(2)
    assert dialog.page == DONE
    return dialog


def test_a_phone_system_that_is_not_recognised_is_not_spoken_of(stage: WindowStage) -> None:
    stage.engine.probes.offer = replace(stage.engine.probes.offer, names=("kamailio",))
    dialog = _open(stage)
    _fill(dialog)
    for _ in range(3):
        dialog.next_button.click()
        stage.advance(2)
    assert dialog.phone_system.isHidden()


def test_a_file_of_several_adds_them_and_asks_for_their_passwords(stage: WindowStage, tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text(FILE + '[[account]]\naddress = "reception@example.com"\n')
    dialog = _open(stage)
    dialog.take_file(path)
    stage.advance(1)
    assert dialog.page == SOUND
    assert [view.needs_password for view in stage.softphone.accounts.views()] == [True, True]


def test_a_file_that_is_none_is_told(stage: WindowStage, tmp_path: Path) -> None:
    path = tmp_path / "noise.toml"
    path.write_text("noise")
    dialog = _open(stage)
    dialog.take_file(path)
    assert "not an account file" in dialog.address.problem.text()


def test_who_has_an_account_gets_the_form(stage: WindowStage) -> None:
    stage.sign_in(ALICE)
    stage.windows.accounts.add()
    assert stage.windows.dialog("first run") is None
    assert stage.windows.dialog("account None") is not None
